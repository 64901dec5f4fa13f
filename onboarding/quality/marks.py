"""Words printed across a document that is not, or no longer, one: found among the words that a reader saw."""

from collections.abc import Sequence
from statistics import median
from typing import Final

import cv2
import numpy as np

from onboarding.quality.findings import Finding
from onboarding.quality.outline import Corners

SPECIMEN: Final = frozenset(
    ("SPECIMEN", "SPÉCIMEN", "ESPÉCIMEN", "ESPECIMEN", "MUSTER", "SAMPLE", "MUESTRA", "VZOR", "WZÓR", "PAVYZDYS")
)
VOID: Final = frozenset(
    ("VOID", "CANCELLED", "CANCELED", "ANNULÉ", "ANNULLATO", "ANULADO", "UNGÜLTIG", "COPY", "COPIE", "KOPIE", "COPIA")
)
LARGE: Final = 1.8
"""Times the usual height of the document's words: holders are named SPECIMEN on samples, in letters of usual size."""
ASLANT: Final = 12.0
"""Degrees to the usual direction."""


def marks(words: Sequence[tuple[str, Corners]]) -> tuple[Finding, ...]:
    """`specimen_mark` and `void_mark` by the words, or lines, of one document and their four corners each.

    Corners begin at the upper left of the first letter and go clockwise. A word counts where it is large or aslant.
    """
    if not words:
        return ()
    places = [_place(corners) for _, corners in words]
    usual_height, usual_angle = (median(place[axis] for place in places) for axis in (0, 1))
    found: dict[str, Finding] = {}
    for (text, corners), (height, angle) in zip(words, places, strict=True):
        code = _code(text)
        stands_out = height > LARGE * usual_height or _between(angle, usual_angle) > ASLANT
        if code and stands_out:
            left, top, width, tall = cv2.boundingRect(np.array(corners, np.float32))
            found.setdefault(code, Finding(code, (left, top, width, tall)))
    return tuple(found.values())


def _code(text: str) -> str | None:
    seen = set("".join(sign if sign.isalpha() else " " for sign in text.upper()).split())
    if seen & SPECIMEN:
        return "specimen_mark"
    return "void_mark" if seen & VOID else None


def _place(corners: Corners) -> tuple[float, float]:
    """Height of the letters, and the direction of the line in degrees."""
    first, second, _, last = np.array(corners)
    along, down = second - first, last - first
    return float(np.hypot(*down)), float(np.degrees(np.arctan2(along[1], along[0])))


def _between(one: float, other: float) -> float:
    """Degrees between two directions, 0 to 180."""
    return abs((one - other + 180) % 360 - 180)
