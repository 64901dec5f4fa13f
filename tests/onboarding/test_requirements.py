"""What a customer owes, from policy, evidence and demands."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from compliance.kernel.actors import system
from compliance.kernel.ids import public_id
from onboarding import selectors, services
from onboarding.models import Customer, Role
from onboarding.requirements import Requirement, RequirementError, Requirements
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
IDENTITY = Requirement("document", ("passport", "identity_card", "residence_permit"), "front")
SELFIE = Requirement("document", ("selfie",), "front")


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Any) -> None:
    settings.STORAGE_ROOT = tmp_path


def owed(customer: Customer, *, later: timedelta = timedelta(0)) -> Requirements:
    customer.refresh_from_db()
    return selectors.requirements(customer, factories.policy(), AT + later)


def demand(customer: Customer, *, kind: str = "passport", code: str = "image_blurred") -> None:
    services.raise_demand(
        customer_id=customer.pk,
        code=code,
        detail="Take it again.",
        document_kind=kind,
        due_at=AT + timedelta(days=14),
        at=AT,
        actor=system("test"),
    )


def test_a_new_person_owes_a_document_and_a_selfie() -> None:
    requirements = owed(factories.customer())

    assert requirements == Requirements(currently_due=(IDENTITY, SELFIE))
    assert not requirements.met


@pytest.mark.parametrize("kind", ["passport", "identity_card", "residence_permit"])
def test_one_of_the_alternatives_is_enough_of_a_card_both_sides(kind: str) -> None:
    customer = factories.customer()

    factories.document(customer, kind=kind)
    factories.document(customer, kind="selfie")
    if kind != "passport":
        assert owed(customer).currently_due == (Requirement("document", (kind,), "back"),)
        factories.document(customer, kind=kind, side="back")

    assert owed(customer) == Requirements()
    assert owed(customer).met


def test_another_kind_is_no_alternative() -> None:
    customer = factories.customer()

    factories.document(customer, kind="driving_licence")

    assert owed(customer).currently_due == (IDENTITY, SELFIE)


def test_the_enhanced_tier_owes_more() -> None:
    customer = factories.customer()
    Customer.objects.filter(pk=customer.pk).update(product="crypto")

    assert owed(customer).currently_due[-1] == Requirement("document", ("proof_of_address",), "front")


@pytest.mark.parametrize("status", ["checking", "review"])
def test_what_is_being_looked_at_is_pending(status: str) -> None:
    customer = factories.customer()
    factories.document(customer)
    factories.document(customer, kind="selfie")
    Customer.objects.filter(pk=customer.pk).update(status=status)

    assert owed(customer) == Requirements(pending=(IDENTITY, SELFIE))


@pytest.mark.parametrize("status", ["rejected", "closed"])
def test_nothing_is_owed_at_the_end(status: str) -> None:
    assert owed(factories.customer(status=status)) == Requirements()


def test_a_demand_makes_the_document_due_again_with_date_and_reason() -> None:
    customer = factories.customer()
    factories.document(customer)
    factories.document(customer, kind="selfie")
    due = AT + timedelta(days=14)

    demand(customer)

    again = Requirement("document", IDENTITY.any_of, "front", None, due)
    error = RequirementError("image_blurred", "Take it again.", "passport", due)
    assert owed(customer) == Requirements(currently_due=(again,), errors=(error,))
    assert owed(customer, later=timedelta(days=15)) == Requirements(past_due=(again,), errors=(error,))


@pytest.mark.parametrize("kind", ["passport", "identity_card"])
def test_a_newer_document_or_its_alternative_meets_the_demand(kind: str) -> None:
    customer = factories.customer()
    factories.document(customer)
    factories.document(customer, kind="selfie")
    demand(customer)

    factories.document(customer, kind=kind)
    if kind == "identity_card":
        factories.document(customer, kind=kind, side="back")

    assert owed(customer).met


def test_an_unrelated_document_does_not_meet_the_demand() -> None:
    customer = factories.customer()
    factories.document(customer)
    demand(customer)

    factories.document(customer, kind="selfie")

    assert [error.code for error in owed(customer).errors] == ["image_blurred"]


def test_a_company_owes_an_extract_and_its_people() -> None:
    customer = factories.customer(identity=factories.company_identity())
    extract = Requirement("document", ("registry_extract",), "front")
    director, owner = Requirement("person", ("director",)), Requirement("person", ("beneficial_owner",))
    assert owed(customer).currently_due == (extract, director, owner)

    add_person(customer, Role.DIRECTOR)

    assert owed(customer).currently_due == (extract, owner)


def test_a_companys_people_owe_documents_in_the_enhanced_tier() -> None:
    customer = factories.customer(identity=factories.company_identity())
    person = add_person(customer, Role.DIRECTOR)
    Customer.objects.filter(pk=customer.pk).update(product="crypto")

    assert owed(customer).currently_due[-1] == Requirement("document", IDENTITY.any_of, "front", person)


def test_a_requirement_is_json() -> None:
    customer = factories.customer()
    factories.document(customer)
    demand(customer)

    told = owed(customer).to_json()

    assert told["currently_due"][0]["due_at"] == "2026-03-15T12:00:00+00:00"
    assert told["errors"][0] == {
        "code": "image_blurred",
        "detail": "Take it again.",
        "document_kind": "passport",
        "due_at": "2026-03-15T12:00:00+00:00",
    }


def add_person(customer: Customer, role: Role) -> str:
    person = services.add_person(
        customer_id=customer.pk,
        partner_id=customer.partner_id,
        role=role,
        identity=factories.person_identity(),  # type: ignore[arg-type]
        share_percent=None,
        at=AT,
        actor=system("test"),
    )
    return public_id("per", person.pk)
