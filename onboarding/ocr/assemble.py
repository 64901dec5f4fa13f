"""From what the network read on two or three strips to the lines of one format, and which reading is best."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from onboarding.ocr.layouts import FILLER
from onboarding.ocr.mrz import Mrz, NotMrz, parse
from onboarding.ocr.network import Doubt, Text
from onboarding.ocr.repairs import Other
from onboarding.ocr.states import is_state

_RUN = re.compile(r"<{2,}")
LEGIBLE = 0.77
"""What is upside down or no OCR-B is read with a confidence of about .7, what can be read with .87 or more."""
SLACK = 9
"""Fillers that may be missing or too many before a reading is no longer trusted to be this line."""


@dataclass(frozen=True)
class Fitted:
    """A line of a format's width. `edits`: fillers added or taken away, and double what was left out at an end."""

    line: str
    edits: int
    confidence: float
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Candidate:
    mrz: Mrz
    confidence: float
    edits: int
    first: int
    """Which of the strips is the first line."""
    others: tuple[Other, ...] = ()

    @property
    def rank(self) -> tuple[float, float]:
        """Right check digits first, then known states, few edits and a confident network."""
        right = sum(check.valid for check in self.mrz.checks) / len(self.mrz.checks)
        known = is_state(self.mrz.issuing_state) + is_state(self.mrz.nationality)
        dates = (self.mrz.birth_date is not None) + (self.mrz.expiry_date is not None)
        letters = self.mrz.document_code[:1] in "PVIACX" and bool(self.mrz.surname)
        cost = 0.02 * self.edits + 0.05 * len(self.mrz.repairs)
        return (round(right, 3), 0.3 * known + 0.3 * dates + 0.4 * letters + self.confidence - cost)


def fit(text: Text, width: int) -> Fitted | None:
    """The text at `width` by making its longest run of fillers longer or shorter."""
    read, gap = text.text, width - len(text.text)
    if not gap:
        return Fitted(read, 0, text.confidence, text.doubts)
    runs = sorted(_RUN.finditer(read), key=lambda run: (run.end() - run.start(), run.start()))
    longest = runs[-1] if runs else re.search(r"<$", read)
    if longest is None or abs(gap) > SLACK or longest.end() - longest.start() + gap < _least(longest, read):
        return None
    end = longest.end()
    line = read[:end].removesuffix(FILLER * max(0, -gap)) + FILLER * max(0, gap) + read[end:]
    doubts = tuple(
        doubt if doubt.place < end else replace(doubt, place=doubt.place + gap)
        for doubt in text.doubts
        if doubt.place < end + min(0, gap) or doubt.place >= end
    )
    return Fitted(line, abs(gap), text.confidence, doubts)


def _least(run: re.Match[str], text: str) -> int:
    """A double filler inside parts surname and given names: it is never made a single one."""
    return 1 if run.end() == len(text) else 2


def vote(readings: Sequence[Text], width: int) -> tuple[Text, float]:
    """Letter by letter what the looks together hold likeliest, and how much of them speaks for the least sure letter.

    A look that saw just as many characters as the line has counts most: neither an edge nor a filler was invented.
    """
    fitted = [made for reading in readings if (made := fit(reading, width))]
    if not fitted:
        return readings[0], 0.0
    tallies = _tallies(fitted, width)
    line = "".join(max(tally, key=lambda letter: tally[letter]) for tally in tallies)
    doubts = tuple(doubt for place, tally in enumerate(tallies) for doubt in _second(place, tally, line[place]))
    shares = [tally[letter] / sum(tally.values()) for tally, letter in zip(tallies, line, strict=True)]
    return Text(line, sum(shares) / width, doubts), min(shares) * len(fitted) / len(readings)


def _tallies(fitted: Sequence[Fitted], width: int) -> list[dict[str, float]]:
    """By place how much speaks for each letter; what is not doubted speaks for the letter that was read."""
    tallies: list[dict[str, float]] = [defaultdict(float) for _ in range(width)]
    for made in fitted:
        weight = 1 / (1 + made.edits)
        for tally, letter in zip(tallies, made.line, strict=True):
            tally[letter] += weight
        for doubt in made.doubts:
            tallies[doubt.place][doubt.letter] += weight * doubt.likely
            tallies[doubt.place][made.line[doubt.place]] -= weight * doubt.likely
    return tallies


def _second(place: int, tally: dict[str, float], first: str) -> Iterator[Doubt]:
    for letter, much in tally.items():
        if letter != first and much > 0:
            yield Doubt(place, letter, much / sum(tally.values()))


def candidates(strips: list[list[Text]], *, on: date) -> Iterator[Candidate]:
    """Every way to make a zone of these strips, each read once or more. Three strips may hold a zone of two lines."""
    if len(strips) == 3:
        yield from _of_width(strips, 30, on, first=0)
    for first in range(len(strips) - 1):
        for width in (44, 36):
            yield from _of_width(strips[first : first + 2], width, on, first=first)


def _of_width(strips: list[list[Text]], width: int, on: date, *, first: int) -> Iterator[Candidate]:
    fitted = [[made for text in readings for made in _ways(text, width)] for readings in strips]
    for choice in product(*fitted):
        try:
            mrz = parse(tuple(made.line for made in choice), on=on)
        except NotMrz:
            continue
        confidence = min(made.confidence for made in choice)
        yield Candidate(mrz, confidence, sum(made.edits for made in choice), first, _others(choice))


def _others(choice: tuple[Fitted, ...]) -> tuple[Other, ...]:
    return tuple(
        Other(line, doubt.place, doubt.letter, doubt.likely)
        for line, made in enumerate(choice)
        for doubt in made.doubts
    )


def settle(candidate: Candidate, *, on: date) -> Candidate:
    """The same reading with second choices, where these make every check digit right; else as it is."""
    mrz = parse(candidate.mrz.lines, on=on, others=candidate.others)
    if not mrz.valid:
        return candidate
    return replace(candidate, mrz=replace(mrz, repairs=candidate.mrz.repairs + mrz.repairs))


def _ways(text: Text, width: int) -> Iterator[Fitted]:
    """As read; without what an edge of the card was read as, at the left or at the right."""
    over = max(0, len(text.text) - width)
    for left, right in ((0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (2, 1)):
        if left + right <= over and (made := fit(_cut(text, left, right), width)):
            yield replace(made, edits=made.edits + 2 * (left + right))


def _cut(text: Text, left: int, right: int) -> Text:
    end = len(text.text) - right
    doubts = tuple(replace(doubt, place=doubt.place - left) for doubt in text.doubts if left <= doubt.place < end)
    return Text(text.text[left:end], text.confidence, doubts)


def looks_like_mrz(text: Text) -> bool:
    """Long enough, sure enough, with a filler or mostly digits: worth a second look."""
    digits = sum(letter.isdigit() for letter in text.text)
    return len(text.text) >= 24 and text.confidence >= LEGIBLE and (FILLER in text.text or digits > 10)
