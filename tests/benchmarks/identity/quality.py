"""Quality of pictures: outlines, findings on flawed and on good pictures, false alarms on real ones, CPU seconds."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from compliance.environment import BASE
from compliance.sandbox.specimens import make
from compliance.sandbox.specimens.grades import Grade
from onboarding.quality.judge import Judged, judge
from tests.benchmarks.identity.clock import timed
from tests.benchmarks.screening.figures import Figure

BLOCK = "quality"
SHARED = BASE.parent / "shared" / "data" / "identity" / "mrz"
SEEDS = range(7100, 7108)
"""No threshold was chosen on them."""
GOOD = (Grade.CLEAN, Grade.SCAN, Grade.PHONE, Grade.ROTATED, Grade.HARD)
FLAWED = {
    Grade.BLURRED: "image_blurred",
    Grade.GLARE: "image_glare",
    Grade.DARK: "image_dark",
    Grade.CUT_OFF: "document_cut_off",
    Grade.RECAPTURED: "screen_recapture",
    Grade.COPIED: "greyscale_copy",
}
FOUND = 0.9
"""Common area over joint area from which an outline counts as found."""


@dataclass(frozen=True)
class Seen:
    judged: Judged
    overlap: float

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self.judged.findings]


def figures(options: Namespace) -> Iterator[Figure]:
    seeds = SEEDS[:: 4 if options.quick else 1]
    for grade in GOOD:
        seen = list(_drawn(grade, seeds))
        yield _share(f"{grade}: false alarms", seen, lambda one: bool(one.codes), 0.02, at_most=True)
        if grade is not Grade.CLEAN:
            yield _share(f"{grade}: outline found", seen, lambda one: one.overlap > FOUND, 0.9)
    for grade, code in FLAWED.items():
        seen = list(_drawn(grade, seeds))
        yield _share(f"{grade}: found", seen, lambda one, code=code: code in one.codes, 0.8)  # type: ignore[misc]
    yield from _real()
    yield from _cost()


def _drawn(grade: Grade, seeds: Sequence[int]) -> Iterator[Seen]:
    for seed in seeds:
        for kind in ("td3", "td1"):
            for made in make.invented(kind, grade, seed):
                judged = judge(_picture(made.jpeg))
                yield Seen(judged, _overlap(judged, np.array(made.truth["corners"], np.float32)))


def _overlap(judged: Judged, truth: NDArray[np.float32]) -> float:
    if not judged.outlines:
        return 0.0
    found = np.array(judged.outlines[0], np.float32)
    common, _ = cv2.intersectConvexConvex(found, truth)
    return float(common) / (cv2.contourArea(found) + cv2.contourArea(truth) - float(common))


def _real() -> Iterator[Figure]:
    if not SHARED.exists():
        yield Figure(BLOCK, "real specimens", note="../shared/data is not here")
        return
    seen = {path.name: judge(_picture(path.read_bytes())) for path in sorted(SHARED.glob("*.[jp]*g"))}
    told = {name: [finding.code for finding in judged.findings] for name, judged in seen.items() if judged.findings}
    note = "; ".join(f"{name} {', '.join(codes)}" for name, codes in told.items())
    yield Figure(BLOCK, f"real: with a finding, of {len(seen)}", len(told), note=note)


def _cost() -> Iterator[Figure]:
    taken = _picture(next(iter(make.invented("td3", Grade.PHONE, SEEDS[0]))).jpeg)
    for megapixels in (1, 12):
        width = round((megapixels * 1e6 * 4 / 3) ** 0.5)
        image = np.asarray(cv2.resize(taken, (width, width * 3 // 4)), np.uint8)
        judge(image)
        seconds = float(np.median([timed(lambda image=image: judge(image))[1] for _ in range(7)]))  # type: ignore[misc]
        yield Figure(BLOCK, f"CPU, {megapixels} megapixels", seconds, "s", 0.15, at_most=True)


def _share(
    name: str, seen: Sequence[Seen], counts: Callable[[Seen], bool], goal: float, *, at_most: bool = False
) -> Figure:
    hits = sum(counts(one) for one in seen)
    return Figure(BLOCK, name, hits / len(seen), "%", goal, at_most=at_most, note=f"{hits} of {len(seen)}")


def _picture(content: bytes) -> NDArray[np.uint8]:
    return np.asarray(cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR), np.uint8)
