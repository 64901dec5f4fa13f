"""The runs themselves: which are due, and one of them worked through."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from compliance.cases.models import RescreenRun
from compliance.cases.services.rescreening.changes import hold
from compliance.cases.services.rescreening.everything import hold_all
from compliance.cases.services.rescreening.lease import LEASE, Lease
from compliance.cases.services.rescreening.stretches import SIZE, next_stretch
from compliance.cases.services.running import Clock
from compliance.cases.subjects import watched
from compliance.jobs import services as jobs
from screening import services as screening
from screening.models import ListVersion

CHUNK = 200
"""Customers between two notes of a full run's progress."""
ATTEMPTS = 5
FULL_EVERY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Progress:
    """So far: customers done, matches brought to a case, customers who could not be screened; `total` of them all."""

    customers: int
    matches: int
    done: bool = False
    total: int = 0
    failed: int = 0


def runs_due(*, at: datetime) -> list[RescreenRun]:
    """One run for each list version that has none, and every run that is open and that nobody holds.

    The first version of a list counts too: there may be customers already.
    """
    _park_lost(at)
    known = RescreenRun.objects.filter(list_version__isnull=False).values("list_version")
    for version in ListVersion.objects.exclude(pk__in=known).order_by("fetched_at", "id"):
        RescreenRun.objects.bulk_create(
            [
                RescreenRun(
                    source=version.source,
                    list_version=version.pk,
                    number=version.number,
                    due_at=at,
                    created_at=at,
                )
            ],
            ignore_conflicts=True,
        )
    due = jobs.runnable(RescreenRun, at=at).order_by("created_at", "id")
    return [row for row in due if not _must_wait(row)]


def open_runs(*, source: str = "") -> QuerySet[RescreenRun]:
    """Neither finished nor given up, in order, whoever holds them; of one list, or of all and over everything."""
    rows = RescreenRun.objects.filter(finished_at=None, parked_at=None).order_by("created_at", "id")
    return rows.filter(source=source) if source else rows


def _must_wait(row: RescreenRun) -> bool:
    """The versions of one list are taken in order; one that keeps failing is made up for by a run over everything."""
    earlier = RescreenRun.objects.filter(source=row.source, number__lt=row.number, finished_at=None, parked_at=None)
    return row.list_version is not None and earlier.exists()


def full_run(*, at: datetime) -> RescreenRun:
    """Everybody against everything in force: after a change of thresholds or of the matching itself."""
    return RescreenRun.objects.create(due_at=at, created_at=at, total=watched().count())


def full_run_due(*, at: datetime) -> RescreenRun | None:
    """Begins one where none was begun within the week; not while nobody has been a customer for as long."""
    week_ago = at - FULL_EVERY
    lately = RescreenRun.objects.filter(list_version=None, parked_at=None, created_at__gt=week_ago)
    if lately.exists() or not watched().filter(created_at__lte=week_ago).exists():
        return None
    return full_run(at=at)


def lists_known() -> frozenset[str]:
    """Lists that have had a version."""
    return frozenset(ListVersion.objects.values_list("source", flat=True))


def run(*, run_id: UUID, clock: Clock, chunk: int | None = None) -> Iterator[Progress]:
    """Works through one run and tells its progress after every chunk. Nothing, if somebody else holds it or it is done.

    Each chunk is screened with no transaction open; each customer it concerns is changed in one short transaction.
    What is done twice has effect once: an alert that a case has already is not raised again. `chunk` is in customers.
    """
    if _must_wait(RescreenRun.objects.get(pk=run_id)):
        return
    row = jobs.claim(RescreenRun, pk=run_id, at=clock(), lease=LEASE, limit_attempts=ATTEMPTS)
    if row is None:
        return
    lease = Lease(row, clock)
    try:
        yield from _work(lease, chunk)
    except jobs.LeaseLost:
        return
    except Exception as error:
        _fail(row, type(error).__name__, clock())
        raise


def _work(lease: Lease, chunk: int | None) -> Iterator[Progress]:
    row = lease.row
    if row.cursor is None:
        row.total = watched().count()
    steps = _everything(lease, chunk or CHUNK) if row.list_version is None else _changes(lease, chunk or SIZE)
    for cursor, customers, (matches, failed) in steps:
        row.cursor = cursor
        row.customers += customers
        row.matches += matches
        row.failed += failed
        row.total = max(row.total, row.customers)
        lease.keep()
        yield _progress(row)
    lease.keep()
    if jobs.finish(row, at=lease.clock(), total=row.customers):
        yield _progress(row, done=True)


_Step = tuple[UUID, int, tuple[int, int]]
"""The last customer done, how many were done, and of them (matches brought to a case, who could not be screened)."""


def _everything(lease: Lease, size: int) -> Iterator[_Step]:
    while customers := list(watched(after=lease.row.cursor)[:size]):
        yield customers[-1].pk, len(customers), hold_all(lease, customers)


def _changes(lease: Lease, size: int) -> Iterator[_Step]:
    version_id = lease.row.list_version
    assert version_id is not None  # noqa: S101  (the caller looked)
    change = screening.change_of(version_id=version_id)
    while walked := next_stretch(lease, size=size):
        yield walked.upto, walked.customers, hold(lease, walked, change)


def _progress(row: RescreenRun, *, done: bool = False) -> Progress:
    return Progress(row.customers, row.matches, done=done, total=row.total, failed=row.failed)


def _fail(row: RescreenRun, error: str, at: datetime) -> None:
    with transaction.atomic():
        fate = jobs.fail(row, at=at, error=error, retry_in=timedelta(seconds=30), limit_attempts=ATTEMPTS)
        if fate == jobs.Fate.PARKED:
            _make_up_for(row, at)


def _make_up_for(row: RescreenRun, at: datetime) -> None:
    if row.list_version is not None:
        full_run(at=at)


@transaction.atomic
def _park_lost(at: datetime) -> None:
    """Runs whose worker died with every attempt: the versions after them would wait for ever."""
    for row in jobs.park_exhausted(RescreenRun, at=at, limit_attempts=ATTEMPTS):
        _make_up_for(row, at)
