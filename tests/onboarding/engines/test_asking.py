"""Engines that really crash, hang and grow: one question fails, and the next finds a new process."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onboarding.engines import Bounds, EngineCrashed, EngineFailed, EngineOutOfMemory, EngineTooSlow, ask, asking, warm

BOUNDS = Bounds(seconds=20, memory=2 * 1024**3)


@pytest.fixture(autouse=True)
def _no_host_is_left() -> Iterator[None]:
    yield
    while asking._hosts:
        asking._hosts.pop().end()


def host() -> int:
    """The process that answers."""
    number: int = ask("os", "getpid", bounds=BOUNDS)
    return number


def test_one_process_answers_question_after_question() -> None:
    first = host()

    assert first != os.getpid()
    assert ask("math", "hypot", 3.0, 4.0, bounds=BOUNDS) == 5.0
    assert host() == first


def test_what_the_engine_raises_is_raised_here() -> None:
    first = host()

    with pytest.raises(ZeroDivisionError):
        ask("operator", "truediv", 1, 0, bounds=BOUNDS)

    assert host() == first


def test_a_crash_in_native_code_fails_one_question() -> None:
    first = host()

    with pytest.raises(EngineCrashed):
        ask("os", "kill", first, signal.SIGSEGV, bounds=BOUNDS)

    assert host() != first
    assert not Path(f"/proc/{first}").exists()


def test_a_hang_is_ended_with_the_programs_it_started() -> None:
    hasty = Bounds(seconds=1, memory=BOUNDS.memory)

    with pytest.raises(EngineTooSlow):
        ask("os", "system", "sleep 4321", bounds=hasty)

    assert [path for path in Path("/proc").glob("[0-9]*/cmdline") if b"4321" in _read(path)] == []


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_memory_beyond_the_bound_fails_one_question() -> None:
    first = host()

    with pytest.raises(EngineOutOfMemory):
        ask("builtins", "bytearray", BOUNDS.memory, bounds=BOUNDS)

    assert host() != first


def test_an_answer_that_cannot_be_sent_is_a_failure_and_not_an_end() -> None:
    first = host()

    with pytest.raises(EngineFailed, match="TextIOWrapper"):
        ask("builtins", "open", os.devnull, bounds=BOUNDS)

    assert host() == first


def test_the_engines_are_not_told_any_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEHOUSE_MASTER_KEYS", "a:b")
    monkeypatch.setenv("GATEHOUSE_DATABASE_URL", "postgresql://user:password@host/name")
    monkeypatch.setenv("GATEHOUSE_TESSERACT", "/usr/bin/tesseract")

    def told(name: str) -> Any:
        return ask("os", "getenv", name, bounds=BOUNDS)

    assert told("GATEHOUSE_TESSERACT") == "/usr/bin/tesseract"
    assert (told("GATEHOUSE_MASTER_KEYS"), told("GATEHOUSE_DATABASE_URL")) == (None, None)


def test_a_warm_process_has_loaded_what_it_was_told_to() -> None:
    bounds = Bounds(seconds=20, memory=BOUNDS.memory, load=("wave",))

    warm(bounds=bounds)

    assert ask("builtins", "eval", "'wave' in __import__('sys').modules", bounds=bounds) is True


def test_a_process_forked_from_ours_asks_one_of_its_own() -> None:
    first = host()

    child = os.fork()
    if child == 0:
        other = host()
        os._exit(0 if other not in {first, 0} else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert host() == first
