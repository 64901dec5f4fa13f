"""What a list change means for the customers: chunk by chunk, so that a run that is killed goes on where it stopped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Q, QuerySet

from compliance.cases.models import RescreenRun
from compliance.cases.services.running import Clock
from compliance.cases.services.watching import absorb_matches, concerned
from compliance.cases.subjects import subjects_of
from compliance.jobs import services as jobs
from compliance.kernel.actors import system
from compliance.kernel.ids import public_id
from compliance.policy import services as policies
from compliance.policy.document import PolicyDocument
from onboarding import services as onboarding
from onboarding.models import Customer, Status
from screening import services as screening
from screening.models import ListVersion

_log = structlog.get_logger(__name__)
CHUNK = 200
LEASE = timedelta(seconds=120)
ATTEMPTS = 5
_ACTOR = system("rescreening")
_WATCHED = (Status.CHECKING, Status.REVIEW, Status.VERIFIED, Status.RESTRICTED)
"""A customer who is being checked may have been screened a moment before the new version came: its round concludes on
all matches there are, those found here too."""


@dataclass(frozen=True, slots=True)
class Progress:
    """After each chunk: customers seen so far and matches brought to a case so far."""

    customers: int
    matches: int
    done: bool = False


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


def _must_wait(row: RescreenRun) -> bool:
    """The versions of one list are taken in order; one that keeps failing is made up for by a run over everything."""
    earlier = RescreenRun.objects.filter(source=row.source, number__lt=row.number, finished_at=None, parked_at=None)
    return row.list_version is not None and earlier.exists()


def full_run(*, at: datetime) -> RescreenRun:
    """Everybody against everything in force: after a change of thresholds or of the matching itself."""
    return RescreenRun.objects.create(due_at=at, created_at=at)


def run(*, run_id: UUID, clock: Clock, chunk: int = CHUNK) -> Iterator[Progress]:
    """Works through one run and tells its progress after every chunk. Nothing, if somebody else holds it or it is done.

    Each chunk is screened with no transaction open; each customer it concerns is changed in one short transaction.
    What is done twice has effect once: an alert that a case has already is not raised again.
    """
    if _must_wait(RescreenRun.objects.get(pk=run_id)):
        return
    row = jobs.claim(RescreenRun, pk=run_id, at=clock(), lease=LEASE, limit_attempts=ATTEMPTS)
    if row is None:
        return
    try:
        yield from _chunks(row, clock, chunk)
    except Exception as error:
        _fail(row, type(error).__name__, clock())
        raise


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


def _chunks(row: RescreenRun, clock: Clock, size: int) -> Iterator[Progress]:
    while customers := list(_watched(row.cursor)[:size]):
        found = _screen(row, customers, clock())
        row.cursor = customers[-1].pk
        row.customers += len(customers)
        row.matches += found
        if not _keep(row, clock()):
            return
        yield Progress(row.customers, row.matches)
    if jobs.finish(row, at=clock()):
        yield Progress(row.customers, row.matches, done=True)


def _watched(cursor: UUID | None) -> QuerySet[Customer]:
    after = Q() if cursor is None else Q(pk__gt=cursor)
    return Customer.objects.filter(after, status__in=_WATCHED, erased_at=None).order_by("pk")


def _keep(row: RescreenRun, at: datetime) -> bool:
    """Writes how far the run is and holds it for longer; False if another worker has it now."""
    mine = RescreenRun.objects.filter(pk=row.pk, lease_token=row.lease_token)
    return bool(
        mine.update(
            cursor=row.cursor, customers=row.customers, matches=row.matches, leased_until=at + LEASE, attempts=1
        )
    )


def _screen(row: RescreenRun, customers: Sequence[Customer], at: datetime) -> int:
    """How many matches the chunk brought to a case."""
    policy = policies.current()
    threshold = policy.thresholds.screening_review
    if row.list_version is None:
        _screen_fully(customers, threshold, at)
    else:
        everyone = [subject for customer in customers for subject in subjects_of(customer)]
        for _ in screening.rescreen(
            version_id=row.list_version, subjects=everyone, threshold=threshold, at=at, actor=_ACTOR
        ):
            pass
    found = _absorb(customers, policy, at)
    # Who awaits a full screening is not spared it by having been held against one list.
    done = [customer for customer in customers if row.list_version is None or customer.screened_at is not None]
    onboarding.mark_screened(customers=done, at=at)
    return found


def _screen_fully(customers: Sequence[Customer], threshold: float, at: datetime) -> None:
    for customer in customers:
        for subject in subjects_of(customer):
            screening.screen_subject(subject=subject, threshold=threshold, at=at, actor=_ACTOR)


def _absorb(customers: Sequence[Customer], policy: PolicyDocument, at: datetime) -> int:
    ids = concerned(customer.pk for customer in customers)
    return sum(absorb_matches(customer_id=customer_id, policy=policy, at=at) for customer_id in ids)


def screen_changed(*, at: datetime) -> int:
    """Screens verified customers who have changed a name, a date or a country since; answers how many were."""
    waiting = list(
        Customer.objects.filter(status=Status.VERIFIED, screened_at=None, erased_at=None).order_by("pk")[:CHUNK]
    )
    return sum(_screen_one(customer, at) for customer in waiting)


def _screen_one(customer: Customer, at: datetime) -> bool:
    """False for a customer who cannot be screened now: the gate stays shut for it, and the others do not wait."""
    policy = policies.current()
    try:
        _screen_fully([customer], policy.thresholds.screening_review, at)
        absorb_matches(customer_id=customer.pk, policy=policy, at=at)
    except Exception as error:  # ours to mend, whatever it is: the next tick tries again
        _log.error("screening_failed", customer=public_id("cus", customer.pk), error_type=type(error).__name__)
        return False
    onboarding.mark_screened(customers=[customer], at=at)
    return True


def lists_known() -> frozenset[str]:
    """Lists that have had a version."""
    return frozenset(ListVersion.objects.values_list("source", flat=True))
