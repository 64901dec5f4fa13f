"""Print on a page that lies on any side, read by the real networks."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from onboarding.ocr.page import read_page
from onboarding.ocr.printed import models, read_lines

WORDS = ("SURNAME / NOM", "NORDAHL", "DATE OF BIRTH", "12 AUG 1974", "MINISTRY OF NOWHERE")


def page() -> NDArray[np.uint8]:
    sheet = np.full((480, 720, 3), 235, np.uint8)
    for row, text in enumerate(WORDS):
        cv2.putText(sheet, text, (60, 80 + row * 80), (40, 40, 40), cv2.FontFace("uni"), 34, 400)
    return sheet


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_page_is_read_whichever_way_it_lies(turns: int) -> None:
    lying = np.ascontiguousarray(np.rot90(page(), -turns))

    found, lines = read_page(lying)

    assert found == turns
    assert {line.text for line in lines} == set(WORDS)


def test_boxes_are_in_pixels_of_the_upright_picture() -> None:
    _, lines = read_page(np.ascontiguousarray(np.rot90(page(), 2)))

    (name,) = [line for line in lines if line.text == "NORDAHL"]
    x, y = name.corners.mean(axis=0)
    assert 60 < x < 260
    assert 120 < y < 180


def test_an_empty_page_says_nothing() -> None:
    assert read_page(np.full((480, 720, 3), 235, np.uint8)) == (0, [])
    assert read_lines(page(), []) == []


def test_the_models_are_those_of_the_wheel() -> None:
    assert {file.name for file in models().glob("*.onnx")} >= {"PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"}
