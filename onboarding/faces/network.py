"""A network of one's own: an ONNX file, and the TOML beside it that says what goes in and what its answers mean."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from onboarding import onnx
from onboarding.faces.model import FaceEngineUnavailable, Label, Picture

LEAST_FMR = 1e-4
"""A table without a distance measured at this false match rate cannot serve the strictest policy."""


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


@dataclass(frozen=True, slots=True)
class Network:
    described: Description
    session: Any

    def run(self, pictures: list[Picture]) -> NDArray[np.float64]:
        """One row a picture; each has the described side."""
        rows = [self.session.run(None, {self.session.get_inputs()[0].name: self._input(one)})[0] for one in pictures]
        return np.array(rows, np.float64).reshape(len(pictures), -1)

    def _input(self, picture: Picture) -> NDArray[np.float32]:
        ordered = picture[:, :, ::-1] if self.described.order == "rgb" else picture
        plain = (ordered.astype(np.float32) - self.described.mean) * self.described.scale
        return np.ascontiguousarray(plain.transpose(2, 0, 1)[None], np.float32)


def load(path: str) -> Network:
    """One thread, on the CPU. Raises FaceEngineUnavailable where file or table is missing or wrong."""
    try:
        session = onnx.session(path)
        return Network(described(Path(path).with_suffix(".toml")), session)
    except Exception as failure:  # the runtime raises a class of its own for each kind of broken file
        raise FaceEngineUnavailable(f"The network {Path(path).name} cannot be loaded: {failure}") from failure


def described(path: Path) -> Description:
    """Raises OSError, ValueError, KeyError, TypeError."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    labels = tuple(Label(row["distance"], row["score"], row.get("fmr")) for row in table.get("labels", ()))
    if labels != tuple(sorted(labels, key=lambda label: (label.distance, -label.score))):
        raise ValueError("labels must go by rising distance and falling score")
    side, order = int(table["side"]), table.get("order", "rgb")
    if not 16 <= side <= 1024 or order not in {"rgb", "bgr"}:
        raise ValueError("side must be 16 to 1024, order rgb or bgr")
    mean, scale = float(table.get("mean", 127.5)), float(table.get("scale", 1 / 127.5))
    return Description(str(table["name"]), side, order, mean, scale, labels, int(table.get("attack", 1)))


def versions() -> dict[str, str]:
    return {"onnxruntime": onnx.VERSION, "opencv": cv2.__version__}
