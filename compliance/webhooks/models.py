"""Where partners want to hear of events, and each event's way there."""

from django.db import models
from django.db.models import Q

from compliance.audit.models import Event
from compliance.jobs.models import Job
from compliance.kernel.ids import new_id
from compliance.partners.models import Partner


class DisabledReason(models.TextChoices):
    PARTNER = "partner", "By the partner"
    FAILING = "failing", "Failing for days"
    GONE = "gone", "Answered 410 Gone"


class Endpoint(models.Model):
    """One address of one partner. `kinds` are the event kinds it wants, all that a partner may see where it is empty.

    `secret` and, for a while after a rotation, `previous_secret` are sealed under the house's key.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="webhook_endpoints")
    url = models.CharField(max_length=2000)
    kinds = models.JSONField(default=list)
    secret = models.BinaryField()
    previous_secret = models.BinaryField(null=True)
    previous_secret_until = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    """Counts every change by the partner: the ETag."""
    created_at = models.DateTimeField()
    failing_since = models.DateTimeField(null=True, blank=True)
    """The first failure since the last success."""
    disabled_at = models.DateTimeField(null=True, blank=True)
    disabled_reason = models.CharField(max_length=10, choices=DisabledReason.choices, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(disabled_at=None, disabled_reason="")
                | (Q(disabled_at__isnull=False) & ~Q(disabled_reason="")),
                name="endpoint_is_disabled_for_a_reason",
            )
        ]
        indexes = [models.Index(fields=["partner"], condition=Q(deleted_at=None), name="endpoint_by_partner")]

    def __str__(self) -> str:
        return str(self.id)


class Delivery(Job):
    """One event on its way to one endpoint: queue, history and statistic in one row."""

    id = models.UUIDField(primary_key=True, default=new_id)
    endpoint = models.ForeignKey(Endpoint, on_delete=models.PROTECT, related_name="deliveries")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="deliveries")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    """When a message for a worker was last published; null where one is owed."""
    tried_at = models.DateTimeField(null=True, blank=True)
    status_code = models.PositiveSmallIntegerField(null=True, blank=True)
    """Of the last answer; null where there was none."""
    duration_ms = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["endpoint", "event"], name="delivery_once_per_endpoint")]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(finished_at=None, parked_at=None), name="delivery_open"),
            models.Index(fields=["endpoint", "-id"], name="delivery_newest"),
        ]

    def __str__(self) -> str:
        return str(self.id)
