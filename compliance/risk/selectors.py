"""Questions about ratings."""

from uuid import UUID

from compliance.risk.models import Rating


def current_rating(*, customer_id: UUID) -> Rating | None:
    """The newest; None for a customer who was never rated."""
    return Rating.objects.filter(customer_id=customer_id).order_by("-id").first()
