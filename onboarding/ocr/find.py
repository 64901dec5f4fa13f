"""Find the machine-readable zone: long even bands of text, stacked by two or three, at any quarter turn."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from onboarding.ocr.lines import LINE_HEIGHT, to_height

Grey = NDArray[np.uint8]
Floats = NDArray[np.float64]

SIDES = (900, 1600, 500)
"""Long sides at which bands are sought: a zone that fills the picture, one that is small in it, and a coarse one."""
MOST_ENLARGED = 3.2
COARSE = 400
LEAN_STEP = 3
STRAIGHT = 6.0
"""Degrees of lean that bands are found with all the same."""
STROKE = 21
"""Width of the blackhat kernel: wider than any stroke, narrower than a word."""
RATIO = (14.0, 70.0)
"""Length over height of a whole line of 30 to 44 characters, with room for thick and thin."""


@dataclass(frozen=True)
class Band:
    """A line of text: the middle of its ends and its height, in pixels of the turned picture."""

    left: tuple[float, float]
    right: tuple[float, float]
    height: float

    @property
    def length(self) -> float:
        return float(np.hypot(self.right[0] - self.left[0], self.right[1] - self.left[1]))

    @property
    def slope(self) -> float:
        return (self.right[1] - self.left[1]) / (self.right[0] - self.left[0])

    @property
    def along(self) -> Floats:
        """One pixel in the direction of reading."""
        return np.array([self.right[0] - self.left[0], self.right[1] - self.left[1]]) / self.length

    def at(self, way: float) -> tuple[float, float]:
        """The point so many pixels along the line."""
        x, y = np.array(self.left) + self.along * way
        return float(x), float(y)

    def moved(self, matrix: Floats) -> "Band":
        """After an affine map that keeps angles."""
        left, right = (matrix @ (*end, 1.0) for end in (self.left, self.right))
        size = float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
        return Band((float(left[0]), float(left[1])), (float(right[0]), float(right[1])), self.height * size)


@dataclass(frozen=True)
class Zone:
    """Two or three bands that may be one machine-readable zone, top first, after `turns` quarter turns."""

    turns: int
    bands: tuple[Band, ...]

    def clipped(self, place: int) -> Band:
        """One band cut to where all of them are: what only one of them reaches is an edge or a shadow, not text."""
        starts, ends = self._reaches(place)
        return self._from_to(place, max(starts), min(ends))

    def stretched(self, place: int) -> Band:
        """One band as far as any of them goes: its first letters or last fillers were too faint to be part of it."""
        starts, ends = self._reaches(place)
        return self._from_to(place, min(starts), max(ends))

    def _reaches(self, place: int) -> tuple[list[float], list[float]]:
        """Where the bands start and end, in pixels along one of them."""
        one = self.bands[place]
        starts = [float((np.array(band.left) - one.left) @ one.along) for band in self.bands]
        return starts, [float((np.array(band.right) - one.left) @ one.along) for band in self.bands]

    def _from_to(self, place: int, start: float, end: float) -> Band:
        band = self.bands[place]
        return Band(band.at(start), band.at(end), band.height)

    @property
    def weight(self) -> float:
        """Long bands in the proportion of printed lines come first: 30 characters are 29 heights long, 44 about 42."""
        expected = 29 if len(self.bands) == 3 else 40
        ratio = self.bands[0].length / float(np.median([band.height for band in self.bands]))
        return sum(band.length for band in self.bands) * float(np.exp(-abs(np.log(ratio / expected))))


def zones(grey: Grey) -> Iterator[list[Zone]]:
    """Likely zones by scale, quarter turn and lean, best first in each list. Half a turn is told by reading only."""
    yield from _at(grey, SIDES[0], 0.0)
    lean = leaning(grey)
    for side in SIDES:
        if lean:
            yield from _at(grey, side, lean)
        if side != SIDES[0]:
            yield from _at(grey, side, 0.0)


def _at(grey: Grey, side: int, lean: float) -> Iterator[list[Zone]]:
    scale = side / max(grey.shape)
    if scale <= MOST_ENLARGED:
        small = _resized(grey, scale)
        for turns in (0, 1):
            yield _leaning_zones(np.ascontiguousarray(np.rot90(small, turns)), turns, lean, 1 / scale)


def leaning(grey: Grey) -> float:
    """By how many degrees lines of text are turned against the picture's sides; 0 where bands are found all the same.

    Rows of text make a profile of dark and light when one looks along them.
    """
    small = _resized(grey, COARSE / max(grey.shape))
    ink = cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, cv2.getStructuringElement(cv2.MORPH_RECT, (5, 5)))
    lean = float(max(range(-45, 45, LEAN_STEP), key=lambda lean: _striped(np.asarray(ink, np.uint8), lean)))
    return lean if abs(lean) > STRAIGHT else 0.0


def _striped(ink: Grey, lean: float) -> float:
    """How unevenly ink lies in rows or in columns, after turning."""
    turned, _ = _turned(ink, lean)
    return max(float(np.square(np.diff(np.asarray(turned).sum(axis=axis, dtype=np.float64))).sum()) for axis in (0, 1))


def _leaning_zones(small: Grey, turns: int, lean: float, factor: float) -> list[Zone]:
    """`factor` takes `small`'s pixels to the picture's."""
    scaled = np.array([[factor, 0.0, 0.0], [0.0, factor, 0.0]])
    if not lean:
        return zones_in(small, turns, scaled)
    turned, back = _turned(small, lean)
    return zones_in(np.asarray(turned, np.uint8), turns, scaled[:, :2] @ back)


def _turned(picture: cv2.typing.MatLike, lean: float) -> tuple[cv2.typing.MatLike, Floats]:
    """The whole picture turned by `lean` degrees counter-clockwise, and the way back to its pixels."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), lean, 1.0)
    across = int(abs(matrix[0, 0]) * width + abs(matrix[0, 1]) * height)
    down = int(abs(matrix[0, 1]) * width + abs(matrix[0, 0]) * height)
    matrix[:, 2] += ((across - width) / 2, (down - height) / 2)
    turned = cv2.warpAffine(picture, matrix, (across, down), borderMode=cv2.BORDER_REPLICATE)
    return turned, np.asarray(cv2.invertAffineTransform(matrix), np.float64)


def _resized(grey: Grey, scale: float) -> Grey:
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=method), np.uint8)


def zones_in(small: Grey, turns: int, matrix: Floats) -> list[Zone]:
    """Two or three bands, one above the other; the heaviest first. `matrix` takes `small`'s pixels to the picture's."""
    bands = sorted(bands_in(small), key=lambda band: band.left[1])
    groups = [group for size in (3, 2) for group in combinations(bands, size) if _stacked(group)]
    triples = {band for group in groups if len(group) == 3 for band in group}
    kept = [group for group in groups if len(group) == 3 or not set(group) <= triples]
    found = [Zone(turns, tuple(band.moved(matrix) for band in group)) for group in kept]
    return sorted(found, key=lambda zone: zone.weight, reverse=True)


def upside_down(zone: Zone, shape: tuple[int, ...]) -> Zone:
    """The same zone on the picture turned twice more. `shape` is the unturned picture's."""
    height, width = shape[:2] if zone.turns % 2 == 0 else (shape[1], shape[0])
    bands = tuple(
        Band(
            (width - band.right[0], height - band.right[1]), (width - band.left[0], height - band.left[1]), band.height
        )
        for band in reversed(zone.bands)
    )
    return Zone((zone.turns + 2) % 4, bands)


def bands_in(small: Grey) -> list[Band]:
    """Dark text on lighter ground: blackhat, horizontal gradient, closed along the line."""
    found: list[Band] = []
    hat = cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, cv2.getStructuringElement(cv2.MORPH_RECT, (STROKE, 9)))
    edges = np.abs(cv2.Sobel(hat, cv2.CV_32F, 1, 0, ksize=3))
    edges = cv2.GaussianBlur(edges, (5, 3), 0)
    level = np.clip(edges * (255 / max(float(np.percentile(edges, 99.5)), 1.0)), 0, 255).astype(np.uint8)
    for reach in (15, 27):
        closed = cv2.morphologyEx(level, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (reach, 1)))
        _, mask = cv2.threshold(closed, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
        mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (reach, 3)))
        found.extend(
            band
            for band in _components(np.asarray(mask, dtype=np.uint8))
            if not any(_same(band, other) for other in found)
        )
    return found


def _components(mask: Grey) -> Iterator[Band]:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    for number in range(1, count):
        x, y, width, height, area = (int(value) for value in stats[number])
        if width < 0.15 * mask.shape[1] or width < 3 * height or area < 400:
            continue
        band = _band(labels[y : y + height, x : x + width] == number, x, y)
        if band and RATIO[0] <= band.length / band.height <= RATIO[1]:
            yield band


def _band(shape: NDArray[np.bool_], x: int, y: int) -> Band | None:
    """A straight line through the middles of the columns, robust against what sticks to the line."""
    thickness = shape.sum(axis=0)
    filled = np.flatnonzero(thickness)
    if filled.size < 20:
        return None
    middles = np.argmax(np.cumsum(shape[:, filled], axis=0) * 2 >= thickness[filled], axis=0).astype(np.float64)
    keep = np.ones(filled.size, dtype=bool)
    for _ in range(2):
        slope, offset = np.polyfit(filled[keep], middles[keep], 1)
        rest = np.abs(middles - slope * filled - offset)
        keep = rest <= max(1.0, 2 * float(np.median(rest)))
    height = float(np.percentile(thickness[filled], 80))
    first, last = float(filled[0]), float(filled[-1])
    return Band((x + first, y + offset + slope * first), (x + last, y + offset + slope * last), height)


def _same(a: Band, b: Band) -> bool:
    reach = max(a.height, b.height) * 0.6
    ends = ((a.left, b.left), (a.right, b.right))
    return all(abs(p[1] - q[1]) < reach and abs(p[0] - q[0]) < 2 * reach for p, q in ends)


def _stacked(group: tuple[Band, ...]) -> bool:
    gaps = [_gap(upper, lower) for upper, lower in pairwise(group)]
    tall = float(np.mean([band.height for band in group]))
    lengths = [band.length for band in group]
    return (
        all(1.1 * tall < gap < 4.2 * tall for gap in gaps)
        and max(gaps) < 1.5 * min(gaps)
        and max(lengths) < 1.25 * min(lengths)
        and max(band.slope for band in group) - min(band.slope for band in group) < 0.05
        and max(band.left[0] for band in group) - min(band.left[0] for band in group) < 0.2 * lengths[0]
    )


def _gap(upper: Band, lower: Band) -> float:
    middle = (lower.left[0] + lower.right[0]) / 2
    above = upper.left[1] + upper.slope * (middle - upper.left[0])
    return (lower.left[1] + lower.right[1]) / 2 - above


def strip(turned: Grey, band: Band, *, tall: float, lift: float = 0.0, margin: float = 1.6) -> Grey:
    """The band levelled, `tall` times its height, longer by `margin` heights at both ends, at the model's height."""
    along = band.along
    across = np.array([-along[1], along[0]])
    reach = margin * band.height
    start = np.array(band.left) - along * reach + across * band.height * (lift - tall / 2)
    size = (max(8, round(band.length + 2 * reach)), max(4, round(band.height * tall)))
    corners = np.array([start, start + along * size[0], start + across * size[1]], dtype=np.float32)
    scale = LINE_HEIGHT / size[1] if size[1] < LINE_HEIGHT else 1.0
    target = np.array([[0, 0], [size[0] * scale, 0], [0, size[1] * scale]], dtype=np.float32)
    matrix = cv2.getAffineTransform(corners, target)
    place = (round(size[0] * scale), round(size[1] * scale))
    cut = cv2.warpAffine(turned, matrix, place, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return to_height(np.asarray(cut, dtype=np.uint8), LINE_HEIGHT)
