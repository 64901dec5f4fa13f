"""Webhook endpoints and deliveries as rows, to read only; secrets are not shown, not even sealed."""

from django.contrib import admin

from compliance.audit.evidence import Evidence
from compliance.webhooks.models import Delivery, Endpoint


@admin.register(Endpoint)
class EndpointAdmin(Evidence):
    list_display = ("id", "partner", "created_at", "failing_since", "disabled_at", "disabled_reason", "deleted_at")
    list_filter = ("disabled_reason",)
    exclude = ("secret", "previous_secret")
    ordering = ("-id",)


@admin.register(Delivery)
class DeliveryAdmin(Evidence):
    list_display = ("id", "endpoint_id", "event", "attempts", "status_code", "last_error", "finished_at", "parked_at")
    list_filter = ("last_error",)
    list_select_related = ("event",)
    ordering = ("-id",)
