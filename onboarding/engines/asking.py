"""Asking the engines: one warm process for each of ours, replaced when it dies, is too slow or out of memory."""

import atexit
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from onboarding.engines.codec import Garbled, Message, Read
from onboarding.engines.messages import MOST_ANSWER, Answer, answer_of, question, read_answer
from onboarding.engines.pipe import TooLarge, receive, send

_ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 90
_NO_MEMORY = MemoryError.__name__
_SECRETS = ("KEY", "SECRET", "TOKEN", "PASSWORD", "URL")
"""What names a variable of the environment that the engines are not to see."""


class EngineFailed(Exception):
    """An engine gave no answer. The question is to blame or the machine, never this process, which goes on."""


class EngineCrashed(EngineFailed):
    """Its process ended: a fault in native code, or the kernel's for want of memory."""


class EngineTooSlow(EngineFailed):
    """It was ended when its time was over."""


class EngineOutOfMemory(EngineFailed):
    """It needed more than it may have."""


class EngineGarbled(EngineFailed):
    """What it sent is no answer to the question: it is broken, or somebody else speaks in its place."""


class EngineRaised(EngineFailed):
    """It raised an error: `name` is one of a closed set, and nothing else of the error is known here."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of one question in seconds, of the process in bytes of address space; `load` names modules to load at once."""

    seconds: int
    memory: int
    load: tuple[str, ...] = ()


class _Host:
    """A process with engines, and our end of its pipe."""

    def __init__(self, bounds: Bounds) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            numbers = map(str, (theirs.fileno(), bounds.memory, bounds.seconds))
            command = [sys.executable, "-m", "onboarding.engines.host", *numbers, *bounds.load]
            self._process = subprocess.Popen(  # noqa: S603  (our own module)
                command,
                cwd=_ROOT,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                process_group=0,
            )
        self._pipe = ours
        self._loaded = False
        self.owner = os.getpid()
        self.bounds = bounds

    def ask(self, asked: Message, answer: Read) -> Answer:
        """Raises EngineCrashed, EngineTooSlow, EngineGarbled; then the process has ended."""
        try:
            return read_answer(self._exchange(asked), answer)
        except TimeoutError as error:
            self.end()
            raise EngineTooSlow(f"no answer in {self.bounds.seconds} seconds") from error
        except (EOFError, OSError) as error:
            self.end()
            raise EngineCrashed(f"ended with {self._process.returncode}") from error
        except (TooLarge, Garbled) as error:
            self.end()
            raise EngineGarbled from error
        except BaseException:
            self.end()
            raise

    def _exchange(self, asked: Message) -> bytearray:
        if not self._loaded:
            receive(self._pipe, most=0, until=time.monotonic() + _START_SECONDS)
            self._loaded = True
        until = time.monotonic() + self.bounds.seconds
        send(self._pipe, asked, until=until)
        return receive(self._pipe, most=MOST_ANSWER, until=until)

    def end(self) -> None:
        """With the programs that the engines have started."""
        self._pipe.close()
        if self._process.returncode is None:  # else its number may be another's by now
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()  # it may have left its group
            self._process.wait()

    def forget(self) -> None:
        """In a process forked from its owner: the pipe is the owner's."""
        self._pipe.close()
        self._process.returncode = 0  # not ours to wait for


_lock = Lock()
_hosts: list[_Host] = []
"""None or one."""


def ask(module: str, function: str, *arguments: Any, bounds: Bounds, **options: Any) -> Any:
    """What the function of the module answers in the process of the engines. Slow; one at a time.

    Arguments and answer are data of the types that the function is annotated with, TypeError else. Raises EngineRaised
    for what it raises, EngineCrashed, EngineTooSlow, EngineOutOfMemory, EngineGarbled. The next question finds a
    process that is well.
    """
    asked, answer = question(module, function, arguments, options), answer_of(module, function)
    with _lock:
        told = _answer(asked, answer, bounds)
    if told.error == _NO_MEMORY:
        raise EngineOutOfMemory
    if told.error:
        raise EngineRaised(told.error)
    return told.value


def warm(*, bounds: Bounds) -> None:
    """Starts the process, so that the first question need not wait for what it loads. Returns at once."""
    with _lock:
        _host(bounds)


@atexit.register
def end() -> None:
    """Ends the process, if it is this one's own: neither an orphan nor a warning is left."""
    while _hosts:
        host = _hosts.pop()
        if host.owner == os.getpid():
            host.end()
        else:
            host.forget()


def _answer(asked: Message, answer: Read, bounds: Bounds) -> Answer:
    host = _host(bounds)
    try:
        told = host.ask(asked, answer)
    except BaseException:  # the host has ended, whatever it was
        _hosts.clear()
        raise
    if told.error == _NO_MEMORY:
        host.end()
        _hosts.clear()
    return told


def _host(bounds: Bounds) -> _Host:
    if _hosts and _hosts[0].owner != os.getpid():
        _hosts.pop().forget()
    if _hosts and _hosts[0].bounds != bounds:
        _hosts.pop().end()
    if not _hosts:
        _hosts.append(_Host(bounds))
    return _hosts[0]


def _environment() -> dict[str, str]:
    own = {"OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1", "PYTHONFAULTHANDLER": "1"}
    return {name: value for name, value in os.environ.items() if not any(word in name for word in _SECRETS)} | own
