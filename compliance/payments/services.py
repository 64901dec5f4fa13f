"""A payment is accepted or refused, and either is a line in the trail."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from compliance.audit import services as audit
from compliance.gate import services as gate
from compliance.kernel.actors import Actor
from compliance.kernel.ids import UnknownId, public_id
from compliance.kernel.money import Money
from compliance.partners.models import Partner
from compliance.payments.currencies import require_currency
from compliance.payments.models import Direction, Payment
from onboarding.models import Customer


@dataclass(frozen=True, slots=True)
class Order:
    """What a partner asks for. `reference` is the partner's own id of it."""

    partner: Partner
    customer_id: UUID
    direction: Direction
    amount: Money
    reference: str = ""


def create_payment(*, order: Order, actor: Actor, at: datetime) -> Payment:
    """Asks the gate and writes the answer down, in one transaction that holds the customer's row locked.

    Whatever restricts a customer locks the same row, so a restriction that committed first is always seen.
    `gate.Refused` is raised after `payment.refused` is written: a caller with a transaction of its own commits it all
    the same, as the idempotent door does. Raises UnknownId, UnknownCurrency and `gate.GateClosed` with nothing written.
    """
    require_currency(order.amount.currency)
    with transaction.atomic():
        _lock_customer(order)
        try:
            permit = _ask(order, at)
        except gate.Refused as error:
            refusal = error
            _record_refusal(order, refusal, actor, at)
        else:
            return _accept(order, permit, actor, at)
    raise refusal


def _lock_customer(order: Order) -> None:
    rows = Customer.objects.select_for_update(no_key=True).filter(pk=order.customer_id, partner=order.partner)
    if rows.values_list("pk").first() is None:
        raise UnknownId


def _ask(order: Order, at: datetime) -> gate.Permit:
    return gate.require(
        customer_id=order.customer_id,
        partner_id=order.partner.pk,
        capability=order.direction,
        amount=order.amount,
        at=at,
    )


def _accept(order: Order, permit: gate.Permit, actor: Actor, at: datetime) -> Payment:
    payment = Payment.objects.create(
        partner=order.partner,
        customer_id=order.customer_id,
        direction=order.direction,
        amount_minor=order.amount.minor,
        currency=order.amount.currency,
        reference=order.reference,
        policy_version=permit.policy_version,
        created_at=at,
    )
    audit.record(
        partner_id=order.partner.pk,
        kind="payment.accepted",
        subject=public_id("pay", payment.pk),
        actor=actor,
        facts=_facts(order, permit.policy_version),
        at=at,
    )
    return payment


def _record_refusal(order: Order, refusal: gate.Refused, actor: Actor, at: datetime) -> None:
    """A refused payment is no row: the subject is the customer."""
    audit.record(
        partner_id=order.partner.pk,
        kind="payment.refused",
        subject=public_id("cus", order.customer_id),
        actor=actor,
        facts={**_facts(order, refusal.policy_version), "reason": str(refusal.reason)},
        at=at,
    )


def _facts(order: Order, policy_version: int) -> dict[str, audit.JSON]:
    return {
        "customer": public_id("cus", order.customer_id),
        "direction": str(order.direction),
        "amount_minor": order.amount.minor,
        "currency": order.amount.currency,
        "policy_version": policy_version,
    }
