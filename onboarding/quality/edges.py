"""Straight edges: how strong they are at each pixel, and four of them fitted around a rough quadrilateral."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Floats = NDArray[np.float64]

SAMPLES = 48
"""Places along each side at which its edge is sought."""
REACHES = (14, 6, 3)
"""Pixels to both sides, first far, then near the line found."""
CLEAR = 3.0
"""An edge is seen where it is so many times as strong as the picture's usual pixel."""
FAINTEST = 2.0
"""Levels a pixel: white paper on a scanner's white lid shows no more."""


@dataclass(frozen=True)
class Map:
    """Gradients of the most changing channel; `usual` is their lower quartile."""

    strength: NDArray[np.float32]
    usual: float


@dataclass(frozen=True)
class Fit:
    """Corners in pixels of the map, and the share of their outline where an edge is seen."""

    corners: Floats
    support: float


def reduced(image: Image, side: int) -> tuple[Image, float]:
    """At most `side` pixels long, and the factor by which it was made smaller."""
    scale = min(1.0, side / max(image.shape[:2]))
    if scale == 1:
        return image, scale
    return np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8), scale


def edge_map(image: Image) -> Map:
    """Of a BGR or grey picture, blurred a little against the sensor's noise."""
    colours = cv2.cvtColor(image, cv2.COLOR_BGR2LAB) if image.ndim == 3 else image
    calm = cv2.GaussianBlur(colours, (0, 0), 1.2)
    across = cv2.Sobel(calm, cv2.CV_32F, 1, 0) / 4
    down = cv2.Sobel(calm, cv2.CV_32F, 0, 1) / 4
    strength = cv2.magnitude(across, down)
    if strength.ndim == 3:
        strength = strength.max(axis=2)
    return Map(np.asarray(strength, np.float32), float(np.percentile(strength, 25)))


def fitted(edges: Map, guess: Floats) -> Fit | None:
    """Four lines along the strongest edges near the sides of `guess`; None where they do not meet in four corners."""
    corners: Floats | None = guess
    for reach in REACHES:
        if corners is None:
            return None
        corners = _once(edges, corners, reach)
    return None if corners is None else Fit(corners, _support(edges, corners))


def _once(edges: Map, corners: Floats, reach: int) -> Floats | None:
    places, strengths = _across(edges, corners, reach)
    best = strengths.argmax(axis=2)
    sides = np.arange(4)[:, None], np.arange(SAMPLES)[None]
    points, weights = places[*sides, best], strengths[*sides, best]
    lines = []
    for side in range(4):
        seen = points[side][weights[side] >= np.median(weights[side]) * 0.5].astype(np.float32)
        lines.append(cv2.fitLine(seen, cv2.DIST_HUBER, 0, 0.01, 0.01).ravel().astype(np.float64))
    met = [_meeting(lines[side - 1], lines[side]) for side in range(4)]
    if any(point is None for point in met):
        return None
    turned = np.array(met)
    size = max(edges.strength.shape)
    return turned if np.abs(turned - corners).max() < 0.15 * size else None


def _across(edges: Map, corners: Floats, reach: int) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """Places (side × sample × offset × 2) on short lines across the sides, and the edges' strength there."""
    ends = np.roll(corners, -1, axis=0)
    along = (ends - corners) / np.maximum(np.linalg.norm(ends - corners, axis=1, keepdims=True), 1e-6)
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1)
    share = np.linspace(0.08, 0.92, SAMPLES)[None, :, None]
    line = corners[:, None] * (1 - share) + ends[:, None] * share
    offsets = np.arange(-reach, reach + 1)[None, None, :, None]
    places = line[:, :, None] + normal[:, None, None] * offsets
    flat = places.reshape(4 * SAMPLES, -1, 2).astype(np.float32)
    strengths = cv2.remap(edges.strength, flat[..., 0], flat[..., 1], cv2.INTER_LINEAR, borderValue=0)
    return places, np.asarray(strengths.reshape(4, SAMPLES, -1), np.float32)


def _meeting(one: Floats, other: Floats) -> Floats | None:
    """Where two lines (direction x, y, point x, y) cross."""
    across = one[0] * other[1] - one[1] * other[0]
    if abs(across) < 0.2:
        return None
    apart = other[2:] - one[2:]
    return np.asarray(one[2:] + one[:2] * (apart[0] * other[1] - apart[1] * other[0]) / across)


def _support(edges: Map, corners: Floats) -> float:
    """Of the weakest side, so that three good ones do not make up for one that is not there."""
    _, strengths = _across(edges, corners, 2)
    seen = strengths.max(axis=2) > max(CLEAR * edges.usual, FAINTEST)
    return float(seen.mean(axis=1).min())
