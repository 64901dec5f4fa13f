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
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture of a document, and how a point of the drawing comes to lie in it."""

    picture: Picture
    matrix: Floats
    quality: int

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
    size = (taking.width, taking.height)
    ground = _desk(taking, random) if taking.desk else np.full((taking.height, taking.width, 3), 246, np.uint8)
    lying = cv2.warpPerspective(drawing, matrix, size, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full(drawing.shape[:2], 255, np.uint8), matrix, size, flags=cv2.INTER_LINEAR)
    shadow = cv2.GaussianBlur(np.roll(mask, (6, 6), (0, 1)), (0, 0), 9).astype(np.float32)[:, :, None] / 255
    share = mask.astype(np.float32)[:, :, None] / 255
    scene = ground * (1 - 0.45 * shadow * taking.desk) * (1 - share) + lying.astype(np.float32) * share
    return Taken(spoil(scene, taking, random), matrix, taking.quality)


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
    flat = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(flat, pushed.astype(np.float32)), np.float64)


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
