"""Under /v1."""

from django.urls import path

from compliance.gate import api

urlpatterns = [
    path("customers/<str:customer_id>/access", api.CustomerAccess.as_view(), name="customer-access"),
    path("access", api.Access.as_view(), name="access"),
    path("access/<path:rest>", api.Access.as_view(), name="access-beneath"),
]
