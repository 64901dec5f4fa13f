"""Passive signals against prints and screens in one picture: what they measure, and what they are known to miss."""

from dataclasses import asdict, dataclass, field
from importlib import import_module
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from onboarding.faces import engine
from onboarding.faces.model import Face, Picture
from onboarding.quality.plain import refuse_unless_codes

PRINT_BAR: Final = 0.3
"""`detail` and `gamut` together below this look printed: chosen with the whole of a print set in view (decision 54)."""
SCREEN_BAR: Final = 3.0
"""A single frequency this much (in natural logarithms) above its neighbours is the grid of a screen."""
NETWORK_BAR: Final = 0.5
_SIDE: Final = 128
_WINDOW: Final = 256
_LOWEST: Final = 24
"""Frequencies below this are the face itself."""


@dataclass(frozen=True, slots=True)
class Passive:
    """`codes` are findings; `score` is 0 (live) to 1 of a network, None where the signals of our own judged."""

    codes: tuple[str, ...]
    signals: dict[str, float] = field(default_factory=dict)
    score: float | None = None
    model: str = "signals.1"

    def __post_init__(self) -> None:
        refuse_unless_codes(self.codes)

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {"codes": list(self.codes)}


def judge(picture: Picture, *, path: str = "") -> Passive:
    """`liveness_print`, `liveness_screen`, or `liveness_unknown` where no face is seen; none where nothing speaks.

    `path` names an ONNX network that judges in place of the signals. Raises FaceEngineUnavailable.
    """
    face: Face | None = engine.largest(picture)
    if face is None:
        return Passive(("liveness_unknown",))
    if path:
        network = import_module("onboarding.faces.liveness_network").load(path)
        score = network.attack_score(picture, face)
        return Passive(("liveness_print",) if score >= NETWORK_BAR else (), {}, score, network.name)
    seen = signals(picture, face)
    return Passive(tuple(_codes(seen)), {name: round(value, 3) for name, value in seen.items()})


def signals(picture: Picture, face: Face) -> dict[str, float]:
    """`detail` and `gamut` fall in a print, `grid` rises before a screen."""
    crop = picture[face.box.top : face.box.top + face.box.height, face.box.left : face.box.left + face.box.width]
    small = cv2.resize(crop, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    return {"detail": _detail(small), "gamut": _gamut(small), "grid": _grid(crop)}


def _codes(seen: dict[str, float]) -> list[str]:
    codes = ["liveness_print"] if seen["detail"] + seen["gamut"] < PRINT_BAR else []
    return [*codes, "liveness_screen"] if seen["grid"] > SCREEN_BAR else codes


def _detail(small: NDArray[np.float32]) -> float:
    """Ink bleeds and the second camera blurs: the logarithm of the Laplacian's variance, in units of its spread."""
    return float((np.log(cv2.Laplacian(small.mean(axis=2), cv2.CV_32F).var() + 1e-6) - 5.4) / 0.8)


def _gamut(small: NDArray[np.float32]) -> float:
    """Ink on paper holds fewer colours than skin does: the mean distance from the mean colour, in CIE a*b*."""
    colours = cv2.cvtColor(small / 255, cv2.COLOR_BGR2Lab)[..., 1:].reshape(-1, 2)
    return float((np.linalg.norm(colours - colours.mean(axis=0), axis=1).mean() - 7.5) / 1.5)


def _grid(crop: Picture) -> float:
    """The highest peak of the spectrum above the median of its ring (moiré, pixel grids), at its own scale."""
    grey = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY).astype(np.float32)
    side = min(_WINDOW, *grey.shape)
    top, left = (grey.shape[0] - side) // 2, (grey.shape[1] - side) // 2
    part = grey[top : top + side, left : left + side]
    hann = np.hanning(side)
    power = np.log(np.abs(np.fft.fftshift(np.fft.fft2((part - part.mean()) * np.outer(hann, hann)))) + 1e-3)
    middle = side // 2
    across, down = np.meshgrid(np.arange(side) - middle, np.arange(side) - middle)
    rings = np.hypot(across, down).astype(int)
    least = max(3, _LOWEST * side // _WINDOW)
    peaks = [float(power[rings == ring].max() - np.median(power[rings == ring])) for ring in range(least, middle)]
    return max(peaks, default=0.0)
