"""Policy is data: numbered versions of one TOML document, and what they would change, looked at before they do."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from compliance.jobs.models import Job
from compliance.kernel.ids import new_id


class PolicyVersion(models.Model):
    """The newest version with `published_at` is in force. A shipped one has no makers; any other needs two officers."""

    version = models.PositiveIntegerField(primary_key=True)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    shipped = models.BooleanField(default=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(shipped=True, proposed_by__isnull=True, published_by__isnull=True)
                | Q(shipped=False, proposed_by__isnull=False, published_by__isnull=True, published_at__isnull=True)
                | (
                    Q(shipped=False, proposed_by__isnull=False, published_by__isnull=False, published_at__isnull=False)
                    & ~Q(published_by=F("proposed_by"))
                ),
                name="policy_needs_two_people",
            )
        ]

    def __str__(self) -> str:
        return f"policy {self.version}"


class Lookback(Job):
    """What other bars, or another matcher, mean for everybody on the books: hits gained and lost, before they are.

    `cursor` is the last customer looked at: a run that is killed goes on there. A report on a policy compares with
    `against`, the version then in force; one without a policy compares the matches on file with the matcher at hand.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    policy = models.ForeignKey(PolicyVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="lookbacks")
    against = models.PositiveIntegerField()
    matcher_version = models.CharField(max_length=20)
    cursor = models.UUIDField(null=True, blank=True)
    total = models.PositiveIntegerField(default=0)
    customers = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    """Customers who could not be looked at: the report says nothing of them."""
    counts = models.JSONField(default=dict)
    """List → {gained_review, gained_strong, lost_review, lost_strong, raised, lowered} → how many hits."""
    examples = models.JSONField(default=list)
    """The first few: {change, band, customer, subject, entry, score}; ids, no names."""
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "against", "matcher_version"],
                condition=Q(policy__isnull=False, finished_at=None, parked_at=None),
                name="one_lookback_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["matcher_version", "against"], condition=Q(policy=None), name="one_lookback_per_matcher"
            ),
        ]

    def __str__(self) -> str:
        return (
            f"look-back on policy {self.policy_id}"
            if self.policy_id
            else f"look-back on matcher {self.matcher_version}"
        )
