"""Asking the engines: one warm process for each of ours, replaced when it dies, is too slow or out of memory."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from typing import Any

from onboarding.engines.answers import Answer, Question

_ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 90
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
        self._pipe: Connection[Any, Any] = Connection(ours.detach())
        self._loaded = False
        self.owner = os.getpid()
        self.bounds = bounds

    def ask(self, question: Question) -> Answer:
        """Raises EngineCrashed, EngineTooSlow; then the process has ended."""
        try:
            if not self._loaded:
                self._receive(_START_SECONDS)
                self._loaded = True
            self._pipe.send(question)
            answer: Answer = self._receive(self.bounds.seconds)
        except (EOFError, OSError) as error:
            self.end()
            raise EngineCrashed(f"ended with {self._process.returncode}") from error
        except BaseException:
            self.end()
            raise
        return answer

    def _receive(self, seconds: int) -> Any:
        if not self._pipe.poll(seconds):
            raise EngineTooSlow(f"no answer in {seconds} seconds")
        return self._pipe.recv()

    def end(self) -> None:
        """With the programs that the engines have started."""
        self._pipe.close()
        if self._process.returncode is None:  # else its number may be another's by now
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def forget(self) -> None:
        """In a process forked from its owner: the pipe is the owner's."""
        self._pipe.close()
        self._process.returncode = 0  # not ours to wait for


_lock = Lock()
_hosts: list[_Host] = []
"""None or one."""


def ask(module: str, function: str, *arguments: Any, bounds: Bounds, **options: Any) -> Any:
    """What the function of the module answers in the process of the engines, or raises there. Slow; one at a time.

    Raises EngineCrashed, EngineTooSlow, EngineOutOfMemory, EngineFailed for an answer that cannot be sent. The next
    question finds a new process.
    """
    question = Question(module, function, arguments, options)
    with _lock:
        answer = _answer(question, bounds)
    if isinstance(answer.error, MemoryError):
        raise EngineOutOfMemory from answer.error
    if answer.error is not None:
        raise answer.error
    if answer.name:
        raise EngineFailed(answer.name)
    return answer.value


def warm(*, bounds: Bounds) -> None:
    """Starts the process, so that the first question need not wait for what it loads. Returns at once."""
    with _lock:
        _host(bounds)


def _answer(question: Question, bounds: Bounds) -> Answer:
    host = _host(bounds)
    try:
        answer = host.ask(question)
    except BaseException:  # the host has ended, whatever it was
        _hosts.clear()
        raise
    if isinstance(answer.error, MemoryError):
        host.end()
        _hosts.clear()
    return answer


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
