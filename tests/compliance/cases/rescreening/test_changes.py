"""Whom a list's change concerns: found by the index, read as they are, and nobody held up by another."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from compliance.cases import selectors, services
from compliance.cases.models import Failure
from compliance.cases.services.rescreening import changes
from onboarding.models import Customer, Status
from screening import services as screening
from screening.models import Match
from tests import factories
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say
from tests.factories import AT

pytestmark = pytest.mark.django_db


def test_a_director_is_found_by_the_index_of_subjects(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    company = scenes.company_with(factories.person_identity())
    scenes.rescreen()
    scenes.publish(scenes.NOBODY, scenes.SILVA)

    scenes.rescreen()

    match = Match.objects.get()
    assert (match.owner_id, match.subject_id) == (company.pk, company.people.get().pk)
    assert scenes.fresh(company).status == Status.RESTRICTED


def test_a_name_that_changes_while_a_run_looks_at_the_old_one_is_judged_by_the_new_one(
    customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[UUID] = []

    def change_midway(**arguments: Any) -> Any:
        if not looked:
            scenes.rename(customer, "Quackenbush", given_names="Wilhelmina")
        looked.append(customer.pk)
        return screening.hits_of(**arguments)

    monkeypatch.setattr(changes, "screening", SimpleNamespace(**vars(screening) | {"hits_of": change_midway}))
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    scenes.rescreen()

    assert len(looked) == 2
    assert not Match.objects.exists()
    assert scenes.fresh(customer).status == Status.VERIFIED
    assert scenes.fresh(customer).screened_at is None


def test_one_customer_who_cannot_be_read_is_counted_and_holds_up_nobody(customer: Customer) -> None:
    broken = scenes.verified(of=customer.partner)
    whole = bytes(scenes.fresh(broken).identity)
    Customer.objects.filter(pk=broken.pk).update(identity=whole[:-1] + bytes([whole[-1] ^ 1]), revision=99)
    scenes.publish(scenes.NOBODY, scenes.SILVA)

    assert scenes.rescreen()[-1] == services.Progress(2, 1, done=True, total=2, failed=1)

    assert scenes.fresh(customer).status == Status.RESTRICTED
    failure = Failure.objects.get()
    assert (failure.customer_id, failure.step, failure.error, failure.attempts) == (
        broken.pk, "screening", "SealBroken", 1,
    )  # fmt: skip
    status = selectors.rescreening(AT)
    assert status.failing == {"SealBroken": 1}
    Customer.objects.filter(pk=broken.pk).update(identity=whole)
    assert services.screen_changed(at=failure.due_at) == 1
    assert not Failure.objects.exists()
    assert scenes.fresh(broken).status == Status.RESTRICTED
