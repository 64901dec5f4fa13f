"""What becomes of a flat drawing before a reader sees it: scanner, telephone, shaking hand, bad light."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Floats = NDArray[np.float64]


class Grade(StrEnum):
    CLEAN = "clean"
    SCAN = "scan"
    PHONE = "phone"
    BLURRED = "blurred"
    HARD = "hard"
    ROTATED = "rotated"
    GLARE = "glare"
    CUT_OFF = "cut_off"
    RECAPTURED = "recaptured"
    COPIED = "copied"
    DARK = "dark"
    MARKED = "marked"


@dataclass(frozen=True, slots=True)
class Taking:
    """How a picture is taken. Sizes are pixels, angles degrees, shares of 1."""

    width: int
    height: int
    filled: float
    """Share of the picture's width that the document takes."""
    skew: float = 0.0
    lean: float = 0.0
    shade: float = 0.0
    exposure: float = 1.0
    blur: float = 0.0
    shake: int = 0
    noise: float = 0.0
    glare: float = 0.0
    quarters: bool = False
    shift: float = 0.0
    """Of the document's size, how much lies beyond the picture's border."""
    grey: bool = False
    screen: float = 0.0
    """How strongly the grid of a display shows."""
    mark: bool = False
    desk: bool = True
    quality: int = 82


_PHONE: Final = Taking(width=1440, height=1080, filled=0.86, skew=0.02, lean=3, shade=0.18, blur=0.7, noise=2.0)
TAKINGS: Final = {
    Grade.SCAN: Taking(
        width=1700, height=1240, filled=0.85, lean=1.2, shade=0.02, blur=0.6, noise=1.5, desk=False, quality=86
    ),
    Grade.PHONE: _PHONE,
    Grade.BLURRED: replace(_PHONE, blur=4.5, shake=17),
    Grade.HARD: replace(
        _PHONE,
        width=1280,
        height=960,
        filled=0.8,
        skew=0.05,
        lean=11,
        shade=0.4,
        exposure=0.6,
        blur=1.2,
        noise=7,
        glare=0.75,
    ),
    Grade.ROTATED: replace(_PHONE, lean=6, quarters=True),
    Grade.GLARE: replace(_PHONE, exposure=0.8, glare=1.3),
    Grade.CUT_OFF: replace(_PHONE, shift=0.16),
    Grade.RECAPTURED: replace(_PHONE, screen=0.16, blur=0.6),
    Grade.COPIED: replace(_PHONE, grey=True),
    Grade.DARK: replace(_PHONE, exposure=0.17, noise=3.0),
    Grade.MARKED: replace(_PHONE, mark=True),
}
MARKS: Final = ("SPECIMEN", "VOID", "MUSTER", "COPY")


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture of a document, and how a point of the drawing comes to lie in it."""

    picture: Picture
    matrix: Floats
    quality: int
    mark: str = ""
    """The word that is printed across it."""

    def place(self, points: NDArray[np.float32]) -> NDArray[np.float32]:
        """Points of the drawing (n × 2) in pixels of the picture."""
        return np.asarray(cv2.perspectiveTransform(points[None].astype(np.float64), self.matrix)[0], np.float32)


def take(drawing: Picture, grade: Grade, *, seed: int) -> Taken:
    """Takes a picture of a flat document; the same for the same seed."""
    if grade is Grade.CLEAN:
        return Taken(drawing.copy(), np.eye(3), 92)
    taking, random = TAKINGS[grade], np.random.default_rng([seed, 404])
    turn = int(random.choice([90, 180, 270])) if taking.quarters else 0
    if turn in {90, 270}:
        taking = replace(taking, width=taking.height, height=taking.width, filled=taking.filled * 0.98)
    matrix = _view(drawing, taking, turn, random)
    mark = MARKS[seed % len(MARKS)] if taking.mark else ""
    if mark:
        drawing = marked(drawing, mark)
    if taking.grey:
        drawing = np.asarray(cv2.cvtColor(cv2.cvtColor(drawing, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR), np.uint8)
    size = (taking.width, taking.height)
    ground = _desk(taking, random) if taking.desk else np.full((taking.height, taking.width, 3), 246, np.uint8)
    lying = cv2.warpPerspective(drawing, matrix, size, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full(drawing.shape[:2], 255, np.uint8), matrix, size, flags=cv2.INTER_LINEAR)
    shadow = cv2.GaussianBlur(np.roll(mask, (6, 6), (0, 1)), (0, 0), 9).astype(np.float32)[:, :, None] / 255
    share = mask.astype(np.float32)[:, :, None] / 255
    scene = ground * (1 - 0.45 * shadow * taking.desk) * (1 - share) + lying.astype(np.float32) * share
    return Taken(spoil(scene, taking, random), matrix, taking.quality, mark)


def marked(drawing: Picture, word: str) -> Picture:
    """The word in large letters from corner to corner, as stamped on samples and cancelled documents."""
    height, width = drawing.shape[:2]
    middle, face = (width / 2, height / 2), cv2.FONT_HERSHEY_DUPLEX
    (long, tall), _ = cv2.getTextSize(word, face, 1, 2)
    size = 0.75 * width / long
    ink = np.zeros((height, width), np.uint8)
    at = round(middle[0] - long * size / 2), round(middle[1] + tall * size / 2)
    cv2.putText(ink, word, at, face, size, 255, round(size * 2.5), cv2.LINE_AA)
    angle = float(np.degrees(np.arctan2(height, width))) * 0.8
    ink = np.asarray(cv2.warpAffine(ink, cv2.getRotationMatrix2D(middle, angle, 1), (width, height)), np.uint8)
    share = ink[:, :, None].astype(np.float32) / 255 * 0.55
    return np.asarray(drawing * (1 - share) + np.array((60, 40, 200), np.float32) * share, np.uint8)


def spoil(scene: NDArray[np.floating], taking: Taking, random: np.random.Generator) -> Picture:
    """Light, lens, hand and sensor, in that order."""
    height, width = scene.shape[:2]
    x, y = np.meshgrid(np.linspace(-1, 1, width, dtype=np.float32), np.linspace(-1, 1, height, dtype=np.float32))
    angle = random.uniform(0, 2 * np.pi)
    light = taking.exposure * (
        1 + taking.shade * (x * np.cos(angle) + y * np.sin(angle)) / 1.4 - 0.06 * (x * x + y * y)
    )
    lit = scene * light[:, :, None]
    if taking.glare:
        at = random.uniform(-0.5, 0.5), random.uniform(-0.6, 0.1)
        spot = np.exp(-(((x - at[0]) / 0.28) ** 2 + ((y - at[1]) / 0.2) ** 2))
        lit = lit + 255 * taking.glare * spot[:, :, None]
    if taking.screen:
        lit = lit * _grid(height, width, taking.screen, random)
    if taking.blur:
        lit = cv2.GaussianBlur(lit, (0, 0), taking.blur)
    if taking.shake:
        lit = cv2.filter2D(lit, -1, _trail(taking.shake, random.uniform(0, np.pi)))
    if taking.noise:
        lit = lit + random.normal(0, taking.noise, (height, width, 1)) + random.normal(0, taking.noise * 0.4, lit.shape)
    return np.asarray(np.clip(lit, 0, 255).round(), np.uint8)


def _view(drawing: Picture, taking: Taking, turn: int, random: np.random.Generator) -> Floats:
    """The homography from the drawing to the picture."""
    high, wide = drawing.shape[:2]
    lying = (high, wide) if turn in {90, 270} else (wide, high)
    factor = taking.filled * min(taking.width / lying[0], taking.height / lying[1] * 1.04)
    corners = np.array([[-wide, -high], [wide, -high], [wide, high], [-wide, high]], np.float64) / 2 * factor
    angle = np.radians(turn + random.uniform(-taking.lean, taking.lean))
    turned = corners @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    pushed = turned + random.uniform(-taking.skew, taking.skew, (4, 2)) * taking.width
    low, top = pushed.min(axis=0), pushed.max(axis=0)
    size = np.array([taking.width, taking.height])
    pushed = (pushed - (low + top) / 2) * min(1.0, *(size * 0.985 / (top - low))) + size / 2
    if taking.shift:
        low, top = pushed.min(axis=0), pushed.max(axis=0)
        axis, upward = int(random.integers(2)), bool(random.integers(2))
        gap = -low[axis] if upward else size[axis] - top[axis]
        pushed[:, axis] += gap + (-1 if upward else 1) * taking.shift * (top - low)[axis]
    flat = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(flat, pushed.astype(np.float32)), np.float64)


def _grid(height: int, width: int, depth: float, random: np.random.Generator) -> NDArray[np.float32]:
    """The display's rows and its red, green and blue stripes, finer than the sensor: sampling makes moiré of them."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    angle, pitch = random.uniform(-0.15, 0.15), random.uniform(1.15, 3.2)
    bend = 1 + 4e-5 * random.uniform(-1, 1) * (x - width / 2)
    across = (x * np.cos(angle) + y * np.sin(angle)) * bend * 2 * np.pi / pitch
    down = (y * np.cos(angle) - x * np.sin(angle)) * 2 * np.pi / pitch
    stripes = np.stack([np.cos(across + phase) for phase in (0.0, 2.1, 4.2)], axis=2)
    return np.asarray(1 + depth * stripes + depth * np.cos(down)[:, :, None], np.float32)


def _desk(taking: Taking, random: np.random.Generator) -> Picture:
    """A wooden or cloth-like table."""
    grain = random.normal(0, 1, (taking.height // 2, 24)).astype(np.float32)
    streaks = cv2.GaussianBlur(
        cv2.resize(grain, (taking.width, taking.height), interpolation=cv2.INTER_CUBIC), (0, 0), 1.5
    )
    wood = np.array([(60, 88, 120), (92, 96, 100), (120, 128, 132), (45, 58, 78)][int(random.integers(4))], np.float32)
    return np.asarray(np.clip(wood * (1 + 0.07 * streaks[:, :, None]), 0, 255), np.uint8)


def _trail(length: int, angle: float) -> NDArray[np.float32]:
    """The path of a shaking hand as a filter."""
    path = np.zeros((length, length), np.float32)
    middle, reach = length // 2, length / 2
    ends = [
        (round(middle + sign * reach * np.cos(angle)), round(middle + sign * reach * np.sin(angle))) for sign in (-1, 1)
    ]
    cv2.line(path, ends[0], ends[1], 1.0, 1)
    return np.asarray(path / path.sum(), np.float32)
