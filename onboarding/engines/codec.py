"""Values as data: JSON, and behind it the bytes of arrays. They are read as the types that are expected, or not at all.

Nothing in a message names a class: what is built is what the reader's own annotations say.
"""

import json
import math
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache, singledispatch
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

MOST_SIDES, LONGEST_SIDE = 3, 1 << 16
"""Of an array: a picture in colours, of any size that intake lets through."""
_HEAD = struct.Struct(">I")
_INTEGERS = range(-(2**63), 2**63)

Message = list[bytes | memoryview]
"""Parts to be sent one after the other: the length of the JSON in four bytes, the JSON, the arrays."""


class Garbled(ValueError):
    """The message is not what was expected."""


@dataclass(slots=True)
class Raw:
    """What of a message's bytes behind the JSON nobody has taken yet."""

    left: memoryview

    def take(self, size: int) -> memoryview:
        _expect(0 <= size <= len(self.left))
        taken, self.left = self.left[:size], self.left[size:]
        return taken


Read = Callable[[Any, Raw], Any]
"""Makes a value of its JSON; raises ValueError where that is of another kind."""


def encoded(value: object) -> Message:
    """Arrays are not copied. Raises TypeError for what is no data, ValueError for infinities and no numbers."""
    raw: list[memoryview] = []
    plain = _plain(value, raw)
    head = json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    return [_HEAD.pack(len(head)) + head, *raw]


def opened(message: bytearray) -> tuple[Any, Raw]:
    """The JSON of a message, still of any shape, and the bytes behind it. Raises Garbled."""
    _expect(len(message) >= _HEAD.size)
    behind = _HEAD.size + _HEAD.unpack_from(message)[0]
    _expect(behind <= len(message))
    try:
        head = json.loads(message[_HEAD.size : behind].decode(), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Garbled from error
    return head, Raw(memoryview(message)[behind:])


@cache
def reader(kind: Any) -> Read:
    """Reads values of this type, a class or an annotation. Raises TypeError for a type that is never sent.

    Those are: None, bool, int, float, str, bytes, date, Literal, Enum, dataclasses, tuples, mappings by text, arrays,
    and each of them or None. Numbers are finite and whole ones have 64 bits.
    """
    if kind in _READERS:
        return _READERS[kind]
    make = _MAKERS.get(get_origin(kind))
    if make is not None:
        return make(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda tree, _raw: kind(_text(tree, _raw))
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind)
    raise TypeError(f"{kind} is no type that crosses the pipe")


@singledispatch
def _plain(value: object, raw: list[memoryview]) -> object:
    if isinstance(value, type) or not is_dataclass(value):
        raise TypeError(f"{type(value).__name__} is no data")
    return [_plain(getattr(value, field.name), raw) for field in fields(value)]


@_plain.register
def _(value: int | None, _raw: list[memoryview]) -> object:
    return value


@_plain.register
def _(value: float, _raw: list[memoryview]) -> object:
    return float(value)


@_plain.register
def _(value: str, _raw: list[memoryview]) -> object:
    return str(value)


@_plain.register
def _(value: np.generic, _raw: list[memoryview]) -> object:
    return value.item()


@_plain.register
def _(value: Enum, _raw: list[memoryview]) -> object:
    return value.value


@_plain.register
def _(value: date, _raw: list[memoryview]) -> object:
    return value.isoformat()


@_plain.register
def _(value: bytes, raw: list[memoryview]) -> object:
    raw.append(memoryview(value))
    return len(value)


@_plain.register(tuple)
@_plain.register(list)
def _(value: tuple[object, ...] | list[object], raw: list[memoryview]) -> object:
    return [_plain(one, raw) for one in value]


@_plain.register(Mapping)
def _(value: Mapping[str, object], raw: list[memoryview]) -> object:
    if not all(isinstance(key, str) for key in value):
        raise TypeError("a mapping's keys are texts")
    return {str(key): _plain(one, raw) for key, one in value.items()}


@_plain.register(np.ndarray)
def _(value: NDArray[Any], raw: list[memoryview]) -> object:
    raw.append(np.ascontiguousarray(value).reshape(-1).view(np.uint8).data)
    return [value.dtype.str, *value.shape]


def _expect(as_it_should_be: bool) -> None:
    if not as_it_should_be:
        raise Garbled


def _refuse(constant: str) -> None:
    raise Garbled(constant)


def _none(tree: Any, _raw: Raw) -> None:
    _expect(tree is None)


def _flag(tree: Any, _raw: Raw) -> bool:
    _expect(type(tree) is bool)
    return bool(tree)


def _whole(tree: Any, _raw: Raw) -> int:
    _expect(type(tree) is int and tree in _INTEGERS)
    return int(tree)


def _number(tree: Any, raw: Raw) -> float:
    number = tree if type(tree) is float else float(_whole(tree, raw))
    _expect(math.isfinite(number))
    return number


def _text(tree: Any, _raw: Raw) -> str:
    """Half of a surrogate pair is no text: it could not be written anywhere. Nor is NUL: PostgreSQL refuses it."""
    _expect(type(tree) is str and "\0" not in tree)
    str(tree).encode()
    return str(tree)


def _bytes(tree: Any, raw: Raw) -> bytes:
    return bytes(raw.take(_whole(tree, raw)))


def _date(tree: Any, raw: Raw) -> date:
    return date.fromisoformat(_text(tree, raw))


def _chosen(kind: Any) -> Read:
    options = {option: option for option in get_args(kind)}

    def read(tree: Any, raw: Raw) -> Any:
        _expect(_text(tree, raw) in options)
        return options[tree]

    return read


def _maybe(kind: Any) -> Read:
    inside = [one for one in get_args(kind) if one is not NoneType]
    if len(inside) != 1:
        raise TypeError(f"{kind} may be more than one thing")
    read = reader(inside[0])
    return lambda tree, raw: None if tree is None else read(tree, raw)


def _row(kind: Any) -> Read:
    inside = get_args(kind)
    if inside[-1] is Ellipsis:
        each = reader(inside[0])
        return lambda tree, raw: tuple(each(one, raw) for one in _list(tree))
    reads = [reader(one) for one in inside]
    return lambda tree, raw: tuple(read(one, raw) for read, one in zip(reads, _list(tree, len(reads)), strict=True))


def _named(kind: Any) -> Read:
    key, value = map(reader, get_args(kind))

    def read(tree: Any, raw: Raw) -> dict[Any, Any]:
        _expect(type(tree) is dict)
        return {key(name, raw): value(one, raw) for name, one in tree.items()}

    return read


def _array(kind: Any) -> Read:
    dtype = np.dtype(get_args(get_args(kind)[1])[0])

    def read(tree: Any, raw: Raw) -> NDArray[Any]:
        name, *shape = _list(tree)
        _expect(name == dtype.str and len(shape) <= MOST_SIDES)
        _expect(all(type(side) is int and 0 <= side <= LONGEST_SIDE for side in shape))
        array = np.frombuffer(raw.take(math.prod(shape) * dtype.itemsize), dtype).reshape(shape)
        _expect(dtype.kind != "f" or bool(np.isfinite(array).all()))
        return np.require(array, requirements="A")

    return read


def _record(kind: Any) -> Read:
    hints = get_type_hints(kind)
    reads = [reader(hints[field.name]) for field in fields(kind)]
    return lambda tree, raw: kind(*(read(one, raw) for read, one in zip(reads, _list(tree, len(reads)), strict=True)))


def _list(tree: Any, length: int | None = None) -> list[Any]:
    _expect(type(tree) is list and len(tree) == (len(tree) if length is None else length))
    return list(tree)


_READERS: Mapping[Any, Read] = {
    NoneType: _none,
    bool: _flag,
    int: _whole,
    float: _number,
    str: _text,
    bytes: _bytes,
    date: _date,
}
_MAKERS: Mapping[Any, Callable[[Any], Read]] = {
    Literal: _chosen,
    Union: _maybe,
    UnionType: _maybe,
    tuple: _row,
    dict: _named,
    Mapping: _named,
    np.ndarray: _array,
}
