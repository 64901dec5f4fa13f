"""Jobs: one winner per lease, a lost lease writes nothing, what keeps failing is parked."""

from datetime import timedelta
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from compliance.cases.models import Check, CheckKind
from compliance.jobs import services
from onboarding.models import Customer
from tests import factories
from tests.factories import AT

LEASE = timedelta(seconds=60)
LATER = AT + timedelta(seconds=61)
LIMIT = 3


def check(customer: Customer | None = None, **columns: Any) -> Check:
    customer = customer or factories.customer()
    fixed = {"customer": customer, "round": 1, "kind": CheckKind.DOCUMENT, "target": uuid4(), "created_at": AT}
    return Check.objects.create(**(fixed | {"due_at": AT, "sent_at": AT} | columns))


def claim(row: Check, at: object = AT) -> Check | None:
    return services.claim(Check, pk=row.pk, at=at, lease=LEASE, limit_attempts=LIMIT)  # type: ignore[arg-type]


def claimed(row: Check, at: object = AT) -> Check:
    mine = claim(row, at)
    assert mine is not None
    return mine


def fail(row: Check, error: str = "TimeoutError") -> services.Fate:
    return services.fail(row, at=AT, error=error, retry_in=timedelta(seconds=5), limit_attempts=LIMIT)


def state(row: Check) -> tuple[object, ...]:
    row.refresh_from_db()
    return row.attempts, row.leased_until, row.finished_at, row.parked_at, row.last_error, row.outcome


@pytest.mark.django_db
def test_a_claim_counts_the_attempt_and_leases_the_row() -> None:
    mine = claimed(check())

    assert (mine.attempts, mine.leased_until) == (1, AT + LEASE)
    assert mine.lease_token is not None


@pytest.mark.django_db
def test_a_leased_row_is_nobody_elses_until_the_lease_ends() -> None:
    first = claimed(check())

    assert claim(first) is None
    assert claim(first, AT + LEASE - timedelta(microseconds=1)) is None
    second = claimed(first, AT + LEASE)

    assert second.attempts == 2
    assert second.lease_token != first.lease_token


@pytest.mark.django_db
@pytest.mark.parametrize(
    "columns",
    [{"due_at": AT + timedelta(seconds=1)}, {"finished_at": AT}, {"parked_at": AT}, {"attempts": LIMIT}],
)
def test_what_is_not_due_or_done_or_parked_or_exhausted_is_not_claimed(columns: dict[str, Any]) -> None:
    row = check(**columns)
    before = state(row)

    assert claim(row) is None
    assert state(row) == before


@pytest.mark.django_db
def test_what_does_not_exist_is_not_claimed() -> None:
    assert services.claim(Check, pk=uuid4(), at=AT, lease=LEASE, limit_attempts=LIMIT) is None


@pytest.mark.django_db
def test_finishing_writes_the_result_and_frees_the_lease() -> None:
    mine = claimed(check(last_error="TimeoutError"))

    assert services.finish(mine, at=AT, outcome="clear", findings=[{"code": "x"}])

    assert (mine.outcome, mine.lease_token) == ("clear", None)
    assert state(mine) == (1, None, AT, None, "", "clear")
    assert mine.findings == [{"code": "x"}]


@pytest.mark.django_db
def test_finishing_twice_writes_once() -> None:
    mine = claimed(check())

    assert services.finish(mine, at=AT, outcome="clear")
    assert not services.finish(mine, at=LATER, outcome="consider")

    assert state(mine) == (1, None, AT, None, "", "clear")


@pytest.mark.django_db
def test_a_worker_that_lost_its_lease_writes_nothing() -> None:
    slow = claimed(check())
    quick = claimed(slow, LATER)

    assert not services.finish(slow, at=LATER, outcome="consider")
    assert fail(slow) is services.Fate.LOST
    assert services.finish(quick, at=LATER, outcome="clear")

    assert state(quick) == (2, None, LATER, None, "", "clear")


@pytest.mark.django_db
def test_a_worker_past_its_lease_may_finish_while_nobody_else_has_claimed() -> None:
    assert services.finish(claimed(check()), at=LATER, outcome="clear")


@pytest.mark.django_db
def test_a_lease_that_is_renewed_lasts_longer_and_counts_no_attempt() -> None:
    mine = claimed(check())

    services.renew(mine, at=AT + LEASE, lease=LEASE, outcome="half")

    assert state(mine) == (1, AT + 2 * LEASE, None, None, "", "half")
    assert claim(mine, AT + 2 * LEASE - timedelta(microseconds=1)) is None
    assert claimed(mine, AT + 2 * LEASE).attempts == 2


@pytest.mark.django_db
def test_a_lease_that_has_passed_to_another_or_has_ended_is_not_renewed() -> None:
    slow, done = claimed(check()), claimed(check())
    quick = claimed(slow, LATER)
    services.finish(done, at=AT, outcome="clear")
    before = state(quick), state(done)

    for lost in (slow, done, check()):
        with pytest.raises(services.LeaseLost):
            services.renew(lost, at=LATER, lease=2 * LEASE, outcome="late")

    assert (state(quick), state(done)) == before


@pytest.mark.django_db
def test_a_row_that_was_never_claimed_cannot_be_finished() -> None:
    row = check()

    assert not services.finish(row, at=AT, outcome="clear")
    assert state(row) == (0, None, None, None, "", "")


@pytest.mark.django_db
def test_a_failed_row_is_due_again_later() -> None:
    mine = claimed(check())

    assert fail(mine, "x" * 300) is services.Fate.RETRYING

    assert state(mine) == (1, None, None, None, "x" * 200, "")
    assert claim(mine) is None
    assert claimed(mine, AT + timedelta(seconds=5)).attempts == 2


@pytest.mark.django_db
def test_the_last_failure_parks_the_row() -> None:
    mine = claimed(check(attempts=LIMIT - 1))

    assert fail(mine) is services.Fate.PARKED

    assert state(mine) == (LIMIT, None, None, AT, "TimeoutError", "")
    assert list(services.runnable(Check, at=LATER)) == []


@pytest.mark.django_db
def test_what_its_worker_took_down_each_time_is_parked_by_the_sweeper_once() -> None:
    mine = claimed(check(attempts=LIMIT - 1))
    check(mine.customer)

    assert services.park_exhausted(Check, at=AT, limit_attempts=LIMIT) == []
    assert services.park_exhausted(Check, at=LATER, limit_attempts=LIMIT) == [mine]
    assert services.park_exhausted(Check, at=LATER, limit_attempts=LIMIT) == []

    assert state(mine) == (LIMIT, None, None, LATER, "worker_lost", "")


@pytest.mark.django_db
def test_a_parked_row_can_be_opened_again() -> None:
    row = check(parked_at=AT, attempts=LIMIT, last_error="TimeoutError")

    assert services.unpark(Check, pk=row.pk, at=LATER)
    assert not services.unpark(Check, pk=row.pk, at=LATER)

    assert claimed(row, LATER).attempts == 1


@pytest.mark.django_db
def test_the_sweeper_sees_what_is_open_due_and_free() -> None:
    customer = factories.customer()
    free = check(customer)
    expired = check(customer, leased_until=AT, lease_token=uuid4())
    for columns in ({"due_at": LATER}, {"finished_at": AT}, {"parked_at": AT}, {"leased_until": LATER}):
        check(customer, **columns)

    assert set(services.runnable(Check, at=AT)) == {free, expired}


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_many_racing_workers_one_wins_every_row() -> None:
    customer = factories.customer()
    rows = [check(customer) for _ in range(10)]
    barrier = Barrier(6)
    wins: list[UUID] = []

    def work() -> None:
        barrier.wait(10)
        wins.extend(row.pk for row in rows if claim(row))
        connection.close()

    threads = [Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(wins) == sorted(row.pk for row in rows)
    assert set(Check.objects.values_list("attempts", flat=True)) == {1}


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_row_finished_and_claimed_at_the_same_moment_is_finished_once() -> None:
    customer = factories.customer()
    for _ in range(15):
        slow = claimed(check(customer))
        barrier = Barrier(2)
        results: dict[str, object] = {}

        def finish(row: Check = slow, barrier: Barrier = barrier, results: dict[str, object] = results) -> None:
            barrier.wait(10)
            results["finished"] = services.finish(row, at=LATER, outcome="clear")
            connection.close()

        def steal(row: Check = slow, barrier: Barrier = barrier, results: dict[str, object] = results) -> None:
            barrier.wait(10)
            results["stolen"] = claim(row, LATER) is not None
            connection.close()

        threads = [Thread(target=finish), Thread(target=steal)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)

        assert results["finished"] != results["stolen"]
