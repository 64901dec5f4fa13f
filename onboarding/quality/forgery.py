"""Signs that a picture shows no original: the grid of a display (moiré), and a copy without colour."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from onboarding.quality.edges import reduced

Image = NDArray[np.uint8]

SPECTRUM: Final = 512
"""Side in pixels of the middle part that is looked at in full resolution: reducing it would wash the grid out."""
SLOWEST: Final = 0.11
"""Periods a pixel below which print, and the pattern of security paper, has peaks of its own."""
COLOURS_AT: Final = 320
"""Long side in pixels at which colours are compared, so that the sensor's noise is averaged away."""


def moire(image: Image) -> float:
    """How far the strongest regular fine pattern stands out of its surroundings: 3 to 5 where there is none."""
    grey = cv2.cvtColor(_middle(image), cv2.COLOR_BGR2GRAY) if image.ndim == 3 else _middle(image)
    if min(grey.shape) < 128:
        return 0.0
    window = np.outer(np.hanning(grey.shape[0]), np.hanning(grey.shape[1])).astype(np.float32)
    calm = grey.astype(np.float32)
    parts = cv2.dft((calm - cv2.GaussianBlur(calm, (0, 0), 6)) * window, flags=cv2.DFT_COMPLEX_OUTPUT)
    power = np.fft.fftshift(np.log(cv2.magnitude(parts[:, :, 0], parts[:, :, 1]) + 1.0)).astype(np.float32)
    standing = cv2.GaussianBlur(power, (0, 0), 1) - cv2.blur(power, (31, 31))
    return round(float(standing[_fine(power.shape)].max()) * 2, 2)


def colour(image: Image) -> float:
    """How much the shades of colour differ, 0 for a copy without colour, whatever light it lies in."""
    if image.ndim == 2:
        return 0.0
    small, _ = reduced(image, COLOURS_AT)
    calm = cv2.GaussianBlur(small, (0, 0), 1.5).astype(np.float32)
    level = calm.sum(axis=2)
    lit = (level > 90) & (calm.max(axis=2) < 250)
    if int(lit.sum()) < 100:
        return 0.0
    shades = calm[lit] / level[lit][:, None]
    low, high = np.percentile(shades, (2, 98), axis=0)
    return round(float((high - low).max()) * 100, 2)


def _middle(image: Image) -> Image:
    height, width = image.shape[:2]
    tall, wide = min(height, SPECTRUM), min(width, SPECTRUM)
    top, left = (height - tall) // 2, (width - wide) // 2
    return image[top : top + tall, left : left + wide]


def _fine(shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """The finer half of the spectrum without its axes, on which the coding of JPEG lies."""
    down, across = np.meshgrid(*(np.fft.fftshift(np.fft.fftfreq(size)) for size in shape), indexing="ij")
    axes = (np.abs(down) < 0.012) | (np.abs(across) < 0.012)
    blocks = (np.abs(down * 8 - np.round(down * 8)) < 0.03) & (np.abs(across * 8 - np.round(across * 8)) < 0.03)
    return np.asarray((np.hypot(down, across) > SLOWEST) & ~axes & ~blocks)
