"""Printed values found by what they say: where a label was not seen, or is in no language that is known here."""

from collections.abc import Mapping, Sequence

from onboarding.ocr.cross_check import COMPARED, NAMES
from onboarding.ocr.mrz import Mrz
from onboarding.ocr.pieces import Piece, joined, pieces
from onboarding.ocr.printed import Line
from onboarding.ocr.visual import Seen
from onboarding.ocr.visual_values import in_two_scripts, normalised, spelled

BY_CONTENT = tuple(name for name in COMPARED if name not in ("sex", "nationality"))
"""A letter or a code may stand anywhere: these two need their label."""


def anchored(mrz: Mrz, lines: Sequence[Line], seen: Mapping[str, Seen]) -> dict[str, Seen]:
    """What was seen, and besides it each print that says just what the zone does. A difference is never found so."""
    free = joined([piece for piece in pieces(lines) if "<" not in piece.text])
    found = dict(seen)
    for name in BY_CONTENT:
        same = next((piece for piece in free if name not in found and _says(name, piece, mrz)), None)
        if same is not None:
            found[name] = Seen(_latin(name, same.text), same.confidence, same.box)
    return found


def _latin(name: str, text: str) -> str:
    return in_two_scripts(text)[1] if name in NAMES else text


def _says(name: str, piece: Piece, mrz: Mrz) -> bool:
    value, zone = normalised(name, _latin(name, piece.text)), getattr(mrz, name)
    if not value or not zone:
        return False
    if name in NAMES:
        return _letters(value) == _letters(zone)
    return bool(value == zone)


def _letters(name: str) -> str:
    """As the zone spells it, whether it spells out the dots of a letter or drops them."""
    return spelled(name).replace(" ", "").replace("AE", "A").replace("OE", "O").replace("UE", "U").replace("AA", "A")
