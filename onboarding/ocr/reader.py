"""The reader's one question: what does this document say, where, how surely, and what is wrong with it?"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from onboarding.ocr import kinds, national, network, printed
from onboarding.ocr.anchored import anchored
from onboarding.ocr.barcodes import Barcode
from onboarding.ocr.cross_check import agreed, mismatches
from onboarding.ocr.layouts import LAYOUTS
from onboarding.ocr.licence import Coded, read_coded
from onboarding.ocr.licence import mismatches as barcode_mismatches
from onboarding.ocr.mrz import Mrz
from onboarding.ocr.other_zones import SEVERAL, others
from onboarding.ocr.page import read_page
from onboarding.ocr.printed import Line
from onboarding.ocr.sides import are_one, read_sides
from onboarding.ocr.visual import Seen, find_fields
from onboarding.ocr.visual_values import normalised
from onboarding.ocr.zone import ZoneReading, read_zone
from onboarding.quality.assess import Quality
from onboarding.quality.findings import Finding, turned
from onboarding.quality.judge import Judged, judge, several, thresholds
from onboarding.quality.marks import marks
from onboarding.quality.outline import Corners
from onboarding.quality.plain import refuse_unless_versions

Image = NDArray[np.uint8]

WITH_MRZ = frozenset({"passport", "identity_card", "residence_permit"})
TRAVEL = WITH_MRZ | {"driving_licence"}
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
    """`box` is (x, y, width, height) in pixels of the upright picture; `source` is `viz`, `mrz` or `barcode`."""

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
    fields: dict[str, Field]
    quality: Quality
    findings: tuple[Finding, ...]
    versions: dict[str, str]
    barcode: Barcode | None = None
    card: Mapping[str, str] = field(default_factory=dict)
    """What a licence's barcode says, by the names of `fields`."""

    def __post_init__(self) -> None:
        refuse_unless_versions(self.versions)


@dataclass(frozen=True)
class _Seen:
    """What each engine saw on one picture."""

    zone: ZoneReading | None
    turns: int
    sheets: Sequence[Sequence[Line]]
    """The lines of each side, which may lie otherwise than the other."""
    printed: Mapping[str, Seen]
    coded: Coded
    judged: Judged
    another: Corners | None = None
    """Of two outlines the one that is no side of the document that was read."""

    @property
    def lines(self) -> list[Line]:
        return [line for sheet in self.sheets for line in sheet]

    @property
    def mrz(self) -> Mrz | None:
        return self.zone.candidate.mrz if self.zone else None

    @property
    def kind(self) -> str | None:
        return (kinds.of_zone(self.mrz) if self.mrz else None) or kinds.of_print(self.lines) or _of_card(self.coded)

    @property
    def fields(self) -> dict[str, Field]:
        """The print where a label names it, else the zone, else the barcode."""
        zone = _zone_fields(self.zone) if self.zone else {}
        shown = {name: _field(name, value, self.mrz) for name, value in self.printed.items()}
        return {**_card_fields(self.coded), **zone, **shown}


def read(image: Image, *, on: date, kind: str | None = None, visual: bool = True) -> Reading:
    """All that the engines see on a BGR picture. `on` decides centuries and expiry. Slow: seconds."""
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    seen = _seen(image, grey, on=on, kind=kind, visual=visual)
    return Reading(
        kind=kind or seen.kind,
        turns=seen.turns,
        mrz=seen.mrz,
        fields=seen.fields,
        quality=seen.judged.quality,
        findings=tuple(_findings(seen, image, grey, on=on, kind=kind)),
        versions={**versions(), **(national.engine(seen.mrz) if seen.mrz and visual else {})},
        barcode=seen.coded.barcode,
        card=dict(seen.coded.card.fields) if seen.coded.card else {},
    )


def _seen(image: Image, grey: Image, *, on: date, kind: str | None, visual: bool) -> _Seen:
    zone = read_zone(grey, on=on)
    judged = judge(image, thresholds(kind))
    if visual and judged.sides:
        return _of_two_sides(image, grey, zone, judged, kind)
    turns, lines = _print(image, zone) if visual else (zone.zone.turns if zone else 0, [])
    found = find_fields(lines)
    printed = _by_the_zone(np.rot90(image, turns), zone, lines, found) if zone else found
    coded = read_coded(np.rot90(grey, turns), kind=kind)
    return _Seen(zone, turns, (lines,), printed, coded, judged, *judged.sides[1:])


def _of_two_sides(image: Image, grey: Image, zone: ZoneReading | None, judged: Judged, kind: str | None) -> _Seen:
    """Both outlines where they are one card; else the one with the zone, or the larger, and where the other one is."""
    turns, (first, second) = read_sides(image, judged.sides, zone)
    coded = read_coded(np.rot90(grey, turns), kind=kind)
    if are_one(first, second, zone, coded):
        printed = {**second.printed, **first.printed}
        return _Seen(zone, turns, (first.lines, second.lines), printed, coded, judged)
    place = int(zone is not None and second.holds(zone.box("document_number")))
    kept = (first, second)[place]
    return _Seen(zone, turns, (kept.lines,), kept.printed, coded, judged, judged.sides[1 - place])


def _by_the_zone(
    upright: Image, zone: ZoneReading, lines: Sequence[Line], found: Mapping[str, Seen]
) -> dict[str, Seen]:
    mrz = zone.candidate.mrz
    return national.settled(np.ascontiguousarray(upright), mrz, lines, anchored(mrz, lines, found))


def _findings(seen: _Seen, image: Image, grey: Image, *, on: date, kind: str | None) -> Iterator[Finding]:
    card, zone = seen.coded.card, seen.zone
    beside = (several(seen.another),) if seen.another else ()
    of_picture = (*seen.judged.findings, *beside)
    yield from (turned(finding, seen.turns, image.shape[1::-1]) for finding in of_picture)
    for sheet in seen.sheets:
        yield from marks([(line.text, _corners(line)) for line in sheet])
    yield from _found(kind or seen.kind, seen.mrz, {*seen.printed, *(card.fields if card else ())})
    yield from _of_another_kind(kind, seen.kind)
    if zone:
        yield from _zone_findings(zone, on)
        yield from mismatches(zone.candidate.mrz, seen.printed)
        if all(finding.code != SEVERAL.code for finding in of_picture):
            yield from others(grey, zone, seen.lines, on=on)
    yield from seen.coded.findings
    if card:
        yield from barcode_mismatches(card, seen.printed)
    if card and zone:
        yield from barcode_mismatches(card, _zone_fields(zone), code="mrz_barcode_mismatch")


@cache
def versions() -> dict[str, str]:
    """Of everything that a reading depends on: kept with the check, so that it can be replayed."""
    model = hashlib.sha256(network.MODEL.read_bytes()).hexdigest()[:12]
    return {
        "ocrb": model,
        "opencv": cv2.__version__,
        "print": printed.engine(),
        "barcodes": version("zxing-cpp"),
    }


def _print(image: Image, zone: ZoneReading | None) -> tuple[int, list[Line]]:
    """Read upright where the machine-readable zone says what is up, and without the zone's own lines."""
    if zone:
        return read_page(image, turns=zone.zone.turns, zone=zone.bands)
    return read_page(image)


def _of_another_kind(kind: str | None, seen_as: str | None) -> tuple[Finding, ...]:
    if kind not in TRAVEL or seen_as is None or seen_as == kind:
        return ()
    return (Finding("document_kind_differs"),)


def _found(kind: str | None, mrz: Mrz | None, seen: set[str]) -> tuple[Finding, ...]:
    if mrz is None and not seen:
        return (Finding("document_not_found"),)
    if mrz is None and (kind is None or kind in WITH_MRZ):
        return (Finding("mrz_missing"),)
    return ()


def _zone_findings(zone: ZoneReading, on: date) -> tuple[Finding, ...]:
    mrz = zone.candidate.mrz
    found = [Finding(f"mrz_check_digit.{check.field}") for check in mrz.checks if not check.valid]
    for name, value in (("birth_date", mrz.birth_date), ("expiry_date", mrz.expiry_date)):
        if value is None and name in LAYOUTS[mrz.format].fields:
            found.append(Finding(f"mrz_date.{name}"))
    if zone.names_agree < NAMES_AGREE:
        found.append(Finding("mrz_names_uncertain"))
    if mrz.expiry_date and len(mrz.expiry_date) == 10 and date.fromisoformat(mrz.expiry_date) < on:
        found.append(Finding("document_expired"))
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


def _corners(line: Line) -> Corners:
    first, second, third, fourth = line.corners.tolist()
    return tuple(first), tuple(second), tuple(third), tuple(fourth)


def _of_card(coded: Coded) -> str | None:
    return "driving_licence" if coded.card and coded.card.kind == "DL" else None


def _card_fields(coded: Coded) -> dict[str, Field]:
    """A barcode corrects its own errors: what was read is what was written."""
    if coded.card is None or coded.barcode is None:
        return {}
    return {name: Field(value, 0.99, coded.barcode.box, "barcode") for name, value in coded.card.fields.items()}


def _field(name: str, seen: Seen, mrz: Mrz | None) -> Field:
    """As printed; where check digits settle what two letters that look alike are, as the zone has it."""
    value = normalised(name, seen.value) or seen.value
    return Field(agreed(name, value, mrz) if mrz else value, seen.confidence, seen.box, "viz")


def load(path: Path) -> Image:
    """A picture file as BGR; raises ValueError where it is none."""
    image = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise ValueError(f"{path} is no picture")
    return np.asarray(image, dtype=np.uint8)
