"""What goes over the pipe between a worker and its engines, typed by the annotations of the function that is asked."""

import builtins
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from inspect import signature
from typing import Any, get_type_hints

from onboarding.engines.codec import Garbled, Message, Read, encoded, opened, reader

MOST_QUESTION = 256 * 1024 * 1024
MOST_ANSWER = 4 * 1024 * 1024
"""Bytes. A passport's answer has some 10,000, a sheet full of print 100,000, each face 1,500."""
ERRORS = frozenset(
    name for name, one in vars(builtins).items() if isinstance(one, type) and issubclass(one, Exception)
) | {"FaceEngineUnavailable"}
"""What an engine may be said to have raised: Python's own errors and the one that a backend may raise."""


@dataclass(frozen=True, slots=True)
class Question:
    """A function, found, and what to call it with."""

    work: Callable[..., object]
    arguments: Sequence[Any]
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """A value, or the name of what was raised, one of ERRORS."""

    value: Any = None
    error: str = ""


def question(module: str, function: str, arguments: Sequence[object], options: Mapping[str, object]) -> Message:
    return encoded((module, function, arguments, options))


def read_question(message: bytearray) -> Question:
    """Believed, for it comes from the worker. Raises Garbled, TypeError, and what the import may."""
    (module, function, arguments, options), raw = opened(message)
    work = _found(module, function)
    hints = get_type_hints(work)
    names = list(signature(work).parameters)[: len(arguments)]
    given = [reader(hints.get(name))(one, raw) for name, one in zip(names, arguments, strict=True)]
    return Question(work, given, {name: reader(hints.get(name))(one, raw) for name, one in options.items()})


def answer(value: object) -> Message:
    """Raises TypeError, ValueError for what cannot be sent."""
    return encoded(("", value))


def failure(error: Exception) -> Message:
    """The error itself, or the nearest of its kind that has a name here."""
    return encoded((next(kind.__name__ for kind in type(error).__mro__ if kind.__name__ in ERRORS), None))


def read_answer(message: bytearray, value: Read) -> Answer:
    """Believed in nothing but what `value` lets through. Raises Garbled."""
    tree, raw = opened(message)
    try:
        error, told = tree
        if error == "":
            read = Answer(value(told, raw))
        elif isinstance(error, str) and error in ERRORS and told is None:
            read = Answer(error=error)
        else:
            raise Garbled
    except (ValueError, TypeError) as wrong:
        raise Garbled from wrong
    if raw.left:
        raise Garbled
    return read


@cache
def answer_of(module: str, function: str) -> Read:
    """Reads what the function is annotated to return. Raises TypeError where that is nothing that may be sent."""
    return reader(get_type_hints(_found(module, function)).get("return"))


def _found(module: str, function: str) -> Callable[..., object]:
    work: Callable[..., object] = getattr(import_module(module), function)
    return work
