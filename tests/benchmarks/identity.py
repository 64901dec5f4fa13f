"""Machine-readable zones: fields right, wrong names behind valid check digits, CPU seconds beside tesseract's `eng`."""

import json
import resource
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from compliance.environment import BASE
from onboarding.ocr import tesseract
from onboarding.ocr.mrz import Mrz, parse
from onboarding.ocr.zone import ZoneReading, read_zone

SHARED = BASE.parent / "shared" / "data" / "identity" / "mrz"
FIXTURES = BASE / "fixtures" / "documents"
BLOCK = 6
"""Tesseract's page segmentation mode for one block of text: how `eng` gets the picture."""
SCORED = ("format", "document_number", "birth_date", "sex", "expiry_date", "nationality", "surname", "given_names")
Value = TypeVar("Value")


@dataclass(frozen=True)
class Scored:
    right: bool
    valid: bool
    wrong_name: bool
    seconds: float
    baseline: float


def main() -> None:
    on = datetime.now(UTC).date()
    specimens = real_specimens() if SHARED.exists() else _fixtures()
    print(f"{len(specimens)} pictures of {SHARED if SHARED.exists() else FIXTURES}")
    scored = [score(file, lines, on) for file, lines in specimens]
    seconds = sorted(each.seconds for each in scored)
    print(f"all fields right                         {sum(each.right for each in scored)} of {len(scored)}")
    print(f"valid check digits                       {sum(each.valid for each in scored)}")
    print(f"wrong name behind them, not flagged      {sum(each.wrong_name for each in scored)}")
    print(f"CPU seconds a picture, median            {statistics.median(seconds):.2f}")
    print(f"CPU seconds a picture, 95th percentile   {seconds[int(len(seconds) * 0.95)]:.2f}")
    print(f"times tesseract eng on the same picture  {sum(seconds) / sum(each.baseline for each in scored):.2f}")


def real_specimens() -> list[tuple[Path, tuple[str, ...]]]:
    truth: dict[str, Any] = json.loads((SHARED / "GROUND_TRUTH.json").read_text())["gt"]
    return [(SHARED / name, tuple(row["lines"])) for name, row in truth.items()]


def _fixtures() -> list[tuple[Path, tuple[str, ...]]]:
    rows: list[dict[str, Any]] = json.loads((FIXTURES / "ground_truth.json").read_text())
    return [(FIXTURES / row["file"], tuple(row["mrz"]["lines"])) for row in rows if row.get("mrz")]


def score(file: Path, lines: tuple[str, ...], on: date, *, baseline: bool = True) -> Scored:
    grey = np.asarray(cv2.imread(str(file), cv2.IMREAD_GRAYSCALE), dtype=np.uint8)
    reading, seconds = _timed(lambda: read_zone(grey, on=on))
    spent = _timed(lambda: _plain(grey))[1] if baseline else 0.0
    truth = parse(lines, on=on)
    read = reading.candidate.mrz if reading else None
    return Scored(
        right=read is not None and _fields(read) == _fields(truth),
        valid=read is not None and read.valid,
        wrong_name=_trusted(reading) and read is not None and _names(read) != _names(truth),
        seconds=seconds,
        baseline=spent,
    )


def _plain(grey: NDArray[np.uint8]) -> list[list[tesseract.Word]]:
    return tesseract.read([grey], model="eng", folder=tesseract.english(), layout=BLOCK)


def _trusted(reading: ZoneReading | None) -> bool:
    """What would pass without a finding: valid check digits, and names that two looks read alike."""
    return reading is not None and reading.valid and reading.names_agree >= 0.5


def _fields(mrz: Mrz) -> tuple[str, ...]:
    return tuple(str(getattr(mrz, name)) for name in SCORED)


def _names(mrz: Mrz) -> tuple[str, str]:
    return mrz.surname, mrz.given_names


def _timed(work: Callable[[], Value]) -> tuple[Value, float]:
    before = _cpu()
    done = work()
    return done, _cpu() - before


def _cpu() -> float:
    """CPU seconds of this process and of its children that have ended."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


if __name__ == "__main__":
    main()
