"""The customer's states: one table, and the one function that moves a customer along it."""

import re
from datetime import datetime
from uuid import UUID

from django.db import transaction

from compliance.audit import services as audit
from compliance.kernel.actors import Actor
from compliance.kernel.ids import UnknownId, public_id
from compliance.kernel.machine import Machine
from onboarding.models import Customer, Status

MACHINE = Machine(
    {
        Status.DRAFT: frozenset({Status.CHECKING, Status.CLOSED}),
        Status.CHECKING: frozenset({Status.DRAFT, Status.REVIEW, Status.VERIFIED}),
        Status.REVIEW: frozenset({Status.DRAFT, Status.VERIFIED, Status.REJECTED, Status.RESTRICTED}),
        Status.VERIFIED: frozenset({Status.RESTRICTED, Status.CLOSED}),
        Status.RESTRICTED: frozenset({Status.VERIFIED, Status.REJECTED, Status.CLOSED}),
    }
)
EVENTS = {
    Status.DRAFT: "customer.requirements_changed",
    Status.CHECKING: "customer.submitted",
    Status.REVIEW: "customer.review_started",
    Status.VERIFIED: "customer.verified",
    Status.RESTRICTED: "customer.restricted",
    Status.REJECTED: "customer.rejected",
    Status.CLOSED: "customer.closed",
}
_CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")


@transaction.atomic
def advance(*, customer_id: UUID, to: Status, actor: Actor, reason: str, at: datetime) -> Customer:
    """Locks the customer, checks the table, writes the row and the trail. `reason` is a code, never free text.

    Submission (`to` is CHECKING) begins a new round. Raises IllegalTransition and changes nothing where the table has
    no such step, UnknownId where there is no such customer.
    """
    if not _CODE.fullmatch(reason):
        raise ValueError("a reason is a code like screening_match")
    customer = Customer.objects.select_for_update().filter(pk=customer_id).first()
    if customer is None:
        raise UnknownId
    source = Status(customer.status)
    MACHINE.check(source, to)
    customer.status = to
    customer.revision += 1
    if to == Status.CHECKING:
        customer.round += 1
        customer.submitted_at = at
    if to == Status.VERIFIED:
        customer.verified_at = at
    customer.save(update_fields=["status", "revision", "round", "submitted_at", "verified_at"])
    audit.record(
        partner_id=customer.partner_id,
        kind=EVENTS[to],
        subject=public_id("cus", customer.pk),
        actor=actor,
        facts={"from": str(source), "to": str(to), "reason": reason, "round": customer.round},
        at=at,
    )
    return customer
