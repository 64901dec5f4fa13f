"""What a list change means for a customer: matches, its case, and where it stands."""

from dataclasses import replace

import pytest

from compliance.cases import services
from compliance.cases.models import Alert, Case, Check
from onboarding.models import Customer, Status
from screening.models import Match
from screening.records import ListedName
from tests import factories
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say
from tests.factories import AT

pytestmark = pytest.mark.django_db


def test_a_list_that_names_a_verified_customer_restricts_it_and_opens_a_case(customer: Customer) -> None:
    scenes.publish(scenes.NOBODY, scenes.SILVA)

    progress = scenes.rescreen()

    alert = scenes.alert_of(customer, "match")
    assert progress[-1] == services.Progress(1, 1, done=True, total=1)
    assert scenes.fresh(customer).status == Status.RESTRICTED
    assert alert.match_id == Match.objects.get().pk
    assert "customer.restricted" in scenes.kinds(customer)
    assert scenes.fresh(customer).screened_at == AT


def test_a_weak_resemblance_opens_a_case_and_leaves_the_customer_verified(customer: Customer) -> None:
    weak = replace(scenes.SILVA, birth_dates=(), countries=(), names=(ListedName("Ana Marie Silvar"),))
    scenes.publish(scenes.NOBODY, weak)

    scenes.rescreen()

    score = Match.objects.get().score
    thresholds = factories.policy().thresholds
    assert thresholds.screening_review <= score < thresholds.screening_strong
    assert scenes.fresh(customer).status == Status.VERIFIED
    settled = scenes.decide(customer, "false_positive", alert=scenes.alert_of(customer, "match"))
    assert settled.status == Status.VERIFIED
    assert not Case.objects.filter(closed_at=None).exists()


def test_a_delisted_party_leaves_the_frozen_customer_to_two_officers(customer: Customer) -> None:
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    scenes.rescreen()
    scenes.publish(scenes.NOBODY)

    scenes.rescreen()

    assert Alert.objects.get(kind="match").disposition == "lapsed"
    assert scenes.fresh(customer).status == Status.RESTRICTED
    assert scenes.alert_of(customer, "risk").code == "match_lapsed"
    assert scenes.decide(customer, "lift").status == Status.VERIFIED


def test_a_delisted_party_ends_the_review_of_a_customer_who_was_never_frozen(engine_says: Say) -> None:
    scenes.publish(scenes.SILVA)
    customer = scenes.verified()
    scenes.rescreen()
    assert customer.status == Status.REVIEW
    scenes.publish(scenes.NOBODY)

    scenes.rescreen()

    assert scenes.fresh(customer).status == Status.VERIFIED
    assert not Case.objects.filter(closed_at=None).exists()


def test_one_of_two_delisted_parties_leaves_the_case_with_the_other(engine_says: Say) -> None:
    other = replace(scenes.SILVA, ref="2")
    scenes.publish(scenes.SILVA, other)
    customer = scenes.verified()
    scenes.publish(scenes.SILVA)

    scenes.rescreen()

    assert scenes.fresh(customer).status == Status.REVIEW
    assert Alert.objects.filter(settled_at=None, kind="match").count() == 1


def test_a_party_that_is_listed_again_is_asked_about_again(customer: Customer) -> None:
    other = replace(scenes.SILVA, ref="999")
    for listed in ((scenes.SILVA, other), (other,), (scenes.SILVA, other)):
        scenes.publish(scenes.NOBODY, *listed)
        scenes.rescreen()
    by = scenes.officers()

    first, second = Alert.objects.filter(kind="match", settled_at=None)
    after_one = scenes.decide(customer, "false_positive", alert=first, by=by)
    after_both = scenes.decide(customer, "false_positive", alert=second, by=by)

    assert after_one.status == Status.RESTRICTED
    assert after_both.status == Status.VERIFIED
    assert not Match.objects.filter(status="open", lapsed_at=None).exists()


def test_a_case_is_not_settled_over_a_match_that_it_was_not_told_of_yet(customer: Customer) -> None:
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    scenes.rescreen()
    [alert] = Alert.objects.filter(kind="match")
    known = Match.objects.get()
    Match.objects.create(
        **{field.attname: getattr(known, field.attname) for field in Match._meta.concrete_fields if field.name != "id"}
        | {"entry_ref": "999"}
    )

    customer = scenes.decide(customer, "false_positive", alert=alert)

    assert customer.status == Status.RESTRICTED
    assert scenes.alert_of(customer, "match").match_id != known.pk


def test_a_customer_who_is_being_checked_is_judged_on_the_new_list_too(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    customer = scenes.submitted()
    services.run_check(check_id=Check.objects.get(kind="screening").pk, clock=scenes.clock)
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    scenes.rescreen()
    assert scenes.fresh(customer).status == Status.CHECKING
    assert not Case.objects.exists()

    assert scenes.run_round(customer).status == Status.REVIEW


def test_a_customer_who_was_screened_and_asked_for_more_is_held_against_what_comes_meanwhile(
    customer: Customer,
) -> None:
    Customer.objects.filter(pk=customer.pk).update(status=Status.DRAFT, revision=99)
    scenes.publish(scenes.NOBODY, scenes.SILVA)

    scenes.rescreen()

    assert Match.objects.get().owner_id == customer.pk
    assert not Case.objects.exists()
