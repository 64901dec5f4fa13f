"""A figure beside its goal and the best peer's, and the table of them."""

import math
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

_QUIET = 0.47
"""CPU seconds of the calibrating work on the machine of docs/figures.md at its quickest."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`goal` is the least, or the most where `at_most`; `peer` is another's figure and where it is from."""

    block: str
    name: str
    value: float | None = None
    """None: not measured, and `note` says why."""
    unit: str = ""
    goal: float | None = None
    at_most: bool = False
    peer: str = ""
    note: str = ""

    @property
    def met(self) -> bool | None:
        if self.value is None or self.goal is None:
            return None
        return self.value <= self.goal if self.at_most else self.value >= self.goal

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def table(figures: Sequence[Figure]) -> str:
    """Columns figure, ours, goal, best peer; a goal that is missed is marked."""
    rows = [("figure", "ours", "goal", "", "best peer; notes")]
    rows += [
        (one.name, _shown(one.value, one.unit), _goal(one), _mark(one), "; ".join(filter(None, (one.peer, one.note))))
        for one in figures
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]) for row in rows
    ]
    title = f"-- {figures[0].block}" if figures else ""
    return "\n".join([title, *(line.rstrip() for line in lines)])


def _goal(figure: Figure) -> str:
    if figure.goal is None:
        return ""
    return f"{'≤' if figure.at_most else '≥'} {_shown(figure.goal, figure.unit)}"


def _mark(figure: Figure) -> str:
    return {None: "", True: "met", False: "MISSED"}[figure.met]


def _shown(value: float | None, unit: str) -> str:
    if value is None:
        return "left out"
    if unit == "%":
        return f"{value:.2%}"
    digits = 0 if value >= 1000 else 1 if value >= 100 else 2 if value >= 10 else 3
    return f"{value:,.{digits}f} {unit}".rstrip()


def growth(small: float, large: float, times: float) -> float:
    """The exponent k of a cost that grows as size to the k: 1 is linear, 0 not at all. `times` is how much larger."""
    return math.log(max(large, 1e-9) / max(small, 1e-9)) / math.log(times)


def calibration() -> float:
    """How many times as long as on the quiet machine a fixed piece of Python and numpy takes, in CPU time."""
    started = time.process_time()
    total = 0
    for number in range(2_000_000):
        total += number * number
    numbers = np.random.default_rng(0).random(4_000_000)
    numbers[numbers.argsort()].sum()  # as a search does: it jumps about in memory, where neighbours get in its way
    return (time.process_time() - started) / _QUIET
