"""The lists in force, searched as one: an index that all processes of a machine share, and what came after it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

from compliance.kernel.errors import DomainError
from screening import shelf
from screening.matching import Found, Index, Query, search
from screening.models import ListVersion, Watchlist
from screening.records import Record
from screening.shelf import State
from screening.sources import own

_LARGEST_OVERLAY, _PART = 2_000, 0.1
"""What came after the shared index is laid over it, up to so many entries, or up to this part of it."""
_OWN_LISTS = 100


class NoListInForce(DomainError):
    """Nobody is clear because there was nothing to compare with."""

    code = "no_list_in_force"
    status = 503
    title = "No watchlist is loaded, so nobody can be screened."


@dataclass(frozen=True, slots=True)
class Segment:
    """Some entries, indexed. The index's keys are `source:publisher's id`; `gone` are those that hold no longer."""

    index: Index
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists to search as one, by source. The key of what is found is `source:publisher's id`."""

    versions: Mapping[str, ListVersion]
    segments: tuple[Segment, ...]

    def search(self, query: Query, *, threshold: float, sources: Collection[str] | None = None) -> list[Found]:
        """Every entry, of `sources` or of all, that scores at least `threshold`, best first, ties by key."""
        wanted = self.versions.keys() if sources is None else self.versions.keys() & set(sources)
        found = [
            one
            for segment in self.segments
            for one in search(segment.index, query, threshold=threshold)
            if one.key not in segment.gone and one.key.partition(":")[0] in wanted
        ]
        return sorted(found, key=lambda one: (-one.score, one.key))

    def look_up(self, queries: Iterable[Query]) -> None:
        """Makes the searches of these queries cheaper, if they follow at once."""
        some = list(queries)
        for segment in self.segments:
            segment.index.look_up(some)

    def hash_of(self, key: str) -> str:
        """The match hash of the entry `source:publisher's id`. Raises KeyError where none of the lists has it."""
        for segment in self.segments:
            if key not in segment.gone and (tag := segment.index.tag_of(key)) is not None:
                return tag
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class _Held:
    """What this process searches the house's lists with: the shared index, of `base`, and what came up to `now`."""

    base: State
    now: State
    segments: tuple[Segment, ...]


_building = Lock()
_held: _Held | None = None
_own: dict[UUID, Segment] = {}


def lists(sources: Collection[str] | None = None) -> Lists:
    """The lists in force: those of `sources`, or all that concern everybody. Raises NoListInForce.

    One query where nothing changed. A change of some hundred entries takes a fraction of a second; an index of all
    lists is built by one process of the machine, in some 10 s per 100,000 names, while the others wait for it.
    """
    in_force = _in_force()
    versions = {
        source: version
        for source, version in in_force.items()
        if (own.partner_of(source) is None if sources is None else source in sources)
    }
    if not versions:
        raise NoListInForce
    mine = [version for source, version in versions.items() if own.partner_of(source)]
    house = _house(_state(in_force)) if len(mine) < len(versions) else ()
    return Lists(versions, (*house, *map(_own_segment, mine)))


def refresh() -> None:
    """Makes the shared index of the lists in force anew where too much has come since; for whoever took in a list."""
    now = _state(_in_force())
    if now.versions:
        _house(now)


def _in_force() -> dict[str, ListVersion]:
    rows = Watchlist.objects.filter(current__isnull=False).select_related("current").order_by("source")
    return {row.source: row.current for row in rows if row.current is not None}


def _state(in_force: Mapping[str, ListVersion]) -> State:
    """Of the lists that concern everybody."""
    return State.of(*(version for source, version in in_force.items() if own.partner_of(source) is None))


def _house(now: State) -> tuple[Segment, ...]:
    """All lists that concern everybody, as they are in force."""
    global _held  # noqa: PLW0603  (what a process keeps is one thing)
    held = _held
    if held is None or held.now != now:
        with _building:
            if _held is None or _held.now != now:
                _held = _brought_up_to(now, _held)
            held = _held
    return held.segments


def _brought_up_to(now: State, held: _Held | None) -> _Held:
    """With the index on the shelf; or the one at hand, or the last on the shelf, and an overlay; or a new one."""
    index = shelf.taken(now)
    if index is not None:
        return _Held(now, now, (Segment(index),))
    known = (held.base, held.segments[0].index) if held and held.base.is_known() else shelf.newest()
    if known is not None:
        state, base = known
        come, gone = now.since(state)
        if len(come) + len(gone) <= max(_LARGEST_OVERLAY, int(_PART * len(base))):
            return _Held(state, now, (Segment(base, frozenset(gone)), Segment(_indexed(come))))
    index = shelf.made(now, lambda: _indexed(now.entries()))
    return _Held(now, now, (Segment(index),))


def _indexed(entries: Mapping[str, tuple[str, Record]]) -> Index:
    return Index(
        ((key, record) for key, (_, record) in entries.items()), tags=[match_hash for match_hash, _ in entries.values()]
    )


def _own_segment(version: ListVersion) -> Segment:
    """A partner's own list, which is small and nobody else's business: it is kept in memory alone."""
    if version.pk not in _own:
        with _building:
            while len(_own) >= _OWN_LISTS:
                _own.pop(next(iter(_own)), None)
            _own[version.pk] = load(version)
    return _own.get(version.pk) or load(version)


def load(version: ListVersion) -> Segment:
    """The list as it stood in `version`, whatever is in force now."""
    return Segment(_indexed(State.of(version).entries()))
