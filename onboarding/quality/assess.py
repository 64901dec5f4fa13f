"""Measures a picture and judges it by thresholds calibrated on the specimen grades (docs/decisions/0042)."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from onboarding.quality.findings import Finding

Image = NDArray[np.uint8]

WORKING_SIDE = 1000
"""Long side in pixels at which sharpness is measured, so that the number does not depend on the camera."""
BRIGHT_PAPER = 190
TILES = 8
"""The picture is cut into TILES × TILES; the sharpest tenth counts, so that empty paper does not."""


@dataclass(frozen=True)
class Thresholds:
    """Below or above these a picture is sent back. Policy may pass its own."""

    sharpness: float = 0.2
    dark: float = 60.0
    bright: float = 245.0
    contrast: float = 18.0
    glare: float = 0.005
    long_side: int = 250


DOCUMENT = Thresholds()
SELFIE = Thresholds(sharpness=0.06)
"""Skin has fewer edges than print."""


@dataclass(frozen=True)
class Quality:
    """`sharpness` from 0 upwards, `brightness` and `contrast` in grey levels of 255, `glare` a share of the area."""

    width: int
    height: int
    sharpness: float
    brightness: float
    contrast: float
    glare: float


def assess(image: Image) -> Quality:
    """`image` is BGR or grey. About 15 ms for 12 megapixels."""
    height, width = image.shape[:2]
    small = _scaled(image)
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY) if small.ndim == 3 else small
    return Quality(
        width=width,
        height=height,
        sharpness=round(_sharpness(np.asarray(grey, dtype=np.uint8)), 4),
        brightness=round(float(np.mean(grey)), 1),
        contrast=round(float(np.std(grey)), 1),
        glare=round(_glare(np.asarray(grey, dtype=np.uint8)), 4),
    )


def findings(quality: Quality, limit: Thresholds = DOCUMENT) -> tuple[Finding, ...]:
    """What the customer has to do better, most important first; empty where the picture will do."""
    judged = (
        (
            max(quality.width, quality.height) < limit.long_side,
            Finding("image_small", f"The picture is only {quality.width} × {quality.height} pixels: move closer."),
        ),
        (quality.brightness < limit.dark, Finding("image_dark", "The picture is too dark: turn on a light.")),
        (quality.brightness > limit.bright, Finding("image_bright", "The picture is too bright: avoid direct light.")),
        (
            quality.contrast < limit.contrast,
            Finding("image_flat", "Everything in the picture has almost the same shade: take it anew."),
        ),
        (
            quality.glare > limit.glare,
            Finding("image_glare", "Light is reflected on the document: retake it without flash."),
        ),
        (
            quality.sharpness < limit.sharpness,
            Finding("image_blurred", "The picture is blurred: hold still and focus."),
        ),
    )
    return tuple(finding for found, finding in judged if found)


def _scaled(image: Image) -> Image:
    scale = WORKING_SIDE / max(image.shape[:2])
    if scale >= 1:
        return image
    return np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _sharpness(grey: Image) -> float:
    """Variance of the Laplacian over that of the picture, in its sharpest tiles: light and contrast cancel out."""
    laplacian = cv2.Laplacian(grey, cv2.CV_64F)
    scores = []
    for rows, edges in zip(np.array_split(grey, TILES), np.array_split(laplacian, TILES), strict=True):
        for tile, edge in zip(np.array_split(rows, TILES, axis=1), np.array_split(edges, TILES, axis=1), strict=True):
            scores.append(float(np.var(edge)) / (float(np.var(tile)) + 100.0))
    return float(np.mean(sorted(scores)[-(TILES * TILES // 10) :]))


def _glare(grey: Image) -> float:
    """Share of the area in blown-out patches that are large and do not reach the border, as white paper does.

    None where the paper itself is so bright that a reflection cannot be told from it.
    """
    if float(np.percentile(grey, 70)) > BRIGHT_PAPER:
        return 0.0
    blown = (grey >= 252).astype(np.uint8)
    solid = cv2.morphologyEx(blown, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(solid)
    height, width = grey.shape
    patches = [
        int(area)
        for x, y, w, h, area in stats[1:count]
        if x > 1 and y > 1 and x + w < width - 1 and y + h < height - 1 and area < 0.3 * grey.size
    ]
    return sum(patches) / grey.size
