"""How a strip of one text line is shown to the network: the same in training and in reading."""

import cv2
import numpy as np
from numpy.typing import NDArray

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
"""The characters of Doc 9303. The network's first class is none of them: the gap between two."""
LINE_HEIGHT = 32
NARROWED = 0.9
"""A strip is made narrower than it is printed: less to look at, and the letters still four frames wide."""
FRAME = 4
"""Pixels of a strip's width for which the network gives one answer."""


def to_height(line: NDArray[np.uint8], height: int) -> NDArray[np.uint8]:
    """Scaled to `height` pixels, contrast stretched over the middle 98 % of its greys."""
    scale = height / line.shape[0]
    width = max(1, round(line.shape[1] * scale * NARROWED))
    resized = cv2.resize(line, (width, height), interpolation=cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA)
    low, high = np.percentile(resized, (1, 99))
    stretched = (resized.astype(np.float32) - low) * (255 / max(float(high - low), 24.0))
    return np.asarray(np.clip(stretched, 0, 255), dtype=np.uint8)


def side_by_side(strips: list[NDArray[np.uint8]], width: int) -> NDArray[np.float32]:
    """Strips × 1 × height × `width`, from -1 to 1; what is shorter goes on in grey."""
    blob = np.zeros((len(strips), 1, LINE_HEIGHT, width), dtype=np.float32)
    for place, one in zip(blob, strips, strict=True):
        shown = one[:, :width]
        place[0, :, : shown.shape[1]] = shown.astype(np.float32) / 127.5 - 1
    return blob
