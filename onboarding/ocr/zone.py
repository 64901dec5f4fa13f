"""Read the machine-readable zone of a picture: find bands, read strips, let the check digits choose."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from onboarding.ocr import tesseract
from onboarding.ocr.assemble import Candidate, Text, candidates, looks_like_mrz, vote
from onboarding.ocr.find import Band, Zone, strip, upside_down, zones
from onboarding.ocr.layouts import LAYOUTS
from onboarding.ocr.states import is_state

Grey = NDArray[np.uint8]

RAW_LINE = 13
"""Tesseract's page segmentation mode for one text line, taken as it is."""
LOOKS = ((2.0, 0.0, 1.3), (1.7, 0.0, 0.5), (2.2, 0.0, 0.8), (1.9, 0.1, 1.6), (1.9, -0.1, 0.3))
"""Strip height in band heights, how far down its middle lies, and the margin at both ends: the first is tried first."""
MOST_ZONES = 14
HALF_RIGHT = 0.5
"""Where fewer check digits are right, the picture may well be upside down."""
MOST_LINES = 400
"""Combinations of readings that are tried on one zone."""
_OTHER = re.compile(r"[^A-Z0-9<]")


@dataclass(frozen=True)
class ZoneReading:
    """The best reading, and where: `turns` quarter turns counter-clockwise make the picture upright."""

    candidate: Candidate
    zone: Zone
    names_agree: float
    """Share of the looks at the names line that read the same names; check digits do not cover them."""

    @property
    def rank(self) -> tuple[float, float]:
        return self.candidate.rank

    @property
    def valid(self) -> bool:
        return self.candidate.mrz.valid

    def box(self, field: str) -> tuple[int, int, int, int]:
        """(x, y, width, height) of a field in the upright picture: the pitch is fixed, so counting places is enough."""
        layout = LAYOUTS[self.candidate.mrz.format]
        place = layout.fields["names" if field in ("surname", "given_names") else field]
        band = self.bands[place.line]
        reach = (band.right[0] - band.left[0]) / layout.width
        left = band.left[0] + place.start * reach
        middle = band.left[1] + band.slope * (left - band.left[0] + reach * (place.end - place.start) / 2)
        return (
            round(left),
            round(middle - band.height * 0.75),
            round((place.end - place.start) * reach),
            round(band.height * 1.5),
        )

    @property
    def bands(self) -> tuple[Band, ...]:
        """The bands that the lines came from, where a third one was only near."""
        first = self.candidate.first if len(self.zone.bands) > len(self.candidate.mrz.lines) else 0
        return self.zone.bands[first : first + len(self.candidate.mrz.lines)]


def read_zone(grey: Grey, *, on: date) -> ZoneReading | None:
    """None where no two or three lines make a format of Doc 9303. Slow: .2 to 3 s, mostly in tesseract."""
    best, tried = None, 0
    worth = False
    for found in zones(grey):
        for batch in (found[:1], found[1:3], found[3:5]):
            if tried >= MOST_ZONES or not batch:
                break
            tried += len(batch)
            read = list(zip(batch, read_strips(grey, batch, LOOKS[:1]), strict=True))
            worth = worth or any(_may_be_mrz(strips) for _, strips in read)
            best = _best([best, *(_judge(zone, strips, on) for zone, strips in read)])
            if best and best.valid:
                return _look_again(grey, best, on)
    if not worth or best is None or best.rank[0] < HALF_RIGHT:
        best = _best([best if worth else None, _upside(grey, on)])
    return _look_again(grey, best, on) if best and _is_worth_telling(best) else None


def _is_worth_telling(reading: ZoneReading) -> bool:
    """Letters that happen to fill a format are no zone: half of the check digits or a known state has to be right."""
    mrz = reading.candidate.mrz
    return reading.rank[0] >= HALF_RIGHT or is_state(mrz.issuing_state) or is_state(mrz.nationality)


def _may_be_mrz(strips: list[list[Text]]) -> bool:
    return sum(looks_like_mrz(texts[0].text) for texts in strips) >= 2


def _upside(grey: Grey, on: date) -> ZoneReading | None:
    """What the likeliest zones say when the picture is turned by half."""
    turned = [upside_down(zone, grey.shape) for found in islice(zones(grey), 4) for zone in found[:2]]
    read = zip(turned, read_strips(grey, turned, LOOKS[:1]), strict=True)
    return _best([_judge(zone, strips, on) for zone, strips in read if _may_be_mrz(strips)])


def _best(readings: Iterable[ZoneReading | None]) -> ZoneReading | None:
    return max((reading for reading in readings if reading), key=lambda reading: reading.rank, default=None)


def _judge(zone: Zone, strips: list[list[Text]], on: date) -> ZoneReading | None:
    made = islice(candidates(strips, on=on), MOST_LINES)
    best = max(made, key=lambda candidate: candidate.rank, default=None)
    return ZoneReading(best, zone, names_agree=1.0) if best else None


def _look_again(grey: Grey, reading: ZoneReading, on: date) -> ZoneReading:
    """Other cuts of the same bands: of all where a check digit is wrong, of the names always, as none covers them."""
    mrz = reading.candidate.mrz
    bands = reading.bands
    names = 2 if mrz.format == "TD1" else 0
    if mrz.valid:
        whole = Zone(reading.zone.turns, bands)
        zone = Zone(reading.zone.turns, (bands[names], whole.clipped(names)))
        texts = [[Text(line, 1.0)] for line in mrz.lines]
        names_read = [text for texts in read_strips(grey, [zone], LOOKS[:3])[0] for text in texts]
    else:
        zone = Zone(reading.zone.turns, bands)
        texts = [[Text(line, reading.candidate.confidence)] for line in mrz.lines]
        again_read = read_strips(grey, [zone], LOOKS)[0]
        names_read = again_read[names]
        texts = [old + new for old, new in zip(texts, again_read, strict=True)]
    line, agree = vote(names_read, len(mrz.lines[0]))
    texts[names] = [Text(line, reading.candidate.confidence)]
    again = _judge(Zone(reading.zone.turns, bands), texts, on)
    chosen = again if again and again.rank[0] >= reading.rank[0] else reading
    return replace(chosen, names_agree=agree)


def read_strips(
    grey: Grey, found: Sequence[Zone], looks: Sequence[tuple[float, float, float]]
) -> list[list[list[Text]]]:
    """By zone, by band, by look: one tesseract process for all of them."""
    turned = {turns: np.ascontiguousarray(np.rot90(grey, turns)) for turns in {zone.turns for zone in found}}
    pictures = [
        strip(turned[zone.turns], band, tall=tall, lift=lift, margin=margin)
        for zone in found
        for band in zone.bands
        for tall, lift, margin in looks
    ]
    words = iter(tesseract.read(pictures, model=tesseract.OCRB, folder=tesseract.MODELS, layout=RAW_LINE))
    return [[[_text(next(words)) for _ in looks] for _ in zone.bands] for zone in found]


def _text(words: list[tesseract.Word]) -> Text:
    text = _OTHER.sub("", "".join(word.text for word in words).upper())
    return Text(text, min((word.confidence for word in words), default=0.0))
