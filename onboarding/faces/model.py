"""What a face engine sees and says: plain values, the port that a backend fills, and the error it may raise."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Rows × columns × 3, blue green red, as OpenCV reads it."""

Landmarks = NDArray[np.float64]
"""68 × 2: x and y in the picture as it was turned for the face to stand upright, in the order of the iBUG scheme."""
Embedding = tuple[float, ...]
"""What makes a face that person's, of length 1: personal data of the strictest kind, open in a worker alone."""


class FaceEngineUnavailable(Exception):
    """The face engine could not be loaded on this machine: the check is to be tried elsewhere, nobody is to blame."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the picture as it was given, whatever way it had to be turned."""

    left: int
    top: int
    width: int
    height: int

    @property
    def area(self) -> int:
        return self.width * self.height


@dataclass(frozen=True, slots=True)
class Pose:
    """Where a face looks, in degrees; 0 is into the camera."""

    yaw: float
    """Positive: turned to the person's own left, which is the right of a picture that is not mirrored."""
    pitch: float
    """Positive: raised."""
    roll: float
    """Positive: leaning clockwise in the picture."""


@dataclass(frozen=True, slots=True)
class Face:
    """One face, as it was found and measured; who it is takes `FaceMatcher.encode()`."""

    box: Box
    confidence: float
    """How sure the detector is, on its own scale: above 1 is plain to see, below .3 is as often a pattern as a face."""
    sharpness: float
    """Variance of the Laplacian over the face at 128 pixels width: below 40 is soft, below 15 is blurred."""
    turned: int
    """Degrees clockwise by which the picture had to be turned for the face to stand upright: 0, 90, 180 or 270."""
    landmarks: Landmarks
    pose: Pose
    eyes: float
    """Height of the open eyes by their width (eye aspect ratio): about .3 open, below .2 closed."""
    covered: bool
    """A mask, a hand or dark glasses hide a part of it."""

    @property
    def size(self) -> int:
        """The shorter side of the box in pixels."""
        return min(self.box.width, self.box.height)


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled point of a model's distance: up to `distance`, no more than `fmr` of impostors are let through.

    `fmr` is a false match rate (ISO/IEC 19795-1) that was measured; None where none was.
    """

    distance: float
    score: float
    fmr: float | None


@dataclass(frozen=True, slots=True)
class Model:
    """Which network compares, in which versions, and what its distances mean."""

    name: str
    versions: Mapping[str, str]
    labels: tuple[Label, ...]
    """By rising distance; the first has distance 0, the last is as far as two faces can be."""

    def distance_at(self, fmr: float) -> float:
        """The largest labelled distance whose false match rate stays within `fmr`; ValueError where there is none."""
        within = [label.distance for label in self.labels if label.fmr is not None and label.fmr <= fmr]
        if not within:
            raise ValueError(f"{self.name} has no distance measured at a false match rate of {fmr}.")
        return max(within)

    def fmr_at(self, distance: float) -> float | None:
        """The strictest labelled false match rate that a distance still meets; None beyond them all."""
        return next((label.fmr for label in self.labels if distance <= label.distance and label.fmr is not None), None)

    def score(self, distance: float) -> float:
        """0 to 1, straight lines between the labelled points: falls as the distance grows."""
        distances, scores = [label.distance for label in self.labels], [label.score for label in self.labels]
        return round(float(np.interp(distance, distances, scores)), 4)


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen in a picture: every face, the largest first, and the one to compare with its embedding."""

    faces: tuple[Face, ...]
    chosen: Face | None = None
    embedding: Embedding | None = None

    def __post_init__(self) -> None:
        """ValueError for an embedding that is no direction: likenesses to others would mean nothing."""
        if self.embedding is not None and not math.isclose(math.hypot(*self.embedding), 1, abs_tol=1e-6):
            raise ValueError("an embedding has length 1")


@dataclass(frozen=True, slots=True)
class Comparison:
    """The chosen face of picture A against that of B; distance, score and rate are None without both."""

    faces_a: int
    faces_b: int
    box_a: Box | None
    box_b: Box | None
    distance: float | None
    score: float | None
    match: bool
    fmr: float | None
    """The strictest labelled false match rate that this distance still meets; None beyond them all."""
    threshold: float
    model: str
    versions: Mapping[str, str]


class FaceMatcher(Protocol):
    """What a backend does: dlib's networks, or one by path. Faces are found by `onboarding.faces.finder` for each."""

    @property
    def model(self) -> Model: ...

    def encode(self, picture: Picture, face: Face) -> Embedding:
        """Slow: half a second and more."""
        ...


def apart(a: Embedding, b: Embedding) -> float:
    """1 − cosine of two embeddings of unit length, 0 to 2: what every model's labels are about."""
    return float(1 - np.dot(a, b))
