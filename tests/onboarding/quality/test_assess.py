"""The specimen pictures, as drawn and spoilt on purpose."""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from onboarding.quality.assess import DOCUMENT, SELFIE, assess, findings

PICTURES = Path(__file__).parents[3] / "fixtures" / "documents"


def picture(name: str) -> NDArray[np.uint8]:
    return np.asarray(cv2.imread(str(PICTURES / name)), dtype=np.uint8)


def codes(image: NDArray[np.uint8]) -> list[str]:
    return [finding.code for finding in findings(assess(image))]


@pytest.mark.parametrize(
    "name",
    ["astrid-passport.jpg", "camille-identity_card-front.jpg", "camille-identity_card-back.jpg", "lukas-passport.jpg"],
)
def test_a_picture_taken_with_care_has_no_finding(name: str) -> None:
    assert codes(picture(name)) == []


def test_a_shaken_picture_is_blurred() -> None:
    assert codes(picture("ingrid-passport.jpg")) == ["image_blurred"]


def test_a_selfie_is_measured_by_its_own_sharpness() -> None:
    quality = assess(picture("camille-selfie.jpg"))

    assert findings(quality, SELFIE) == ()
    assert [finding.code for finding in findings(quality, DOCUMENT)] == ["image_blurred"]


def test_a_picture_in_the_dark_is_dark() -> None:
    assert "image_dark" in codes(np.asarray(picture("astrid-passport.jpg") // 5, dtype=np.uint8))


def test_a_reflection_on_a_dull_picture_is_glare() -> None:
    image = np.asarray(picture("astrid-passport.jpg") * 0.6, dtype=np.uint8)
    cv2.circle(image, (700, 500), 110, (255, 255, 255), -1)

    assert "image_glare" in codes(image)


def test_an_empty_sheet_has_no_contrast() -> None:
    assert "image_flat" in codes(np.full((600, 900, 3), 200, dtype=np.uint8))


def test_a_thumbnail_is_too_small() -> None:
    assert "image_small" in codes(np.asarray(cv2.resize(picture("astrid-passport.jpg"), (200, 150)), dtype=np.uint8))


def test_sharpness_hardly_depends_on_light() -> None:
    image = picture("astrid-passport.jpg")

    bright, dull = assess(image), assess(np.asarray(image * 0.7, dtype=np.uint8))

    assert dull.sharpness == pytest.approx(bright.sharpness, rel=0.2)


def test_grey_pictures_are_measured_like_coloured_ones() -> None:
    image = picture("astrid-passport.jpg")
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), dtype=np.uint8)

    assert replace(assess(grey)) == assess(np.asarray(cv2.merge([grey, grey, grey]), dtype=np.uint8))
