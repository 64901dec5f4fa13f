"""The questions to ask of faces, `find`, `look` and `compare_looks`, answered by the engines of this process."""

from functools import lru_cache
from importlib import import_module
from typing import cast

from onboarding.faces.model import Comparison, Face, FaceMatcher, Look, Model, Picture, apart
from onboarding.faces.tables import model

__all__ = ["AUTOMATIC_FMR", "compare_looks", "find", "largest", "look", "matcher", "model"]
AUTOMATIC_FMR = 1e-4
"""A machine alone accepts a likeness that at most one impostor in ten thousand reaches."""


@lru_cache(maxsize=4)
def matcher(path: str = "") -> FaceMatcher:
    """The matcher of this process, loaded on first use: dlib's or the ONNX file's. Raises FaceEngineUnavailable.

    Imported late: the networks take 3 to 4 seconds and 200 MB, which only an engine's process should pay, never the
    web's.
    """
    if path:
        return cast("FaceMatcher", import_module("onboarding.faces.onnx_matcher").load(path))
    return cast("FaceMatcher", import_module("onboarding.faces.dlib_matcher").DlibMatcher())


def find(picture: Picture) -> tuple[Face, ...]:
    """Every face in the picture, the largest first. A third of a second."""
    return cast("tuple[Face, ...]", import_module("onboarding.faces.finder").find(picture))


def largest(picture: Picture) -> Face | None:
    """The face that counts, or None where there is none."""
    return cast("Face | None", import_module("onboarding.faces.portrait").choose(picture, find(picture)))


def look(picture: Picture, *, path: str = "") -> Look:
    """Every face, and the embedding of the one that counts by the matcher of that path. Slow: a second."""
    faces = find(picture)
    chosen: Face | None = import_module("onboarding.faces.portrait").choose(picture, faces)
    if chosen is None:
        return Look(faces)
    return Look(faces, chosen, matcher(path).encode(picture, chosen))


def compare_looks(a: Look, b: Look, *, by: Model | None = None, threshold: float | None = None) -> Comparison:
    """The likeness of faces that a model has encoded, so that one picture can be compared with many."""
    by = by or model()
    limit = by.distance_at(AUTOMATIC_FMR) if threshold is None else threshold
    distance = None
    if a.embedding is not None and b.embedding is not None:
        distance = round(apart(a.embedding, b.embedding), 4)
    return Comparison(
        faces_a=len(a.faces),
        faces_b=len(b.faces),
        box_a=a.chosen.box if a.chosen else None,
        box_b=b.chosen.box if b.chosen else None,
        distance=distance,
        score=None if distance is None else by.score(distance),
        match=distance is not None and distance <= limit,
        fmr=None if distance is None else by.fmr_at(distance),
        threshold=limit,
        model=by.name,
        versions=by.versions,
    )
