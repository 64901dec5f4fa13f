"""What a list change means for the customers: the delta, resumed where it stopped, with effect once."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest

from compliance.cases import services
from compliance.cases.models import Alert, Case, Check, RescreenRun
from compliance.cases.services import rescreening
from compliance.jobs import services as jobs
from compliance.kernel.actors import system
from onboarding import services as onboarding
from onboarding.models import Customer, Status
from screening.models import Match
from screening.records import ListedName
from tests import factories
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say
from tests.factories import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(engine_says: Say) -> Customer:
    """Verified against a list of nobody, which everybody has been held against."""
    scenes.publish(scenes.NOBODY)
    customer = scenes.verified()
    rescreen()
    return customer


def _hours_later(hours: int) -> datetime:
    return AT + timedelta(hours=hours)


def rescreen(*, chunk: int = 200) -> list[services.Progress]:
    """All that is due, as the workers do it."""
    done = []
    while runs := services.runs_due(at=AT):
        for row in runs:
            done += list(services.run(run_id=row.pk, clock=scenes.clock, chunk=chunk))
    return done


def test_a_list_that_names_a_verified_customer_restricts_it_and_opens_a_case(customer: Customer) -> None:
    scenes.publish(scenes.NOBODY, scenes.SILVA)

    progress = rescreen()

    alert = scenes.alert_of(customer, "match")
    assert progress[-1] == services.Progress(1, 1, done=True)
    assert scenes.fresh(customer).status == Status.RESTRICTED
    assert alert.match_id == Match.objects.get().pk
    assert "customer.restricted" in scenes.kinds(customer)
    assert scenes.fresh(customer).screened_at == AT


def test_a_weak_resemblance_opens_a_case_and_leaves_the_customer_verified(customer: Customer) -> None:
    weak = replace(scenes.SILVA, birth_dates=(), countries=(), names=(ListedName("Ana Marie Silvar"),))
    scenes.publish(scenes.NOBODY, weak)

    rescreen()

    score = Match.objects.get().score
    thresholds = factories.policy().thresholds
    assert thresholds.screening_review <= score < thresholds.screening_strong
    assert scenes.fresh(customer).status == Status.VERIFIED
    settled = scenes.decide(customer, "false_positive", alert=scenes.alert_of(customer, "match"))
    assert settled.status == Status.VERIFIED
    assert not Case.objects.filter(closed_at=None).exists()


def test_a_run_is_made_once_for_each_version_and_has_effect_once(customer: Customer) -> None:
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    rescreen()
    before = scenes.state()

    assert rescreen() == []
    RescreenRun.objects.update(finished_at=None, cursor=None)
    rescreen()

    assert scenes.state() == before
    assert RescreenRun.objects.count() == 2


def test_a_killed_run_goes_on_where_it_stopped(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    partner = factories.partner()
    customers = [scenes.verified(of=partner) for _ in range(3)]
    rescreen()
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    [row] = services.runs_due(at=AT)
    killed = services.run(run_id=row.pk, clock=scenes.clock, chunk=1)
    next(killed)
    next(killed)
    del killed

    row.refresh_from_db()
    assert (row.customers, row.cursor) == (2, sorted(one.pk for one in customers)[1])
    assert list(services.run(run_id=row.pk, clock=scenes.clock)) == []
    rest = list(services.run(run_id=row.pk, clock=lambda: AT + rescreening.LEASE))
    assert rest[-1] == services.Progress(3, 3, done=True)
    assert Alert.objects.filter(kind="match").count() == 3
    assert {scenes.fresh(one).status for one in customers} == {Status.RESTRICTED}


def test_a_worker_killed_between_the_match_and_its_case_loses_nothing(
    customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenes.publish(scenes.NOBODY, scenes.SILVA)

    def die(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(rescreening, "_absorb", die)
        with pytest.raises(KeyboardInterrupt):
            rescreen()
    assert (Match.objects.count(), Alert.objects.count()) == (1, 0)
    RescreenRun.objects.update(leased_until=AT)
    rescreen()

    assert scenes.fresh(customer).status == Status.RESTRICTED


def test_the_versions_of_a_list_are_taken_in_order(customer: Customer) -> None:
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    second = scenes.publish(scenes.NOBODY)

    first = services.runs_due(at=AT)

    assert [row.number for row in first] == [2]
    late = RescreenRun.objects.get(list_version=second.pk)
    assert list(services.run(run_id=late.pk, clock=scenes.clock)) == []


def test_a_delisted_party_leaves_the_frozen_customer_to_two_officers(customer: Customer) -> None:
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    rescreen()
    scenes.publish(scenes.NOBODY)

    rescreen()

    assert Alert.objects.get(kind="match").disposition == "lapsed"
    assert scenes.fresh(customer).status == Status.RESTRICTED
    assert scenes.alert_of(customer, "risk").code == "match_lapsed"
    assert scenes.decide(customer, "lift").status == Status.VERIFIED


def test_a_delisted_party_ends_the_review_of_a_customer_who_was_never_frozen(engine_says: Say) -> None:
    scenes.publish(scenes.SILVA)
    customer = scenes.verified()
    rescreen()
    assert customer.status == Status.REVIEW
    scenes.publish(scenes.NOBODY)

    rescreen()

    assert scenes.fresh(customer).status == Status.VERIFIED
    assert not Case.objects.filter(closed_at=None).exists()


def test_one_of_two_delisted_parties_leaves_the_case_with_the_other(engine_says: Say) -> None:
    other = replace(scenes.SILVA, ref="2")
    scenes.publish(scenes.SILVA, other)
    customer = scenes.verified()
    scenes.publish(scenes.SILVA)

    rescreen()

    assert scenes.fresh(customer).status == Status.REVIEW
    assert Alert.objects.filter(settled_at=None, kind="match").count() == 1


def test_a_customer_who_is_being_checked_is_judged_on_the_new_list_too(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    customer = scenes.submitted()
    services.run_check(check_id=Check.objects.get(kind="screening").pk, clock=scenes.clock)
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    rescreen()
    assert scenes.fresh(customer).status == Status.CHECKING
    assert not Case.objects.exists()

    assert scenes.run_round(customer).status == Status.REVIEW


def test_a_full_run_finds_what_the_deltas_found(customer: Customer) -> None:
    scenes.publish(scenes.NOBODY, scenes.SILVA)

    row = services.full_run(at=AT)
    list(services.run(run_id=row.pk, clock=scenes.clock))

    assert scenes.fresh(customer).status == Status.RESTRICTED
    assert rescreen()[-1].matches == 0


def test_a_verified_customer_who_changes_the_name_is_screened_again(customer: Customer) -> None:
    scenes.publish(scenes.NOBODY, replace(scenes.SILVA, names=(ListedName("Ana Maria Pereira"),)))
    rescreen()
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


def test_a_run_that_keeps_failing_is_made_up_for_by_a_run_over_everything(
    customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    [row] = services.runs_due(at=AT)

    def fail(*_: object) -> int:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(rescreening, "_screen", fail)
        for hours in range(rescreening.ATTEMPTS):
            with pytest.raises(MemoryError):
                list(services.run(run_id=row.pk, clock=partial(_hours_later, hours)))

    row.refresh_from_db()
    assert (row.last_error, row.parked_at is not None) == ("MemoryError", True)
    [again] = services.runs_due(at=AT + timedelta(days=1))
    assert again.list_version is None
    list(services.run(run_id=again.pk, clock=lambda: AT + timedelta(days=1)))
    assert scenes.fresh(customer).status == Status.RESTRICTED


def test_a_party_that_is_listed_again_is_asked_about_again(customer: Customer) -> None:
    other = replace(scenes.SILVA, ref="999")
    for listed in ((scenes.SILVA, other), (other,), (scenes.SILVA, other)):
        scenes.publish(scenes.NOBODY, *listed)
        rescreen()
    by = scenes.officers()

    first, second = Alert.objects.filter(kind="match", settled_at=None)
    after_one = scenes.decide(customer, "false_positive", alert=first, by=by)
    after_both = scenes.decide(customer, "false_positive", alert=second, by=by)

    assert after_one.status == Status.RESTRICTED
    assert after_both.status == Status.VERIFIED
    assert not Match.objects.filter(status="open", lapsed_at=None).exists()


def test_a_case_is_not_settled_over_a_match_that_it_was_not_told_of_yet(customer: Customer) -> None:
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    rescreen()
    [alert] = Alert.objects.filter(kind="match")
    known = Match.objects.get()
    Match.objects.create(
        **{field.attname: getattr(known, field.attname) for field in Match._meta.concrete_fields if field.name != "id"}
        | {"entry_ref": "999"}
    )

    customer = scenes.decide(customer, "false_positive", alert=alert)

    assert customer.status == Status.RESTRICTED
    assert scenes.alert_of(customer, "match").match_id != known.pk


def test_a_name_that_changes_while_a_run_looks_at_the_old_one_is_still_screened(
    customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change_midway(*_: object, **__: object) -> int:
        onboarding.update_customer(
            customer_id=customer.pk,
            partner_id=customer.partner_id,
            changes={"identity": {"family_name": "Quackenbush"}},
            expected_revision=None,
            at=AT,
            actor=system("test"),
        )
        return 0

    monkeypatch.setattr(rescreening, "_absorb", change_midway)
    scenes.publish(scenes.NOBODY, replace(scenes.NOBODY, ref="2"))
    rescreen()

    assert scenes.fresh(customer).screened_at is None


def test_a_run_whose_worker_dies_every_time_is_made_up_for_and_holds_up_no_later_version(customer: Customer) -> None:
    scenes.publish(scenes.NOBODY, replace(scenes.NOBODY, ref="2"))
    [killed] = services.runs_due(at=AT)
    for hour in range(rescreening.ATTEMPTS):
        jobs.claim(
            RescreenRun,
            pk=killed.pk,
            at=_hours_later(hour),
            lease=rescreening.LEASE,
            limit_attempts=rescreening.ATTEMPTS,
        )
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    later = _hours_later(24)

    for row in services.runs_due(at=later):
        list(services.run(run_id=row.pk, clock=lambda: later))

    killed.refresh_from_db()
    assert killed.parked_at == later
    assert RescreenRun.objects.filter(list_version=None, finished_at=later).count() == 1
    assert scenes.fresh(customer).status == Status.RESTRICTED
