"""The face matcher on dlib's ResNet-34, asked six times a face: three scales and their mirror images."""

from typing import Final

import cv2
import numpy as np

from onboarding.faces import tables
from onboarding.faces.library import API, DLIB
from onboarding.faces.model import Embedding, Face, Picture
from onboarding.faces.turning import turn, turn_back

MARGINS: Final = (0.15, 0.25, 0.35)
"""How much is cut out around the face, by its size; .25 is what the network was trained on."""
_CHIP: Final = 150


class DlibMatcher:
    """128 numbers a view, of which the mean of six is taken; distances are 1 − cosine."""

    model = tables.model()

    def encode(self, picture: Picture, face: Face) -> Embedding:
        """The mean of the views' directions, of length 1."""
        seen = np.array(API.face_encoder.compute_face_descriptor(views(picture, face)))
        directions = seen / np.linalg.norm(seen, axis=1, keepdims=True)
        mean = directions.mean(axis=0)
        return tuple(float(number) for number in mean / np.linalg.norm(mean))


def views(picture: Picture, face: Face) -> list[Picture]:
    """Upright chips of 150 pixels, each followed by its mirror image."""
    rgb = turn(np.ascontiguousarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), np.uint8), face.turned)
    box = turn_back(face.box, -face.turned % 360, *rgb.shape[:2])
    rectangle = DLIB.rectangle(box.left, box.top, box.left + box.width, box.top + box.height)
    shape = API.pose_predictor_5_point(rgb, rectangle)
    chips = [DLIB.get_face_chip(rgb, shape, size=_CHIP, padding=margin) for margin in MARGINS]
    return [view for chip in chips for view in (chip, np.ascontiguousarray(chip[:, ::-1]))]
