"""The reader's one question: what does this document say, where, how surely, and what is wrong with it?"""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from onboarding.ocr import tesseract
from onboarding.ocr.cross_check import mismatches
from onboarding.ocr.mrz import Mrz
from onboarding.ocr.visual import Seen, read_visual_zone
from onboarding.ocr.visual_values import normalised
from onboarding.ocr.zone import ZoneReading, read_zone
from onboarding.quality.assess import DOCUMENT, SELFIE, Quality, assess
from onboarding.quality.assess import findings as quality_findings
from onboarding.quality.findings import Finding

Image = NDArray[np.uint8]

WITH_MRZ = frozenset({"passport", "identity_card", "residence_permit"})
NAMES_AGREE = 0.5
"""At least this share of the looks at the names line has to read the same names."""
_ZONE_FIELDS = (
    "document_number",
    "birth_date",
    "expiry_date",
    "sex",
    "nationality",
    "surname",
    "given_names",
    "issuing_state",
    "document_code",
)


@dataclass(frozen=True)
class Field:
    """`box` is (x, y, width, height) in pixels of the upright picture; `source` is `viz` or `mrz`."""

    value: str
    confidence: float
    box: tuple[int, int, int, int]
    source: str


@dataclass(frozen=True)
class Reading:
    """`turns` quarter turns counter-clockwise make the picture upright; boxes are in the upright picture."""

    kind: str | None
    turns: int
    mrz: Mrz | None
    mrz_confidence: float
    fields: dict[str, Field]
    quality: Quality
    findings: tuple[Finding, ...]
    versions: dict[str, str]


def read(image: Image, *, on: date, kind: str | None = None, visual: bool = True) -> Reading:
    """All that the engines see on a BGR picture. `on` decides centuries and expiry. Slow: seconds."""
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    zone = read_zone(grey, on=on)
    turns, seen = _visual_zone(image, zone) if visual else (zone.zone.turns if zone else 0, {})
    mrz = zone.candidate.mrz if zone else None
    quality = assess(image)
    findings = (
        *quality_findings(quality, SELFIE if kind == "selfie" else DOCUMENT),
        *_found(kind, mrz, seen),
        *(_zone_findings(zone, on) if zone else ()),
        *(mismatches(mrz, seen) if mrz else ()),
    )
    fields = {**(_zone_fields(zone) if zone else {}), **{name: _field(name, value) for name, value in seen.items()}}
    sure = zone.candidate.confidence * zone.names_agree if zone else 0.0
    return Reading(kind or _kind(mrz), turns, mrz, round(sure, 3), fields, quality, findings, versions())


@cache
def versions() -> dict[str, str]:
    """Of everything that a reading depends on: kept with the check, so that it can be replayed."""
    model = hashlib.sha256((tesseract.MODELS / f"{tesseract.OCRB}.traineddata").read_bytes()).hexdigest()[:12]
    return {"tesseract": tesseract.version(), "ocrb": model, "opencv": cv2.__version__}


def _visual_zone(image: Image, zone: ZoneReading | None) -> tuple[int, dict[str, Seen]]:
    """Read upright where the machine-readable zone says what is up; else the way up that shows the most labels."""
    if zone:
        return zone.zone.turns, read_visual_zone(np.ascontiguousarray(np.rot90(image, zone.zone.turns)))
    best: tuple[int, dict[str, Seen]] = (0, {})
    for turns in (0, 2, 1, 3):
        seen = read_visual_zone(np.ascontiguousarray(np.rot90(image, turns)))
        if len(seen) > len(best[1]):
            best = (turns, seen)
        if len(best[1]) >= 3:
            break
    return best


def _kind(mrz: Mrz | None) -> str | None:
    """By the first letter of the document code (Doc 9303-4 to -7); visas and unknown letters have no kind here."""
    if mrz is None:
        return None
    return {"P": "passport", "I": "identity_card", "A": "identity_card", "C": "identity_card"}.get(
        mrz.document_code[:1]
    )


def _found(kind: str | None, mrz: Mrz | None, seen: dict[str, Seen]) -> tuple[Finding, ...]:
    if mrz is None and not seen:
        return (Finding("document_not_found", "No document could be read on this picture."),)
    if mrz is None and (kind is None or kind in WITH_MRZ):
        return (Finding("mrz_missing", "The machine-readable zone, the lines with many <, cannot be seen or read."),)
    return ()


def _zone_findings(zone: ZoneReading, on: date) -> tuple[Finding, ...]:
    mrz = zone.candidate.mrz
    found = [
        Finding(
            f"mrz_check_digit.{check.field}", f"The check digit of the {check.field.replace('_', ' ')} does not fit."
        )
        for check in mrz.checks
        if not check.valid
    ]
    for name, value in (("birth_date", mrz.birth_date), ("expiry_date", mrz.expiry_date)):
        if value is None:
            found.append(
                Finding(f"mrz_date.{name}", f"The {name.replace('_', ' ')} in the machine-readable zone is no date.")
            )
    if zone.names_agree < NAMES_AGREE:
        found.append(
            Finding("mrz_names_uncertain", "The names in the machine-readable zone were not read alike each time.")
        )
    if mrz.expiry_date and len(mrz.expiry_date) == 10 and date.fromisoformat(mrz.expiry_date) < on:
        found.append(Finding("document_expired", "The document is no longer valid: send one that is."))
    return tuple(found)


def _zone_fields(zone: ZoneReading) -> dict[str, Field]:
    mrz, sure = zone.candidate.mrz, zone.candidate.confidence
    found: dict[str, Field] = {}
    for name in _ZONE_FIELDS:
        value = getattr(mrz, name)
        check = mrz.check(name)
        if value:
            certain = (
                0.99 if check and check.valid and mrz.valid else sure * (zone.names_agree if "name" in name else 1.0)
            )
            found[name] = Field(value, round(certain, 3), zone.box(name), "mrz")
    return found


def _field(name: str, seen: Seen) -> Field:
    return Field(normalised(name, seen.value) or seen.value, seen.confidence, seen.box, "viz")


def load(path: Path) -> Image:
    """A picture file as BGR; raises ValueError where it is none."""
    image = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise ValueError(f"{path} is no picture")
    return np.asarray(image, dtype=np.uint8)
