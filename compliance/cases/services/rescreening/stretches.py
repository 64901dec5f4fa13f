"""Walking the customers stretch by stretch: each by the stored index of its subjects, while that is still true."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, Sum

from compliance.cases.services.rescreening.lease import Lease
from compliance.cases.subjects import subjects_of_many, watched
from onboarding.models import Customer, RelatedPerson
from screening.models import RosterSegment
from screening.rosters import Roster
from screening.services import rosters
from screening.subjects import Subject

SIZE = 25_000
"""Customers in a stretch: some 18 MB sealed, and a quarter of a minute's work where it is built anew."""
_FEW, _PART = 100, 0.05
"""So many, or such a part of a stretch, may have changed since it was built: they are looked at one by one."""
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Walked:
    """The customers above `after`, to `upto`: how many are watched, and the indices that hold all their subjects.

    An index may hold a former name, or somebody who is watched no longer: it says who is to be looked at, not more.
    `failed` are those who could not be read.
    """

    after: UUID
    upto: UUID
    customers: int
    indices: tuple[Roster, ...]
    failed: Mapping[UUID, Exception]


def next_stretch(lease: Lease, *, size: int = SIZE) -> Walked | None:
    """Where the run goes on; None where no watched customer is left. Slow where the stretch has to be built."""
    after = lease.row.cursor or rosters.START
    segment = rosters.stretch_after(after)
    known = _known(segment, lease) if segment is not None else None
    return known or _built(after, _end(segment), size, lease)


def _end(segment: RosterSegment | None) -> UUID | None:
    return None if segment is None or rosters.is_last(segment) else segment.last


def _known(segment: RosterSegment, lease: Lease) -> Walked | None:
    """The stored stretch and an index of those who have changed since; None where it is better built anew."""
    after, end = segment.pk, _end(segment)
    stamp = _stamp(after, end)
    stretch = rosters.opened(segment)
    if stretch is None:
        return None
    if stamp == segment.stamp:
        return Walked(after, segment.last, len(stretch.marks), (stretch.roster,), {})
    now = dict(watched(after=after, upto=end).values_list("pk", "revision"))
    changed = [pk for pk, revision in now.items() if stretch.marks.get(pk) != revision]
    if len(changed) > max(_FEW, _PART * segment.owners):
        return None
    _, subjects, failed = _read(changed, lease)
    upto = end or max([segment.last, *now])
    return Walked(after, upto, len(now), (stretch.roster, rosters.index(subjects)), failed)


def _built(after: UUID, end: UUID | None, size: int, lease: Lease) -> Walked | None:
    ids = watched(after=after, upto=end).values_list("pk", flat=True)
    some = list(ids if end else ids[: size + 1])
    if not some:
        return Walked(after, end, 0, (), {}) if end else None
    is_all = end is None and len(some) <= size
    owners = some if end else some[:size]
    last = end or owners[-1]
    stamp = _stamp(after, None if is_all else last)
    failed: dict[UUID, Exception] = {}

    def read() -> tuple[Mapping[UUID, int], list[Subject], bool]:
        marks, subjects, wrong = _read(owners, lease)
        failed.update(wrong)
        return marks, subjects, not wrong

    stretch = rosters.build(after=after, last=last, stamp=stamp, at=lease.clock(), read=read)
    return Walked(after, last, len(owners), (stretch.roster,), failed)


def _read(owners: Iterable[UUID], lease: Lease) -> tuple[dict[UUID, int], list[Subject], dict[UUID, Exception]]:
    marks: dict[UUID, int] = {}
    subjects: list[Subject] = []
    failed: dict[UUID, Exception] = {}
    ids = list(owners)
    for start in range(0, len(ids), _BATCH):
        lease.renew()
        for customer, found in subjects_of_many(list(watched().filter(pk__in=ids[start : start + _BATCH]))):
            if isinstance(found, Exception):
                failed[customer.pk] = found
            else:
                marks[customer.pk] = customer.revision
                subjects += found
    return marks, subjects, failed


def _stamp(after: UUID, end: UUID | None) -> str:
    """A figure that grows with whatever happens to a customer in the stretch, and is the same while nothing does.

    No row ever goes, no revision ever falls: two different states cannot have the same sums.
    """
    inside = Q(pk__gt=after) if end is None else Q(pk__gt=after, pk__lte=end)
    theirs = Q(customer__gt=after) if end is None else Q(customer__gt=after, customer__lte=end)
    own = Customer.objects.filter(inside).aggregate(count=Count("pk"), changes=Sum("revision"))
    people = RelatedPerson.objects.filter(theirs).aggregate(count=Count("pk"), gone=Count("removed_at"))
    return f"{own['count']}.{own['changes'] or 0}.{people['count']}.{people['gone']}"
