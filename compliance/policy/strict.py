"""From loose TOML tables to frozen dataclasses: every mistake is found and named by its place."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from types import UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
_WORDS = {int: "a whole number", float: "a number", str: "a text", bool: "true or false"}


def build(kind: type[T], value: object, mistakes: list[str]) -> T | None:
    """An instance of the dataclass `kind`; None where something is wrong, and then `mistakes` has grown."""
    before = len(mistakes)
    built = _dataclass(kind, value, "", mistakes)
    return cast("T", built) if len(mistakes) == before else None


def _value(kind: Any, value: object, place: str, mistakes: list[str]) -> object:
    if is_dataclass(kind):
        return _dataclass(kind, value, place, mistakes)
    origin = get_origin(kind)
    if origin is UnionType:  # TOML knows no null: what is optional is left out
        return _value(get_args(kind)[0], value, place, mistakes)
    if origin is tuple:
        return _tuple(get_args(kind)[0], value, place, mistakes)
    if origin is Mapping:
        return _mapping(get_args(kind)[1], value, place, mistakes)
    return _scalar(kind, value, place, mistakes)


def _dataclass(kind: Any, value: object, place: str, mistakes: list[str]) -> object:
    if not isinstance(value, dict):
        mistakes.append(f"{place or 'the document'} must be a table.")
        return None
    hints = get_type_hints(kind)
    known = [field for field in fields(kind) if field.metadata.get("toml", True)]
    names = {field.name for field in known}
    missing = [field.name for field in known if field.name not in value and _is_owed(field)]
    mistakes += [f"{_join(place, name)} is not known here." for name in value if name not in names]
    mistakes += [f"{_join(place, name)} is missing." for name in missing]
    given = {
        field.name: _value(hints[field.name], value[field.name], _join(place, field.name), mistakes)
        for field in known
        if field.name in value
    }
    return None if missing else kind(**given)


def _is_owed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _tuple(kind: Any, value: object, place: str, mistakes: list[str]) -> tuple[object, ...]:
    if not isinstance(value, list):
        mistakes.append(f"{place} must be a list.")
        return ()
    return tuple(_value(kind, item, f"{place}[{index}]", mistakes) for index, item in enumerate(value))


def _mapping(kind: Any, value: object, place: str, mistakes: list[str]) -> dict[str, object]:
    if not isinstance(value, dict):
        mistakes.append(f"{place} must be a table.")
        return {}
    return {name: _value(kind, item, _join(place, name), mistakes) for name, item in value.items()}


def _scalar(kind: type, value: object, place: str, mistakes: list[str]) -> object:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        mistakes.append(f"{place} must be {_WORDS[kind]}.")
    return value


def _join(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
