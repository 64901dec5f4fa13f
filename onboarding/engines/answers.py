"""What goes over the pipe between a worker and its engines."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Question:
    """A function of a module and what to call it with."""

    module: str
    function: str
    arguments: tuple[Any, ...]
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """A value, or what was raised; `name` is the class of what could not be sent."""

    value: Any = None
    error: Exception | None = None
    name: str = ""
