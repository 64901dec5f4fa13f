"""A liveness network by path: an ONNX file that sees the face with its surroundings and tells live from attack."""

from functools import lru_cache

import cv2
import numpy as np

from onboarding.faces.model import Face, Picture
from onboarding.faces.network import Network
from onboarding.faces.network import load as load_network

_MARGIN = 0.85
"""How much around the face goes in, by its size on each side: the edge of a paper or a telephone tells most."""


class LivenessNetwork:
    def __init__(self, network: Network) -> None:
        self._network = network
        self.name = network.described.name

    def attack_score(self, picture: Picture, face: Face) -> float:
        """0 (live) to 1 (attack): the softmax of the network's outputs."""
        side = self._network.described.side
        seen = self._network.run([_surroundings(picture, face, side)])[0]
        parts = np.exp(seen - seen.max())
        return round(float(parts[self._network.described.attack] / parts.sum()), 4)


@lru_cache(maxsize=2)
def load(path: str) -> LivenessNetwork:
    """Raises FaceEngineUnavailable."""
    return LivenessNetwork(load_network(path))


def _surroundings(picture: Picture, face: Face, side: int) -> Picture:
    """A square around the face, its edge repeated where it reaches beyond the picture."""
    half = round(max(face.box.width, face.box.height) * (0.5 + _MARGIN))
    across, down = face.box.left + face.box.width // 2, face.box.top + face.box.height // 2
    wide = cv2.copyMakeBorder(picture, half, half, half, half, cv2.BORDER_REPLICATE)
    crop = wide[down : down + 2 * half, across : across + 2 * half]
    return np.asarray(cv2.resize(crop, (side, side), interpolation=cv2.INTER_AREA), np.uint8)
