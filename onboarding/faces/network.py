"""A network of one's own: an ONNX file, and the TOML beside it that says what goes in and what its answers mean."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onboarding import onnx
from onboarding.faces.model import FaceEngineUnavailable, Picture
from onboarding.faces.tables import Description, described


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
    told = described(path)
    try:
        return Network(told, onnx.session(path))
    except Exception as failure:  # the runtime raises a class of its own for each kind of broken file
        raise FaceEngineUnavailable(f"The network {Path(path).name} cannot be loaded: {failure}") from failure
