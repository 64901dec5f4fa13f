"""The customer's risk: one row per rating, newest last, with the factors behind it."""

from django.db import models

from compliance.kernel.ids import new_id
from onboarding.models import Customer


class Level(models.TextChoices):
    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"
    PROHIBITED = "prohibited", "Prohibited"


class Rating(models.Model):
    """The newest row counts. `reasons` is a list of {factor, score, detail, explanation}; no personal data."""

    id = models.UUIDField(primary_key=True, default=new_id)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="ratings")
    level = models.CharField(max_length=10, choices=Level.choices)
    score = models.FloatField()
    reasons = models.JSONField()
    policy_version = models.PositiveIntegerField()
    at = models.DateTimeField()
    next_review_at = models.DateTimeField()

    class Meta:
        get_latest_by = "id"
        indexes = [models.Index(fields=["customer", "-id"], name="rating_newest")]

    def __str__(self) -> str:
        return f"{self.level} {self.score:.2f}"
