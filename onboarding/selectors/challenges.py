"""Challenges of a customer. A partner's question is scoped by the customer that it names."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from onboarding.models import Challenge


def challenges(customer_id: UUID) -> QuerySet[Challenge]:
    """All of them; order and page are the caller's."""
    return Challenge.objects.filter(customer_id=customer_id)


def answered_challenge(*, customer_id: UUID, since: datetime) -> Challenge | None:
    """The one that was answered last, whose frames are still there, and that no step before `since` has judged."""
    fresh = Q(judged_at=None) | Q(judged_at__gte=since)
    rows = Challenge.objects.filter(fresh, customer_id=customer_id, answered_at__isnull=False, frames__isnull=False)
    return rows.order_by("-answered_at", "-id").distinct().first()
