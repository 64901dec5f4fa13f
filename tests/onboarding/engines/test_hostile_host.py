"""A child that was taken over answers what it likes: the worker believes data of the right shape, and goes on."""

import json
import os
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from onboarding.engines import (
    Bounds,
    EngineCrashed,
    EngineFailed,
    EngineGarbled,
    EngineRaised,
    EngineTooSlow,
    ask,
    asking,
)
from tests.onboarding.engines import answering, hostile
from tests.onboarding.engines.hostile import head

BOUNDS = Bounds(seconds=10, memory=2 * 1024**3)
HASTY = Bounds(seconds=1, memory=BOUNDS.memory)
HOSTILE = hostile.__name__
RIGHT = [[[1, 2.5, None]], [1, 2, 3, 4], "red", None, {"a": 1.0}, ["<f8", 2, 1], 1, True]
"""An answer of `everything`, with 17 bytes behind it."""
RAW = struct.pack("<dd", 0.5, -1.0) + b"!"


@pytest.fixture(autouse=True)
def _no_host_is_left() -> Iterator[None]:
    yield
    while asking._hosts:
        asking._hosts.pop().end()


def refused(function: str, *arguments: object, bounds: Bounds = BOUNDS) -> str:
    """How the question failed; the next one is answered by another process."""
    before = ask(answering.__name__, "process", bounds=bounds)
    with pytest.raises(EngineFailed) as failed:
        ask(HOSTILE, function, *arguments, bounds=bounds)
    assert ask(answering.__name__, "process", bounds=bounds) not in {before, os.getpid()}
    assert not Path(f"/proc/{before}").exists()
    return type(failed.value).__name__


@pytest.mark.parametrize("function", ["pickled", "pickled_message"])
def test_what_is_pickled_is_not_run(function: str, tmp_path: Path) -> None:
    mark = tmp_path / "run"

    assert refused(function, str(mark)) == EngineGarbled.__name__
    assert not mark.exists()


@pytest.mark.parametrize(
    "words", [b"\xff" * 64, b"GET / HTTP/1.1\r\n\r\n", bytes(8), (4).to_bytes(8, "big") + b"\xff\xff\xff\xff"]
)
def test_noise_is_no_answer(words: bytes) -> None:
    assert refused("said", words) == EngineGarbled.__name__


def test_more_than_an_answer_may_have_is_not_even_received() -> None:
    assert refused("too_much") == EngineGarbled.__name__


def test_an_answer_that_never_ends_is_ended() -> None:
    assert refused("dripped", bounds=HASTY) == EngineTooSlow.__name__


def test_an_end_in_the_middle_is_a_crash() -> None:
    assert refused("left") == EngineCrashed.__name__


@pytest.mark.parametrize(
    "tree",
    [
        head(None),
        head([1, 2.5]),
        head([1, 2.5, None, None]),
        head({"x": 1, "y": 2.5, "note": None}),
        head({"__class__": "subprocess.Popen", "args": ["true"]}),
        head(["1", 2.5, None]),
        head([1.5, 2.5, None]),
        head([True, 2.5, None]),
        head([2**63, 2.5, None]),
        head([1, 2.5, ["a"]]),
        b'["",[1,NaN,null]]',
        b'["",[1,-Infinity,null]]',
        b'["",[1,1e999,null]]',
        b'["",[1,2.5,"\xed\xa0\x80"]]',
        b'["",[1,2.5,"\\ud800"]]',
        b'["",[1,2.5,null]',
        b'["",[1,2.5,null],null]',
        b'{"value":[1,2.5,null]}',
        b"9" * 5000,
        b"[" * 100_000,
        head([1, 2.5, None], "ValueError"),
        head(None, "SystemExit"),
        head(None, "os.system"),
        json.dumps([["ValueError"], None]).encode(),
    ],
)
def test_data_of_another_shape_is_no_answer(tree: bytes) -> None:
    assert refused("told", tree, b"") == EngineGarbled.__name__


def test_bytes_that_nobody_asked_for_are_no_answer() -> None:
    assert refused("told", head([1, 2.5, None]), b"!") == EngineGarbled.__name__


def changed(place: int, value: object) -> bytes:
    return head([*RIGHT[:place], value, *RIGHT[place + 1 :]])


@pytest.mark.parametrize(
    "tree",
    [
        changed(0, [[1, 2.5, None], None]),
        changed(1, [1, 2, 3]),
        changed(2, "green"),
        changed(3, "yesterday"),
        changed(4, [["a", 1.0]]),
        changed(4, {"a": "1"}),
        changed(5, ["<f4", 4, 1]),
        changed(5, ["|O", 2, 1]),
        changed(5, ["<f8", 2, 2]),
        changed(5, ["<f8", -2, -1]),
        changed(5, ["<f8", 2, 1, 1, 1]),
        changed(5, ["<f8", 2.0, 1]),
        changed(5, ["<f8", 1 << 62, 1 << 62]),
        changed(5, ["<f8", 0, 1 << 62]),
        changed(5, []),
        changed(6, -1),
        changed(6, 18),
        changed(7, 1),
        changed(0, [[1, 2.5, "a\0b"]]),
        changed(4, {"a\0b": 1.0}),
    ],
)
def test_arrays_and_texts_have_the_bounds_that_they_should(tree: bytes) -> None:
    assert refused("everything", tree, RAW) == EngineGarbled.__name__


def test_an_array_of_no_numbers_is_no_answer() -> None:
    assert refused("everything", head(RIGHT), struct.pack("<dd", float("nan"), 0) + b"!") == EngineGarbled.__name__


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("viz_mrz_mismatch.[{value:5000000000}]", {"value": 1}),
        ("viz_mrz_mismatch.[{0}]", {}),
        ("viz_mrz_mismatch.Hans", {}),
        ("viz_mrz_mismatch.birth.date", {}),
        ("Hans Muster", {}),
        ("image_dark\n", {}),
        ("a" * 41, {}),
        ("", {}),
        ("image_dark", {"Hans Muster": 1}),
        ("image_dark", {"value.real": 1}),
        ("image_dark", {"": 1}),
    ],
)
def test_a_finding_says_codes_and_figures_alone(code: str, facts: dict[str, float]) -> None:
    assert refused("finding", head([code, None, facts])) == EngineGarbled.__name__


def test_a_sign_of_life_is_a_code() -> None:
    assert refused("passive", head([["Hans Muster"], {}, None, "signals.1"])) == EngineGarbled.__name__


@pytest.mark.parametrize("versions", [{"Hans Muster": "5"}, {"tesseract": "5" * 81}, {"tesseract": "Hans\nMuster"}])
def test_versions_are_short_words(versions: dict[str, str]) -> None:
    assert refused("paper", head([[], "text", None, {}, [], versions])) == EngineGarbled.__name__


@pytest.mark.parametrize("embedding", [[], [0.5, 0.5], [1e200, 1e200]])
def test_a_face_without_a_direction_is_no_answer(embedding: list[float]) -> None:
    assert refused("look", head([[], None, embedding])) == EngineGarbled.__name__


def test_a_host_that_leaves_its_group_is_ended_all_the_same() -> None:
    begun = time.monotonic()

    assert refused("escaped", bounds=HASTY) == EngineTooSlow.__name__
    assert time.monotonic() - begun < hostile._PATIENCE


def test_a_lie_of_the_right_shape_is_believed_and_is_data() -> None:
    assert ask(HOSTILE, "told", head([1, 2, "lie"]), b"", bounds=BOUNDS) == answering.Point(1, 2.0, "lie")


def test_a_lie_about_an_error_is_a_failure_and_raises_nothing_of_its_own() -> None:
    with pytest.raises(EngineRaised) as failed:
        ask(HOSTILE, "told", head(None, "StopIteration"), b"", bounds=BOUNDS)

    assert failed.value.name == "StopIteration"
