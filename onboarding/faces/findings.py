"""What is wrong with a selfie, and what the customer can do about it."""

from collections.abc import Callable, Iterator
from typing import Final

from onboarding.faces.model import Face, Look
from onboarding.quality.findings import Finding

LEAST_SIZE: Final = 80
"""Pixels across: below, dlib's network has less to see than it was trained on (150 with margins)."""
MOST_YAW: Final = 30.0
MOST_PITCH: Final = 28.0
LEAST_SHARPNESS: Final = 15.0

_FAULTS: Final[tuple[tuple[str, str, Callable[[Face], bool]], ...]] = (
    (
        "selfie_face_small",
        "Take it again from nearer: the face should fill half of the picture.",
        lambda face: face.size < LEAST_SIZE,
    ),
    (
        "face_turned",
        "Take it again, looking straight into the camera.",
        lambda face: abs(face.pose.yaw) > MOST_YAW or abs(face.pose.pitch) > MOST_PITCH,
    ),
    (
        "face_blurred",
        "Take it again: hold still, and wait until the face is sharp.",
        lambda face: face.sharpness < LEAST_SHARPNESS,
    ),
    (
        "face_covered",
        "Take it again without mask, hand or dark glasses: the whole face should be seen.",
        lambda face: face.covered,
    ),
)


def of_selfie(look: Look) -> Iterator[Finding]:
    """No face, several, or what keeps the one from being compared; small faces in the background do not count."""
    if look.chosen is None:
        yield Finding("selfie_no_face", "No face could be seen. Take it again, facing the camera.")
        return
    if len(rivals(look)) > 1:
        yield Finding("selfie_many_faces", "More than one face is in the picture. Take it again, alone.")
    for code, detail, fault in _FAULTS:
        if fault(look.chosen):
            yield Finding(code, detail)


def rivals(look: Look) -> tuple[Face, ...]:
    """Faces that are sure and at least a tenth of the chosen one's area: a poster behind the person is not company."""
    if look.chosen is None:
        return ()
    return tuple(face for face in look.faces if face.box.area >= 0.1 * look.chosen.box.area)
