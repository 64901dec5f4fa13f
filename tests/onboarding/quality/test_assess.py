"""The specimen pictures, as drawn and spoilt on purpose."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from compliance.sandbox.specimens.grades import Grade, take
from onboarding.quality.assess import assess
from onboarding.quality.findings import Box, Finding, turned
from onboarding.quality.judge import DOCUMENT, PAPER, PASSPORT, SELFIE, findings, judge, thresholds
from onboarding.quality.outline import rectified

PICTURES = Path(__file__).parents[3] / "fixtures" / "documents"


def picture(name: str) -> NDArray[np.uint8]:
    return np.asarray(cv2.imread(str(PICTURES / name)), dtype=np.uint8)


def codes(image: NDArray[np.uint8]) -> list[str]:
    return [finding.code for finding in judge(image).findings]


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
    cv2.circle(image, (700, 500), 140, (255, 255, 255), -1)

    (glare,) = (finding for finding in judge(image).findings if finding.code == "image_glare")

    assert glare.box == pytest.approx((560, 360, 281, 281), abs=6)


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

    assert assess(grey) == assess(np.asarray(cv2.merge([grey, grey, grey]), dtype=np.uint8))


def flat(name: str) -> NDArray[np.uint8]:
    """A page without its table, to be taken in another way."""
    (outline,) = judge(picture(name)).outlines
    return rectified(picture(name), outline)


@pytest.mark.parametrize(
    ("grade", "expected"),
    [
        (Grade.PHONE, []),
        (Grade.HARD, []),
        (Grade.ROTATED, []),
        (Grade.BLURRED, ["image_blurred"]),
        (Grade.GLARE, ["image_glare"]),
        (Grade.CUT_OFF, ["document_cut_off"]),
        (Grade.RECAPTURED, ["screen_recapture"]),
        (Grade.COPIED, ["greyscale_copy"]),
        (Grade.DARK, ["image_dark"]),
    ],
)
def test_each_flaw_is_found_and_no_other(grade: Grade, expected: list[str]) -> None:
    assert codes(take(flat("astrid-passport.jpg"), grade, seed=11).picture) == expected


def page_of(*cards: str, small: float = 1.0) -> NDArray[np.uint8]:
    """On a dark page, the second so much smaller."""
    page = np.full((1500, 1000, 3), (70, 60, 50), np.uint8)
    for row, (name, share) in enumerate(zip(cards, (1.0, small), strict=True)):
        wide, high = round(856 * share), round(540 * share)
        page[80 + row * 700 : 80 + row * 700 + high, 70 : 70 + wide] = cv2.resize(flat(name), (wide, high))
    return page


def test_two_cards_of_one_size_may_be_front_and_back_which_a_reader_can_tell() -> None:
    judged = judge(page_of("camille-identity_card-front.jpg", "camille-identity_card-back.jpg"))

    assert judged.findings == ()
    assert judged.sides == judged.outlines
    assert [cv2.boundingRect(np.array(side, np.float32))[2:] for side in judged.sides] == [
        pytest.approx((856, 540), abs=8)
    ] * 2


def test_a_second_document_of_another_size_or_beside_a_passport_is_one_too_many() -> None:
    page = page_of("camille-identity_card-front.jpg", "camille-identity_card-back.jpg", small=0.7)
    (finding,) = judge(page).findings
    alike = page_of("camille-identity_card-front.jpg", "camille-identity_card-back.jpg")
    (beside,) = judge(alike, thresholds("passport")).findings

    assert (finding.code, beside.code) == ("several_documents", "several_documents")
    assert finding.box is not None
    assert finding.box[2:] == pytest.approx((599, 378), abs=8)
    assert judge(alike, thresholds("passport")).sides == ()


def test_a_document_far_away_is_too_small_in_a_large_picture() -> None:
    table = np.full((1200, 1600, 3), (70, 90, 110), np.uint8)
    table[400:640, 600:940] = cv2.resize(flat("astrid-passport.jpg"), (340, 240))
    assert judge(table).quality.across == pytest.approx(340, abs=6)

    table[:] = (70, 90, 110)
    table[400:820, 500:1100] = cv2.resize(flat("astrid-passport.jpg"), (600, 420))
    shrunk = np.asarray(cv2.resize(table, None, fx=0.35, fy=0.35, interpolation=cv2.INTER_AREA), np.uint8)
    assert codes(shrunk) == ["image_small"]


def test_a_letter_may_be_grey_and_almost_white() -> None:
    sheet = np.full((1400, 1000, 3), 250, np.uint8)
    cv2.putText(sheet, "Electricity bill", (100, 300), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 4)

    assert judge(sheet, thresholds("proof_of_address")).findings == ()


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("selfie", SELFIE),
        ("registry_extract", PAPER),
        ("passport", PASSPORT),
        ("identity_card", DOCUMENT),
        (None, DOCUMENT),
    ],
)
def test_each_kind_has_its_thresholds(kind: str | None, expected: object) -> None:
    assert thresholds(kind) is expected


@pytest.mark.parametrize(
    ("turns", "box"),
    [
        (0, (10, 20, 30, 40)),
        (1, (20, 60, 40, 30)),
        (2, (60, 140, 30, 40)),
        (3, (140, 10, 40, 30)),
        (4, (10, 20, 30, 40)),
    ],
)
def test_a_box_turns_with_its_picture(turns: int, box: Box) -> None:
    assert turned(Finding("c", (10, 20, 30, 40)), turns, (100, 200)) == Finding("c", box)


def test_a_finding_without_a_box_turns_into_itself() -> None:
    assert turned(Finding("c"), 1, (100, 200)) == Finding("c")
