"""A list's new version: fetched or read, judged sound or refused, and written as what it adds, changes and removes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from compliance.audit import services as audit
from compliance.kernel.actors import Actor
from compliance.kernel.ids import HOUSE
from screening import sources
from screening.models import Entry, ListVersion, Watchlist
from screening.records import Record
from screening.sources import ListRefused, Reading, Source, download

MAX_SHRINK = 0.10
"""A list that loses more than this part of its entries or names at once is cut, until a person says otherwise."""
_BATCH = 1000
_HashOf = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SyncResult:
    """`version` is the one in force; `is_new` False where the list says nothing new (a new date alone is no news)."""

    source: str
    version: ListVersion
    is_new: bool
    added: int = 0
    changed: int = 0
    removed: int = 0


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


def sync(*, source: str, path: Path | None, at: datetime, actor: Actor, max_shrink: float = MAX_SHRINK) -> SyncResult:
    """The list from the file or folder `path`, or from its publisher, put in force if it is sound and has news.

    Slow: reads, and downloads, before it takes a lock. A list that is not sound raises ListRefused once the refusal is
    recorded; the version in force stays. Running it twice does nothing the second time.
    """
    known = sources.find(source)
    Watchlist.objects.get_or_create(source=source)
    try:
        if path is not None:
            return _put_in_force(_read(known, path), at=at, actor=actor, max_shrink=max_shrink)
        return _from_publisher(known, at=at, actor=actor, max_shrink=max_shrink)
    except ListRefused as refusal:
        _record_refusal(source, refusal, at=at, actor=actor)
        raise


@dataclass(frozen=True, slots=True)
class _Sound:
    """A reading with the digest of the files that it was read from, and what to ask the publisher with next time."""

    source: str
    reading: Reading
    file_sha256: str
    validators: Mapping[str, Mapping[str, str]] | None = None


def _read(source: Source, path: Path) -> _Sound:
    return _Sound(source.code, sources.load(source, path), sources.digest(sources.locate(source, path)))


def _from_publisher(source: Source, *, at: datetime, actor: Actor, max_shrink: float) -> SyncResult:
    known = Watchlist.objects.get(source=source.code)
    with TemporaryDirectory() as folder:
        answer = download.fetch(source, Path(folder), validators=known.validators if known.current_id else {})
        if answer.unchanged:
            return _confirm(source, at=at)
        read = _read(source, Path(folder))
    sound = replace(read, validators=answer.validators)
    return _put_in_force(sound, at=at, actor=actor, max_shrink=max_shrink)


@transaction.atomic
def _confirm(source: Source, *, at: datetime) -> SyncResult:
    row = Watchlist.objects.select_for_update().get(source=source.code)
    assert row.current is not None  # noqa: S101  (only a list in force is asked for conditionally)
    _settle(row, row.current, at=at)
    return SyncResult(source.code, row.current, is_new=False)


@transaction.atomic
def _put_in_force(sound: _Sound, *, at: datetime, actor: Actor, max_shrink: float) -> SyncResult:
    row = Watchlist.objects.select_for_update().get(source=sound.source)
    records = {record.ref: record for record in sound.reading.records}
    hashes = {ref: record.content_hash() for ref, record in records.items()}
    delta = _delta(sound.source, records, hashes)
    if row.current is not None and not delta.gone and not delta.come:
        _settle(row, row.current, at=at, validators=sound.validators)
        return SyncResult(sound.source, row.current, is_new=False)
    if row.current is not None:
        _refuse_shrunk(row.current, records, delta, max_shrink)
    version = _write(sound, row.current, hashes, delta, at)
    _settle(row, version, at=at, validators=sound.validators)
    _record_version(version, actor=actor, at=at)
    return SyncResult(
        sound.source, version, is_new=True, added=version.added, changed=version.changed, removed=version.removed
    )


def _delta(source: str, records: Mapping[str, Record], hashes: _HashOf) -> _Delta:
    before = dict(Entry.objects.filter(source=source, until=None).values_list("ref", "content_hash"))
    return _Delta(
        added=[record for ref, record in records.items() if ref not in before],
        changed=[record for ref, record in records.items() if ref in before and before[ref] != hashes[ref]],
        removed=[ref for ref in before if ref not in records],
    )


def _refuse_shrunk(current: ListVersion, records: Mapping[str, Record], delta: _Delta, max_shrink: float) -> None:
    """Entries may vanish whole, or an alias file may have come empty: both leave people unseen."""
    if len(delta.removed) > max_shrink * current.entry_count:
        detail = (
            f"{len(delta.removed)} of {current.entry_count} entries are gone; at most {max_shrink:.0%} may go at once."
        )
        raise ListRefused("shrunk", detail)
    before = sum(
        map(_name_count, Entry.objects.filter(source=current.source, until=None).values_list("data", flat=True))
    )
    now = sum(len(record.names) for record in records.values())
    if before - now > max_shrink * before:
        raise ListRefused(
            "shrunk", f"{before - now} of {before} names are gone; at most {max_shrink:.0%} may go at once."
        )


def _name_count(data: Mapping[str, list[object]]) -> int:
    return len(data["names"])


def _write(sound: _Sound, current: ListVersion | None, hashes: _HashOf, delta: _Delta, at: datetime) -> ListVersion:
    source = sound.source
    version = ListVersion.objects.create(
        source=source,
        number=current.number + 1 if current else 1,
        content_sha256=_content_hash(hashes),
        file_sha256=sound.file_sha256,
        published=sound.reading.published,
        fetched_at=at,
        entry_count=len(hashes),
        added=len(delta.added),
        changed=len(delta.changed),
        removed=len(delta.removed),
    )
    for refs in _batches(delta.gone):
        Entry.objects.filter(source=source, until=None, ref__in=refs).update(until=version)
    rows = (_entry(source, version, record, hashes) for record in delta.come)
    Entry.objects.bulk_create(rows, batch_size=_BATCH)
    return version


def _entry(source: str, version: ListVersion, record: Record, hashes: _HashOf) -> Entry:
    return Entry(
        source=source,
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
    }
    kind = "watchlist.version_published"
    audit.record(partner_id=HOUSE, kind=kind, subject=version.source, actor=actor, facts=facts, at=at)


@transaction.atomic
def _record_refusal(source: str, refusal: ListRefused, *, at: datetime, actor: Actor) -> None:
    row = Watchlist.objects.select_for_update().get(source=source)
    row.refused_at, row.refused_code, row.refused_detail = at, refusal.reason, refusal.detail[:300]
    row.save()
    facts: dict[str, audit.JSON] = {"reason": refusal.reason, "in_force": row.current.number if row.current else None}
    audit.record(partner_id=HOUSE, kind="watchlist.refused", subject=source, actor=actor, facts=facts, at=at)
