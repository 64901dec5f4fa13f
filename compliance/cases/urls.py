"""The routes of submission, checks and timeline, under /v1."""

from django.urls import path

from compliance.cases.api import CustomerChecks, CustomerEvents, CustomerSubmission

urlpatterns = [
    path("customers/<str:customer_id>/submit", CustomerSubmission.as_view(), name="submit"),
    path("customers/<str:customer_id>/checks", CustomerChecks.as_view(), name="checks"),
    path("customers/<str:customer_id>/events", CustomerEvents.as_view(), name="customer_events"),
]
