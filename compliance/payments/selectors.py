"""Questions about payments."""

from uuid import UUID

from django.db.models import QuerySet

from compliance.kernel.ids import UnknownId, parse_id
from compliance.payments.models import Payment


def payments(*, partner_id: UUID, customer: str | None = None) -> QuerySet[Payment]:
    """One partner's payments, or those of one of its customers by public id; an unknown customer has none."""
    rows = Payment.objects.filter(partner_id=partner_id)
    return rows if customer is None else rows.filter(customer_id=parse_id("cus", customer))


def payment(*, partner_id: UUID, public_id: str) -> Payment:
    """Raises UnknownId, also for another partner's payment."""
    found = Payment.objects.filter(partner_id=partner_id, pk=parse_id("pay", public_id)).first()
    if found is None:
        raise UnknownId
    return found
