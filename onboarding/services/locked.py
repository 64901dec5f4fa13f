"""Taking hold of a customer: the row is locked before anything about the customer is written."""

from collections.abc import Collection
from uuid import UUID

from compliance.kernel.errors import DomainError
from compliance.kernel.ids import UnknownId
from onboarding.models import Customer
from onboarding.selectors import CustomerErased


class CustomerNotEditable(DomainError):
    code = "customer_not_editable"
    status = 409
    title = "The customer's present status does not allow this change."


class StaleRevision(DomainError):
    code = "stale_revision"
    status = 412
    title = "The customer has changed since you read it."


def locked(customer_id: UUID, *, partner_id: UUID | None = None) -> Customer:
    """The locked row; needs a transaction. With `partner_id`, another partner's customer is unknown."""
    rows = Customer.objects.select_for_update().filter(pk=customer_id)
    if partner_id is not None:
        rows = rows.filter(partner_id=partner_id)
    customer = rows.first()
    if customer is None:
        raise UnknownId
    if customer.erased_at is not None:
        raise CustomerErased
    return customer


def refuse_unless(customer: Customer, statuses: Collection[str]) -> None:
    """Raises CustomerNotEditable where the status is none of these."""
    if customer.status not in statuses:
        raise CustomerNotEditable(f"A {customer.status} customer cannot be changed like this.", current=customer.status)
