"""Whatever is written is read back the same, and whatever else comes is either of the right kind or refused."""

from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_type_hints

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from onboarding.engines.codec import Garbled, encoded, opened, reader
from onboarding.engines.messages import answer, read_answer
from onboarding.faces import engine as faces
from onboarding.faces import liveness
from onboarding.faces.model import Box, Face, Look, Pose
from onboarding.ocr import reader as documents
from onboarding.ocr.papers import reading as papers
from onboarding.ocr.reader import Reading
from tests.onboarding.engines.answering import Colour, Everything, Point

DAY = date(2026, 11, 23)
GRID = np.array([[0.5, -1.25], [3.0, 1e-300]])
WHOLE = Everything(
    points=(Point(1, 2.5, "ö"), Point(-3, 0.1)),
    box=(1, 2, 3, 4),
    colour=Colour.BLUE,
    day=DAY,
    named={"a": 1.0, "b": 0.1},
    grid=GRID,
    raw=b"\0\xff",
    done=True,
)


def crossed(value: object, kind: Any) -> Any:
    message = bytearray().join(encoded(value))
    tree, raw = opened(bytearray(message))
    read = reader(kind)(tree, raw)
    assert len(raw.left) == 0
    return read


def test_every_kind_of_value_comes_back_as_it_was() -> None:
    back = crossed(WHOLE, Everything)

    assert replace(back, grid=GRID) == WHOLE
    assert type(back.colour) is Colour
    np.testing.assert_array_equal(back.grid, GRID, strict=True)


@given(
    number=st.floats(allow_nan=False, allow_infinity=False),
    whole=st.integers(-(2**63), 2**63 - 1),
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
)
def test_numbers_and_texts_come_back_exactly(number: float, whole: int, text: str) -> None:
    assert crossed(Point(whole, number, text), Point) == Point(whole, number, text)


def test_a_picture_arrives_whole_and_may_be_written_on() -> None:
    picture = np.random.default_rng(0).integers(0, 255, (30, 41, 3), dtype=np.uint8)

    back = crossed(picture[:, ::-1], NDArray[np.uint8])

    np.testing.assert_array_equal(back, picture[:, ::-1], strict=True)
    assert back.flags.writeable


def test_numbers_of_numpy_are_numbers() -> None:
    mixed = Point(np.int64(3), np.float32(0.5), np.str_("a"))  # type: ignore[arg-type]

    assert crossed(mixed, Point) == Point(3, 0.5, "a")
    assert [type(getattr(crossed(mixed, Point), field.name)) for field in fields(Point)] == [int, float, str]


@pytest.mark.parametrize("value", [{1: "a"}, {1, 2}, object(), Point, lambda: None, np.array([object()])])
def test_what_is_no_data_is_not_sent(value: object) -> None:
    with pytest.raises(TypeError):
        encoded(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800"])
def test_what_could_not_be_read_is_not_sent(value: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (of json and of the text's own)
        encoded(value)


@pytest.mark.parametrize("kind", [object, Any, None, list[int], int | str, set[str], NDArray[Any] | str, type])
def test_a_type_that_is_never_sent_is_our_mistake(kind: Any) -> None:
    with pytest.raises(TypeError, match=r"no type that crosses the pipe|more than one thing"):
        reader(kind)


def test_a_literal_is_one_of_its_own_texts() -> None:
    assert crossed("TD1", Literal["TD1", "TD3"]) == "TD1"
    for other in ("TD2", 1, None):
        with pytest.raises(Garbled):
            crossed(other, Literal["TD1", "TD3"])


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_of_the_right_kind(message: bytes) -> None:
    try:
        read = read_answer(bytearray(message), reader(Everything))
    except Garbled:
        return
    assert read.error or type(read.value) is Everything


@given(st.data())
def test_an_answer_with_bytes_changed_is_refused_or_of_the_right_kind(data: st.DataObject) -> None:
    message = bytearray().join(answer(WHOLE))
    for place in data.draw(st.lists(st.integers(0, len(message) - 1), min_size=1, max_size=4)):
        message[place] = data.draw(st.integers(0, 255))

    try:
        read = read_answer(message, reader(Everything))
    except Garbled:
        return
    assert [type(getattr(read.value, name)) for name in ("points", "colour", "grid", "raw", "done")] == [
        tuple,
        Colour,
        np.ndarray,
        bytes,
        bool,
    ]


@pytest.mark.parametrize(
    "function", [faces.look, liveness.judge, documents.read, papers.read], ids=lambda one: one.__module__
)
def test_every_engine_that_is_asked_answers_with_data(function: Any) -> None:
    hints = get_type_hints(function)

    assert [callable(reader(kind)) for kind in hints.values()] == [True] * len(hints)


def test_a_look_comes_back_with_its_landmarks() -> None:
    points = np.arange(136, dtype=np.float64).reshape(68, 2)
    face = Face(Box(1, 2, 3, 4), 1.5, 80.25, 90, points, Pose(1.5, -2.0, 0.0), 0.31, covered=False)
    look = Look((face,), face, (0.6, -0.8))

    back = crossed(look, Look)

    np.testing.assert_array_equal(back.faces[0].landmarks, points, strict=True)
    assert replace(back.chosen, landmarks=points) == face
    assert back.embedding == look.embedding


def test_a_reading_comes_back_equal() -> None:
    picture = documents.load(Path("fixtures/documents/astrid-passport.jpg"))
    reading = documents.read(picture, on=DAY, kind="passport")

    assert reading.mrz is not None
    assert crossed(reading, Reading) == reading
