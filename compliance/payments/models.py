"""Payments that the gate let through."""

from django.db import models

from compliance.kernel.ids import new_id
from compliance.partners.models import Partner
from onboarding.models import Customer


class Direction(models.TextChoices):
    """Each is the capability of the same name."""

    PAY_OUT = "pay_out", "Pay out"
    PAY_IN = "pay_in", "Pay in"
    REFUND = "refund", "Refund"


class Status(models.TextChoices):
    ACCEPTED = "accepted", "Accepted"


class Payment(models.Model):
    """One payment. `amount_minor` is in minor units of `currency` (ISO 4217); `policy_version` let it through."""

    id = models.UUIDField(primary_key=True, default=new_id)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="payments")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="payments")
    direction = models.CharField(max_length=10, choices=Direction.choices)
    amount_minor = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    reference = models.CharField(max_length=100, blank=True)
    """The partner's own id of this payment; holds no personal data by contract."""
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACCEPTED)
    policy_version = models.PositiveIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_minor__gt=0), name="payment_moves_something"),
            models.CheckConstraint(
                condition=models.Q(direction__in=["pay_out", "pay_in", "refund"]), name="payment_has_a_direction"
            ),
            models.CheckConstraint(condition=models.Q(currency__regex=r"^[A-Z]{3}$"), name="payment_has_a_currency"),
        ]
        indexes = [
            models.Index(fields=["partner", "-id"], name="payment_newest"),
            models.Index(fields=["customer", "-id"], name="payment_by_customer"),
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.id}"
