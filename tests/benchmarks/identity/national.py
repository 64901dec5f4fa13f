"""Names in the national script on drawn passports: told as they stand, told wrongly, and the Latin ones beside them."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import date

import cv2
import numpy as np

from compliance.sandbox.specimens import make
from compliance.sandbox.specimens.grades import Grade
from compliance.sandbox.specimens.national import SCRIPTS
from onboarding.ocr.reader import read
from tests.benchmarks.screening.figures import Figure

ON = date(2026, 1, 1)
GRADES = (Grade.CLEAN, Grade.SCAN, Grade.PHONE)
SEEDS = range(300, 304)
"""Not those that were looked at while the rules were written."""
BLOCK = "names in the national script"


def figures(options: Namespace) -> Iterator[Figure]:
    for grade in GRADES:
        told = [
            _told(script, grade, seed) for script in sorted(SCRIPTS) for seed in SEEDS[: 1 if options.quick else None]
        ]
        yield Figure(BLOCK, f"{grade}: name right", _share(name == shown for shown, name, _ in told), "%")
        wrong = _share(name not in (None, shown) for shown, name, _ in told)
        yield Figure(BLOCK, f"{grade}: name told otherwise", wrong, "%", at_most=True)
        yield Figure(
            BLOCK, f"{grade}: zones said to differ", _share(differ for *_, differ in told), "%", 0, at_most=True
        )


def _told(script: str, grade: Grade, seed: int) -> tuple[str, str | None, bool]:
    """The name shown, the name read, and whether print and zone are said to differ."""
    made = next(make.invented("td3", grade, seed, script=script))
    picture = cv2.imdecode(np.frombuffer(made.jpeg, np.uint8), cv2.IMREAD_COLOR)
    reading = read(np.asarray(picture, np.uint8), on=ON)
    name = reading.fields.get("name_national")
    differ = any(finding.code.startswith("viz_mrz_mismatch") for finding in reading.findings)
    return made.truth["fields"]["name_national"]["value"], name.value if name else None, differ


def _share(each: Iterator[bool]) -> float:
    counted = list(each)
    return sum(counted) / len(counted)
