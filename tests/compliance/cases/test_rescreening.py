"""What a list change means for the customers: the delta, resumed where it stopped, with effect once."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from compliance.cases import selectors, services
from compliance.cases.models import Alert, Case, Check, Failure, RescreenRun
from compliance.cases.services import failing
from compliance.cases.services.rescreening import changes, everything, lease, runs, stretches
from compliance.cases.subjects import subjects_of_many
from compliance.jobs import services as jobs
from compliance.kernel.actors import system
from compliance.vault.models import DataKey
from onboarding import services as onboarding
from onboarding.models import Customer, Status
from screening import services as screening
from screening.models import Match, RosterSegment
from screening.records import ListedName
from screening.services import rosters
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
    assert progress[-1] == services.Progress(1, 1, done=True, total=1)
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
    rescreen(chunk=1)
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    [row] = services.runs_due(at=AT)
    killed = services.run(run_id=row.pk, clock=scenes.clock, chunk=1)
    next(killed)
    next(killed)
    del killed

    row.refresh_from_db()
    assert (row.customers, row.cursor) == (2, sorted(one.pk for one in customers)[1])
    assert list(services.run(run_id=row.pk, clock=scenes.clock)) == []
    rest = list(services.run(run_id=row.pk, clock=lambda: AT + lease.LEASE))
    assert rest[-1] == services.Progress(3, 3, done=True, total=3)
    assert Alert.objects.filter(kind="match").count() == 3
    assert {scenes.fresh(one).status for one in customers} == {Status.RESTRICTED}


def test_a_worker_killed_between_the_match_and_its_case_loses_nothing(
    customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenes.publish(scenes.NOBODY, scenes.SILVA)

    def die(**_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(changes, "absorb_all", die)
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
        patch.setattr(runs, "hold", fail)
        for hours in range(runs.ATTEMPTS):
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


def rename(customer: Customer, family_name: str, **more: str) -> None:
    onboarding.update_customer(
        customer_id=customer.pk,
        partner_id=customer.partner_id,
        changes={"identity": {"family_name": family_name, **more}},
        expected_revision=None,
        at=AT,
        actor=system("test"),
    )


def test_a_name_that_changes_while_a_run_looks_at_the_old_one_is_judged_by_the_new_one(
    customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[UUID] = []

    def change_midway(**arguments: Any) -> Any:
        if not looked:
            rename(customer, "Quackenbush", given_names="Wilhelmina")
        looked.append(customer.pk)
        return screening.hits_of(**arguments)

    monkeypatch.setattr(changes, "screening", SimpleNamespace(**vars(screening) | {"hits_of": change_midway}))
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    rescreen()

    assert len(looked) == 2
    assert not Match.objects.exists()
    assert scenes.fresh(customer).status == Status.VERIFIED
    assert scenes.fresh(customer).screened_at is None


def test_a_full_search_for_a_former_name_leaves_no_match_behind(
    customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenes.publish(scenes.NOBODY, replace(scenes.SILVA, names=(ListedName("Ana Maria Pereira"),)))
    rescreen()
    late = scenes.fresh(customer)
    rename(customer, "Pereira")
    services.screen_changed(at=AT)
    before = scenes.state()
    matches = list(Match.objects.values())

    everything.screen_one(late, clock=scenes.clock)

    assert list(Match.objects.values()) == matches
    assert scenes.state() == before


def test_a_search_that_a_new_version_overtakes_is_made_again(
    customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(customer, "Silvano")
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


def test_a_run_whose_worker_dies_every_time_is_made_up_for_and_holds_up_no_later_version(customer: Customer) -> None:
    scenes.publish(scenes.NOBODY, replace(scenes.NOBODY, ref="2"))
    [killed] = services.runs_due(at=AT)
    for hour in range(runs.ATTEMPTS):
        jobs.claim(
            RescreenRun,
            pk=killed.pk,
            at=_hours_later(hour),
            lease=lease.LEASE,
            limit_attempts=runs.ATTEMPTS,
        )
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    later = _hours_later(24)

    for row in services.runs_due(at=later):
        list(services.run(run_id=row.pk, clock=lambda: later))

    killed.refresh_from_db()
    assert killed.parked_at == later
    assert RescreenRun.objects.filter(list_version=None, finished_at=later).count() == 1
    assert scenes.fresh(customer).status == Status.RESTRICTED


def test_the_index_of_subjects_is_kept_and_read_again(customer: Customer, monkeypatch: pytest.MonkeyPatch) -> None:
    [kept] = RosterSegment.objects.values()
    opened: list[object] = []

    def refuse(*_: object) -> object:
        opened.append(_)
        return iter(())

    with monkeypatch.context() as patch:
        patch.setattr(stretches, "subjects_of_many", refuse)
        scenes.publish(scenes.NOBODY, replace(scenes.NOBODY, ref="2"))
        rescreen()

    assert opened == []
    assert list(RosterSegment.objects.values()) == [kept]
    assert b"Silva" not in bytes(kept["sealed"])


def test_who_has_come_or_changed_since_the_index_was_built_is_not_left_out(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    partner = factories.partner()
    renamed = scenes.verified(of=partner, identity=factories.person_identity(family_name="Okonkwo"))
    rescreen()
    [kept] = RosterSegment.objects.values_list("built_at", "owners")
    rename(renamed, "Silva")
    come = scenes.verified(of=partner)
    scenes.publish(scenes.NOBODY, scenes.SILVA)

    rescreen()

    assert {scenes.fresh(one).status for one in (renamed, come)} == {Status.RESTRICTED}
    assert list(RosterSegment.objects.values_list("built_at", "owners")) == [kept]


def test_the_index_is_built_anew_where_many_have_changed(engine_says: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretches, "_FEW", 0)
    scenes.publish(scenes.NOBODY)
    partner = factories.partner()
    scenes.verified(of=partner)
    rescreen()
    [first] = RosterSegment.objects.values_list("key", flat=True)
    come = scenes.verified(of=partner)
    scenes.publish(scenes.NOBODY, scenes.SILVA)

    rescreen()

    [segment] = RosterSegment.objects.all()
    assert (segment.owners, segment.last) == (2, come.pk)
    assert segment.key != first
    assert not DataKey.objects.filter(pk=first).exists()


def test_stretches_follow_each_other_and_a_full_one_is_followed_by_the_next(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    partner = factories.partner()
    customers = [scenes.verified(of=partner) for _ in range(5)]

    rescreen(chunk=2)

    segments = list(RosterSegment.objects.order_by("after").values_list("after", "last", "owners"))
    ids = [one.pk for one in customers]
    assert segments == [(UUID(int=0), ids[1], 2), (ids[1], ids[3], 2), (ids[3], ids[4], 1)]
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    assert rescreen(chunk=2)[-1] == services.Progress(5, 5, done=True, total=5)


def test_erasing_a_customer_makes_its_copy_in_the_index_unreadable(customer: Customer) -> None:
    other = scenes.verified(of=customer.partner)
    RosterSegment.objects.all().delete()
    scenes.publish(scenes.NOBODY, replace(scenes.NOBODY, ref="2"))
    rescreen()
    [before] = RosterSegment.objects.all()
    scenes.open_to_erasure(other)

    onboarding.erase_customer(customer_id=other.pk, at=AT, actor=system("test"))

    assert not DataKey.objects.filter(pk=before.key).exists()
    assert rosters.opened(before) is None
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    rescreen()
    [after] = RosterSegment.objects.all()
    assert (after.owners, after.key != before.key) == (1, True)
    assert scenes.fresh(customer).status == Status.RESTRICTED


def test_an_erasure_while_the_index_is_built_leaves_nothing_that_opens(
    customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = scenes.verified(of=customer.partner)
    RosterSegment.objects.all().delete()

    def erase_midway(customers: Any) -> Any:
        found = list(subjects_of_many(customers))
        scenes.open_to_erasure(other)
        onboarding.erase_customer(customer_id=other.pk, at=AT, actor=system("test"))
        return iter(found)

    monkeypatch.setattr(stretches, "subjects_of_many", erase_midway)
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    rescreen()

    assert not RosterSegment.objects.exists()
    assert scenes.fresh(customer).status == Status.RESTRICTED
    assert not Match.objects.filter(owner_id=other.pk).exists()


def test_one_customer_who_cannot_be_read_is_counted_and_holds_up_nobody(customer: Customer) -> None:
    broken = scenes.verified(of=customer.partner)
    whole = bytes(scenes.fresh(broken).identity)
    Customer.objects.filter(pk=broken.pk).update(identity=whole[:-1] + bytes([whole[-1] ^ 1]), revision=99)
    scenes.publish(scenes.NOBODY, scenes.SILVA)

    assert rescreen()[-1] == services.Progress(2, 1, done=True, total=2, failed=1)

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


def test_a_customer_who_keeps_failing_is_shown_to_an_officer_until_it_works(
    customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = bytes(scenes.fresh(customer).identity)
    rename(customer, "Pereira")
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


def test_a_worker_who_has_lost_the_run_writes_nothing_more(customer: Customer, monkeypatch: pytest.MonkeyPatch) -> None:
    def another_takes_it(**arguments: Any) -> Any:
        RescreenRun.objects.filter(finished_at=None).update(lease_token=UUID(int=1))
        return screening.hits_of(**arguments)

    monkeypatch.setattr(changes, "screening", SimpleNamespace(**vars(screening) | {"hits_of": another_takes_it}))
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    [row] = services.runs_due(at=AT)

    assert list(services.run(run_id=row.pk, clock=scenes.clock)) == []

    assert not Match.objects.exists()
    row.refresh_from_db()
    assert (row.finished_at, row.customers, row.attempts) == (None, 0, 1)


def test_a_director_is_found_by_the_index_of_subjects(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    company = scenes.company_with(factories.person_identity())
    rescreen()
    scenes.publish(scenes.NOBODY, scenes.SILVA)

    rescreen()

    match = Match.objects.get()
    assert (match.owner_id, match.subject_id) == (company.pk, company.people.get().pk)
    assert scenes.fresh(company).status == Status.RESTRICTED


def test_a_customer_who_was_screened_and_asked_for_more_is_held_against_what_comes_meanwhile(
    customer: Customer,
) -> None:
    Customer.objects.filter(pk=customer.pk).update(status=Status.DRAFT, revision=99)
    scenes.publish(scenes.NOBODY, scenes.SILVA)

    rescreen()

    assert Match.objects.get().owner_id == customer.pk
    assert not Case.objects.exists()


def test_a_full_run_is_due_once_a_week_where_somebody_is_there(customer: Customer) -> None:
    assert services.full_run_due(at=AT) is None

    later = AT + runs.FULL_EVERY
    row = services.full_run_due(at=later)

    assert row is not None
    assert row.total == 1
    assert services.full_run_due(at=later) is None
    assert services.full_run_due(at=later + runs.FULL_EVERY) is not None


def test_coverage_is_the_time_of_the_customer_who_has_waited_longest(customer: Customer) -> None:
    hour = timedelta(hours=1)
    assert selectors.rescreening(AT).oldest_screened_at == AT
    scenes.publish(scenes.NOBODY, replace(scenes.NOBODY, ref="2"), at=AT + hour)
    waiting = selectors.rescreening(AT + hour)
    assert (waiting.oldest_screened_at, waiting.waiting, waiting.never_screened) == (AT, 1, 0)

    for row in services.runs_due(at=AT + 2 * hour):
        list(services.run(run_id=row.pk, clock=lambda: AT + 3 * hour))

    status = selectors.rescreening(AT + 4 * hour)
    assert (status.oldest_screened_at, status.waiting) == (AT + 2 * hour, 0)
    assert (status.done, status.total) == (1, 1)
    assert scenes.fresh(customer).screened_at == AT
