"""What a new version of a list means for subjects screened before: only what it added, changed or removed counts."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from compliance.kernel.actors import Actor
from compliance.policy.screening import Bars
from screening import current
from screening.matching import Roster, Wanted
from screening.models import Entry, ListVersion, Match, Watchlist
from screening.records import Record
from screening.rosters import owner_of, subject_of
from screening.services import own_lists
from screening.services.pairs import good_pairs
from screening.services.remembering import by_matcher_alone, fingerprint, remember
from screening.services.rosters import index
from screening.services.searching import as_hit, hits_among
from screening.subjects import Hit, Subject


@dataclass(frozen=True, slots=True)
class Change:
    """The entries of one list that a version touched, as they read now, by `source:ref`.

    Now, not then: what a later version has changed or removed since is no news any more, and whoever takes the changes
    of a list in whatever order ends with the list as it stands.
    """

    source: str
    refs: frozenset[str]
    wanted: Wanted
    """The entries to look for."""
    hashes: Mapping[str, str]
    versions: Mapping[str, ListVersion]
    """The version in force, by the one source."""
    partner_id: UUID | None
    """Whose customers alone it concerns; None where it concerns everybody's."""

    def hash_of(self, key: str) -> str:
        return self.hashes[key]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a subject resembles, and the versions, by source, in which it was looked for."""

    subject: Subject
    hits: tuple[Hit, ...]
    versions: Mapping[str, ListVersion]

    @property
    def numbers(self) -> Mapping[str, int]:
        """Of the versions, by source."""
        return {source: version.number for source, version in self.versions.items()}


@dataclass(frozen=True, slots=True)
class Difference:
    """Of one subject: entries that it resembles without a match, and matches with entries that it does not resemble."""

    subject: Subject
    missing: tuple[str, ...]
    superfluous: tuple[Match, ...]


def change_of(*, version_id: UUID) -> Change:
    """Two queries for the entries that the version added, changed or removed."""
    version = ListVersion.objects.get(pk=version_id)
    came = Entry.objects.filter(since=version).values_list("ref", flat=True)
    went = Entry.objects.filter(until=version).values_list("ref", flat=True)
    refs = frozenset(came) | frozenset(went)
    records, hashes = {}, {}
    for ref, match_hash, data in _in_force(version.source, sorted(refs)):
        key = f"{version.source}:{ref}"
        records[key], hashes[key] = Record.from_json(data), match_hash
    newest = Watchlist.objects.filter(source=version.source).select_related("current").first()
    now = newest.current if newest is not None and newest.current is not None else version
    partner_id = own_lists.partner_concerned(source=version.source)
    return Change(version.source, refs, Wanted.of(records), hashes, {version.source: now}, partner_id)


def _in_force(source: str, refs: Sequence[str]) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    for start in range(0, len(refs), 1000):
        rows = Entry.objects.filter(source=source, until=None, ref__in=refs[start : start + 1000]).order_by("id")
        yield from rows.values_list("ref", "match_hash", "data")


def resembling(*, change: Change, roster: Roster, bar: float) -> set[UUID]:
    """Owners of subjects that resemble a changed entry with a score of `bar` (0 to 1) or more."""
    if not change.wanted.records:
        return set()
    return {owner_of(key) for key, _ in roster.resembling(change.wanted, threshold=bar)}


def holding(*, change: Change, after: UUID, upto: UUID) -> set[UUID]:
    """Owners above `after`, to `upto`, that have a live match with a touched entry: it may hold no longer."""
    rows = Match.objects.filter(source=change.source, owner_id__gt=after, owner_id__lte=upto, lapsed_at=None)
    return {owner for owner, ref in rows.values_list("owner_id", "entry_ref") if ref in change.refs}


def hits_of(
    *, change: Change, subjects: Iterable[Subject], bars_of: Callable[[UUID], Bars]
) -> Mapping[UUID, tuple[Hit, ...]]:
    """By subject, each changed entry that it resembles as much as its partner's bar asks."""
    by_bar: dict[float, list[Subject]] = {}
    for subject in subjects:
        if change.partner_id not in {None, subject.partner_id}:
            continue
        by_bar.setdefault(bars_of(subject.partner_id)(change.source), []).append(subject)
    hits: dict[UUID, list[Hit]] = {}
    for bar, some in by_bar.items():
        if change.wanted.records and bar <= 1:
            for key, found in index(some).resembling(change.wanted, threshold=bar):
                hits.setdefault(subject_of(key), []).append(as_hit(found, change))
    return {subject: tuple(found) for subject, found in hits.items()}


def remember_change(
    *, change: Change, subject: Subject, hits: Sequence[Hit], policy_version: int, at: datetime, actor: Actor
) -> list[Match]:
    """Stores what is new, lapses what holds no longer, of the touched entries: the new matches. Safe to repeat."""
    covered = {change.source: change.refs}
    new, _ = remember(
        subject=subject,
        hits=hits,
        sources=covered,
        covered=covered,
        policy_version=policy_version,
        at=at,
        actor=actor,
    )
    return new


def look(*, subject: Subject, bars: Bars) -> Looked:
    """All lists in force that concern the subject; stores nothing. Raises NoListInForce. Slow after a list changed."""
    lists = current.lists(own_lists.sources_for(partner_id=subject.partner_id))
    return Looked(subject, hits_among(subject, lists, bars), lists.versions)


def remember_all(*, looked: Looked, policy_version: int, at: datetime, actor: Actor) -> list[Match]:
    """Stores what is new, lapses what holds no longer, over all lists that were looked at: the new matches."""
    if not looked.hits and not _is_known(looked.subject, at):
        return []
    new, _ = remember(
        subject=looked.subject,
        hits=looked.hits,
        sources=looked.versions,
        covered=None,
        policy_version=policy_version,
        at=at,
        actor=actor,
    )
    return new


def _is_known(subject: Subject, at: datetime) -> bool:
    """There is a match that may lapse, or a pair that may end."""
    live = Match.objects.filter(subject_id=subject.id, lapsed_at=None).values("pk")
    return live.union(good_pairs(subject, at=at).values("pk")).exists()


def moved_on(*, numbers: Mapping[str, int]) -> bool:
    """Another version is in force by now than in these: who was looked for in them has to be looked for again.

    To be asked after what was found is committed: a version that comes later has a run of its own, which sees it.
    """
    rows = Watchlist.objects.filter(source__in=list(numbers), current__isnull=False)
    return dict(rows.values_list("source", "current__number")) != dict(numbers)


def compared(*, looked: Looked) -> Difference:
    """What a full screening would change; changes nothing."""
    subject = looked.subject
    mark = fingerprint(subject)
    wanted = {(hit.entry, hit.entry_hash, mark): hit.entry for hit in looked.hits}
    rows = Match.objects.filter(subject_id=subject.id, source__in=list(looked.versions), lapsed_at=None).order_by("id")
    held = {(match.entry, match.entry_hash, match.fingerprint): match for match in rows}
    lost = [match for key, match in held.items() if key not in wanted]
    kept = by_matcher_alone(lost, mark=mark)
    return Difference(
        subject,
        tuple(entry for key, entry in wanted.items() if key not in held),
        tuple(match for match in lost if match.pk not in kept),
    )
