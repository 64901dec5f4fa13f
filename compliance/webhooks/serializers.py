"""What the webhook routes read and show."""

from typing import Any

from rest_framework import serializers

from compliance.audit.disclosure import PARTNER_KINDS
from compliance.audit.models import Event
from compliance.kernel.ids import public_id
from compliance.partners.serializers import StrictSerializer
from compliance.webhooks.models import Delivery, Endpoint

_KINDS = serializers.ListField(
    child=serializers.CharField(max_length=80),
    max_length=len(PARTNER_KINDS),
    required=False,
    help_text="Event kinds to send; empty for all that a partner may see.",
)


class EndpointInput(StrictSerializer):
    url = serializers.CharField(max_length=2000)
    kinds = _KINDS


class EndpointChanges(StrictSerializer):
    url = serializers.CharField(max_length=2000, required=False)
    kinds = _KINDS
    enabled = serializers.BooleanField(required=False)


class ReplayInput(StrictSerializer):
    since = serializers.DateTimeField()
    everything = serializers.BooleanField(
        required=False, default=False, help_text="Also what was delivered already, not only what was missed."
    )


class EndpointOutput(serializers.Serializer[Any]):
    id = serializers.CharField()
    url = serializers.CharField()
    kinds = serializers.ListField(child=serializers.CharField())
    enabled = serializers.BooleanField()
    disabled_reason = serializers.CharField(allow_null=True)
    failing_since = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()


class EndpointWithSecret(EndpointOutput):
    secret = serializers.CharField(help_text="Shown this once.")


class EndpointList(serializers.Serializer[Any]):
    data = EndpointOutput(many=True)  # type: ignore[assignment]  # an answer's own field
    next_cursor = serializers.CharField(allow_null=True)


class DeliveryOutput(serializers.Serializer[Any]):
    id = serializers.CharField()
    event = serializers.CharField()
    kind = serializers.CharField()
    status = serializers.ChoiceField(["pending", "delivered", "failed"])
    attempts = serializers.IntegerField()
    status_code = serializers.IntegerField(allow_null=True)
    error = serializers.CharField(allow_null=True)
    duration_ms = serializers.IntegerField(allow_null=True)
    tried_at = serializers.DateTimeField(allow_null=True)
    due_at = serializers.DateTimeField(allow_null=True)
    delivered_at = serializers.DateTimeField(allow_null=True)


class DeliveryList(serializers.Serializer[Any]):
    data = DeliveryOutput(many=True)  # type: ignore[assignment]  # an answer's own field
    next_cursor = serializers.CharField(allow_null=True)


class Replayed(serializers.Serializer[Any]):
    deliveries = serializers.IntegerField()


class EventOutput(serializers.Serializer[Any]):
    id = serializers.CharField()
    kind = serializers.CharField()
    subject = serializers.CharField()
    sequence = serializers.IntegerField(help_text="Grows by one with each event of the subject.")
    at = serializers.DateTimeField()


class EventList(serializers.Serializer[Any]):
    data = EventOutput(many=True)  # type: ignore[assignment]  # an answer's own field
    next_cursor = serializers.CharField(allow_null=True)


def render_endpoint(endpoint: Endpoint) -> dict[str, Any]:
    return {
        "id": public_id("whe", endpoint.pk),
        "url": endpoint.url,
        "kinds": endpoint.kinds,
        "enabled": endpoint.disabled_at is None,
        "disabled_reason": endpoint.disabled_reason or None,
        "failing_since": endpoint.failing_since.isoformat() if endpoint.failing_since else None,
        "created_at": endpoint.created_at.isoformat(),
    }


def render_delivery(delivery: Delivery) -> dict[str, Any]:
    is_open = delivery.finished_at is None and delivery.parked_at is None
    return {
        "id": public_id("dlv", delivery.pk),
        "event": public_id("evt", delivery.event_id),
        "kind": delivery.event.kind,
        "status": "pending" if is_open else "delivered" if delivery.finished_at else "failed",
        "attempts": delivery.attempts,
        "status_code": delivery.status_code,
        "error": delivery.last_error or None,
        "duration_ms": delivery.duration_ms,
        "tried_at": delivery.tried_at.isoformat() if delivery.tried_at else None,
        "due_at": delivery.due_at.isoformat() if is_open else None,
        "delivered_at": delivery.finished_at.isoformat() if delivery.finished_at else None,
    }


def render_event(event: Event) -> dict[str, Any]:
    """Of an event from `selectors.events`, which has counted its `sequence`."""
    return {
        "id": public_id("evt", event.pk),
        "kind": event.kind,
        "subject": event.subject,
        "sequence": event.sequence,  # type: ignore[attr-defined]
        "at": event.at.isoformat(),
    }
