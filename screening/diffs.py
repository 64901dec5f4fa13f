"""What one version of a list says otherwise than another: entries added, removed and changed, field by field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import ClassVar

from django.db.models import Q, QuerySet

from compliance.kernel.errors import DomainError
from screening.models import Entry, ListVersion
from screening.records import BirthDate, Identifier, ListedName, NameKind, Record, Strength


class UnknownVersion(DomainError):
    code: ClassVar[str] = "unknown_list_version"
    status: ClassVar[int] = 404
    title: ClassVar[str] = "There is no such version of this list."


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of Record, and what it no longer says and newly says, in words; what stayed is not repeated."""

    field: str
    gone: tuple[str, ...]
    come: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntryChange:
    """`name` is the primary one, as it reads now or last read; `fields` is empty unless the entry changed."""

    ref: str
    name: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ListDelta:
    """From `older` to `newer`, versions' numbers, 0 being the empty list. Each tuple is in the order of the refs.

    `counts` are of the whole delta, where the tuples were cut at a limit.
    """

    source: str
    older: int
    newer: int
    added: tuple[EntryChange, ...]
    removed: tuple[EntryChange, ...]
    changed: tuple[EntryChange, ...]
    counts: Mapping[str, int]


def delta(source: str, number: int, *, older: int | None = None, limit: int | None = None) -> ListDelta:
    """What version `number` changed against the one before it, or against `older`.

    `limit` bounds each of the three tuples. Raises UnknownVersion.
    """
    before = number - 1 if older is None else older
    _must_exist(source, before, number)
    gone = dict(_gone(source, before, number).values_list("ref", "content_hash"))
    come = dict(_come(source, before, number).values_list("ref", "content_hash"))
    added, removed = sorted(come.keys() - gone.keys(), key=_order), sorted(gone.keys() - come.keys(), key=_order)
    changed = sorted((ref for ref in gone.keys() & come.keys() if gone[ref] != come[ref]), key=_order)
    was = _records(_gone(source, before, number), [*removed[:limit], *changed[:limit]])
    reads = _records(_come(source, before, number), [*added[:limit], *changed[:limit]])
    return ListDelta(
        source=source,
        older=before,
        newer=number,
        added=tuple(EntryChange(ref, reads[ref].names[0].text) for ref in added[:limit]),
        removed=tuple(EntryChange(ref, was[ref].names[0].text) for ref in removed[:limit]),
        changed=tuple(
            EntryChange(ref, reads[ref].names[0].text, compare(was[ref], reads[ref])) for ref in changed[:limit]
        ),
        counts={"added": len(added), "removed": len(removed), "changed": len(changed)},
    )


def compare(old: Record, new: Record) -> tuple[FieldChange, ...]:
    """The fields in which two readings of one entry differ."""
    found = (_field(field.name, old, new) for field in fields(Record))
    return tuple(change for change in found if change.gone or change.come)


def words(value: object) -> str:
    """One value of a record's field as an officer reads it."""
    if isinstance(value, ListedName):
        plain = value.kind == NameKind.PRIMARY and value.strength == Strength.STRONG
        weak = f"{value.strength} " if value.strength == Strength.WEAK else ""
        return value.text if plain else f"{value.text} ({weak}{value.kind})"
    if isinstance(value, BirthDate):
        days = value.earliest if value.earliest == value.latest else f"{value.earliest} to {value.latest}"
        return f"circa {days}" if value.circa else days
    if isinstance(value, Identifier):
        return f"{value.type} {value.number}" + (f" ({value.country})" if value.country else "")
    return str(value)


def _field(name: str, old: Record, new: Record) -> FieldChange:
    was, reads = (_several(getattr(record, name)) for record in (old, new))
    gone = tuple(text for text in was if text not in set(reads))
    come = tuple(text for text in reads if text not in set(was))
    return FieldChange(name, gone, come)


def _several(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, tuple) else (value,)
    return tuple(words(item) for item in values if item)


def _must_exist(source: str, older: int, newer: int) -> None:
    wanted = {newer} | ({older} if older else set())
    known = set(ListVersion.objects.filter(source=source, number__in=wanted).values_list("number", flat=True))
    if known != wanted or older >= newer:
        raise UnknownVersion(f"{source[:40]} has no versions {older} and {newer} in this order.")


def _gone(source: str, older: int, newer: int) -> QuerySet[Entry]:
    """Entries that were in the older version and, as they read there, are not in the newer one."""
    ended = Q(until__number__gt=older, until__number__lte=newer, since__number__lte=older)
    return Entry.objects.filter(ended, source=source)


def _come(source: str, older: int, newer: int) -> QuerySet[Entry]:
    lives = Q(until=None) | Q(until__number__gt=newer)
    return Entry.objects.filter(lives, source=source, since__number__gt=older, since__number__lte=newer)


def _records(entries: QuerySet[Entry], refs: Iterable[str]) -> Mapping[str, Record]:
    wanted = list(refs)
    found: dict[str, Record] = {}
    for start in range(0, len(wanted), _BATCH):
        rows = entries.filter(ref__in=wanted[start : start + _BATCH]).values_list("ref", "data")
        found |= {ref: Record.from_json(data) for ref, data in rows}
    return found


_BATCH = 500


def _order(ref: str) -> tuple[int, str]:
    """Numbers by their value, whatever their length."""
    return len(ref) if ref.isdigit() else 0, ref
