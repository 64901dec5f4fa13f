"""Claiming, finishing and failing a piece of work: one conditional UPDATE each, so that the row itself is the lock."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db.models import F, Q, QuerySet

from compliance.jobs.models import Job

J = TypeVar("J", bound=Job)
_ERROR_LENGTH = 200


class LeaseLost(Exception):
    """Another worker has the work: whatever is at hand is its business now."""


class Fate(StrEnum):
    """What became of a piece of work that failed."""

    RETRYING = "retrying"
    PARKED = "parked"
    LOST = "lost"


def runnable(model: type[J], *, at: datetime) -> QuerySet[J]:
    """Open, due and leased to nobody: what a sweeper sends again."""
    free = Q(leased_until=None) | Q(leased_until__lte=at)
    return _all(model).filter(free, finished_at=None, parked_at=None, due_at__lte=at)


def claim(model: type[J], *, pk: UUID | int, at: datetime, lease: timedelta, limit_attempts: int) -> J | None:
    """Leases the row to the caller and counts the attempt; None if it is done, not due, exhausted or somebody else's.

    Of any number of callers at once, one wins. `lease` is longer than the work takes, or than it takes between two
    renewals: past it, others may claim it.
    """
    token = uuid4()
    free = runnable(model, at=at).filter(pk=pk, attempts__lt=limit_attempts)
    if not free.update(attempts=F("attempts") + 1, leased_until=at + lease, lease_token=token):
        return None
    return _all(model).filter(pk=pk, lease_token=token).first()


def renew(row: Job, *, at: datetime, lease: timedelta, **columns: Any) -> None:
    """Holds the row for longer, and writes how far the work is; before each stretch that a lease is longer than.

    In a transaction it locks the row: nobody else takes the work before what is written beside it is committed.
    Raises LeaseLost.
    """
    if not _held(row).update(leased_until=at + lease, **columns):
        raise LeaseLost


def finish(row: Job, *, at: datetime, **columns: Any) -> bool:
    """Ends the work and writes its result; False, with nothing written, if the lease has passed to somebody else."""
    return _release(row, finished_at=at, last_error="", **columns)


def fail(row: Job, *, at: datetime, error: str, retry_in: timedelta, limit_attempts: int) -> Fate:
    """Gives the lease back until `retry_in` has passed; parks the row after its last attempt.

    `error` is a code or an exception's class name, never its text: that may hold personal data.
    """
    parked = at if row.attempts >= limit_attempts else None
    if not _release(row, due_at=at + retry_in, parked_at=parked, last_error=error[:_ERROR_LENGTH]):
        return Fate.LOST
    return Fate.PARKED if parked else Fate.RETRYING


def park_exhausted(model: type[J], *, at: datetime, limit_attempts: int) -> list[J]:
    """Parks what was claimed for the last time and not heard of again: its worker died each time. Safe to run twice."""
    parked = []
    for row in runnable(model, at=at).filter(attempts__gte=limit_attempts):
        mine = runnable(model, at=at).filter(pk=row.pk, lease_token=row.lease_token)
        if mine.update(parked_at=at, leased_until=None, lease_token=None, last_error=row.last_error or "worker_lost"):
            parked.append(_all(model).get(pk=row.pk))
    return parked


def unpark(model: type[J], *, pk: UUID | int, at: datetime) -> bool:
    """Opens a parked row again with all its attempts; False if it is not parked."""
    parked = _all(model).filter(pk=pk, parked_at__isnull=False, finished_at=None)
    return bool(parked.update(parked_at=None, attempts=0, due_at=at, last_error=""))


def _release(row: Job, **columns: Any) -> bool:
    columns |= {"leased_until": None, "lease_token": None}
    if not _held(row).update(**columns):
        return False
    for name, value in columns.items():
        setattr(row, name, value)
    return True


def _held(row: Job) -> QuerySet[Job]:
    """The row, while its lease is the caller's."""
    return _all(type(row)).filter(pk=row.pk, lease_token=row.lease_token, lease_token__isnull=False, finished_at=None)


def _all(model: type[J]) -> QuerySet[J]:
    return model._default_manager.all()  # noqa: SLF001 (Django's documented name)
