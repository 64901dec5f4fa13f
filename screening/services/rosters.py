"""The stored index of subjects: stretches of owners, sealed, each opened, built or replaced on its own."""

import zlib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from compliance.vault import services as vault
from screening.matching import MATCHER_VERSION, Roster
from screening.models import RosterSegment
from screening.queries import as_query
from screening.rosters import Stretch, roster_of
from screening.subjects import Subject

START = UUID(int=0)
"""Before every owner."""
_CONTEXT = "roster.segment"


def stretch_after(after: UUID) -> RosterSegment | None:
    """The stored stretch that begins here, its bytes not read yet; none where it was made by another matcher."""
    rows = RosterSegment.objects.filter(pk=after, matcher_version=MATCHER_VERSION).defer("sealed")
    return rows.first()


def is_last(segment: RosterSegment) -> bool:
    """No stretch follows: every owner above `after` is of this one."""
    return not RosterSegment.objects.filter(pk__gte=segment.last).exclude(pk=segment.pk).exists()


def opened(segment: RosterSegment) -> Stretch | None:
    """What it holds; None where somebody in it was erased, or where it cannot be read: it is built anew."""
    try:
        sealed = bytes(segment.sealed)
        data = vault.unseal(subject_id=segment.key, context=_context(segment.pk), sealed=sealed)
        return Stretch.from_bytes(data)
    except (vault.KeyMissing, vault.KeyDestroyed, vault.SealBroken, ValueError, zlib.error, RosterSegment.DoesNotExist):
        return None


def build(
    *,
    after: UUID,
    last: UUID,
    stamp: str,
    at: datetime,
    read: Callable[[], tuple[Mapping[UUID, int], list[Subject], bool]],
) -> Stretch:
    """Reads the owners' marks and subjects, indexes them, and stores the stretch in place of those that it overlaps.

    `read` says as its third whether everybody could be read: else no stamp makes the stretch true, and it is compared
    mark by mark. The key is made before anybody is read: an erasure meanwhile leaves nothing that opens. Slow.
    """
    key = vault.create_shared_key(first=after, last=last, at=at)
    try:
        marks, subjects, is_whole = read()
        stretch = Stretch(marks, index(subjects))
        row = RosterSegment(after=after, last=last, stamp=stamp if is_whole else "", key=key, built_at=at)
        _store(row, stretch)
    except BaseException:
        vault.drop_shared_key(key_ids=[key])
        raise
    return stretch


def index(subjects: Iterable[Subject]) -> Roster:
    """For the moment: nothing is stored."""
    return roster_of((subject.owner_id, subject.id, as_query(subject)) for subject in subjects)


def _store(row: RosterSegment, stretch: Stretch) -> None:
    row.matcher_version, row.owners = MATCHER_VERSION, len(stretch.marks)
    try:
        row.sealed = vault.seal(subject_id=row.key, context=_context(row.after), data=stretch.to_bytes())
    except (vault.KeyMissing, vault.KeyDestroyed):
        return
    with transaction.atomic():
        _drop_overlapping(row.after, row.last)
        row.save()


def _drop_overlapping(after: UUID, last: UUID) -> None:
    old = list(RosterSegment.objects.filter(after__lt=last, last__gt=after).values_list("after", "key"))
    old += list(RosterSegment.objects.filter(pk=after).values_list("after", "key"))
    vault.drop_shared_key(key_ids=[key for _, key in old])
    RosterSegment.objects.filter(pk__in=[pk for pk, _ in old]).delete()


def _context(after: UUID) -> str:
    return f"{_CONTEXT}:{after}"
