"""Under /v1."""

from django.urls import path

from compliance.payments import api

urlpatterns = [
    path("payments", api.Payments.as_view(), name="payments"),
    path("payments/<str:payment_id>", api.OnePayment.as_view(), name="payment"),
]
