"""The face matcher on dlib's ResNet-34, asked six times a face: three scales and their mirror images."""

from typing import Final

import cv2
import numpy as np

from onboarding.faces.library import API, DLIB, versions
from onboarding.faces.model import Embedding, Face, Label, Model, Picture
from onboarding.faces.turning import turn, turn_back

LABELS: Final = (
    Label(distance=0.0, score=1.0, fmr=1e-4),
    Label(distance=0.0525, score=0.8, fmr=1e-4),
    Label(distance=0.0645, score=0.6, fmr=1e-3),
    Label(distance=0.081, score=0.4, fmr=1e-2),
    Label(distance=0.15, score=0.1, fmr=None),
    Label(distance=2.0, score=0.0, fmr=None),
)
"""Measured on LFW: every picture of a stranger against every other, 1.2 million pairs (docs/decisions/0053)."""

MARGINS: Final = (0.15, 0.25, 0.35)
"""How much is cut out around the face, by its size; .25 is what the network was trained on."""
_CHIP: Final = 150


class DlibMatcher:
    """128 numbers a view, of which the mean of six is taken; distances are 1 − cosine."""

    model = Model(name="dlib_face_recognition_resnet_v1.six_views", versions=versions(), labels=LABELS)

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
