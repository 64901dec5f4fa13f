"""Hits in words and in JSON, for a terminal and for the next program."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from screening.inputs import Asked
from screening.marking import WordPair, marked
from screening.matching import Found
from screening.progress import bar
from screening.records import BirthDate, Record

PLACES = 6
"""Decimals of a score: fewer would make equals of what is not equal."""
_BAR, _WIDTH = 12, 96
_INDENT = " " * 6


def as_json(asked: Asked, hits: Sequence[Found]) -> str:
    """The line of DESIGN §9."""
    return json.dumps({"id": asked.id, "query": asked.name, "hits": [_hit(hit) for hit in hits]}, ensure_ascii=False)


def _hit(found: Found) -> dict[str, Any]:
    return {
        "entry": found.key,
        "source": found.key.partition(":")[0],
        "name": found.name,
        "score": round(found.score, PLACES),
        "name_score": round(found.name_score, PLACES),
        "evidence_score": round(found.evidence_score, PLACES),
        "reasons": [
            {"factor": reason.factor, "score": round(reason.score, PLACES), "detail": reason.detail}
            for reason in found.reasons
        ],
    }


def as_text(asked: Asked, hits: Sequence[Found], *, explained: bool = False) -> str:
    """A headline and a line for each hit; `explained` adds the names letter by letter, the party and every reason."""
    lines = [_headline(asked, len(hits))]
    for found in hits:
        lines.append(f"  {bar(found.score, _BAR)} {found.score:.3f}  {found.name}  {found.key}")
        lines += _explained(asked, found) if explained else [_reasons_in_short(found)]
    return "\n".join(lines)


def _headline(asked: Asked, hits: int) -> str:
    return f"{asked.name}: {hits} {'hit' if hits == 1 else 'hits'}" if hits else f"{asked.name}: clear"


def _reasons_in_short(found: Found) -> str:
    told = ", ".join(f"{reason.factor.replace('_', ' ')} {reason.score:+.3f}" for reason in found.reasons)
    return f"{_INDENT}{told}"


def _explained(asked: Asked, found: Found) -> Iterator[str]:
    yield f"{_INDENT}{party(found.record)}"
    yield from _side_by_side(marked(asked.name, found.name))
    for reason in found.reasons:
        head = f"{_INDENT}{reason.score:+.3f}  {reason.factor.replace('_', ' ')}"
        told = f": {reason.detail}" if reason.detail else ""
        yield from textwrap.wrap(f"{head}{told}", _WIDTH, subsequent_indent=" " * 14)
        yield from textwrap.wrap(reason.explanation, _WIDTH, initial_indent=" " * 14, subsequent_indent=" " * 14)
    yield f"{_INDENT}{found.score:.3f}  in all: names {found.name_score:.3f}, evidence {found.evidence_score:+.3f}"
    yield ""


def party(record: Record) -> str:
    """`person, born 1968-03-12, RU, SDGT`: who it is, at a glance."""
    born = ", ".join(_day(day) for day in record.birth_dates)
    parts = [str(record.kind), f"born {born}" if born else "", *record.countries, *record.programmes[:3], record.title]
    return ", ".join(part for part in parts if part)


def _day(day: BirthDate) -> str:
    about = "about " if day.circa else ""
    if day.earliest == day.latest:
        return f"{about}{day.earliest}"
    year = day.earliest[:4]
    whole = (day.earliest, day.latest) == (f"{year}-01-01", f"{year}-12-31")
    return f"{about}{year}" if whole else f"{about}{day.earliest} to {day.latest}"


def _side_by_side(pairs: Sequence[WordPair]) -> Iterator[str]:
    """The query over the listed name, word under word, with a mark under each letter that differs."""
    rows: tuple[list[str], list[str], list[str]] = ([], [], [])
    for pair in pairs:
        ours, theirs = ("".join(part.text for part in side) for side in (pair.ours, pair.theirs))
        longer = pair.theirs if len(theirs) >= len(ours) else pair.ours
        width = max(len(ours), len(theirs))
        marks = "".join((" " if part.same else "^") * len(part.text) for part in longer)
        for row, text in zip(rows, (ours or "·" * width, theirs or "·" * width, marks), strict=True):
            row.append(text.ljust(width))
    labels = ("asked ", "listed", "      ")
    for label, row in zip(labels, rows, strict=True):
        if text := "  ".join(row).rstrip():
            yield f"{_INDENT}{label}  {text}"
