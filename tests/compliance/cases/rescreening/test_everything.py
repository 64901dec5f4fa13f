"""Customers held against everything in force: all of them, and who has changed or failed since."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from compliance.cases import selectors, services
from compliance.cases.models import Alert, Case, Failure
from compliance.cases.services import failing
from compliance.cases.services.rescreening import everything
from compliance.kernel.actors import system
from onboarding import services as onboarding
from onboarding.models import Customer, Status
from screening import services as screening
from screening.models import Match
from screening.records import ListedName
from tests.compliance.cases import scenes
from tests.factories import AT

pytestmark = pytest.mark.django_db


def test_a_full_run_finds_what_the_deltas_found(customer: Customer) -> None:
    scenes.publish(scenes.NOBODY, scenes.SILVA)

    row = services.full_run(at=AT)
    list(services.run(run_id=row.pk, clock=scenes.clock))

    assert scenes.fresh(customer).status == Status.RESTRICTED
    assert scenes.rescreen()[-1].matches == 0


def test_a_verified_customer_who_changes_the_name_is_screened_again(customer: Customer) -> None:
    scenes.publish(scenes.NOBODY, replace(scenes.SILVA, names=(ListedName("Ana Maria Pereira"),)))
    scenes.rescreen()
    onboarding.update_customer(
        customer_id=customer.pk,
        partner_id=customer.partner_id,
        changes={"identity": {"family_name": "Pereira"}},
        expected_revision=None,
        at=AT,
        actor=system("test"),
    )

    assert services.screen_changed(at=AT) == 1

    assert scenes.fresh(customer).status == Status.RESTRICTED
    assert scenes.fresh(customer).screened_at == AT
    assert services.screen_changed(at=AT) == 0


def test_a_full_search_for_a_former_name_leaves_no_match_behind(
    customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenes.publish(scenes.NOBODY, replace(scenes.SILVA, names=(ListedName("Ana Maria Pereira"),)))
    scenes.rescreen()
    late = scenes.fresh(customer)
    scenes.rename(customer, "Pereira")
    services.screen_changed(at=AT)
    before = scenes.state()
    matches = list(Match.objects.values())

    everything.screen_one(late, clock=scenes.clock)

    assert list(Match.objects.values()) == matches
    assert scenes.state() == before


def test_a_search_that_a_new_version_overtakes_is_made_again(
    customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenes.rename(customer, "Silvano")
    listed = replace(scenes.SILVA, names=(ListedName("Ana Maria Silvano"),))
    published: list[object] = []

    def overtaken(**arguments: Any) -> Any:
        looked = screening.look(**arguments)
        if not published:
            published.append(scenes.publish(scenes.NOBODY, listed))
        return looked

    monkeypatch.setattr(everything, "screening", SimpleNamespace(**vars(screening) | {"look": overtaken}))

    assert services.screen_changed(at=AT) == 1

    assert Match.objects.get().list_version == published[0]
    assert scenes.fresh(customer).status == Status.RESTRICTED


def test_a_customer_who_keeps_failing_is_shown_to_an_officer_until_it_works(
    customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = bytes(scenes.fresh(customer).identity)
    scenes.rename(customer, "Pereira")
    Customer.objects.filter(pk=customer.pk).update(identity=whole[:-1] + bytes([whole[-1] ^ 1]))
    at = AT
    for _ in range(failing.ALERT_AFTER):
        assert services.screen_changed(at=at) == 0
        at = Failure.objects.get().due_at

    assert scenes.alert_of(customer, "operations").code == "screening_failed"
    assert selectors.rescreening(at).never_screened == 1
    Customer.objects.filter(pk=customer.pk).update(identity=whole)
    assert services.screen_changed(at=at) == 1
    assert Alert.objects.get().disposition == "recovered"
    assert scenes.fresh(customer).status == Status.VERIFIED
    assert not Case.objects.filter(closed_at=None).exists()
