"""The lists in force, as this process holds them in memory: one index per version, built when first asked for."""

from collections.abc import Collection
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

from compliance.kernel.errors import DomainError
from screening.matching import Index
from screening.models import Entry, ListVersion, Watchlist
from screening.records import Record


class NoListInForce(DomainError):
    """Nobody is clear because there was nothing to compare with."""

    code = "no_list_in_force"
    status = 503
    title = "No watchlist is loaded, so nobody can be screened."


@dataclass(frozen=True, slots=True)
class Segment:
    """One list in force. The index's keys are the publisher's ids; `hashes` are the entries' match hashes by key."""

    version: ListVersion
    index: Index
    hashes: dict[str, str]


_segments: dict[UUID, Segment] = {}
_building = Lock()


def segments(sources: Collection[str] | None = None) -> tuple[Segment, ...]:
    """The lists in force, all or those of `sources`, by source. One query where nothing changed; raises NoListInForce.

    Building takes a second or so per 20,000 names; other threads wait for it rather than build their own.
    """
    rows = Watchlist.objects.filter(current__isnull=False).select_related("current").order_by("source")
    versions = [row.current for row in rows if row.current is not None]
    chosen = [version for version in versions if sources is None or version.source in sources]
    if not chosen:
        raise NoListInForce
    if any(version.pk not in _segments for version in chosen):
        _build(versions, chosen)
    held = {version.pk: _segments.get(version.pk) for version in chosen}
    return tuple(segment or load(version) for version, segment in zip(chosen, held.values(), strict=True))


def _build(in_force: list[ListVersion], chosen: list[ListVersion]) -> None:
    with _building:
        for version in chosen:
            if version.pk not in _segments:
                _segments[version.pk] = load(version)
        for gone in _segments.keys() - {version.pk for version in in_force}:
            del _segments[gone]


def load(version: ListVersion, *, only_new: bool = False) -> Segment:
    """The list as it stood in `version`, whatever is in force now; `only_new` takes the entries that came with it."""
    rows = Entry.objects.filter(source=version.source, since__number__lte=version.number)
    rows = rows.exclude(until__number__lte=version.number)
    if only_new:
        rows = rows.filter(since=version)
    hashes: dict[str, str] = {}
    entries: list[tuple[str, Record]] = []
    for ref, match_hash, data in rows.order_by("id").values_list("ref", "match_hash", "data"):
        hashes[ref] = match_hash
        entries.append((ref, Record.from_json(data)))
    return Segment(version, Index(entries), hashes)
