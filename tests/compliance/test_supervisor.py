"""The supervisor with real processes: starts, restarts, gives up, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from compliance.supervisor import CannotServe, Program, Supervisor, broker, only_one, port_is_free

ROOT = Path(__file__).resolve().parents[2]
SLEEPER = Program("sleeper", [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(600)"])
CRASHER = Program("crasher", [sys.executable, "-c", "import sys; print('no luck'); sys.exit(3)"])


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, said: list[str]) -> Iterator[Supervisor]:
    supervisor = Supervisor(logs=tmp_path / "logs", say=said.append)
    yield supervisor
    supervisor.stop()


def wait(until: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


def pid(supervisor: Supervisor) -> int:
    return supervisor._children[0].process.pid


def alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_child_that_dies_is_started_again(supervisor: Supervisor, said: list[str]) -> None:
    supervisor.start(SLEEPER)
    first = pid(supervisor)
    os.kill(first, signal.SIGKILL)
    wait(lambda: supervisor._children[0].process.poll() is not None)

    assert supervisor.keep_alive()

    assert pid(supervisor) != first
    assert said == ["The sleeper stopped with code -9; starting it again."]


def test_a_child_that_keeps_dying_ends_the_run_with_its_last_words(supervisor: Supervisor, said: list[str]) -> None:
    supervisor.start(CRASHER)
    rounds = 0
    going = True
    while going and rounds < 50:
        wait(lambda: supervisor._children[0].process.poll() is not None)
        going = supervisor.keep_alive()
        rounds += 1

    assert rounds == 6
    assert said[-1].startswith("The crasher keeps stopping (code 3); giving up.\n  no luck")


def test_a_child_that_is_not_ready_in_time_is_named(supervisor: Supervisor) -> None:
    with pytest.raises(CannotServe, match="The sleeper was not ready after 0 seconds"):
        supervisor.start(SLEEPER, ready=lambda: False, seconds=0.2)


def test_a_child_that_dies_at_its_start_is_named_with_its_last_words(supervisor: Supervisor) -> None:
    with pytest.raises(CannotServe, match=r"The crasher stopped with code 3\.\n  no luck"):
        supervisor.start(CRASHER, ready=lambda: False)


def test_stopping_leaves_no_process_behind(supervisor: Supervisor) -> None:
    supervisor.start(SLEEPER)
    number = pid(supervisor)

    supervisor.stop()

    assert not alive(number)


def test_children_end_with_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    script = (
        "import sys, time, pathlib; from compliance.supervisor import *\n"
        "s = Supervisor(logs=pathlib.Path(sys.argv[1]), say=print)\n"
        "s.start(Program('x', [sys.executable, '-c', 'import time; time.sleep(600)']))\n"
        "print(s._children[0].process.pid, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())

    parent.kill()
    parent.wait()
    parent.stdout.close()

    wait(lambda: not alive(child))


def test_a_taken_port_is_seen() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert not port_is_free("127.0.0.1", port)

    assert port_is_free("127.0.0.1", port)


def test_only_one_supervisor_runs_from_a_folder(tmp_path: Path) -> None:
    with only_one(tmp_path), pytest.raises(CannotServe, match=f"process {os.getpid()}"), only_one(tmp_path):
        pass

    with only_one(tmp_path):
        pass


def test_the_broker_listens_on_its_socket_alone_and_keeps_what_it_was_told(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    path = tmp_path / "v.sock"
    program = broker(socket_path=path, data=tmp_path / "data")
    supervisor.start(program, ready=lambda: ask(path, b"PING\r\n") == b"+PONG\r\n")
    assert ask(path, b"SET job 1\r\n") == b"+OK\r\n"
    time.sleep(1.2)  # `appendfsync everysec`: what a second has passed over is on disk

    os.kill(pid(supervisor), signal.SIGKILL)
    wait(lambda: supervisor._children[0].process.poll() is not None)
    supervisor.keep_alive()
    wait(lambda: ask(path, b"GET job\r\n") == b"$1\r\n1\r\n")


def ask(path: Path, command: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(2)
        try:
            client.connect(str(path))
            client.sendall(command)
            return client.recv(100)
        except OSError:
            return b""
