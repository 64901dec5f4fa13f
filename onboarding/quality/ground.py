"""What a picture shows beside the table, cloth or lid on which the document lies."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
FAINT = 3.5
"""Levels by which white paper differs from a scanner's white lid."""
CLEAR = 6.0


def off_the_ground(small: Image) -> Image:
    """1 where the picture differs clearly from its ground, else 0."""
    away = _distance(_colours(small))
    return _patches(away, max(0.5 * _split(away), CLEAR))


def patches(small: Image) -> Iterator[Image]:
    """The same at three levels, the faintest first."""
    away = _distance(_colours(small))
    split = _split(away)
    for level in (FAINT, max(0.5 * split, CLEAR), max(split, CLEAR)):
        yield _patches(away, level)


def _colours(small: Image) -> NDArray[np.float32]:
    colours = cv2.cvtColor(small, cv2.COLOR_BGR2LAB) if small.ndim == 3 else small
    calm = cv2.GaussianBlur(colours, (0, 0), 1.5)
    return np.asarray(calm.reshape(*small.shape[:2], -1), np.float32)


def _split(away: NDArray[np.float32]) -> float:
    return float(cv2.threshold(np.clip(away, 0, 255).astype(np.uint8), 0, 255, cv2.THRESH_OTSU)[0])


def _patches(away: NDArray[np.float32], level: float) -> Image:
    closed = cv2.morphologyEx((away > level).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    return np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8)), np.uint8)


def _distance(colours: NDArray[np.float32]) -> NDArray[np.float32]:
    """From a plane fitted to the colours along the border, where light falls off; then again without outliers."""
    height, width = colours.shape[:2]
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    plane = np.stack([np.ones_like(x), x, y], axis=2).astype(np.float32)
    rim = np.ones((height, width), bool)
    rim[6:-6, 6:-6] = False
    base, seen = plane[rim][::3], colours[rim][::3]
    kept = np.ones(len(base), bool)
    for _ in range(3):
        model = np.linalg.lstsq(base[kept], seen[kept], rcond=None)[0]
        off = np.linalg.norm(seen - base @ model, axis=1)
        kept = off <= max(float(np.median(off)) * 1.5, 4.0)
    return np.asarray(np.linalg.norm(colours - plane @ model, axis=2), np.float32)
