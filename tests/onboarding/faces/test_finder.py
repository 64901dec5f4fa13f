"""Which of the boxes that a detector sees are faces of their own."""

import pytest

from onboarding.faces.finder import distinct
from onboarding.faces.model import Box

FACE = Box(left=60, top=80, width=100, height=100)


@pytest.mark.parametrize(
    ("moved", "sure", "kept"),
    [
        (59, 1.0, [2.0]),
        (61, 1.0, [2.0, 1.0]),
        (59, 3.0, [3.0]),
        (-59, 1.0, [2.0]),
        (-61, 1.0, [2.0, 1.0]),
        (300, 0.4, [2.0, 0.4]),
    ],
)
def test_of_two_boxes_that_share_two_fifths_the_surer_is_a_face(moved: int, sure: float, kept: list[float]) -> None:
    beside = Box(left=FACE.left + moved, top=FACE.top, width=FACE.width, height=FACE.height)

    assert [confidence for _, confidence in distinct([(FACE, 2.0), (beside, sure)])] == kept


def test_a_small_box_within_a_surer_large_one_is_no_face() -> None:
    mouth = Box(left=90, top=140, width=40, height=40)

    assert distinct([(FACE, 1.5), (mouth, 0.5)]) == [(FACE, 1.5)]


def test_two_boxes_of_the_same_confidence_both_stay() -> None:
    assert len(distinct([(FACE, 1.0), (FACE, 1.0)])) == 2
