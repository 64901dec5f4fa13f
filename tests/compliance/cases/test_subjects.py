"""What of a customer is held against the lists."""

from dataclasses import replace

import pytest

from compliance.cases import services, subjects
from compliance.kernel.actors import system
from onboarding import services as onboarding
from onboarding.models import Customer
from screening.records import Record
from screening.services import searching
from screening.subjects import Hit
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say
from tests.factories import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(engine_says: Say) -> Customer:
    """Verified, and held against a list of nobody."""
    scenes.publish(scenes.NOBODY)
    customer = scenes.verified()
    for row in services.runs_due(at=AT):
        list(services.run(run_id=row.pk, clock=scenes.clock))
    return scenes.fresh(customer)


def change(customer: Customer, **identity: str) -> Customer:
    onboarding.update_customer(
        customer_id=customer.pk,
        partner_id=customer.partner_id,
        changes={"identity": identity},
        expected_revision=None,
        at=AT,
        actor=system("test"),
    )
    return scenes.fresh(customer)


def best(customer: Customer, record: Record) -> Hit:
    scenes.publish(record)
    [subject] = subjects.subjects_of(customer)
    return searching.screen(subject=subject, bars=lambda _: 0.5)[0]


@pytest.mark.parametrize(("given", "searched"), [("F", "female"), ("M", "male"), ("X", "")])
def test_the_gender_is_told_as_lists_tell_it(customer: Customer, given: str, searched: str) -> None:
    [subject] = subjects.subjects_of(change(customer, gender=given))

    assert (subject.gender, subject.birth_places) == (searched, ())


def test_the_place_of_birth_speaks_for_a_match(customer: Customer) -> None:
    listed = replace(scenes.SILVA, birth_places=("Évora, Portugal",))
    before = best(customer, listed)

    after = best(change(customer, birth_place="Evora"), listed)

    assert after.evidence_score == pytest.approx(before.evidence_score + 0.02)
    assert [(one.factor, one.detail) for one in after.reasons if one.factor == "birth_place_agrees"] == [
        ("birth_place_agrees", "Évora, Portugal")
    ]


@pytest.mark.parametrize("identity", [{"birth_place": "Beja"}, {"gender": "F"}])
def test_a_change_of_what_is_compared_is_screened_again(customer: Customer, identity: dict[str, str]) -> None:
    assert customer.screened_at is not None

    assert change(customer, **identity).screened_at is None


def test_a_change_of_what_is_not_compared_is_not(customer: Customer) -> None:
    assert change(customer, phone="+351211234567").screened_at == customer.screened_at
