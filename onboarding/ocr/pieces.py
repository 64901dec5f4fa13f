"""Lines of print laid level: runs of letters without wide gaps, as label and value stand on a page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from onboarding.ocr.printed import Corners, Line

WIDE = 2.4
"""Letters whose middles are this many heights apart belong to two columns."""
NEAR = 0.9
"""Pieces of a row that are fewer heights apart are one."""


@dataclass(frozen=True)
class Piece:
    """Text, with its edges on the levelled page, and its corners in the picture."""

    text: str
    confidence: float
    left: float
    right: float
    top: float
    bottom: float
    corners: Corners

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return max(1.0, self.bottom - self.top)

    @property
    def box(self) -> tuple[int, int, int, int]:
        """(x, y, width, height) in pixels of the picture."""
        low, high = self.corners.min(axis=0), self.corners.max(axis=0)
        return (round(float(low[0])), round(float(low[1])), *(round(float(side)) for side in high - low))  # type: ignore[return-value]

    def beside(self, other: "Piece") -> bool:
        """On the same row."""
        return abs(self.middle - other.middle) < 0.5 * min(self.height, other.height)


def lean(lines: Sequence[Line]) -> float:
    """By how much the text falls to the right, in radians: the middle one of all lines, each as often as it is long."""
    if not lines:
        return 0.0
    along = np.array([line.corners[1] - line.corners[0] for line in lines])
    angles, lengths = np.arctan2(along[:, 1], along[:, 0]), np.hypot(along[:, 0], along[:, 1])
    order = np.argsort(angles)
    return float(angles[order][np.searchsorted(np.cumsum(lengths[order]), lengths.sum() / 2)])


def pieces(lines: Sequence[Line]) -> list[Piece]:
    angle = lean(lines)
    level = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]], np.float32)
    found = [_piece(part, level) for line in lines for part in _columns(line)]
    return sorted(found, key=lambda piece: (piece.middle, piece.left))


def _columns(line: Line) -> Iterator[Line]:
    """The parts of a line that wide gaps part: two columns found as one line."""
    width = float(np.linalg.norm(line.corners[1] - line.corners[0]))
    height = max(1.0, float(np.linalg.norm(line.corners[3] - line.corners[0])))
    printed = [(letter, at) for letter, at in zip(line.text, line.at, strict=True)]
    start, last = 0, None
    for place, (letter, at) in enumerate(printed):
        if letter == " ":
            continue
        if last is not None and (at - last) * width / height > WIDE:
            yield cut(line, start, place)
            start = place
        last = at
    yield cut(line, start, len(printed)) if start else line


def cut(line: Line, start: int, end: int) -> Line:
    """The part of a line from one letter up to another."""
    ends = (0.0, *line.at, 1.0)
    low = 0.0 if start == 0 else (ends[start] + ends[start + 1]) / 2
    high = 1.0 if end == len(line.text) else (ends[end] + ends[end + 1]) / 2
    upper, lower = line.corners[1] - line.corners[0], line.corners[2] - line.corners[3]
    corners = np.array(
        [
            line.corners[0] + low * upper,
            line.corners[0] + high * upper,
            line.corners[3] + high * lower,
            line.corners[3] + low * lower,
        ],
        np.float32,
    )
    at = tuple((place - low) / max(high - low, 1e-6) for place in line.at[start:end])
    return Line(line.text[start:end], line.confidence, corners, at)


def _piece(line: Line, level: Corners) -> Piece:
    flat = line.corners @ level
    left, right = float(flat[[0, 3], 0].mean()), float(flat[[1, 2], 0].mean())
    top, bottom = float(flat[[0, 1], 1].mean()), float(flat[[2, 3], 1].mean())
    return Piece(line.text.strip(), line.confidence, left, right, top, bottom, line.corners)


def joined(found: Sequence[Piece]) -> list[Piece]:
    """Neighbours of a row that are of one size and nearly touch, as one."""
    rows: list[Piece] = []
    for piece in sorted(found, key=lambda piece: piece.left):
        before = next((place for place, other in enumerate(rows) if _touch(other, piece)), None)
        if before is None:
            rows.append(piece)
        else:
            rows[before] = both(rows[before], piece)
    return sorted(rows, key=lambda piece: (piece.middle, piece.left))


def _touch(left: Piece, right: Piece) -> bool:
    near = -0.5 < (right.left - left.right) / max(left.height, right.height) < NEAR
    return near and left.beside(right) and 0.7 < left.height / right.height < 1.4


def both(one: Piece, other: Piece) -> Piece:
    """The two as one piece of text, the first before the other."""
    low = np.minimum(one.corners.min(axis=0), other.corners.min(axis=0))
    high = np.maximum(one.corners.max(axis=0), other.corners.max(axis=0))
    around = np.array([low, [high[0], low[1]], high, [low[0], high[1]]], np.float32)
    return Piece(
        re.sub(r"\s+", " ", f"{one.text} {other.text}"),
        min(one.confidence, other.confidence),
        min(one.left, other.left),
        max(one.right, other.right),
        min(one.top, other.top),
        max(one.bottom, other.bottom),
        around,
    )
