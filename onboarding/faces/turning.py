"""Pictures that lie on their side: turned by quarters, and what was found in them turned back."""

from typing import Final

import cv2
import numpy as np

from onboarding.faces.model import Box, Picture

TURNS: Final = {0: None, 90: cv2.ROTATE_90_CLOCKWISE, 270: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180}
"""In the order in which they are worth trying, in degrees clockwise."""


def turn(picture: Picture, degrees: int) -> Picture:
    code = TURNS[degrees]
    return picture if code is None else np.ascontiguousarray(cv2.rotate(picture, code), np.uint8)


def turn_back(box: Box, degrees: int, height: int, width: int) -> Box:
    """Where a box of the turned picture lies in the unturned one of this height and width."""
    left, top, wide, high = box.left, box.top, box.width, box.height
    return {
        0: box,
        90: Box(left=top, top=height - left - wide, width=high, height=wide),
        180: Box(left=width - left - wide, top=height - top - high, width=wide, height=high),
        270: Box(left=width - top - high, top=left, width=high, height=wide),
    }[degrees]
