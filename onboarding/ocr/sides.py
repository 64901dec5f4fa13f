"""Front and back of a card on one picture: each is laid flat and read by itself, whichever way it lies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from onboarding.ocr.anchored import anchored
from onboarding.ocr.cross_check import COMPARED, DECENT
from onboarding.ocr.cross_check import agree as zone_agrees
from onboarding.ocr.licence import Coded
from onboarding.ocr.licence import agree as bars_agree
from onboarding.ocr.page import on_zone, read_page
from onboarding.ocr.printed import Line
from onboarding.ocr.visual import Box, Seen, find_fields
from onboarding.ocr.zone import ZoneReading
from onboarding.quality.outline import Corners, flattening, rectified

Image = NDArray[np.uint8]
Points = NDArray[np.float32]

PROOF = 2
"""So many fields have to be alike on both sides, one of them of SURE."""
SURE = frozenset({"document_number", "birth_date"})
"""A family shares its name and nationality."""
OF_CARDS = frozenset({"TD1", "TD2", "FRA"})
"""Formats of zones behind which, or before which, there is another side with print."""
DENIED_BY = frozenset({"document_number", "birth_date", "expiry_date"})
"""One person's passport and card differ in these."""


@dataclass(frozen=True)
class Side:
    """The print within one outline; everything is in pixels of the whole upright picture."""

    corners: Points
    lines: tuple[Line, ...]
    printed: Mapping[str, Seen]

    def holds(self, box: Box | None) -> bool:
        """Whether the middle of a box lies on this side."""
        if box is None:
            return False
        middle = (box[0] + box[2] / 2, box[1] + box[3] / 2)
        return cv2.pointPolygonTest(self.corners, middle, measureDist=False) >= 0


def read_sides(image: Image, outlines: Sequence[Corners], zone: ZoneReading | None) -> tuple[int, list[Side]]:
    """Quarter turns counter-clockwise that make the BGR picture upright, and its sides. Slow: as one page is.

    The zone tells what is up, else the first side; a side that lies otherwise is turned by itself.
    """
    turns = zone.zone.turns if zone else None
    found = []
    for outline in outlines:
        flat = rectified(image, outline)
        more, lines = read_page(np.ascontiguousarray(np.rot90(flat, turns or 0)))
        own = ((turns or 0) + more) % 4
        turns = own if turns is None else turns
        found.append((_Laid(outline, own, (image.shape[1], image.shape[0]), turns), lines))
    return turns or 0, [_side(laid, lines, zone) for laid, lines in found]


def are_one(one: Side, other: Side, zone: ZoneReading | None, coded: Coded) -> bool:
    """Whether the zone or the barcode of either side says what the print of the other one does."""
    return _proves(one, other, zone, coded) or _proves(other, one, zone, coded)


def _proves(behind: Side, front: Side, zone: ZoneReading | None, coded: Coded) -> bool:
    shown = {name: seen.value for name, seen in front.printed.items() if seen.confidence >= DECENT}
    alike: dict[str, bool] = {}
    mrz = zone.candidate.mrz if zone else None
    if zone and mrz and mrz.format in OF_CARDS and behind.holds(zone.box("document_number")):
        alike = {name: zone_agrees(name, shown[name], mrz) for name in COMPARED if name in shown and getattr(mrz, name)}
    elif coded.card and coded.barcode and behind.holds(coded.barcode.box):
        card = coded.card
        alike = {name: bars_agree(name, value, card) for name, value in shown.items() if name in card.fields}
    same = {name for name, is_alike in alike.items() if is_alike}
    denied = DENIED_BY & (alike.keys() - same)
    return len(same) >= PROOF and bool(same & SURE) and not denied


@dataclass(frozen=True)
class _Laid:
    """How a side lies: `own` turns set it upright, `turns` the whole picture of `size` (width, height)."""

    outline: Corners
    own: int
    size: tuple[int, int]
    turns: int

    def back(self, points: Points) -> Points:
        """From the upright side to the upright picture."""
        matrix, (width, height) = flattening(self.outline)
        lying = (height, width) if self.own % 2 else (width, height)
        flat = turned_points(points, -self.own, lying).astype(np.float64)
        there = cv2.perspectiveTransform(flat[None], np.linalg.inv(matrix))[0]
        return turned_points(np.asarray(there, np.float32), self.turns, self.size)

    def box_back(self, box: Box) -> Box:
        left, top, width, height = box
        x, y, wide, high = cv2.boundingRect(self.back(_corners(width, height) + np.array([left, top], np.float32)))
        return x, y, wide, high


def _side(laid: _Laid, lines: Sequence[Line], zone: ZoneReading | None) -> Side:
    seen = find_fields(lines)
    printed = anchored(zone.candidate.mrz, lines, seen) if zone else seen
    whole = [replace(line, corners=laid.back(line.corners)) for line in lines]
    return Side(
        turned_points(np.array(laid.outline, np.float32), laid.turns, laid.size),
        tuple(line for line in whole if zone is None or not on_zone(line.corners, zone.bands)),
        {name: replace(value, box=laid.box_back(value.box)) for name, value in printed.items()},
    )


def turned_points(points: Points, turns: int, size: tuple[int, int]) -> Points:
    """After quarter turns counter-clockwise of a picture of `size` (width, height)."""
    across, down = size
    for _ in range(turns % 4):
        points = np.column_stack([points[:, 1], across - points[:, 0]]).astype(np.float32)
        across, down = down, across
    return points


def _corners(width: float, height: float) -> Points:
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
