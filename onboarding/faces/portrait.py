"""Which of several faces is the one that counts: never the paler, greyer ghost beside a document's portrait."""

from typing import Final

import cv2
import numpy as np

from onboarding.faces.model import Face, Picture

_ALIKE: Final = 0.4
"""A face of less than this part of the largest one's area is no rival to it, however it is printed."""


def choose(picture: Picture, faces: tuple[Face, ...]) -> Face | None:
    """The face of the strongest print among those of a like size: a ghost is smaller, paler or without colour."""
    rivals = [face for face in faces if face.box.area >= _ALIKE * faces[0].box.area]
    if len(rivals) < 2:
        return faces[0] if faces else None
    return max(rivals, key=lambda face: face.box.area**0.5 * strength(picture, face))


def strength(picture: Picture, face: Face) -> float:
    """How much ink a face holds: the spread of its lightness and of its colours, 0 to about 100."""
    box = face.box
    crop = picture[box.top : box.top + box.height, box.left : box.left + box.width]
    lab = cv2.cvtColor(crop.astype(np.float32) / 255, cv2.COLOR_BGR2Lab).reshape(-1, 3)
    colour = float(np.linalg.norm(lab[:, 1:], axis=1).mean())
    return float(lab[:, 0].std()) + colour
