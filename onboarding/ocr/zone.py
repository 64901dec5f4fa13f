"""Read the machine-readable zone of a picture: find bands, read strips, let the check digits choose."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from onboarding.ocr import network
from onboarding.ocr.assemble import Candidate, candidates, looks_like_mrz, settle, vote
from onboarding.ocr.find import Band, Zone, strip, upside_down, zones
from onboarding.ocr.layouts import LAYOUTS, names_line
from onboarding.ocr.network import Text
from onboarding.ocr.states import is_state

Grey = NDArray[np.uint8]

LOOKS = ((2.0, 0.0, 1.3), (1.7, 0.0, 0.5), (2.3, 0.0, 0.8), (1.9, 0.1, 1.6), (1.9, -0.1, 0.3))
"""Strip height in band heights, how far down its middle lies, and the margin at both ends: the first is tried first."""
MOST_ZONES = 30
HALF_RIGHT = 0.5
"""Where fewer check digits are right, the picture may well be upside down."""
MOST_LINES = 400
"""Combinations of readings that are tried on one zone."""


@dataclass(frozen=True)
class ZoneReading:
    """The best reading, and where: `turns` quarter turns counter-clockwise make the picture upright."""

    candidate: Candidate
    zone: Zone
    names_agree: float
    """How much of the looks at the names line speaks for the least sure letter; check digits do not cover them."""

    @property
    def rank(self) -> tuple[float, float]:
        return self.candidate.rank

    @property
    def valid(self) -> bool:
        return self.candidate.mrz.valid

    def box(self, field: str) -> tuple[int, int, int, int]:
        """(x, y, width, height) of a field in the upright picture: the pitch is fixed, so counting places is enough."""
        layout = LAYOUTS[self.candidate.mrz.format]
        place = layout.fields[field] if field in layout.fields else layout.fields["names"]
        band = self.bands[place.line]
        pitch = band.length / layout.width
        across = np.array([-band.along[1], band.along[0]]) * band.height * 0.75
        ends = [np.array(band.at(column * pitch)) for column in (place.start, place.end)]
        corners = np.array([end + side for end in ends for side in (across, -across)])
        (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
        return round(left), round(top), round(right - left), round(bottom - top)

    @property
    def bands(self) -> tuple[Band, ...]:
        """The bands that the lines came from, where a third one was only near."""
        first = self.candidate.first if len(self.zone.bands) > len(self.candidate.mrz.lines) else 0
        return self.zone.bands[first : first + len(self.candidate.mrz.lines)]


def read_zone(grey: Grey, *, on: date) -> ZoneReading | None:
    """None where no two or three lines make a format of Doc 9303. Slow: .05 to 1 s."""
    best: ZoneReading | None = None
    for batch in _batches(grey):
        for way_up in (batch, [upside_down(zone, grey.shape) for zone in batch]):
            best = _best([best, *_read(grey, way_up, on)])
            if best and best.valid:
                return _look_again(grey, best, on)
    return _look_again(grey, best, on) if best and _is_worth_telling(best) else None


def _batches(grey: Grey) -> Iterator[list[Zone]]:
    """The likeliest zones of each scale and turn, few at a time, until enough were tried."""
    tried = 0
    for found in zones(grey):
        for batch in (found[:1], found[1:3], found[3:5]):
            if batch and tried < MOST_ZONES:
                tried += len(batch)
                yield batch


def _read(grey: Grey, batch: Sequence[Zone], on: date) -> Iterator[ZoneReading | None]:
    """What the zones say whose strips have the look of one."""
    for zone, strips in zip(batch, read_strips(grey, batch, LOOKS[:1]), strict=True):
        if sum(looks_like_mrz(texts[0]) for texts in strips) >= 2:
            yield _judge(zone, strips, on)


def _is_worth_telling(reading: ZoneReading) -> bool:
    """Letters that happen to fill a format are no zone: half of the check digits or a known state has to be right."""
    mrz = reading.candidate.mrz
    return reading.rank[0] >= HALF_RIGHT or is_state(mrz.issuing_state) or is_state(mrz.nationality)


def _best(readings: Iterable[ZoneReading | None]) -> ZoneReading | None:
    return max((reading for reading in readings if reading), key=lambda reading: reading.rank, default=None)


def _judge(zone: Zone, strips: list[list[Text]], on: date) -> ZoneReading | None:
    made = islice(candidates(strips, on=on), MOST_LINES)
    best = max(made, key=lambda candidate: candidate.rank, default=None)
    return ZoneReading(best, zone, names_agree=1.0) if best else None


def _look_again(grey: Grey, reading: ZoneReading, on: date) -> ZoneReading:
    """Other cuts of the same bands: of all where a check digit is wrong, of the names always, as none covers them."""
    whole = Zone(reading.zone.turns, reading.bands)
    lines = reading.candidate.mrz.lines
    names = names_line(reading.candidate.mrz.format)
    if reading.valid:
        texts = [[Text(line, reading.candidate.confidence)] for line in lines]
    else:
        again = read_strips(grey, [whole], LOOKS)[0]
        voted = [vote(looks, len(lines[0]))[0] for looks in again]
        texts = [[text, *looks] for text, looks in zip(voted, again, strict=True)]
    line, agree = _names(grey, whole, names, len(lines[0]))
    texts[names] = [line]
    most = _judge(whole, [some[:1] for some in texts], on)
    chosen = _likeliest([most, reading, most and _settled(most, on), _judge(whole, texts, on)])
    return replace(chosen, names_agree=agree)


def _names(grey: Grey, whole: Zone, place: int, width: int) -> tuple[Text, float]:
    """The line of the names as many looks see it, at its own length, cut to and stretched to that of the others."""
    zone = Zone(whole.turns, (whole.bands[place], whole.clipped(place), whole.stretched(place)))
    return vote([text for looks in read_strips(grey, [zone], LOOKS)[0] for text in looks], width)


def _settled(reading: ZoneReading, on: date) -> ZoneReading:
    return replace(reading, candidate=settle(reading.candidate, on=on))


def _likeliest(readings: Sequence[ZoneReading | None]) -> ZoneReading:
    """The most right check digits; of equals the first."""
    return max((reading for reading in readings if reading), key=lambda reading: reading.rank[0])


def read_strips(
    grey: Grey, found: Sequence[Zone], looks: Sequence[tuple[float, float, float]]
) -> list[list[list[Text]]]:
    """By zone, by band, by look."""
    turned = {turns: np.ascontiguousarray(np.rot90(grey, turns)) for turns in {zone.turns for zone in found}}
    return [
        [
            network.read(
                [strip(turned[zone.turns], band, tall=tall, lift=lift, margin=margin) for tall, lift, margin in looks]
            )
            for band in zone.bands
        ]
        for zone in found
    ]
