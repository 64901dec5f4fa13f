"""Listed parties for the eye: one with its whole record and history, what a version changed, and who is like whom.

Questions only; nothing here writes.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import F, Q, QuerySet

from compliance.kernel.errors import DomainError
from screening.diffs import FieldChange, compare
from screening.marking import WordPair, closest, marked
from screening.matching import Index, Query, search
from screening.models import Entry, ListVersion
from screening.records import ListedName, NameKind, Record, Strength
from screening.services.once import Question
from screening.sources.dates import iso
from screening.subjects import HitReason

_ANY = 0.01
"""Below every bar that a policy may set."""


class UnknownEntry(DomainError):
    code = "unknown_entry"
    status = 404
    title = "There is no such entry in any version of this list."


@dataclass(frozen=True, slots=True)
class Chapter:
    """The entry as it read from one version on; `changes` are against the chapter before, none in the first.

    `gone` is the version in which it was no longer listed, None where the next chapter follows or it still is.
    """

    since: ListVersion
    record: Record
    changes: tuple[FieldChange, ...]
    gone: ListVersion | None = None


@dataclass(frozen=True, slots=True)
class EntrySeen:
    """`record` is as it reads, or last read; `chapters` are newest first."""

    source: str
    ref: str
    record: Record
    chapters: tuple[Chapter, ...]

    @property
    def key(self) -> str:
        return f"{self.source}:{self.ref}"

    @property
    def is_listed(self) -> bool:
        return self.chapters[0].gone is None


@dataclass(frozen=True, slots=True)
class Compared:
    """A query beside one entry: the listed name that came closest, both names letter by letter, and what was scored.

    `score` is None where the engine sees no likeness at all.
    """

    name: str
    words: tuple[WordPair, ...]
    score: float | None = None
    name_score: float = 0.0
    evidence_score: float = 0.0
    reasons: tuple[HitReason, ...] = ()


class What(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a delta; `fields` is empty unless it changed."""

    source: str
    ref: str
    name: str
    fields: tuple[FieldChange, ...] = ()


def entry(*, source: str, ref: str) -> EntrySeen:
    """The entry with all that this house has known of it. Raises UnknownEntry."""
    if "\0" in ref:  # which PostgreSQL cannot even look for
        raise UnknownEntry
    rows = list(Entry.objects.filter(source=source, ref=ref).select_related("since", "until").order_by("since__number"))
    if not rows:
        raise UnknownEntry
    records = [Record.from_json(row.data) for row in rows]
    chapters = []
    for place, row in enumerate(rows):
        follows = place + 1 < len(rows) and row.until == rows[place + 1].since
        changes = compare(records[place - 1], records[place]) if place else ()
        chapters.append(Chapter(row.since, records[place], changes, None if follows else row.until))
    return EntrySeen(source, ref, records[-1], tuple(reversed(chapters)))


def compared(*, question: Question, record: Record) -> Compared:
    """The question beside this one party, at no threshold; the score is the same as among all the others."""
    found = search(Index([(record.ref, record)]), _query(question), threshold=_ANY)
    if not found:
        name = record.names[0].text if record.names else ""
        return Compared(name, marked(question.name, name))
    best = found[0]
    reasons = tuple(HitReason(one.factor, one.score, one.detail, one.explanation) for one in best.reasons)
    words = marked(question.name, best.name)
    return Compared(best.name, words, best.score, best.name_score, best.evidence_score, reasons)


def _query(question: Question) -> Query:
    return Query(
        names=(question.name,),
        kind=question.kind or None,
        birth_days=iso(question.birth_date) if question.birth_date else None,
        countries=(question.country,) if question.country else (),
        identifiers=(question.identifier,) if question.identifier else (),
    )


def is_birth_date(text: str) -> bool:
    """YYYY, YYYY-MM or YYYY-MM-DD, and a day that there was."""
    return iso(text) is not None


def side_by_side(names: Sequence[str], listed: str) -> tuple[WordPair, ...]:
    """The closest of the subject's names and the listed one, letter by letter; nothing where either has none."""
    return marked(closest(names, listed), listed) if names and listed else ()


def records(keys: Iterable[str]) -> dict[str, Record]:
    """The parties `source:publisher's id` as they read now; those that are listed no longer are left out."""
    by_source: dict[str, list[str]] = {}
    for key in keys:
        source, _, ref = key.partition(":")
        by_source.setdefault(source, []).append(ref)
    rows = [
        row
        for source, refs in by_source.items()
        for row in Entry.objects.filter(source=source, ref__in=refs, until=None)
    ]
    return {f"{row.source}:{row.ref}": Record.from_json(row.data) for row in rows}


def ordered(names: Iterable[ListedName]) -> list[ListedName]:
    """The primary name, aliases, former names; strong ones before weak ones."""
    return sorted(names, key=lambda name: (_RANK.get(name.kind, len(_RANK)), name.strength != Strength.STRONG))


_RANK: Mapping[str, int] = {NameKind.PRIMARY: 0, NameKind.ALIAS: 1, NameKind.FORMER: 2}


def version(*, source: str, number: int) -> ListVersion | None:
    return ListVersion.objects.filter(source=source, number=number).first()


def delta_rows(*, version: ListVersion, what: What, containing: str = "") -> QuerySet[Entry]:
    """The entries that the version added, changed (as they read now) or removed (as they last read), by id.

    `containing` keeps those in whose names or publisher's id the text occurs, in any case.
    """
    come = Entry.objects.filter(source=version.source, since=version)
    gone = Entry.objects.filter(source=version.source, until=version)
    rows = {
        What.ADDED: come.exclude(ref__in=gone.values("ref")),
        What.CHANGED: come.filter(ref__in=gone.values("ref")),
        What.REMOVED: gone.exclude(ref__in=come.values("ref")),
    }[what]
    if containing:
        escaped = json.dumps(containing)[1:-1]  # as SQLite keeps what is not ASCII
        named = Q(data__names__icontains=containing) | Q(data__names__icontains=escaped)
        rows = rows.filter(named | Q(ref__icontains=containing))
    return rows.order_by(F("id"))


def delta_lines(*, version: ListVersion, what: What, rows: Iterable[Entry]) -> list[Line]:
    """One page of `delta_rows` in words."""
    page = list(rows)
    before: dict[str, Record] = {}
    if what is What.CHANGED:
        old = Entry.objects.filter(source=version.source, until=version, ref__in=[row.ref for row in page])
        before = {ref: Record.from_json(data) for ref, data in old.values_list("ref", "data")}
    return [_line(row, before.get(row.ref)) for row in page]


def _line(row: Entry, before: Record | None) -> Line:
    record = Record.from_json(row.data)
    name = record.names[0].text if record.names else row.ref
    return Line(row.source, row.ref, name, compare(before, record) if before else ())
