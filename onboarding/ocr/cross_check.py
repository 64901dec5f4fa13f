"""Visual zone against machine-readable zone, field by field: a difference is a finding, never a correction."""

import re
from collections.abc import Mapping, Sequence
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
NAMES = ("surname", "given_names")
VISA = "MRV"
_BIRTH_NAME = re.compile(r"\b(?:GEB\.?|NÉE|NEE|ÉP\.?|EP\.|BORN)\s", re.IGNORECASE)
COMPARED = ("surname", "given_names", "birth_date", "document_number", "expiry_date", "nationality", "sex")


def mismatches(mrz: Mrz, seen: Mapping[str, Printed]) -> tuple[Finding, ...]:
    """One finding for each field that both zones show and that differs."""
    return tuple(
        Finding(f"viz_mrz_mismatch.{name}")
        for name in COMPARED
        if name in seen and seen[name].confidence >= DECENT and not agree(name, seen[name].value, mrz)
    )


def agree(name: str, printed: str, mrz: Mrz) -> bool:
    """Whether a printed value and the zone's can be the same; what cannot be compared counts as agreeing."""
    value = normalised(name, printed)
    zone = getattr(mrz, name)
    if value is None or not zone:
        return True
    if name in NAMES:
        return any(same_name(value, told, truncated=mrz.names_truncated) for told in (zone, *_whole(mrz)))
    if name == "document_number" and mrz.format.startswith(VISA):
        return True  # a visa's zone may hold the number of the passport that it is for (Doc 9303-7)
    if name == "nationality":
        return len(value) != 3 or value.upper() == zone
    if name in ("birth_date", "expiry_date"):
        return value.startswith(zone)
    return _same_number(value, zone) if name == "document_number" else value == zone


def _whole(mrz: Mrz) -> tuple[str, str]:
    """Documents with one line for the whole name print it so, or so."""
    return f"{mrz.surname} {mrz.given_names}", f"{mrz.given_names} {mrz.surname}"


def agreed(name: str, value: str, mrz: Mrz) -> str:
    """A printed number as the zone has it, where they differ in look-alikes alone and its check digit is right.

    Names that are the zone's letter for letter are parted as they are there: gaps in print may be too narrow to see.
    """
    if name in NAMES:
        return _parted(value, getattr(mrz, name).split())
    check = mrz.check(name)
    settled = name == "document_number" and check is not None and check.valid and agree(name, value, mrz)
    return mrz.document_number if settled else value


def _parted(value: str, words: Sequence[str]) -> str:
    """With a space after each of the words; as it is where its letters are not theirs, or are not all it has."""
    rest, parts = value.replace(" ", ""), list[str]()
    if not rest.isalpha():
        return value
    for word in words:
        end = next((end for end in range(1, len(rest) + 1) if spelled(rest[:end]) == word), 0)
        parts.append(rest[:end])
        rest = rest[end:]
    return " ".join(parts) if all(parts) and not rest else value


def _same_number(printed: str, zone: str) -> bool:
    """But for look-alikes, and for one letter of a pair: what the model for print confuses is no difference."""
    one, other = printed.translate(_LOOK_ALIKES), zone.translate(_LOOK_ALIKES)
    return one == other or (Levenshtein.distance(one, other) == 1 and _singles(one) == _singles(other))


def _singles(text: str) -> str:
    return re.sub(r"(.)\1+", r"\1", text)


def same_name(printed: str, zone: str, *, truncated: bool) -> bool:
    """Doc 9303-3, 4.6 and 6: spelled in the zone's letters, cut at its end, names left out or abbreviated.

    One letter may be misread. Diacritics may be spelled out or dropped, as states do either; what a family writes
    before its name (`GEB.`, `NÉE`) is not in the zone.
    """
    one, other = spelled(next(filter(str.strip, _BIRTH_NAME.split(printed)), "")), spelled(zone)
    if not one or one == other:
        return True
    if truncated and _abbreviates(one.split(), other.split()):
        return True
    one, other = _folded(one), _folded(other)
    slip = min(len(one), len(other)) > 4 and Levenshtein.distance(one, other) <= 1
    return slip or one == other or (truncated and one.startswith(other))


def _abbreviates(printed: list[str], zone: list[str]) -> bool:
    """Each word of the zone begins one of the print, in their order; the zone may leave words out."""
    rest = iter(printed)
    return bool(zone) and all(any(word.startswith(short) for word in rest) for short in zone)


def _folded(name: str) -> str:
    """Without blanks, and without the second letters by which the zone spells out dots and rings."""
    return re.sub(r"(?<=[AOU])E|(?<=A)A", "", name.replace(" ", ""))
