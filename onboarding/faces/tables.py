"""What each model's distances mean, told without its network: a worker believes no engine about that."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Final

import cv2

from onboarding.faces.model import FaceEngineUnavailable, Label, Model

LABELS: Final = (
    Label(distance=0.0, score=1.0, fmr=1e-4),
    Label(distance=0.0525, score=0.8, fmr=1e-4),
    Label(distance=0.0645, score=0.6, fmr=1e-3),
    Label(distance=0.081, score=0.4, fmr=1e-2),
    Label(distance=0.15, score=0.1, fmr=None),
    Label(distance=2.0, score=0.0, fmr=None),
)
"""Of dlib's network. Measured on LFW: every picture of a stranger against every other, 1.2 million pairs
(docs/decisions/0053)."""
LEAST_FMR = 1e-4
"""A table without a distance measured at this false match rate cannot serve the strictest policy."""
_DLIB: Final = ("face-recognition", "face-recognition-models", "dlib-bin")


@dataclass(frozen=True, slots=True)
class Description:
    """What the TOML says. `side` in pixels; each pixel goes in as (value − mean) × scale, channels as `order` says."""

    name: str
    side: int
    order: str
    mean: float
    scale: float
    labels: tuple[Label, ...]
    attack: int
    """Of a liveness network: which of its outputs, after a softmax, is the attack's."""


@lru_cache(maxsize=4)
def model(path: str = "") -> Model:
    """Of dlib's network, or of the ONNX file by what the TOML beside it says. Raises FaceEngineUnavailable."""
    if not path:
        versions = {name: metadata.version(name) for name in _DLIB}
        return Model("dlib_face_recognition_resnet_v1.six_views", versions, LABELS)
    told = described(path)
    if not any(label.fmr is not None and label.fmr <= LEAST_FMR for label in told.labels):
        raise FaceEngineUnavailable(f"{told.name} has no distance measured at a false match rate of {LEAST_FMR}.")
    return Model(told.name, {"onnxruntime": metadata.version("onnxruntime"), "opencv": cv2.__version__}, told.labels)


def described(path: str) -> Description:
    """The TOML beside the network. Raises FaceEngineUnavailable where it is missing or wrong."""
    try:
        return _described(Path(path).with_suffix(".toml"))
    except (OSError, ValueError, KeyError, TypeError) as failure:
        raise FaceEngineUnavailable(f"The network {Path(path).name} cannot be loaded: {failure}") from failure


def _described(path: Path) -> Description:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    labels = tuple(Label(row["distance"], row["score"], row.get("fmr")) for row in table.get("labels", ()))
    if labels != tuple(sorted(labels, key=lambda label: (label.distance, -label.score))):
        raise ValueError("labels must go by rising distance and falling score")
    side, order = int(table["side"]), table.get("order", "rgb")
    if not 16 <= side <= 1024 or order not in {"rgb", "bgr"}:
        raise ValueError("side must be 16 to 1024, order rgb or bgr")
    mean, scale = float(table.get("mean", 127.5)), float(table.get("scale", 1 / 127.5))
    return Description(str(table["name"]), side, order, mean, scale, labels, int(table.get("attack", 1)))
