"""CPU seconds of a piece of work."""

import resource
from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")


def timed(work: Callable[[], Value]) -> tuple[Value, float]:
    """What the work gives, and the CPU seconds of this process, all its threads, and its children that have ended."""
    before = _cpu()
    done = work()
    return done, _cpu() - before


def _cpu() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
