"""The face matcher on dlib's networks through the `face_recognition` package. Importing this takes 3 to 4 seconds."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module, metadata, resources
from types import ModuleType
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from onboarding.faces.model import Box, Face, FaceEngineUnavailable, Label, Model, Picture

LABELS: Final = (
    Label(distance=0.0, score=1.0, fmr=1e-4),
    Label(distance=0.477, score=0.8, fmr=1e-4),
    Label(distance=0.544, score=0.6, fmr=1e-3),
    Label(distance=0.6, score=0.4, fmr=6.1e-3),
    Label(distance=0.75, score=0.1, fmr=None),
    Label(distance=1.5, score=0.0, fmr=None),
)
"""False match rates measured on LFW View 2 (6,000 pairs); .6 is the library's own default and far too lenient here."""

SEARCHED_SIDE: Final = 1024
"""Faces are sought in a picture no larger than this; what is found is then encoded from the full picture."""
SMALL_SIDE: Final = 512
"""A picture up to this size is doubled at once: it costs little and finds faces from 40 pixels."""
SURE: Final = 0.3
SURE_TURNED: Final = 0.6
"""A turned picture must show its face plainly: the backs of cards seem to hold weak ones on their side."""
TURNS: Final = {0: None, 90: cv2.ROTATE_90_CLOCKWISE, 270: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180}


@contextmanager
def _pkg_resources() -> Iterator[None]:
    """Lends `face_recognition_models` the one function of setuptools' retired `pkg_resources` that it imports."""
    shim = ModuleType("pkg_resources")
    shim.resource_filename = lambda package, name: str(resources.files(package) / name)  # type: ignore[attr-defined]
    before = sys.modules.get("pkg_resources")
    sys.modules["pkg_resources"] = shim
    try:
        yield
    finally:
        del sys.modules["pkg_resources"]
        if before is not None:
            sys.modules["pkg_resources"] = before


def load_library(name: str = "face_recognition") -> Any:
    """Imports the library; it calls `quit()` where its models are missing, which must not end the worker."""
    try:
        with _pkg_resources():
            return import_module(name)
    except (ImportError, SystemExit) as failure:
        raise FaceEngineUnavailable("The face engine cannot be loaded; install requirements/run.lock.") from failure


_library = load_library()


def _versions() -> dict[str, str]:
    return {name: metadata.version(name) for name in ("face-recognition", "face-recognition-models", "dlib-bin")}


def _shrink(picture: Picture, side: int) -> tuple[Picture, float]:
    """The picture with its longer side at most `side`, and how much larger the original is."""
    factor = max(1.0, max(picture.shape[:2]) / side)
    if factor == 1.0:
        return picture, factor
    size = round(picture.shape[1] / factor), round(picture.shape[0] / factor)
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8), factor


def _turn(picture: Picture, degrees: int) -> Picture:
    code = TURNS[degrees]
    return picture if code is None else np.ascontiguousarray(cv2.rotate(picture, code), np.uint8)


def _turn_back(box: Box, degrees: int, height: int, width: int) -> Box:
    """Where a box of the turned picture lies in the unturned one of this height and width."""
    left, top, wide, high = box.left, box.top, box.width, box.height
    return {
        0: box,
        90: Box(left=top, top=height - left - wide, width=high, height=wide),
        180: Box(left=width - left - wide, top=height - top - high, width=wide, height=high),
        270: Box(left=width - top - high, top=left, width=high, height=wide),
    }[degrees]


def _sharpness(rgb: NDArray[np.uint8], box: Box) -> float:
    crop = rgb[box.top : box.top + box.height, box.left : box.left + box.width]
    grey = cv2.cvtColor(cv2.resize(crop, (128, 128), interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    return round(float(cv2.Laplacian(grey, cv2.CV_64F).var()), 2)


class DlibMatcher:
    """dlib's ResNet-34 embeddings of 128 numbers, faces found by its HOG detector."""

    model = Model(name="dlib_face_recognition_resnet_v1", versions=_versions(), labels=LABELS)

    def find(self, picture: Picture) -> tuple[Face, ...]:
        """Every face, the largest first; turned and doubled pictures are tried only where the plain one shows none."""
        rgb = np.ascontiguousarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), np.uint8)
        first = 1 if max(picture.shape[:2]) <= SMALL_SIDE else 0
        for doublings in range(first, 2):
            for degrees in TURNS:
                turned = _turn(rgb, degrees)
                seen = self._seen(turned, doublings, least=SURE_TURNED if degrees else 0.0)
                if seen:
                    return self._faces(turned, seen, degrees, picture.shape[:2])
        return ()

    def distance(self, a: Face, b: Face) -> float:
        """Euclidean, 0 to about 1.5."""
        return float(np.linalg.norm(np.subtract(a.embedding, b.embedding)))

    def _seen(self, rgb: Picture, doublings: int, *, least: float) -> list[tuple[Box, float]]:
        """Boxes with the detector's confidence, the largest first; the unsure ones only where nothing surer is seen."""
        small, factor = _shrink(rgb, SEARCHED_SIDE)
        rectangles, confidences, _ = _library.api.face_detector.run(small, doublings, least)
        seen = [(_box(each, factor, rgb), sure) for each, sure in zip(rectangles, confidences, strict=True)]
        plain = [pair for pair in seen if pair[1] >= SURE] or seen
        return sorted(plain, key=lambda pair: (-pair[0].area, -pair[1]))

    def _faces(
        self, rgb: Picture, seen: list[tuple[Box, float]], degrees: int, shape: tuple[int, ...]
    ) -> tuple[Face, ...]:
        places = [(box.top, box.left + box.width, box.top + box.height, box.left) for box, _ in seen]
        embeddings = _library.face_encodings(rgb, known_face_locations=places)
        return tuple(
            Face(
                box=_turn_back(box, degrees, shape[0], shape[1]),
                embedding=tuple(float(number) for number in embedding),
                confidence=round(float(confidence), 3),
                sharpness=_sharpness(rgb, box),
                turned=degrees,
            )
            for (box, confidence), embedding in zip(seen, embeddings, strict=True)
        )


def _box(rectangle: Any, factor: float, rgb: Picture) -> Box:
    """dlib's rectangle in pixels of the full picture, cut at its edges."""
    height, width = rgb.shape[:2]
    left, top = max(0, round(rectangle.left() * factor)), max(0, round(rectangle.top() * factor))
    right, bottom = min(width, round(rectangle.right() * factor)), min(height, round(rectangle.bottom() * factor))
    return Box(left=left, top=top, width=right - left, height=bottom - top)
