"""Engines of the tests: each does one thing that real ones do, in the process beside this one."""

import ctypes
import math
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: float
    note: str | None = None


@dataclass(frozen=True)
class Everything:
    """One of each kind of value that an engine may answer with."""

    points: tuple[Point, ...]
    box: tuple[int, int, int, int]
    colour: Colour
    day: date | None
    named: Mapping[str, float]
    grid: NDArray[np.float64]
    raw: bytes
    done: bool


def process() -> int:
    return os.getpid()


def told(name: str) -> str | None:
    """A variable of the environment."""
    return os.getenv(name)


def has_loaded(module: str) -> bool:
    return module in sys.modules


def root(number: float) -> float:
    return math.sqrt(number)


def divided(number: int, by: int) -> float:
    return number / by


def area(picture: NDArray[np.uint8]) -> int:
    return picture.size


def crashed() -> None:
    """A segmentation fault."""
    ctypes.string_at(0)


def hung() -> None:
    """With a program that it started."""
    os.system("sleep 4321")  # noqa: S605


def grown(size: int) -> int:
    return len(bytearray(size))


def untold() -> Point:
    """What is no data."""
    return Point(1, 2.0, open(os.devnull))  # type: ignore[arg-type]  # noqa: PTH123


def everything(day: date, *, grid: NDArray[np.float64], colour: Colour = Colour.RED) -> Everything:
    return Everything(
        points=(Point(1, 2.5, "ö"), Point(-3, 0.1)),
        box=(1, 2, 3, 4),
        colour=colour,
        day=day,
        named={"a": 1.0, "b": float(np.float32(0.1))},
        grid=grid,
        raw=b"\0\xff",
        done=True,
    )
