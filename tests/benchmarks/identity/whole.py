"""What a whole document costs: quality, zone, print and the portrait made ready to compare, in one process."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from compliance.environment import BASE
from compliance.sandbox.specimens.grades import Grade
from onboarding.faces import engine
from onboarding.ocr.reader import read
from tests.benchmarks.identity import visual
from tests.benchmarks.identity.clock import timed
from tests.benchmarks.screening.figures import Figure

BLOCK = "whole document"
SHARED = BASE.parent / "shared" / "data" / "identity" / "mrz"
ON = date(2026, 1, 1)
GRADES = (Grade.PHONE, Grade.HARD)
GOAL = 4
Image = NDArray[np.uint8]


@dataclass(frozen=True)
class Spent:
    """CPU seconds; `name` tells whose."""

    name: str
    reading: float
    portrait: float
    seen: bool
    """A portrait was found."""

    @property
    def whole(self) -> float:
        return self.reading + self.portrait


def figures(options: Namespace) -> Iterator[Figure]:
    engine.matcher()
    step = 4 if options.quick else 1
    if SHARED.exists():
        yield from _cost("real", [spent(path.name, _picture(path)) for path in sorted(SHARED.glob("*.[jp]*g"))[::step]])
    else:
        yield Figure(BLOCK, "real specimens", note="../shared/data is not here")
    for grade in GRADES:
        pages = list(visual.drawn(grade, visual.SEEDS[:1]))[::step]
        yield from _cost(f"drawn, {grade}", [spent(str(place), page) for place, (page, _) in enumerate(pages)])


def spent(name: str, picture: Image) -> Spent:
    _, reading = timed(lambda: read(picture, on=ON))
    look, portrait = timed(lambda: engine.look(picture))
    return Spent(name, reading, portrait, look.chosen is not None)


def _cost(of: str, every: Sequence[Spent]) -> Iterator[Figure]:
    whole = [one.whole for one in every]
    dearest = max(every, key=lambda one: one.whole)
    reading, portrait = _median([one.reading for one in every]), _median([one.portrait for one in every])
    note = f"reading {reading:.2f} s, portrait {portrait:.2f} s, of {len(every)}"
    yield Figure(BLOCK, f"{of}: CPU, median", _median(whole), "s", GOAL, at_most=True, note=note)
    late = float(np.percentile(whole, 95))
    yield Figure(BLOCK, f"{of}: CPU, 95th percentile", late, "s", GOAL, at_most=True)
    yield Figure(BLOCK, f"{of}: CPU, most", dearest.whole, "s", GOAL, at_most=True, note=dearest.name)
    yield Figure(BLOCK, f"{of}: portraits found, of {len(every)}", sum(one.seen for one in every))


def _median(values: Sequence[float]) -> float:
    return float(np.median(values))


def _picture(path: Path) -> Image:
    return np.asarray(cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR), np.uint8)
