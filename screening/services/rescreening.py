"""What a new version of a list means for subjects screened before: only what it added, changed or removed counts."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from compliance.kernel.actors import Actor
from screening import current
from screening.models import Entry, ListVersion, Match
from screening.services.searching import as_query, hits_in, remember
from screening.subjects import Subject


def rescreen(
    *, version_id: UUID, subjects: Iterable[Subject], threshold: float, at: datetime, actor: Actor
) -> Iterator[tuple[Subject, list[Match]]]:
    """(subject, new matches) for every subject, as it goes: each in a short transaction, each safe to repeat.

    The outcome equals a full screening's, for a score depends on nothing but the subject and the entry. The versions of
    a list have to be taken in order.
    """
    version = ListVersion.objects.get(pk=version_id)
    segment = current.load(version, only_new=True)
    touched = set(segment.hashes) | set(Entry.objects.filter(until=version).values_list("ref", flat=True))
    covered = {version.source: touched}
    for subject in subjects:
        hits = tuple(hits_in(segment, as_query(subject), threshold))
        new, _ = remember(subject=subject, hits=hits, segments=(segment,), covered=covered, at=at, actor=actor)
        yield subject, new
