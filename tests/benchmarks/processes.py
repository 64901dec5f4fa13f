"""What running processes have used: CPU seconds of a service's parts, read from /proc."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pids: Iterator[int] | list[int]) -> float:
    """User and system time of these processes and of their children that have ended."""
    return sum(sum(times) for times in map(_times, pids))


def descendants(pid: int) -> Iterator[int]:
    """`pid` itself, and every process that it started and those started."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from descendants(int(child))


def called(words: str, among: Iterator[int] | None = None) -> list[int]:
    """The processes whose command line holds `words`: of `among`, or of the whole machine."""
    every = (int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit())
    return [pid for pid in (every if among is None else among) if words in _command(pid)]


def wait_until_calm(pids: Callable[[], list[int]], *, share: float = 0.1, seconds: float = 90) -> None:
    """Returns once the processes use less than `share` of one core, or after `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        before = cpu_seconds(pids())
        time.sleep(1)
        if cpu_seconds(pids()) - before < share:
            return


def _times(pid: int) -> tuple[float, ...]:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ()
    return tuple(int(ticks) / _TICKS for ticks in fields[11:15])


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""
