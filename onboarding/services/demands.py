"""What the conductor asks a customer to send again, and how that ends."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from compliance.audit import services as audit
from compliance.kernel.actors import Actor
from compliance.kernel.ids import public_id
from onboarding.models import Demand
from onboarding.services.locked import locked


@transaction.atomic
def raise_demand(
    *, customer_id: UUID, code: str, detail: str, document_kind: str, due_at: datetime, at: datetime, actor: Actor
) -> Demand:
    """Asks once: the same open demand is answered as it is. Locks. `document_kind` is empty where no document mends it.

    `detail` comes from the policy's demand texts: what to do, and no personal data.
    """
    customer = locked(customer_id)
    open_one = Demand.objects.filter(customer=customer, code=code, document_kind=document_kind, met_at=None).first()
    if open_one is not None:
        return open_one
    demand = Demand.objects.create(
        customer=customer, code=code, detail=detail, document_kind=document_kind, due_at=due_at, raised_at=at
    )
    facts: dict[str, audit.JSON] = {"code": code, "document_kind": document_kind}
    audit.record(
        partner_id=customer.partner_id,
        kind="customer.demand_raised",
        subject=public_id("cus", customer.pk),
        actor=actor,
        facts=facts,
        at=at,
    )
    return demand
