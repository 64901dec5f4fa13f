"""Front and back of a card on one picture are one document; two documents are not."""

from datetime import date
from functools import cache
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from compliance.sandbox.specimens import make
from compliance.sandbox.specimens.grades import Grade, take
from onboarding.ocr.reader import Reading, read
from onboarding.ocr.sides import turned_points

Image = NDArray[np.uint8]
ON = date(2026, 1, 1)
WIDE, HIGH, CARD = 1240, 1754, 856


@cache
def drawn(kind: str, seed: int) -> tuple[tuple[Image, dict[str, Any]], ...]:
    """Each side, and what it shows."""
    made = make.invented(kind, Grade.CLEAN, seed, face="ada")
    return tuple((np.asarray(cv2.imdecode(np.frombuffer(one.jpeg, np.uint8), 1), np.uint8), one.truth) for one in made)


def page(upper: Image, lower: Image, *leans: float) -> Image:
    """Two cards on a dark page, each leaning by so many degrees."""
    sheet = np.full((HIGH, WIDE, 3), (70, 60, 50), np.uint8)
    for row, card in enumerate((upper, lower)):
        high = round(CARD * card.shape[0] / card.shape[1])
        small = cv2.resize(card, (CARD, high), interpolation=cv2.INTER_AREA)
        matrix = cv2.getRotationMatrix2D((CARD / 2, high / 2), leans[row] if leans else 0, 1)
        matrix[:, 2] += np.array([WIDE / 2 - CARD / 2, HIGH * (1 + 2 * row) / 4 - high / 2])
        cv2.warpAffine(small, matrix, (WIDE, HIGH), sheet, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_TRANSPARENT)
    return sheet


def front_and_back(*leans: float) -> Image:
    (front, _), (back, _) = drawn("td1", 410)
    return page(front, back, *leans)


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(front_and_back, id="level"),
        pytest.param(lambda: page(*(side for side, _ in reversed(drawn("td1", 410)))), id="the back above"),
        pytest.param(lambda: front_and_back(8, -14), id="thrown on the page"),
        pytest.param(lambda: front_and_back(180, 0), id="the front upside down"),
        pytest.param(lambda: np.ascontiguousarray(np.rot90(front_and_back())), id="the page on its side"),
        pytest.param(lambda: take(front_and_back(), Grade.PHONE, seed=5).picture, id="by telephone"),
    ],
)
def test_front_and_back_on_one_picture_are_one_document(picture: Any) -> None:
    (_, front), (_, back) = drawn("td1", 410)
    shown = {name: field["value"] for side in (front, back) for name, field in side["fields"].items()}

    reading = read(picture(), on=ON)

    assert codes(reading) == []
    assert reading.kind == "identity_card"
    assert reading.mrz is not None
    assert (reading.mrz.valid, reading.mrz.lines) == (True, tuple(back["mrz"]["lines"]))
    assert {name: field.value for name, field in reading.fields.items() if field.source == "viz"} == shown


def test_a_field_lies_where_it_is_on_the_upright_picture() -> None:
    (_, front), _ = drawn("td1", 410)
    scale = CARD / drawn("td1", 410)[0][0].shape[1]
    left, top, _, _ = front["fields"]["surname"]["box"]
    high = drawn("td1", 410)[0][0].shape[0] * scale

    straight, upside_down = (read(front_and_back(lean, 0), on=ON).fields["surname"].box for lean in (0, 180))

    at = (WIDE / 2 - CARD / 2 + left * scale, HIGH / 4 - high / 2 + top * scale)
    assert straight[:2] == pytest.approx(at, abs=14)
    turned = (WIDE - straight[0] - straight[2], HIGH / 2 - straight[1] - straight[3])
    assert upside_down[:2] == pytest.approx(turned, abs=6)


def test_a_licence_and_the_barcode_on_its_back_are_one_document() -> None:
    (front, shown), (back, _) = drawn("driving_licence", 410)

    reading = read(page(front, back), on=ON, kind="driving_licence")

    assert codes(reading) == []
    assert reading.card["document_number"] == shown["fields"]["document_number"]["value"]
    assert reading.fields["surname"].value == shown["fields"]["surname"]["value"]


@pytest.mark.parametrize(
    ("upper", "lower", "kept"),
    [
        (("td1", 410, 0), ("td1", 413, 1), ("td1", 413, 1)),
        (("td1", 410, 1), ("td1", 413, 1), ("td1", 410, 1)),
        (("td3", 410, 0), ("td1", 410, 0), ("td3", 410, 0)),
    ],
    ids=["the front of one and the back of another", "two backs", "a passport and a card of one person"],
)
def test_of_two_documents_one_is_read_and_the_other_pointed_at(
    upper: tuple[str, int, int], lower: tuple[str, int, int], kept: tuple[str, int, int]
) -> None:
    (above, _), (below, _) = (drawn(kind, seed)[side] for kind, seed, side in (upper, lower))
    kind, seed, side = kept
    truth = drawn(kind, seed)[side][1]

    reading = read(page(above, below), on=ON)

    assert codes(reading) == ["several_documents"]
    assert reading.mrz is not None
    assert reading.mrz.lines == tuple(truth["mrz"]["lines"])
    assert {name for name, field in reading.fields.items() if field.source == "viz"} <= truth["fields"].keys()
    box = reading.findings[0].box
    assert box is not None
    assert (box[1] > HIGH / 2) == (kept == upper)


@pytest.mark.parametrize("turns", range(-4, 5))
def test_points_turn_with_their_picture(turns: int) -> None:
    picture = np.zeros((40, 70), np.uint8)
    picture[11, 23] = 1

    (point,) = turned_points(np.array([[23.5, 11.5]], np.float32), turns, (70, 40))

    down, across = np.argwhere(np.rot90(picture, turns))[0]
    assert tuple(point) == (across + 0.5, down + 0.5)
