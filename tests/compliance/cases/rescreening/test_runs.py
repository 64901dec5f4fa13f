"""One run for each list version, resumed where it stopped, with effect once; and how far everybody is covered."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from compliance.cases import selectors, services
from compliance.cases.models import Alert, RescreenRun
from compliance.cases.services.rescreening import changes, lease, runs
from compliance.jobs import services as jobs
from onboarding.models import Customer, Status
from screening import services as screening
from screening.models import Match
from tests import factories
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say
from tests.factories import AT

pytestmark = pytest.mark.django_db


def _hours_later(hours: int) -> datetime:
    return AT + timedelta(hours=hours)


def test_a_run_is_made_once_for_each_version_and_has_effect_once(customer: Customer) -> None:
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    scenes.rescreen()
    before = scenes.state()

    assert scenes.rescreen() == []
    RescreenRun.objects.update(finished_at=None, cursor=None)
    scenes.rescreen()

    assert scenes.state() == before
    assert RescreenRun.objects.count() == 2


def test_a_killed_run_goes_on_where_it_stopped(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    partner = factories.partner()
    customers = [scenes.verified(of=partner) for _ in range(3)]
    scenes.rescreen(chunk=1)
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
            scenes.rescreen()
    assert (Match.objects.count(), Alert.objects.count()) == (1, 0)
    RescreenRun.objects.update(leased_until=AT)
    scenes.rescreen()

    assert scenes.fresh(customer).status == Status.RESTRICTED


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


def test_the_versions_of_a_list_are_taken_in_order(customer: Customer) -> None:
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    second = scenes.publish(scenes.NOBODY)

    first = services.runs_due(at=AT)

    assert [row.number for row in first] == [2]
    late = RescreenRun.objects.get(list_version=second.pk)
    assert list(services.run(run_id=late.pk, clock=scenes.clock)) == []


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
