"""Machine-readable zones, real and drawn: fields right, wrong names behind valid check digits, CPU seconds."""

import json
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from compliance.environment import BASE
from compliance.sandbox.specimens import make
from compliance.sandbox.specimens.grades import Grade
from onboarding.ocr.mrz import Mrz, parse
from onboarding.ocr.zone import ZoneReading, read_zone
from tests.benchmarks.identity.clock import timed
from tests.benchmarks.screening.figures import Figure

BLOCK = "zone"
Grey = NDArray[np.uint8]
Specimen = tuple[Grey, tuple[str, ...]]
SHARED = BASE.parent / "shared" / "data" / "identity" / "mrz"
SEEDS = range(7000, 7020)
"""Of the drawn specimens, each kind and grade: kept for measuring, no threshold was chosen on them."""
DRAWN = (Grade.PHONE, Grade.HARD, Grade.ROTATED)
KINDS = ("td3", "td1", "td2", "mrva", "mrvb", "residence_permit")
SCORED = ("format", "document_number", "birth_date", "sex", "expiry_date", "nationality", "surname", "given_names")
NAMES_AGREE = 0.5


@dataclass(frozen=True)
class Scored:
    right: bool
    valid: bool
    wrong_name: bool
    seconds: float


def figures(options: Namespace) -> Iterator[Figure]:
    if SHARED.exists():
        yield from _real([score(picture, lines, _today()) for picture, lines in real_specimens()])
    else:
        yield Figure(BLOCK, "real specimens", note="../shared/data is not here")
    scored = {
        grade: [score(*one, _today()) for one in drawn(grade, SEEDS[:: 4 if options.quick else 1])] for grade in DRAWN
    }
    yield from _drawn(scored)


def _today() -> date:
    return datetime.now(UTC).date()


def _real(scored: Sequence[Scored]) -> Iterator[Figure]:
    peers = "PassportEye 9.9 %, with an MRZ model 64.8 %; FastMRZ 40.7 % of 91"
    note = f"{sum(each.right for each in scored)} of {len(scored)}"
    yield Figure(BLOCK, "real: all fields right", _share(scored), "%", 0.92, peer=peers, note=note)
    yield Figure(BLOCK, "real: valid check digits", sum(each.valid for each in scored))
    wrong = sum(each.wrong_name for each in scored)
    yield Figure(BLOCK, "real: wrong name behind them, not flagged", wrong, "", 1, at_most=True, peer="19, 7 of 91")
    yield from _cost("real", scored)


def _drawn(scored: dict[Grade, list[Scored]]) -> Iterator[Figure]:
    worn = [*scored[Grade.PHONE], *scored[Grade.HARD]]
    note = f"{sum(each.right for each in worn)} of {len(worn)}"
    yield Figure(BLOCK, "drawn, phone and hard: right", _share(worn), "%", 0.85, peer="8 of 20", note=note)
    for grade, some in scored.items():
        note = f"{sum(each.right for each in some)} of {len(some)}"
        yield Figure(BLOCK, f"drawn, {grade}: right", _share(some), "%", note=note)
    every = [each for some in scored.values() for each in some]
    wrong = sum(each.wrong_name for each in every)
    yield Figure(BLOCK, "drawn: wrong name behind valid check digits", wrong, "", 0, at_most=True)
    yield from _cost("drawn", every)


def _cost(of: str, scored: Sequence[Scored]) -> Iterator[Figure]:
    median, late = np.percentile([each.seconds for each in scored], (50, 95))
    yield Figure(
        BLOCK, f"{of}: CPU, median", float(median), "s", 0.35, at_most=True, peer="FastMRZ 1.6, RapidOCR 2.4 s"
    )
    yield Figure(BLOCK, f"{of}: CPU, 95th percentile", float(late), "s", 3, at_most=True)


def _share(scored: Sequence[Scored]) -> float:
    return sum(each.right for each in scored) / len(scored)


def real_specimens() -> Iterator[Specimen]:
    truth: dict[str, Any] = json.loads((SHARED / "GROUND_TRUTH.json").read_text())["gt"]
    for name, row in truth.items():
        yield _grey((SHARED / name).read_bytes()), tuple(row["lines"])


def drawn(grade: Grade, seeds: Sequence[int], kinds: Sequence[str] = KINDS) -> Iterator[Specimen]:
    """Of each seed the pictures that have a zone, one for each kind."""
    for seed in seeds:
        for kind in kinds:
            for made in make.invented(kind, grade, seed):
                if made.truth["mrz"]:
                    yield _grey(made.jpeg), tuple(made.truth["mrz"]["lines"])


def _grey(data: bytes) -> Grey:
    return np.asarray(cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE), dtype=np.uint8)


def score(grey: Grey, lines: tuple[str, ...], on: date) -> Scored:
    reading, seconds = timed(lambda: read_zone(grey, on=on))
    truth = parse(lines, on=on)
    read = reading.candidate.mrz if reading else None
    return Scored(
        right=read is not None and _fields(read) == _fields(truth),
        valid=read is not None and read.valid,
        wrong_name=_trusted(reading) and read is not None and _names(read) != _names(truth),
        seconds=seconds,
    )


def _trusted(reading: ZoneReading | None) -> bool:
    """What would pass without a finding: valid check digits, and names that two looks read alike."""
    return reading is not None and reading.valid and reading.names_agree >= NAMES_AGREE


def _fields(mrz: Mrz) -> tuple[str, ...]:
    return tuple(str(getattr(mrz, name)) for name in SCORED)


def _names(mrz: Mrz) -> tuple[str, str]:
    return mrz.surname, mrz.given_names
