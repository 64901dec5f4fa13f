"""From what the model read on two or three strips to the lines of one format, and which reading is best."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from onboarding.ocr.layouts import FILLER
from onboarding.ocr.mrz import Mrz, NotMrz, parse
from onboarding.ocr.states import is_state

_RUN = re.compile(r"<{2,}")
SLACK = 9
"""Fillers that may be missing or too many before a reading is no longer trusted to be this line."""


@dataclass(frozen=True)
class Text:
    """What the model read on one strip, confidence 0 to 1."""

    text: str
    confidence: float


@dataclass(frozen=True)
class Candidate:
    mrz: Mrz
    confidence: float
    edits: int
    """Fillers added or taken away to reach the format's width, and double for other characters left out at an end."""
    first: int
    """Which of the strips is the first line."""

    @property
    def rank(self) -> tuple[float, float]:
        """Right check digits first, then known states, few edits and a confident model."""
        right = sum(check.valid for check in self.mrz.checks) / len(self.mrz.checks)
        known = is_state(self.mrz.issuing_state) + is_state(self.mrz.nationality)
        dates = (self.mrz.birth_date is not None) + (self.mrz.expiry_date is not None)
        letters = self.mrz.document_code[:1] in "PVIACX" and bool(self.mrz.surname)
        cost = 0.02 * self.edits + 0.05 * len(self.mrz.repairs)
        return (round(right, 3), 0.3 * known + 0.3 * dates + 0.4 * letters + self.confidence - cost)


def fit(text: str, width: int) -> tuple[str, int] | None:
    """The text at `width` by making its longest run of fillers longer or shorter, and how many were changed."""
    gap = width - len(text)
    if not gap:
        return text, 0
    runs = sorted(_RUN.finditer(text), key=lambda run: (run.end() - run.start(), run.start()))
    longest = runs[-1] if runs else re.search(r"<$", text)
    if longest is None or abs(gap) > SLACK or longest.end() - longest.start() + gap < _least(longest, text):
        return None
    return text[: longest.end()].removesuffix(FILLER * max(0, -gap)) + FILLER * max(0, gap) + text[
        longest.end() :
    ], abs(gap)


def _least(run: re.Match[str], text: str) -> int:
    """A double filler inside parts surname and given names: it is never made a single one."""
    return 1 if run.end() == len(text) else 2


def vote(readings: list[Text], width: int) -> tuple[str, float]:
    """The line that most looks saw, else letter by letter, and the share of looks that saw exactly the same line.

    A look that saw just as many characters as the line has counts twice: neither an edge nor a filler was invented.
    """
    seen = [made[0] for reading in readings if (made := fit(reading.text, width)) for _ in range(1 if made[1] else 2)]
    if not seen:
        return readings[0].text, 0.0
    line, times = Counter(seen).most_common(1)[0]
    if times <= 2:
        line = "".join(Counter(column).most_common(1)[0][0] for column in zip(*seen, strict=True))
    return line, sum(made[0] == line for reading in readings if (made := fit(reading.text, width))) / len(readings)


def candidates(strips: list[list[Text]], *, on: date) -> Iterator[Candidate]:
    """Every way to make a zone of these strips, each read once or more. Three strips may hold a zone of two lines."""
    if len(strips) == 3:
        yield from _of_width(strips, 30, on, first=0)
    for first in range(len(strips) - 1):
        for width in (44, 36):
            yield from _of_width(strips[first : first + 2], width, on, first=first)


def _of_width(strips: list[list[Text]], width: int, on: date, *, first: int) -> Iterator[Candidate]:
    fitted = [[(made, text.confidence) for text in readings for made in _ways(text.text, width)] for readings in strips]
    for choice in product(*fitted):
        try:
            mrz = parse(tuple(made[0] for made, _ in choice), on=on)
        except NotMrz:
            continue
        yield Candidate(mrz, min(sure for _, sure in choice), sum(made[1] for made, _ in choice), first)


def _ways(text: str, width: int) -> Iterator[tuple[str, int]]:
    """As read; without what an edge of the card was read as, at the left or at the right."""
    tried = {
        text[left : len(text) - right]
        for left in (0, 1, 2)
        for right in (0, 1)
        if left + right <= max(0, len(text) - width)
    }
    for part in sorted(tried, key=len, reverse=True):
        if made := fit(part, width):
            yield made[0], made[1] + 2 * (len(text) - len(part))


def looks_like_mrz(text: str) -> bool:
    """Long enough, with a filler or mostly digits: worth a second look."""
    return len(text) >= 24 and (FILLER in text or sum(letter.isdigit() for letter in text) > 10)
