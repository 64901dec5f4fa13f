"""Whether the document goes on beyond the picture's border."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]

GROUND: Final = 0.3
"""Share of the whole border on which the ground is seen: without it the document was cut out on purpose."""
LEAST: Final = 0.3
"""Share of the picture that a patch takes which may be the document."""
SOLID, STRAIGHT = 0.93, 0.84
"""Shares of its hull, and of the smallest rectangle around it, that such a patch fills."""
FREE: Final = 0.02
"""At one side at least the document ends within the picture."""


def reached(mask: Image) -> float:
    """The largest share of one side of the picture that a document covers which leaves ground at the other sides.

    `mask` is 1 off the ground. 0 where no document reaches the border, and where it fills the picture: then its edges
    are the picture's.
    """
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return 0.0
    patch = np.asarray(max(contours, key=cv2.contourArea), np.int32)
    if not _is_sheet(patch, mask.size):
        return 0.0
    filled = np.asarray(cv2.drawContours(np.zeros_like(mask), [patch], -1, 1, cv2.FILLED), np.uint8)
    shares = [float(side.mean()) for side in _rim(filled)]
    ground = 1 - float(np.concatenate(_rim(mask)).mean())
    return round(max(shares), 3) if ground > GROUND and min(shares) < FREE else 0.0


def _is_sheet(patch: NDArray[np.int32], size: int) -> bool:
    """Whole and four-sided, as neither a hand nor the print on pale paper is."""
    area, (_, (width, height), _) = cv2.contourArea(patch), cv2.minAreaRect(patch)
    hull = cv2.contourArea(cv2.convexHull(patch))
    return bool(area > LEAST * size and area > SOLID * hull and area > STRAIGHT * width * height)


def _rim(mask: Image) -> list[Image]:
    return [mask[1], mask[-2], mask[:, 1], mask[:, -2]]
