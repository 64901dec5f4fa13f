"""More than one document on a page: further machine-readable zones, and whether they are the same person's."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from onboarding.ocr.printed import Line
from onboarding.ocr.zone import ZoneReading, read_zone
from onboarding.quality.findings import Finding

SEVERAL = Finding("several_documents")
LEAST_LETTERS = 20
"""A line of a zone has 30 letters or more; so many are seen at least, with fillers among them."""


def others(grey: NDArray[np.uint8], zone: ZoneReading, lines: Sequence[Line], *, on: date) -> tuple[Finding, ...]:
    """A finding where the print shows lines of another zone, and that one is another document's. Slow only then."""
    if sum(_is_of_zone(line.text) for line in lines) < 2:
        return ()
    second = read_zone(_without(grey, zone), on=on)
    same = second is None or second.candidate.mrz.document_number == zone.candidate.mrz.document_number
    return () if same else (SEVERAL,)


def _is_of_zone(text: str) -> bool:
    return len(text) >= LEAST_LETTERS and "<<" in text


def _without(grey: NDArray[np.uint8], zone: ZoneReading) -> NDArray[np.uint8]:
    """The upright picture with the bands of the zone painted over."""
    upright = np.ascontiguousarray(np.rot90(grey, zone.zone.turns))
    for band in zone.bands:
        top, bottom = sorted((band.left[1], band.left[1] + band.slope * (band.right[0] - band.left[0])))
        rows = slice(max(0, round(top - band.height)), round(bottom + band.height))
        upright[rows, max(0, round(band.left[0] - band.height)) : round(band.right[0] + band.height)] = 200
    return upright
