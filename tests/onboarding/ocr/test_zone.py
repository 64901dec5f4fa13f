"""Zones are found however the picture lies, and not where there is none."""

from functools import cache

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from onboarding.ocr.find import leaning
from onboarding.ocr.zone import ZoneReading, read_zone
from tests.onboarding.ocr.test_reader import ON, picture, truth

NAME = "astrid-passport.jpg"


@cache
def grey() -> NDArray[np.uint8]:
    return np.asarray(cv2.cvtColor(picture(NAME), cv2.COLOR_BGR2GRAY), dtype=np.uint8)


def turned(degrees: float) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """The picture on a larger table, turned counter-clockwise, and the matrix that did it."""
    height, width = grey().shape
    side = int(np.hypot(height, width))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    matrix[:, 2] += ((side - width) / 2, (side - height) / 2)
    made = cv2.warpAffine(grey(), matrix, (side, side), borderValue=110.0)
    return np.asarray(made, np.uint8), np.asarray(matrix, np.float64)


def read(degrees: float) -> ZoneReading:
    reading = read_zone(turned(degrees)[0], on=ON)
    assert reading is not None
    return reading


@pytest.mark.parametrize("degrees", [-4, 17, -38, 64, 131, 180, 211, -101])
def test_a_zone_is_read_at_any_angle(degrees: float) -> None:
    assert list(read(degrees).candidate.mrz.lines) == truth(NAME)["mrz"]["lines"]


def test_a_field_lies_where_it_is_printed_on_a_leaning_picture() -> None:
    reading, (_, matrix) = read(20), turned(20)

    straight = read_zone(grey(), on=ON)
    assert straight is not None
    for field in ("document_number", "expiry_date", "surname"):
        (x, y, width, height), (left, top, wide, high) = straight.box(field), reading.box(field)
        middle = matrix @ (x + width / 2, y + height / 2, 1)
        assert reading.zone.turns == 0
        assert np.allclose(middle, (left + wide / 2, top + high / 2), atol=8), field


def test_the_lean_of_a_picture_is_told_within_three_degrees() -> None:
    assert leaning(grey()) == 0.0
    assert abs(leaning(turned(-20)[0]) - 20) <= 3


def test_a_picture_without_a_zone_has_none() -> None:
    noise = np.random.default_rng(3).integers(0, 255, (400, 600)).astype(np.uint8)

    assert read_zone(noise, on=ON) is None
    assert read_zone(np.full((300, 400), 200, dtype=np.uint8), on=ON) is None
