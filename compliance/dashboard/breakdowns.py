"""What a check found as a tree, and where it was seen: boxes over the pictures that the engines looked at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from compliance.cases.models import Check
from compliance.dashboard.presenting import words
from onboarding.models import Document, Side
from onboarding.readings import ReadingFinding
from onboarding.verdict.tree import verdict

Tree = Mapping[str, Any]
"""A node as `Breakdown.to_json()` writes it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A box in pixels of the upright picture; `tone` good for a field that was read, bad for a finding."""

    x: int
    y: int
    width: int
    height: int
    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side's picture set upright, with its marks. `turn` is an SVG transform of the picture as it is stored."""

    document: Document
    width: int
    height: int
    turn: str
    marks: tuple[Mark, ...]


def tree_of(check: Check, result: Mapping[str, Any]) -> Tree | None:
    """As it was sealed; of a check from before there were trees, made of its codes. None without a result."""
    if check.finished_at is None:
        return None
    sealed: Tree | None = result.get("breakdown")
    seen = (ReadingFinding(finding["code"], facts=finding.get("facts", {})) for finding in check.findings)
    return sealed or verdict(seen, name=check.kind).to_json()


def sheets(result: Mapping[str, Any], tree: Tree | None, documents: Iterable[Document]) -> tuple[Sheet, ...]:
    """Front and back of the document that was read, where anything was seen on them."""
    sent = list(documents)
    front = next((one for one in sent if str(one.pk) == str(result.get("document"))), None)
    reading = result.get("reading") or {}
    if front is None or not reading:
        return ()
    marks = [*_fields(reading), *(_reasons(tree) if tree else ())]
    marked = ((_side(front, side, sent), [mark for at, mark in marks if at == side]) for side in Side.values)
    return tuple(_sheet(document, reading, seen) for document, seen in marked if document and seen)


def _side(front: Document, side: str, sent: Iterable[Document]) -> Document | None:
    """The back that counts is the newest of the same holder and kind."""
    if side == front.side:
        return front
    backs = (one for one in sent if (one.kind, one.side, one.person_id) == (front.kind, side, front.person_id))
    return max(backs, key=lambda one: (one.superseded_at is None, one.created_at), default=None)


def _fields(reading: Mapping[str, Any]) -> Iterator[tuple[str, Mark]]:
    for name, field in (reading.get("fields") or {}).items():
        if field.get("box"):
            label = f"{words(name)}: {field['value']} ({round(field['confidence'] * 100)} %)"
            yield field.get("side", Side.FRONT), _mark(field["box"], label, "good")


def _reasons(tree: Tree) -> Iterator[tuple[str, Mark]]:
    for reason in tree["reasons"]:
        if reason["box"]:
            yield reason["side"] or Side.FRONT, _mark(reason["box"], words(reason["code"]), "bad")
    for child in tree["children"]:
        yield from _reasons(child)


def _mark(box: Sequence[float], label: str, tone: str) -> Mark:
    x, y, width, height = map(int, box)
    return Mark(x, y, width, height, label, tone)


def _sheet(document: Document, reading: Mapping[str, Any], marks: list[Mark]) -> Sheet:
    turns = int((reading.get("turns") or {}).get(document.side, 0)) % 4
    width, height = document.width, document.height
    turn = ("", f"translate(0 {width}) rotate(-90)", f"translate({width} {height}) rotate(180)",
            f"translate({height} 0) rotate(90)")[turns]  # fmt: skip
    upright = (height, width) if turns % 2 else (width, height)
    return Sheet(document, *upright, turn, tuple(marks))
