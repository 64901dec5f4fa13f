"""Outlines of documents, drawn by the specimen maker or laid out here."""

from itertools import pairwise

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from compliance.sandbox.specimens.grades import Grade, take
from onboarding.quality.outline import Corners, outlines, rectified, scaled, sides

Image = NDArray[np.uint8]


def card(width: int = 860, height: int = 540) -> Image:
    """A pale card with a portrait and lines of print."""
    drawn = np.full((height, width, 3), (232, 238, 240), np.uint8)
    cv2.rectangle(drawn, (40, 90), (290, 420), (90, 110, 140), cv2.FILLED)
    for row in range(5):
        cv2.putText(drawn, "ERIKSSON ANNA 12", (330, 120 + 70 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (40, 30, 30), 2)
    return drawn


def lying(angle: float, *, ground: tuple[int, int, int] = (60, 88, 120), middle: tuple[int, int] = (700, 500)) -> Image:
    table = np.full((1000, 1400, 3), ground, np.uint8)
    matrix = np.asarray(cv2.getRotationMatrix2D((430, 270), angle, 0.8), np.float64)
    matrix[:, 2] += np.array(middle) - (430, 270)
    return np.asarray(cv2.warpAffine(card(), matrix, (1400, 1000), table, borderMode=cv2.BORDER_TRANSPARENT), np.uint8)


def overlap(one: Corners, other: NDArray[np.float32]) -> float:
    a, b = np.array(one, np.float32), other.astype(np.float32)
    common, _ = cv2.intersectConvexConvex(a, b)
    return float(common / (cv2.contourArea(a) + cv2.contourArea(b) - common))


@pytest.mark.parametrize("angle", [0, 17, 45, 90, 133, 180, 271])
def test_a_card_is_found_at_any_angle(angle: float) -> None:
    (found,) = outlines(lying(angle))

    truth = cv2.boxPoints(((700, 500), (860 * 0.8, 540 * 0.8), -angle))
    assert overlap(found, np.asarray(truth, np.float32)) > 0.97


@pytest.mark.parametrize("grade", [Grade.PHONE, Grade.BLURRED, Grade.HARD, Grade.ROTATED, Grade.DARK])
def test_a_card_is_found_as_a_telephone_takes_it(grade: Grade) -> None:
    taken = take(card(), grade, seed=5)

    (found,) = outlines(taken.picture)

    truth = taken.place(np.array([[0, 0], [860, 0], [860, 540], [0, 540]], np.float32))
    assert overlap(found, truth) > 0.95


def test_corners_go_clockwise_from_the_top_left() -> None:
    (found,) = outlines(lying(10))

    middle = np.mean(found, axis=0)
    angles = np.unwrap([np.arctan2(y - middle[1], x - middle[0]) for x, y in found])
    assert all(before < after for before, after in pairwise(angles))
    assert min(found, key=sum) == found[0]


def test_two_cards_on_a_page_are_two_outlines_the_larger_first() -> None:
    page = np.full((1400, 1000, 3), (70, 60, 50), np.uint8)
    page[80:620, 70:930] = card()
    page[760:1210, 130:846] = cv2.resize(card(), (716, 450))

    first, second = outlines(page)

    assert max(sides(first)) == pytest.approx(860, abs=8)
    assert max(sides(second)) == pytest.approx(716, abs=8)


@pytest.mark.parametrize("image", [card(), np.full((600, 900, 3), 200, np.uint8)], ids=["fills the picture", "empty"])
def test_where_no_edges_can_be_seen_nothing_is_found(image: Image) -> None:
    assert outlines(image) == ()


def test_a_rectified_card_is_flat_and_keeps_its_size() -> None:
    picture = lying(17)
    (found,) = outlines(picture)

    flat = rectified(picture, found)

    assert flat.shape[:2] == pytest.approx((540 * 0.8, 860 * 0.8), abs=5)
    assert outlines(flat) == ()


def test_an_outline_is_scaled_with_its_picture() -> None:
    assert scaled(((0, 0), (4, 0), (4, 2), (0, 2)), 0.5) == ((0, 0), (2, 0), (2, 1), (0, 1))
