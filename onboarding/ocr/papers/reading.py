"""Reads a paper: its lines from picture and text layer, its date, and what stands beside labels."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from onboarding.ocr import tesseract
from onboarding.ocr.papers.dates import own_date
from onboarding.ocr.papers.labelled import labelled
from onboarding.ocr.papers.layer import disagrees, shown
from onboarding.ocr.papers.words import lines_of, page_words
from onboarding.quality.findings import Finding
from onboarding.quality.plain import refuse_unless_versions

Image = NDArray[np.uint8]

LEAST_WORDS = 12
"""A paper with fewer words cannot name a person, a place and a day."""
_UNREADABLE = Finding("text_unreadable")


@dataclass(frozen=True)
class Paper:
    """`lines` are those of the text layer that the picture shows (source `text`), if any, then those of the picture."""

    lines: tuple[str, ...]
    source: str
    issued: date | None
    fields: dict[str, str]
    findings: tuple[Finding, ...]
    versions: dict[str, str]

    def __post_init__(self) -> None:
        refuse_unless_versions(self.versions)


def read(image: Image, *, on: date, text: str | None = None) -> Paper:
    """All that a BGR picture, and the text layer that came with it, say. Slow: seconds.

    A text layer is a claim of its sender: its spelling is better than any engine's, but only what the picture shows too
    is believed, and where the two are different papers, only the picture.
    """
    seen = lines_of(page_words(image))
    lines, source = _lines(seen, text.splitlines() if text else [])
    poor = sum(len(line.split()) for line in lines) < LEAST_WORDS
    lying = bool(text and text.strip()) and source != "text"
    findings = (_UNREADABLE,) if poor or lying else ()
    versions = {"tesseract": tesseract.version()}
    return Paper(lines, source, own_date(lines, on=on), labelled(lines), findings, versions)


def _lines(seen: tuple[str, ...], layer: list[str]) -> tuple[tuple[str, ...], str]:
    if not layer or disagrees(layer, seen):
        return seen, "picture"
    return (*shown(layer, seen), *seen), "text"
