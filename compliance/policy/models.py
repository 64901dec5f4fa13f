"""Policy is data: numbered versions of one TOML document, published by two people or shipped with the release."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


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
