"""What is wrong with a selfie."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from onboarding.faces.model import Face, Look
from onboarding.quality.findings import Finding

LEAST_SIZE: Final = 80
"""Pixels across: below, dlib's network has less to see than it was trained on (150 with margins)."""
MOST_YAW: Final = 30.0
MOST_PITCH: Final = 28.0
LEAST_SHARPNESS: Final = 15.0

_FAULTS: Final[tuple[tuple[str, Callable[[Face], bool], Callable[[Face], Mapping[str, float]]], ...]] = (
    ("selfie_face_small", lambda face: face.size < LEAST_SIZE, lambda face: {"value": face.size, "limit": LEAST_SIZE}),
    (
        "face_turned",
        lambda face: abs(face.pose.yaw) > MOST_YAW or abs(face.pose.pitch) > MOST_PITCH,
        lambda face: {"yaw": face.pose.yaw, "pitch": face.pose.pitch},
    ),
    (
        "face_blurred",
        lambda face: face.sharpness < LEAST_SHARPNESS,
        lambda face: {"value": face.sharpness, "limit": LEAST_SHARPNESS},
    ),
    ("face_covered", lambda face: face.covered, lambda _face: {}),
)
"""Code, whether a face has the fault, and the figures that say so."""


def of_selfie(look: Look) -> Iterator[Finding]:
    """No face, several, or what keeps the one from being compared; small faces in the background do not count."""
    if look.chosen is None:
        yield Finding("selfie_no_face")
        return
    if (faces := len(rivals(look))) > 1:
        yield Finding("selfie_many_faces", facts={"count": faces})
    for code, fault, facts in _FAULTS:
        if fault(look.chosen):
            yield Finding(code, facts=facts(look.chosen))


def rivals(look: Look) -> tuple[Face, ...]:
    """Faces of at least a tenth of the chosen one's area, with it: a poster behind the person is no company."""
    if look.chosen is None:
        return ()
    return tuple(face for face in look.faces if face.box.area >= 0.1 * look.chosen.box.area)
