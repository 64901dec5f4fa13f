"""A list's new version: fetched or read, judged sound or refused, and written as what it adds, changes and removes."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from compliance.audit import services as audit
from compliance.kernel.actors import Actor
from compliance.kernel.ids import HOUSE
from compliance.policy import services as policy
from screening import sources
from screening.models import Entry, ListVersion, Watchlist
from screening.records import Record
from screening.sources import ListRefused, Problem, Reading, Source, UnknownSource, download, own

MAX_SHRINK = 0.10
"""A list that loses more than this part of its entries or names at once is cut, unless policy or a person differs."""
KEPT_PROBLEMS = 20
"""As many of a version's problems are kept in words; all of them are counted."""
_BATCH = 1000
_HashOf = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SyncResult:
    """`version` is the one in force; `is_new` False where the list says nothing new (a new date alone is no news).

    `problems` are of the file that was read now, none where the publisher had nothing new to send.
    """

    source: str
    version: ListVersion
    is_new: bool
    added: int = 0
    changed: int = 0
    removed: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Delta:
    added: list[Record]
    changed: list[Record]
    removed: list[str]

    @property
    def gone(self) -> list[str]:
        """Refs of which the entry so far in force ends."""
        return [*self.removed, *(record.ref for record in self.changed)]

    @property
    def come(self) -> list[Record]:
        return [*self.added, *self.changed]


@dataclass(frozen=True, slots=True)
class _Sound:
    """A reading with the digest of the files that it was read from, and what to ask the publisher with next time."""

    source: str
    reading: Reading
    file_sha256: str
    hashes: _HashOf
    validators: Mapping[str, Mapping[str, str]] | None = None

    @property
    def name_count(self) -> int:
        return sum(len(record.names) for record in self.reading.records)


def sync(
    *,
    source: str,
    path: Path | None,
    at: datetime,
    actor: Actor,
    max_shrink: float | None = None,
    keep_going: bool = False,
) -> SyncResult:
    """The list from the file or folder `path`, or from its publisher, put in force if it is sound and has news.

    Slow: reads, and downloads, before it takes a lock. A list that is not sound raises ListRefused once the refusal is
    recorded; the version in force stays. Running it twice does nothing the second time. `max_shrink`, from 0 to 1, is
    policy's where it is not given. A `path` that leads nowhere is the caller's slip, and no refusal of the list.
    Bad rows of a partner's own list refuse the whole of it unless `keep_going` leaves them out.
    """
    known = sources.find(source)
    if source == own.SOURCE.code:
        raise UnknownSource("A partner's own list has a partner: --partner par_…")
    bound = _max_shrink(source) if max_shrink is None else max_shrink
    Watchlist.objects.get_or_create(source=source)
    try:
        if path is not None:
            return _put_in_force(_read(known, path, keep_going=keep_going), at=at, actor=actor, max_shrink=bound)
        return _from_publisher(known, at=at, actor=actor, max_shrink=bound)
    except ListRefused as refusal:
        if path is None or refusal.reason != "missing":
            _record_refusal(source, refusal, at=at, actor=actor)
        raise


def _max_shrink(source: str) -> float:
    usual = MAX_SHRINK if own.partner_of(source) is None else own.MAX_SHRINK
    try:
        return policy.current().screening.max_shrink(own.family(source), usual)
    except policy.NoPolicy:
        return usual


def withdraw(*, source: str, at: datetime, actor: Actor) -> SyncResult:
    """A version without entries, because somebody says so: an empty file never means it. Nothing new where it is so."""
    nothing = _Sound(source, Reading(()), sha256().hexdigest(), {})
    return _put_in_force(nothing, at=at, actor=actor, max_shrink=1.0)


def _read(source: Source, path: Path, *, keep_going: bool = False) -> _Sound:
    reading = sources.load(source, path, keep_going=keep_going)
    hashes = {record.ref: record.content_hash() for record in reading.records}
    return _Sound(source.code, reading, sources.digest(sources.locate(source, path)[1]), hashes)


def _from_publisher(source: Source, *, at: datetime, actor: Actor, max_shrink: float) -> SyncResult:
    known = Watchlist.objects.select_related("current").get(source=source.code)
    with TemporaryDirectory() as folder:
        answer = download.fetch(source, Path(folder), validators=known.validators if known.current_id else {})
        if answer.unchanged:
            return _confirm(source, at=at)
        read = _read(source, Path(folder))
    _refuse_older(read, known.current)
    sound = replace(read, validators=answer.validators)
    return _put_in_force(sound, at=at, actor=actor, max_shrink=max_shrink)


def _refuse_older(sound: _Sound, current: ListVersion | None) -> None:
    """A publisher's cache may answer with last week's list. From a file, it is somebody's will."""
    published = sound.reading.published
    if current and current.published and published and published < current.published:
        detail = f"It was published on {published}, version {current.number} in force on {current.published}."
        raise ListRefused("older", f"{detail} If it is meant: --file.")


@transaction.atomic
def _confirm(source: Source, *, at: datetime) -> SyncResult:
    row = Watchlist.objects.select_for_update().get(source=source.code)
    assert row.current is not None  # noqa: S101  (only a list in force is asked for conditionally)
    _settle(row, row.current, at=at)
    return SyncResult(source.code, row.current, is_new=False)


@transaction.atomic
def _put_in_force(sound: _Sound, *, at: datetime, actor: Actor, max_shrink: float) -> SyncResult:
    row = Watchlist.objects.select_for_update().get(source=sound.source)
    delta = _delta(sound)
    problems = sound.reading.problems
    if row.current is not None and not delta.gone and not delta.come:
        _settle(row, row.current, at=at, validators=sound.validators)
        return SyncResult(sound.source, row.current, is_new=False, problems=problems)
    if row.current is not None:
        _refuse_shrunk(row.current, sound, delta, max_shrink)
    version = _write(sound, row.current, delta, at)
    _settle(row, version, at=at, validators=sound.validators)
    _record_version(version, actor=actor, at=at)
    counts = {"added": version.added, "changed": version.changed, "removed": version.removed}
    return SyncResult(sound.source, version, is_new=True, problems=problems, **counts)


def _delta(sound: _Sound) -> _Delta:
    before = dict(Entry.objects.filter(source=sound.source, until=None).values_list("ref", "content_hash"))
    records, hashes = sound.reading.records, sound.hashes
    return _Delta(
        added=[record for record in records if record.ref not in before],
        changed=[record for record in records if before.get(record.ref, hashes[record.ref]) != hashes[record.ref]],
        removed=[ref for ref in before if ref not in hashes],
    )


def _refuse_shrunk(current: ListVersion, sound: _Sound, delta: _Delta, max_shrink: float) -> None:
    """Entries may vanish whole, or an alias file may have come empty: both leave people unseen."""
    entries, names = len(delta.removed), current.name_count - sound.name_count
    for lost, of, what in ((entries, current.entry_count, "entries"), (names, current.name_count, "names")):
        if lost > max_shrink * of:
            detail = f"{lost} of {of} {what} are gone; at most {max_shrink:.0%} may go at once (--max-shrink)."
            raise ListRefused("shrunk", detail)


def _write(sound: _Sound, current: ListVersion | None, delta: _Delta, at: datetime) -> ListVersion:
    problems = sound.reading.problems
    version = ListVersion.objects.create(
        source=sound.source,
        number=current.number + 1 if current else 1,
        content_sha256=_content_hash(sound.hashes),
        file_sha256=sound.file_sha256,
        published=sound.reading.published,
        fetched_at=at,
        entry_count=len(sound.hashes),
        name_count=sound.name_count,
        added=len(delta.added),
        changed=len(delta.changed),
        removed=len(delta.removed),
        problem_count=len(problems),
        problems=[asdict(problem) for problem in problems[:KEPT_PROBLEMS]],
    )
    for refs in _batches(delta.gone):
        Entry.objects.filter(source=sound.source, until=None, ref__in=refs).update(until=version)
    rows = (_entry(version, record, sound.hashes) for record in delta.come)
    Entry.objects.bulk_create(rows, batch_size=_BATCH)
    return version


def _entry(version: ListVersion, record: Record, hashes: _HashOf) -> Entry:
    return Entry(
        source=version.source,
        ref=record.ref,
        since=version,
        content_hash=hashes[record.ref],
        match_hash=record.match_hash(),
        data=record.to_json(),
    )


def _content_hash(hashes: _HashOf) -> str:
    return sha256("".join(f"{ref} {hashes[ref]}\n" for ref in sorted(hashes)).encode()).hexdigest()


def _batches(refs: list[str]) -> Iterable[list[str]]:
    return (refs[start : start + _BATCH] for start in range(0, len(refs), _BATCH))


def _settle(
    row: Watchlist, version: ListVersion, *, at: datetime, validators: Mapping[str, Mapping[str, str]] | None = None
) -> None:
    row.current, row.checked_at = version, at
    row.refused_at, row.refused_code, row.refused_detail = None, "", ""
    if validators is not None:
        row.validators = dict(validators)
    row.save()


def _record_version(version: ListVersion, *, actor: Actor, at: datetime) -> None:
    facts: dict[str, audit.JSON] = {
        "version": str(version.pk),
        "number": version.number,
        "content_sha256": version.content_sha256,
        "file_sha256": version.file_sha256,
        "entries": version.entry_count,
        "added": version.added,
        "changed": version.changed,
        "removed": version.removed,
        "problems": version.problem_count,
    }
    kind, chain = "watchlist.version_published", own.partner_of(version.source) or HOUSE
    audit.record(partner_id=chain, kind=kind, subject=version.source, actor=actor, facts=facts, at=at)


@transaction.atomic
def _record_refusal(source: str, refusal: ListRefused, *, at: datetime, actor: Actor) -> None:
    row = Watchlist.objects.select_for_update().get(source=source)
    row.refused_at, row.refused_code, row.refused_detail = at, refusal.reason, refusal.detail[:300]
    row.save()
    facts: dict[str, audit.JSON] = {"reason": refusal.reason, "in_force": row.current.number if row.current else None}
    chain = own.partner_of(source) or HOUSE
    audit.record(partner_id=chain, kind="watchlist.refused", subject=source, actor=actor, facts=facts, at=at)
