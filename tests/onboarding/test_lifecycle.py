"""The customer's states."""

import re
from itertools import product
from pathlib import Path

import pytest

from compliance.audit.models import Event
from compliance.kernel.actors import system
from compliance.kernel.ids import UnknownId, new_id, public_id
from compliance.kernel.machine import IllegalTransition
from onboarding import lifecycle
from onboarding.models import Customer, Status
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
LEGAL = {
    ("draft", "checking"),
    ("draft", "closed"),
    ("checking", "draft"),
    ("checking", "review"),
    ("checking", "verified"),
    ("review", "draft"),
    ("review", "verified"),
    ("review", "rejected"),
    ("review", "restricted"),
    ("verified", "restricted"),
    ("verified", "closed"),
    ("restricted", "verified"),
    ("restricted", "rejected"),
    ("restricted", "closed"),
}


def move(customer: Customer, to: str) -> Customer:
    return lifecycle.advance(customer_id=customer.pk, to=Status(to), actor=system("test"), reason="because", at=AT)


@pytest.mark.parametrize(("source", "target"), list(product(Status.values, Status.values)))
def test_the_table_decides_every_pair_of_statuses(source: str, target: str) -> None:
    customer = factories.customer(status=source)
    before = Event.objects.count()

    if (source, target) in LEGAL:
        assert move(customer, target).status == target
    else:
        with pytest.raises(IllegalTransition):
            move(customer, target)

    stored = Customer.objects.get(pk=customer.pk)
    legal = (source, target) in LEGAL
    assert (stored.status, stored.revision) == (target if legal else source, 2 if legal else 1)
    assert Event.objects.count() - before == int(legal)


def test_a_submission_begins_a_round_and_is_in_the_trail() -> None:
    customer = move(factories.customer(), "checking")

    assert (customer.round, customer.submitted_at, customer.verified_at) == (1, AT, None)
    event = Event.objects.get(kind="customer.submitted")
    assert event.subject == public_id("cus", customer.pk)
    assert event.actor == "system:test"
    assert event.parsed == {"from": "draft", "to": "checking", "reason": "because", "round": 1}


def test_a_second_submission_is_the_next_round() -> None:
    customer = factories.customer()

    for to in ("checking", "draft", "checking"):
        customer = move(customer, to)

    assert customer.round == 2


def test_verification_leaves_its_time() -> None:
    customer = move(factories.customer(status="review"), "verified")

    assert customer.verified_at == AT


def test_an_unknown_customer_is_unknown() -> None:
    with pytest.raises(UnknownId):
        lifecycle.advance(customer_id=new_id(), to=Status.CLOSED, actor=system("test"), reason="because", at=AT)


def test_a_reason_is_a_code_and_no_prose() -> None:
    customer = factories.customer()

    with pytest.raises(ValueError, match="code"):
        lifecycle.advance(
            customer_id=customer.pk, to=Status.CHECKING, actor=system("test"), reason="Ana Silva said so", at=AT
        )
    customer.refresh_from_db()
    assert customer.status == "draft"


def test_every_status_has_its_event() -> None:
    assert set(lifecycle.EVENTS) == set(Status)


def test_nothing_else_assigns_a_customers_status() -> None:
    stray = re.compile(r"customer\w*\.status\s*=[^=]|Customer[^\n]*\.update\([^)]*status=")
    sources = [path for room in ("onboarding", "compliance") for path in Path(room).rglob("*.py")]

    strays = [str(path) for path in sources if stray.search(path.read_text())]

    assert strays == ["onboarding/lifecycle.py"]
