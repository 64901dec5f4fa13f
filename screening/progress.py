"""How far a long run is: one line on standard error that a person can follow, or one every few seconds for a log."""

import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TextIO

_FAST, _SLOW = 0.2, 10.0
"""Seconds between two pictures: on a terminal, and in a log."""
_BLOCKS = " ▏▎▍▌▋▊▉█"
_LONGEST_BAR, _SHORTEST_BAR = 40, 8


@dataclass(slots=True)
class Progress:
    """`whole` is the number of items, or 0 where nobody knows; then it tells counts and rate alone."""

    whole: int = 0
    out: TextIO = field(default_factory=lambda: sys.stderr)
    now: Callable[[], float] = time.monotonic
    done: int = field(default=0, init=False)
    _begun: float = field(default=0.0, init=False)
    _next: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        self._begun = self.now()
        self._next = self._begun + (_FAST if self._is_terminal else _SLOW)

    @property
    def _is_terminal(self) -> bool:
        return self.out.isatty()

    def step(self) -> None:
        """One more is done; draws when it is time to."""
        self.done += 1
        now = self.now()
        if now >= self._next:
            self._next = now + (_FAST if self._is_terminal else _SLOW)
            self._draw(now)

    def end(self, what: str) -> None:
        """Takes the bar away and leaves one line: how many, how long, how fast."""
        seconds = self.now() - self._begun
        rate = f", {self.done / seconds:,.0f} a second" if seconds >= 1 else ""
        self._clear()
        self.out.write(f"{self.done:,} {what} in {span(seconds)}{rate}.\n")
        self.out.flush()

    def stop(self) -> None:
        """Takes the bar away and says nothing."""
        self._clear()
        self.out.flush()

    def _clear(self) -> None:
        if self._is_terminal:
            self.out.write("\r\x1b[K")

    def _draw(self, now: float) -> None:
        text = self.picture(now - self._begun, shutil.get_terminal_size().columns if self._is_terminal else 80)
        self.out.write(f"\r\x1b[K{text}" if self._is_terminal else f"{text}\n")
        self.out.flush()

    def picture(self, seconds: float, width: int) -> str:
        """`  1,200 of 9,000  13 %  ████▏      612/s  13 s left`, at most `width` wide."""
        rate = self.done / seconds if seconds > 0 else 0.0
        if not self.whole:
            return f"{self.done:,} screened  {rate:,.0f}/s  {span(seconds)}"[: width - 1]
        part = min(self.done / self.whole, 1.0)
        left = f"{span((self.whole - self.done) / rate)} left" if rate and part < 1 else ""
        head = f"{self.done:,} of {self.whole:,}  {part:4.0%}  "
        tail = f"  {rate:,.0f}/s  {left}"
        room = min(_LONGEST_BAR, width - len(head) - len(tail) - 1)
        return (head + (bar(part, room) if room >= _SHORTEST_BAR else "") + tail)[: width - 1]


def bar(part: float, width: int) -> str:
    """`part` (0 to 1) of `width` columns in eighths of a block."""
    eighths = round(min(max(part, 0.0), 1.0) * width * 8)
    full, rest = divmod(eighths, 8)
    return (_BLOCKS[8] * full + (_BLOCKS[rest] if rest else "")).ljust(width)


def span(seconds: float) -> str:
    """`0.4 s`, `13 s`, `2 min 5 s`, `3 h 20 min`."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
