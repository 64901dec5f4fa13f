"""A payment accepted or refused, each with its line in the trail; and the race against a restriction."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from compliance.audit.models import Event
from compliance.gate import services as gate
from compliance.kernel.actors import system
from compliance.kernel.ids import UnknownId, new_id, public_id
from compliance.kernel.money import Money
from compliance.payments.currencies import CODES, UnknownCurrency
from compliance.payments.models import Direction, Payment
from compliance.payments.services import Order, create_payment
from onboarding.models import Customer, Status
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
ACTOR = system("test")


def order(customer: Customer, **changes: Any) -> Order:
    given: dict[str, Any] = {
        "partner": customer.partner,
        "customer_id": customer.pk,
        "direction": Direction.PAY_OUT,
        "amount": Money(1_000, "EUR"),
        "reference": "invoice-7",
    }
    return Order(**(given | changes))


def pay(customer: Customer, **changes: Any) -> Payment:
    return create_payment(order=order(customer, **changes), actor=ACTOR, at=AT)


def lines() -> list[tuple[str, str]]:
    rows = Event.objects.filter(kind__startswith="payment.").order_by("seq")
    return [(row.kind, row.subject) for row in rows]


def test_an_accepted_payment_is_a_row_and_a_line_in_the_trail() -> None:
    customer = factories.payer()

    payment = pay(customer)

    stored = Payment.objects.get()
    assert (stored.pk, stored.customer_id, stored.partner_id) == (payment.pk, customer.pk, customer.partner_id)
    assert (stored.direction, stored.amount_minor, stored.currency) == ("pay_out", 1_000, "EUR")
    assert (stored.status, stored.policy_version, stored.created_at) == ("accepted", 1, AT)
    event = Event.objects.get(kind="payment.accepted")
    assert (event.chain, event.subject) == (customer.partner_id, public_id("pay", payment.pk))
    assert event.facts == (
        f'{{"amount_minor":1000,"currency":"EUR","customer":"{public_id("cus", customer.pk)}",'
        '"direction":"pay_out","policy_version":1}'
    )


@pytest.mark.parametrize("status", sorted(set(Status.values) - {"verified"}))
def test_a_refused_payment_is_only_a_line_in_the_trail(status: str) -> None:
    customer = factories.payer()
    Customer.objects.update(status=status)

    with pytest.raises(gate.Refused):
        pay(customer)

    assert Payment.objects.count() == 0
    assert lines() == [("payment.refused", public_id("cus", customer.pk))]


def test_the_trail_says_of_a_refusal_only_what_the_partner_was_told() -> None:
    customer = factories.payer()

    with pytest.raises(gate.Refused):
        pay(customer, amount=Money(1_500_001, "EUR"))

    assert Event.objects.get(kind="payment.refused").facts == (
        f'{{"amount_minor":1500001,"currency":"EUR","customer":"{public_id("cus", customer.pk)}",'
        '"direction":"pay_out","policy_version":1,"reason":"limit_exceeded"}'
    )


def test_a_refusal_stays_in_the_trail_when_the_callers_transaction_goes_on() -> None:
    customer = factories.payer()
    Customer.objects.update(status="restricted")

    with transaction.atomic(), pytest.raises(gate.Refused):
        pay(customer)

    assert len(lines()) == 1


def test_an_unknown_customer_and_another_partners_leave_no_trace() -> None:
    customer, other = factories.payer(), factories.partner(name="Other")

    for wrong in ({"customer_id": new_id()}, {"partner": other}):
        with pytest.raises(UnknownId):
            pay(customer, **wrong)

    assert Payment.objects.count() == 0
    assert lines() == []


@pytest.mark.parametrize("code", ["XXX", "XTS", "ABC", "ZZZ"])
def test_a_code_that_is_no_currency_leaves_no_trace(code: str) -> None:
    customer = factories.payer()

    with pytest.raises(UnknownCurrency):
        pay(customer, amount=Money(1, code))

    assert lines() == []


def test_the_currencies_are_those_of_the_standard() -> None:
    assert {"EUR", "USD", "JPY", "CHF"} <= CODES
    assert not {"XXX", "XTS", "EURO", ""} & CODES


def test_stale_lists_refuse_every_payment() -> None:
    customer = factories.payer()

    with pytest.raises(gate.Refused) as refused:
        create_payment(order=order(customer), actor=ACTOR, at=AT + timedelta(days=30))

    assert refused.value.extra["reason"] == "temporarily_unavailable"


@pytest.mark.parametrize("wrong", [{"amount_minor": 0}, {"direction": "elsewhere"}, {"currency": "eur"}])
def test_the_database_itself_refuses_a_senseless_payment(wrong: dict[str, Any]) -> None:
    payment = pay(factories.payer())

    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(**wrong)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_restriction_that_commits_first_is_seen_by_a_payment_that_waited_for_it() -> None:
    """The payment starts while the restriction holds the customer's row: its own reading began before the commit."""
    customer = factories.payer()
    outcome: list[str] = []

    def run() -> None:
        try:
            pay(customer)
        except gate.Refused as refused:
            outcome.append(str(refused.reason))
        else:
            outcome.append("accepted")
        finally:
            connection.close()

    with transaction.atomic():
        Customer.objects.select_for_update().get(pk=customer.pk)
        thread = threading.Thread(target=run)
        thread.start()
        thread.join(timeout=0.5)
        assert thread.is_alive(), "the payment did not wait for the lock"
        Customer.objects.filter(pk=customer.pk).update(status="restricted")
        factories.rating(customer, "prohibited")
    thread.join(timeout=10)

    assert outcome == ["not_available"]
    assert Payment.objects.count() == 0


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_no_payment_is_accepted_after_the_restriction_in_the_trails_own_order() -> None:
    customer = factories.payer()
    payers = [threading.Thread(target=_pay_many, args=(customer,)) for _ in range(3)]
    for thread in payers:
        thread.start()
    with transaction.atomic():
        Customer.objects.select_for_update().get(pk=customer.pk)
        Customer.objects.filter(pk=customer.pk).update(status="restricted")
        gate_closed_at = _last_seq_with_head_locked(customer)
    for thread in payers:
        thread.join(timeout=60)

    accepted = Event.objects.filter(kind="payment.accepted")
    refused = Event.objects.filter(kind="payment.refused")
    assert accepted.count() == Payment.objects.count()
    assert accepted.count() + refused.count() == 30
    assert not accepted.filter(seq__gt=gate_closed_at).exists()


def _pay_many(customer: Customer) -> None:
    for _ in range(10):
        try:
            pay(customer)
        except gate.Refused:
            continue
    connection.close()


def _last_seq_with_head_locked(customer: Customer) -> int:
    """While the customer's row is held, no payment of it can be between its decision and its line."""
    return Event.objects.filter(chain=customer.partner_id).order_by("-seq").values_list("seq", flat=True)[0]
