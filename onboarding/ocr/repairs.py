"""Characters taken for others, for their place's sake or a check digit's: each is recorded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from onboarding.ocr.check_digits import checks, number_spans
from onboarding.ocr.layouts import Check, Layout, Span

TO_DIGIT = {
    "O": "0",
    "Q": "0",
    "D": "0",
    "U": "0",
    "I": "1",
    "L": "1",
    "T": "1",
    "Z": "2",
    "A": "4",
    "S": "5",
    "G": "6",
    "B": "8",
}
TO_LETTER = {"0": "O", "1": "I", "2": "Z", "4": "A", "5": "S", "6": "G", "8": "B"}
LIKELY = 0.05
"""A second choice, or two together, that the network held less likely is not taken, whatever a check digit says."""
MOST_DOUBTS = 10
_DATES = ("birth_date", "expiry_date")
_WORDS = ("issuing_state", "nationality", "names", "surname", "given_names")

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Repair:
    """One character taken for another. Places are counted from 0."""

    line: int
    place: int
    read: str
    taken: str
    reason: str


@dataclass(frozen=True)
class Other:
    """What the network held possible besides at a place of the zone, and how likely, 0 to 1."""

    line: int
    place: int
    letter: str
    likely: float


def repaired(lines: Lines, layout: Layout) -> tuple[Lines, tuple[Repair, ...]]:
    """First by place, then zeros in the document number. Nothing else is exchanged: a forged number shall not fit."""
    lines, by_place = _by_place(lines, layout)
    lines, zeros = _zeros(lines, layout)
    return lines, by_place + zeros


def settled(lines: Lines, layout: Layout, others: Sequence[Other]) -> tuple[Lines, tuple[Repair, ...]]:
    """Second choices of the network, one or two for each wrong check digit, that make it right and no other wrong."""
    done: tuple[Repair, ...] = ()
    for check in layout.checks:
        if check.field not in _right(lines, layout):
            found = next(_settling(lines, layout, check, others), ())
            lines, done = _applied(lines, found), done + found
    return lines, done


def _settling(lines: Lines, layout: Layout, check: Check, others: Sequence[Other]) -> Iterator[tuple[Repair, ...]]:
    right = _right(lines, layout)
    for some in _ways(lines, layout, check, others):
        repairs = tuple(
            Repair(one.line, one.place, lines[one.line][one.place], one.letter, "second likeliest, and the digit fits")
            for one in some
        )
        if _right(_applied(lines, repairs), layout) >= right | {check.field}:
            yield repairs


def _ways(lines: Lines, layout: Layout, check: Check, others: Sequence[Other]) -> list[tuple[Other, ...]]:
    """One or two exchanges under a check digit, the likeliest first; never to O, which states avoid in numbers."""
    spans = (*check.over, check.at, *(number_spans(lines, layout) if check.field == "document_number" else ()))
    digits = [layout.fields[name] for name in _DATES if name in layout.fields] + [check.at for check in layout.checks]
    under = [
        one
        for one in others
        if _within(one, spans)
        and one.letter != "O"
        and lines[one.line][one.place] != one.letter
        and (one.letter.isdigit() or not _within(one, digits))
    ]
    under = sorted(under, key=lambda one: one.likely, reverse=True)[:MOST_DOUBTS]
    ways = [(one,) for one in under] + [pair for pair in combinations(under, 2) if _apart(*pair)]
    return sorted((way for way in ways if _likely(way) >= LIKELY), key=_likely, reverse=True)


def _within(other: Other, spans: Sequence[Span]) -> bool:
    return any(other.line == span.line and span.start <= other.place < span.end for span in spans)


def _apart(one: Other, other: Other) -> bool:
    return (one.line, one.place) != (other.line, other.place)


def _likely(way: tuple[Other, ...]) -> float:
    return way[0].likely * (way[1].likely if len(way) > 1 else 1.0)


def _right(lines: Lines, layout: Layout) -> set[str]:
    return {check.field for check in checks(lines, layout) if check.valid}


def _by_place(lines: Lines, layout: Layout) -> tuple[Lines, tuple[Repair, ...]]:
    """A letter where only a digit may stand, and the reverse (Doc 9303-3, 4.3 to 4.9)."""
    done: list[Repair] = []
    digits = [layout.fields[name] for name in _DATES if name in layout.fields] + [check.at for check in layout.checks]
    for span in digits:
        lines = _swap(lines, span, TO_DIGIT, "only a digit may stand here", done)
    for span in [layout.fields[name] for name in _WORDS if name in layout.fields]:
        lines = _swap(lines, span, TO_LETTER, "only a letter may stand here", done)
    return lines, tuple(done)


def _swap(lines: Lines, span: Span, table: dict[str, str], reason: str, done: list[Repair]) -> Lines:
    for place in range(span.start, span.end):
        read = lines[span.line][place]
        if read in table:
            done.append(Repair(span.line, place, read, table[read], reason))
            lines = _applied(lines, done[-1:])
    return lines


def _zeros(lines: Lines, layout: Layout) -> tuple[Lines, tuple[Repair, ...]]:
    """Every O in the document number, and Q and D where its check digit is wrong, as 0 if the digit then fits.

    States avoid these letters, and two of them misread can pass a check digit.
    """
    for letters in ("O",) if checks(lines, layout)[0].valid else ("O", "OQD"):
        zeros = [
            Repair(line, place, lines[line][place], "0", "the check digit fits, and O is hardly used in numbers")
            for line, place in _number(lines, layout)
            if lines[line][place] in letters
        ]
        if zeros and _fits(_applied(lines, zeros), layout):
            return _applied(lines, zeros), tuple(zeros)
    return lines, ()


def _number(lines: Lines, layout: Layout) -> list[tuple[int, int]]:
    return [(span.line, place) for span in number_spans(lines, layout) for place in range(span.start, span.end)]


def _applied(lines: Lines, repairs: Sequence[Repair]) -> Lines:
    for repair in repairs:
        line = lines[repair.line]
        changed = line[: repair.place] + repair.taken + line[repair.place + 1 :]
        lines = (*lines[: repair.line], changed, *lines[repair.line + 1 :])
    return lines


def _fits(lines: Lines, layout: Layout) -> bool:
    return {"document_number", "composite"} & {check.field for check in layout.checks} <= _right(lines, layout)
