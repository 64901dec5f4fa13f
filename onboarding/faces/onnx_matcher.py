"""The face matcher on an ONNX network by path: faces set straight by dlib's landmarks, and seen with their mirror."""

from typing import Final

import cv2
import numpy as np

from onboarding.faces.model import Embedding, Face, Landmarks, Model, Picture
from onboarding.faces.network import Network
from onboarding.faces.network import load as load_network
from onboarding.faces.tables import model
from onboarding.faces.turning import turn

_TEMPLATE: Final = np.array(
    [(38.2946, 51.6963), (73.5318, 51.5014), (56.0252, 71.7366), (41.5493, 92.3655), (70.7299, 92.2041)], np.float32
)
"""Eyes, tip of the nose and corners of the mouth in a picture of 112 pixels: where the networks of the ArcFace family
(Deng et al. 2019) were trained to find them."""
_TEMPLATE_SIDE: Final = 112


class OnnxMatcher:
    """Distances are 1 − cosine; what they mean is in the table beside the file."""

    def __init__(self, network: Network, table: Model) -> None:
        self._network = network
        self.model = table

    def encode(self, picture: Picture, face: Face) -> Embedding:
        upright = _aligned(turn(picture, face.turned), face.landmarks, self._network.described.side)
        seen = self._network.run([upright, np.ascontiguousarray(upright[:, ::-1])])
        mean = (seen / (np.linalg.norm(seen, axis=1, keepdims=True) + 1e-12)).mean(axis=0)
        return tuple(float(number) for number in mean / (np.linalg.norm(mean) + 1e-12))


def load(path: str) -> OnnxMatcher:
    """Raises FaceEngineUnavailable."""
    return OnnxMatcher(load_network(path), model(path))


def _aligned(picture: Picture, points: Landmarks, side: int) -> Picture:
    """Turned, scaled and moved so that five points lie where the template has them, by least squares."""
    five = np.array([points[36:42].mean(axis=0), points[42:48].mean(axis=0), points[30], points[48], points[54]])
    seen, wanted = (place[:, 0] + 1j * place[:, 1] for place in (five, _TEMPLATE * (side / _TEMPLATE_SIDE)))
    centred = seen - seen.mean()
    turning = np.vdot(centred, wanted - wanted.mean()) / np.vdot(centred, centred).real
    moving = wanted.mean() - turning * seen.mean()
    moved = np.array([(turning.real, -turning.imag, moving.real), (turning.imag, turning.real, moving.imag)])
    return np.asarray(cv2.warpAffine(picture, moved, (side, side), flags=cv2.INTER_LINEAR), np.uint8)
