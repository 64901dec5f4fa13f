"""CPU of a comparison beside the same with one view, beside decoding its pictures, and where there is no face."""

from collections.abc import Callable, Iterator

import numpy as np

from onboarding.faces import engine
from onboarding.faces.dlib_matcher import MARGINS, DlibMatcher, views
from onboarding.faces.library import API
from tests.benchmarks.faces.pictures import DOCUMENTS, read
from tests.benchmarks.identity.clock import timed
from tests.benchmarks.screening.figures import Figure

BLOCK = "faces: cost"
PAIR = ("viktor-passport.jpg", "viktor-selfie.jpg")
FACELESS = "tomas-identity_card-back.jpg"
ROUNDS = 3


def figures() -> Iterator[Figure]:
    matcher, pictures = DlibMatcher(), [read(DOCUMENTS / name) for name in PAIR]
    found = [(picture, face) for picture in pictures if (face := engine.largest(picture)) is not None]
    finding = _seconds(lambda: [engine.find(picture) for picture in pictures])
    six = _seconds(lambda: [matcher.encode(picture, face) for picture, face in found])
    middle = MARGINS.index(0.25) * 2
    one = _seconds(
        lambda: [API.face_encoder.compute_face_descriptor([views(picture, face)[middle]]) for picture, face in found]
    )
    decoding = _seconds(lambda: [read(DOCUMENTS / name) for name in PAIR])
    parts = f"{finding:.2f} s to find, {six:.2f} s to encode"
    yield Figure(BLOCK, "passport and selfie, six views a face", finding + six, "s", 1.6, at_most=True, note=parts)
    times = (finding + six) / (finding + one)
    yield Figure(BLOCK, "with one view a face", finding + one, "s", note=f"six cost {times:.1f} ×")
    yield Figure(BLOCK, "decoding both", decoding, "s")
    back = read(DOCUMENTS / FACELESS)
    yield Figure(BLOCK, "a picture without a face", _seconds(lambda: engine.look(back)), "s")


def _seconds(work: Callable[[], object]) -> float:
    return float(np.median([timed(work)[1] for _ in range(ROUNDS)]))
