"""Handing a customer in."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from compliance.cases.models import Check
from compliance.cases.services import RequirementsDue
from compliance.kernel.actors import system
from compliance.kernel.ids import UnknownId
from compliance.kernel.machine import IllegalTransition
from onboarding import services as onboarding
from onboarding.identity import PersonIdentity
from onboarding.models import Role, Status
from tests import factories
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say
from tests.factories import AT

pytestmark = pytest.mark.django_db


def test_a_submitted_person_has_one_open_check_for_each_step_of_the_policy() -> None:
    customer = scenes.submitted()

    assert (customer.status, customer.round) == (Status.CHECKING, 1)
    rows = (
        Check.objects.filter(customer=customer).order_by("kind").values_list("kind", "target", "round", "finished_at")
    )
    assert list(rows) == [(kind, customer.pk, 1, None) for kind in ("document", "face", "screening")]


def test_a_companys_extract_is_read_and_it_is_screened_and_so_is_each_director_and_owner() -> None:
    company = factories.customer(identity=factories.company_identity())
    people = [
        onboarding.add_person(
            customer_id=company.pk,
            partner_id=company.partner_id,
            role=role,
            identity=PersonIdentity(name, date(1980, 1, 2), "PT", "PT"),
            share_percent=None,
            at=AT,
            actor=system("test"),
        )
        for role, name in ((Role.DIRECTOR, "Silva"), (Role.BENEFICIAL_OWNER, "Sousa"))
    ]
    factories.document(company, kind="registry_extract")

    scenes.submit(company)

    rows = set(Check.objects.filter(customer=company).values_list("kind", "target"))
    assert rows == {
        ("document", company.pk),
        ("screening", company.pk),
        *(("screening", person.pk) for person in people),
    }


def test_what_is_owed_is_told_and_nothing_changes() -> None:
    customer = factories.customer()
    factories.document(customer, kind="passport")
    before = scenes.state()

    with pytest.raises(RequirementsDue) as refused:
        scenes.submit(customer)

    assert (refused.value.code, refused.value.status) == ("requirements_due", 422)
    owed: Any = refused.value.extra["requirements"]
    assert [item["any_of"] for item in owed["currently_due"]] == [["selfie"]]
    assert scenes.state() == before


@pytest.mark.parametrize("status", [status for status in Status if status != Status.DRAFT])
def test_only_a_draft_can_be_submitted(status: Status) -> None:
    customer = factories.customer(status=status)
    before = scenes.state()

    with pytest.raises(IllegalTransition):
        scenes.submit(customer)

    assert scenes.state() == before


def test_another_partners_customer_is_unknown() -> None:
    customer = factories.customer()
    customer.partner_id = uuid4()

    with pytest.raises(UnknownId):
        scenes.submit(customer)


def test_a_second_round_runs_every_step_again(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    customer = scenes.submitted()
    engine_says("document", ("image_blurred", "passport"))
    customer = scenes.run_round(customer)
    factories.document(customer, kind="passport")

    again = scenes.submit(customer)

    assert again.round == 2
    assert Check.objects.filter(customer=customer, round=2, finished_at=None).count() == 3
