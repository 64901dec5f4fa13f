"""Visual zone against machine-readable zone, field by field: a difference is a finding, never a correction."""

import re
from collections.abc import Mapping
from typing import Protocol

from rapidfuzz.distance import Levenshtein

from onboarding.ocr.mrz import Mrz
from onboarding.ocr.visual_values import normalised, spelled
from onboarding.quality.findings import Finding


class Printed(Protocol):
    @property
    def value(self) -> str: ...

    @property
    def confidence(self) -> float: ...


DECENT = 0.7
"""Below this confidence the visual reading proves nothing."""
_LOOK_ALIKES = str.maketrans("OQDISBZG", "00015826")
COMPARED = ("surname", "given_names", "birth_date", "document_number", "expiry_date", "nationality", "sex")


def mismatches(mrz: Mrz, seen: Mapping[str, Printed]) -> tuple[Finding, ...]:
    """One finding for each field that both zones show and that differs."""
    return tuple(
        Finding(
            f"viz_mrz_mismatch.{name}",
            f"{name.replace('_', ' ').capitalize()}: the printed text and the machine-readable lines differ.",
        )
        for name in COMPARED
        if name in seen and seen[name].confidence >= DECENT and not agree(name, seen[name].value, mrz)
    )


def agree(name: str, printed: str, mrz: Mrz) -> bool:
    """Whether a printed value and the zone's can be the same; what cannot be compared counts as agreeing."""
    value = normalised(name, printed)
    zone = getattr(mrz, name)
    if value is None or not zone:
        return True
    if name in ("surname", "given_names"):
        return _same_name(spelled(value), zone, truncated=mrz.names_truncated)
    if name == "nationality":
        return len(value) != 3 or value.upper() == zone
    if name in ("birth_date", "expiry_date"):
        return value.startswith(zone)
    return _number(value) == _number(zone) if name == "document_number" else value == zone


def _number(text: str) -> str:
    """Look-alikes as one, doubles as singles: what the model for print confuses in numbers is no difference."""
    return re.sub(r"(.)\1+", r"\1", text.translate(_LOOK_ALIKES))


def _same_name(printed: str, zone: str, *, truncated: bool) -> bool:
    """Doc 9303-3 section 4.6 lets long names be cut, and names at the end left out; one letter may be misread."""
    if not printed or printed == zone:
        return True
    one, other = _folded(printed), _folded(zone)
    slip = min(len(one), len(other)) > 4 and Levenshtein.distance(one, other) <= 1
    return slip or one == other or (truncated and one.startswith(other))


def _folded(name: str) -> str:
    """Without blanks, and without the second letters by which the zone spells out dots and rings."""
    return re.sub(r"(?<=[AOU])E|(?<=A)A", "", name.replace(" ", ""))
