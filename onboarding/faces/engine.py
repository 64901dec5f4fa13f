"""The two questions to ask of faces, `find` and `compare`, answered by the matcher of this process."""

from functools import lru_cache
from importlib import import_module
from typing import cast

from onboarding.faces.model import Comparison, Face, FaceMatcher, Picture

AUTOMATIC_FMR = 1e-4
"""A machine alone accepts a likeness that at most one impostor in ten thousand reaches."""


@lru_cache(maxsize=1)
def matcher() -> FaceMatcher:
    """The matcher of this process, loaded on first use; raises FaceEngineUnavailable.

    The one place that imports late: the networks take 3 to 4 seconds and 200 MB, which only a worker that compares
    faces should pay, never the web process.
    """
    return cast("FaceMatcher", import_module("onboarding.faces.dlib_matcher").DlibMatcher())


def find(picture: Picture) -> tuple[Face, ...]:
    """Every face in the picture, the largest first."""
    return matcher().find(picture)


def compare(a: Picture, b: Picture, *, threshold: float | None = None) -> Comparison:
    """Compares the largest faces of two pictures; `threshold` is policy's distance, else that of FMR 1 in 10,000."""
    return compare_faces(find(a), find(b), threshold=threshold)


def compare_faces(a: tuple[Face, ...], b: tuple[Face, ...], *, threshold: float | None = None) -> Comparison:
    """The same for faces already found, so that one picture can be compared with many."""
    model = matcher().model
    limit = model.distance_at(AUTOMATIC_FMR) if threshold is None else threshold
    distance = round(matcher().distance(a[0], b[0]), 4) if a and b else None
    return Comparison(
        faces_a=len(a),
        faces_b=len(b),
        box_a=a[0].box if a else None,
        box_b=b[0].box if b else None,
        distance=distance,
        score=None if distance is None else model.score(distance),
        match=distance is not None and distance <= limit,
        fmr=None if distance is None else model.fmr_at(distance),
        threshold=limit,
        model=model.name,
        versions=model.versions,
    )
