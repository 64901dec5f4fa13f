"""The routes of customers and their evidence, under /v1."""

from django.urls import path

from onboarding.api.challenges import ChallengeFrames, CustomerChallenges
from onboarding.api.customers import CustomerDetail, CustomerRequirements, Customers
from onboarding.api.documents import CustomerDocuments
from onboarding.api.people import CustomerPeople, CustomerPerson

urlpatterns = [
    path("customers", Customers.as_view(), name="customers"),
    path("customers/<str:customer_id>", CustomerDetail.as_view(), name="customer"),
    path("customers/<str:customer_id>/requirements", CustomerRequirements.as_view(), name="requirements"),
    path("customers/<str:customer_id>/documents", CustomerDocuments.as_view(), name="documents"),
    path("customers/<str:customer_id>/people", CustomerPeople.as_view(), name="people"),
    path("customers/<str:customer_id>/people/<str:person_id>", CustomerPerson.as_view(), name="person"),
    path("customers/<str:customer_id>/challenges", CustomerChallenges.as_view(), name="challenges"),
    path(
        "customers/<str:customer_id>/challenges/<str:challenge_id>/frames",
        ChallengeFrames.as_view(),
        name="challenge-frames",
    ),
]
