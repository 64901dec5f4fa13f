"""The coded side of a driving licence: what its barcode says, and whether the print says the same."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from onboarding.ocr.aamva import Card, NotAamva, parse
from onboarding.ocr.barcodes import Barcode, has_bars, read_barcodes
from onboarding.ocr.cross_check import DECENT, Printed
from onboarding.ocr.visual_values import normalised, spelled
from onboarding.quality.findings import Finding

CODED = frozenset({"driving_licence", "identity_card", "residence_permit"})
"""Kinds that may bear a barcode; of other papers its text proves nothing."""
AAMVA_STATES = frozenset({"USA", "CAN"})
COMPARED = ("surname", "given_names", "birth_date", "document_number", "issue_date", "expiry_date", "sex")
_UNREADABLE = Finding("barcode_unreadable")
_MISSING = Finding("barcode_missing")


@dataclass(frozen=True)
class Coded:
    """`barcode` is the one that counts: the first PDF417, else any other. `card` is what it says, if a licence's."""

    barcode: Barcode | None = None
    card: Card | None = None
    findings: tuple[Finding, ...] = ()


def read_coded(grey: NDArray[np.uint8], *, kind: str | None) -> Coded:
    """The barcode on an upright picture. Square codes are given back as text and trusted in nothing."""
    if kind is not None and kind not in CODED:
        return Coded()
    found = sorted(read_barcodes(grey), key=lambda one: one.format != "pdf417")
    if found and found[0].format == "pdf417":
        return coded(found[0])
    seen = kind == "driving_licence" and has_bars(grey)
    return Coded(found[0] if found else None, findings=(_UNREADABLE,) if seen else ())


def coded(barcode: Barcode) -> Coded:
    """What the text of a PDF417 says; one that is not of the standard is a finding."""
    try:
        return Coded(barcode, parse(barcode.text))
    except NotAamva:
        return Coded(barcode, findings=(_UNREADABLE,))


def missing(back: Coded, front: Mapping[str, Printed]) -> tuple[Finding, ...]:
    """Licences of the United States and Canada have a barcode behind; others need none."""
    state = front.get("issuing_state")
    owed = state is not None and state.confidence >= DECENT and state.value in AAMVA_STATES
    return (_MISSING,) if owed and back.card is None and not back.findings else ()


def mismatches(card: Card, seen: Mapping[str, Printed], *, code: str = "viz_barcode_mismatch") -> Iterator[Finding]:
    """One finding for each field that the print (or by `code`, the zone) shows otherwise than the barcode."""
    for name in COMPARED:
        shown = seen.get(name)
        if shown and name in card.fields and shown.confidence >= DECENT and not agree(name, shown.value, card):
            yield Finding(f"{code}.{name}")


def agree(name: str, printed: str, card: Card) -> bool:
    """Whether a printed value and the barcode's can be the same; what cannot be compared counts as agreeing."""
    value, coded_value = normalised(name, printed), card.fields[name]
    if value is None:
        return True
    if name in ("surname", "given_names"):
        return _same_name(spelled(value), spelled(coded_value), cut=name in card.truncated)
    if name == "document_number":
        return re.sub(r"[^A-Z0-9]", "", coded_value.upper()) == value
    return value == coded_value


def _same_name(printed: str, encoded: str, *, cut: bool) -> bool:
    """One letter may be misread; middle names may be left out or abbreviated on the print, cut in the barcode."""
    shorter, longer = sorted((printed.replace(" ", ""), encoded.replace(" ", "")), key=len)
    if cut and printed.startswith(encoded):
        return True
    if len(shorter) > 4 and Levenshtein.distance(shorter, longer) <= 1:
        return True
    return printed.split()[:1] == encoded.split()[:1] and longer.startswith(shorter)
