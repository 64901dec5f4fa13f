"""Engines that really crash, hang and grow: one question fails, and the next finds a new process."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from onboarding.engines import (
    Bounds,
    EngineCrashed,
    EngineOutOfMemory,
    EngineRaised,
    EngineTooSlow,
    ask,
    asking,
    warm,
)
from tests.onboarding.engines import answering

BOUNDS = Bounds(seconds=20, memory=2 * 1024**3)
ENGINE = answering.__name__


@pytest.fixture(autouse=True)
def _no_host_is_left() -> Iterator[None]:
    yield
    while asking._hosts:
        asking._hosts.pop().end()


def host() -> int:
    """The process that answers."""
    number: int = ask(ENGINE, "process", bounds=BOUNDS)
    return number


def test_one_process_answers_question_after_question() -> None:
    first = host()

    assert first != os.getpid()
    assert ask(ENGINE, "root", 25.0, bounds=BOUNDS) == 5.0
    assert host() == first


def test_of_what_the_engine_raises_the_name_is_known_here() -> None:
    first = host()

    with pytest.raises(EngineRaised, match=r"^ZeroDivisionError$"):
        ask(ENGINE, "divided", 1, 0, bounds=BOUNDS)

    assert host() == first


def test_an_error_of_a_librarys_own_has_the_name_of_its_kind() -> None:
    picture = np.zeros((0, 0, 3), np.uint8)

    with pytest.raises(EngineRaised, match=r"^Exception$"):  # cv2.error
        ask("onboarding.faces.engine", "find", picture, bounds=BOUNDS)


def test_data_of_every_kind_goes_there_and_back() -> None:
    grid = np.array([[0.5, 1.5]])

    answer = ask(ENGINE, "everything", date(2026, 11, 23), grid=grid, colour=answering.Colour.BLUE, bounds=BOUNDS)

    assert (answer.day, answer.colour, answer.raw) == (date(2026, 11, 23), answering.Colour.BLUE, b"\0\xff")
    assert answer.points == (answering.Point(1, 2.5, "ö"), answering.Point(-3, 0.1))
    np.testing.assert_array_equal(answer.grid, grid, strict=True)


def test_a_function_that_does_not_say_what_it_answers_is_not_asked() -> None:
    with pytest.raises(TypeError):
        ask("os", "getpid", bounds=BOUNDS)

    assert asking._hosts == []


def test_a_crash_in_native_code_fails_one_question() -> None:
    first = host()

    with pytest.raises(EngineCrashed):
        ask(ENGINE, "crashed", bounds=BOUNDS)

    assert host() != first
    assert not Path(f"/proc/{first}").exists()


def test_a_hang_is_ended_with_the_programs_it_started() -> None:
    hasty = Bounds(seconds=1, memory=BOUNDS.memory)

    with pytest.raises(EngineTooSlow):
        ask(ENGINE, "hung", bounds=hasty)

    assert [path for path in Path("/proc").glob("[0-9]*/cmdline") if b"4321" in _read(path)] == []


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_memory_beyond_the_bound_fails_one_question() -> None:
    first = host()

    with pytest.raises(EngineOutOfMemory):
        ask(ENGINE, "grown", BOUNDS.memory, bounds=BOUNDS)

    assert host() != first


def test_an_answer_that_cannot_be_sent_is_a_failure_and_not_an_end() -> None:
    first = host()

    with pytest.raises(EngineRaised, match=r"^TypeError$"):
        ask(ENGINE, "untold", bounds=BOUNDS)

    assert host() == first


def test_the_engines_are_not_told_any_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEHOUSE_MASTER_KEYS", "a:b")
    monkeypatch.setenv("GATEHOUSE_DATABASE_URL", "postgresql://user:password@host/name")
    monkeypatch.setenv("GATEHOUSE_TESSERACT", "/usr/bin/tesseract")

    def told(name: str) -> Any:
        return ask(ENGINE, "told", name, bounds=BOUNDS)

    assert told("GATEHOUSE_TESSERACT") == "/usr/bin/tesseract"
    assert (told("GATEHOUSE_MASTER_KEYS"), told("GATEHOUSE_DATABASE_URL")) == (None, None)


def test_a_warm_process_has_loaded_what_it_was_told_to() -> None:
    bounds = Bounds(seconds=20, memory=BOUNDS.memory, load=("wave",))

    warm(bounds=bounds)

    assert ask(ENGINE, "has_loaded", "wave", bounds=bounds) is True


def test_a_process_forked_from_ours_asks_one_of_its_own() -> None:
    first = host()

    child = os.fork()
    if child == 0:
        other = host()
        os._exit(0 if other not in {first, 0} else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert host() == first


def test_who_ends_leaves_neither_a_process_nor_a_warning() -> None:
    words = "from tests.onboarding.engines.test_asking import host; print(host())"

    told = subprocess.run([sys.executable, "-X", "dev", "-c", words], capture_output=True, text=True, check=True)

    assert told.stderr == ""
    assert not Path(f"/proc/{int(told.stdout)}").exists()


def test_who_was_forked_ends_only_its_own() -> None:
    first = host()

    child = os.fork()
    if child == 0:
        asking.end()
        os._exit(len(asking._hosts))

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert host() == first
