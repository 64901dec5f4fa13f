"""Measures how good a picture is for reading, and whether it shows an original."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from onboarding.quality.border import reached
from onboarding.quality.edges import reduced
from onboarding.quality.forgery import colour, moire
from onboarding.quality.ground import off_the_ground
from onboarding.quality.outline import Corners, rectified, scaled, sides

Image = NDArray[np.uint8]

WORKING_SIDE = 1000
"""Long side in pixels at which sharpness is measured, so that the number does not depend on the camera."""
BRIGHT_PAPER = 210
GROUND_SIDE = 512
WHOLE = 0.85
TILES = 8
"""The picture is cut into TILES × TILES; the sharpest tenth counts, so that empty paper does not."""


@dataclass(frozen=True)
class Quality:
    """`sharpness` from 0 upwards, `brightness` and `contrast` in grey levels of 255, `glare` a share of the area."""

    width: int
    height: int
    across: int
    """Pixels along the document's longer side; along the picture's where no outline was found."""
    sharpness: float
    brightness: float
    contrast: float
    glare: float
    moire: float
    colour: float
    beyond: float
    """Share of one side of the picture at which the document leaves it."""


def assess(image: Image, outline: Corners | None = None) -> Quality:
    """`image` is BGR or grey; light and colour are measured on the document where its `outline` is known."""
    height, width = image.shape[:2]
    small, scale = reduced(image, WORKING_SIDE)
    document = rectified(small, scaled(outline, scale)) if outline else small
    shades, flat = grey(small), grey(document)
    return Quality(
        width=width,
        height=height,
        across=round(max(sides(outline))) if outline else max(width, height),
        sharpness=round(_sharpness(shades), 4),
        brightness=round(float(np.mean(flat)), 1),
        contrast=round(float(np.std(flat)), 1),
        glare=round(sum(patch[4] for patch in glare_patches(shades)) / shades.size, 4),
        moire=moire(image),
        colour=colour(document),
        beyond=0.0 if _is_whole(outline, image) else reached(off_the_ground(reduced(small, GROUND_SIDE)[0])),
    )


def _is_whole(outline: Corners | None, image: Image) -> bool:
    """The outline goes along the picture's own borders: it was cut out along them."""
    if outline is None:
        return False
    return bool(cv2.contourArea(np.array(outline, np.float32)) > WHOLE * image.shape[0] * image.shape[1])


def grey(image: Image) -> Image:
    """Of a BGR picture, or of one that is grey already."""
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8) if image.ndim == 3 else image


def _sharpness(shades: Image) -> float:
    """Variance of the Laplacian over that of the picture, in its sharpest tiles: light and contrast cancel out."""
    laplacian = cv2.Laplacian(shades, cv2.CV_32F)
    scores = []
    for rows, edges in zip(np.array_split(shades, TILES), np.array_split(laplacian, TILES), strict=True):
        for tile, edge in zip(np.array_split(rows, TILES, axis=1), np.array_split(edges, TILES, axis=1), strict=True):
            scores.append(float(np.var(edge)) / (float(np.var(tile)) + 100.0))
    return float(np.mean(sorted(scores)[-(TILES * TILES // 10) :]))


def glare_patches(shades: Image) -> list[tuple[int, int, int, int, int]]:
    """Left, top, width, height and area of blown-out patches that do not reach the border, as white paper does.

    None where the paper itself is so bright that a reflection cannot be told from it.
    """
    if float(np.percentile(shades[::4, ::4], 70)) > BRIGHT_PAPER:
        return []
    blown = (shades >= 252).astype(np.uint8)
    solid = cv2.morphologyEx(blown, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(solid)
    height, width = shades.shape
    return [
        (int(x), int(y), int(w), int(h), int(area))
        for x, y, w, h, area in stats[1:count]
        if x > 1 and y > 1 and x + w < width - 1 and y + h < height - 1 and area < 0.3 * shades.size
    ]
