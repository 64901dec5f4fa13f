"""Two documents on one picture."""

from datetime import date
from pathlib import Path

import cv2
import numpy as np

from onboarding.ocr.other_zones import others
from onboarding.ocr.zone import read_zone
from tests.onboarding.ocr.lines import line

PICTURES = Path(__file__).parents[3] / "fixtures" / "documents"
ON = date(2026, 1, 1)
ZONE = [line("P<UTOSOLVANG<<ASTRID<MARIA<<<<", 0, 0), line("L7K2049150SWE8904173F33<<<<<", 0, 30)]


def grey(*names: str) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    pictures = [cv2.imread(str(PICTURES / name), cv2.IMREAD_GRAYSCALE) for name in names]
    return np.vstack([np.asarray(picture, np.uint8) for picture in pictures])


def test_two_passports_on_one_picture_are_several_documents() -> None:
    both = grey("astrid-passport.jpg", "viktor-passport.jpg")
    zone = read_zone(both, on=ON)
    assert zone is not None

    assert [finding.code for finding in others(both, zone, ZONE, on=ON)] == ["several_documents"]


def test_one_passport_is_one_document() -> None:
    one = grey("astrid-passport.jpg")
    zone = read_zone(one, on=ON)
    assert zone is not None

    assert others(one, zone, ZONE, on=ON) == ()
    assert others(one, zone, [], on=ON) == ()
