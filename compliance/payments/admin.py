"""Payments as rows, to read only."""

from django.contrib import admin

from compliance.audit.evidence import Evidence
from compliance.payments.models import Payment


@admin.register(Payment)
class PaymentAdmin(Evidence):
    list_display = ("id", "customer_id", "direction", "amount_minor", "currency", "status", "created_at")
    list_filter = ("direction", "status", "currency")
    search_fields = ("=id", "=customer__id")
    ordering = ("-id",)
