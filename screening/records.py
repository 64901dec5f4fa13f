"""One listed party in one shape, whatever its publisher's format: what sources yield and matching reads."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from hashlib import sha256
from typing import Any


class Kind(StrEnum):
    PERSON = "person"
    COMPANY = "company"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"


class NameKind(StrEnum):
    PRIMARY = "primary"
    ALIAS = "alias"
    FORMER = "former"


class Strength(StrEnum):
    STRONG = "strong"
    WEAK = "weak"


@dataclass(frozen=True, slots=True, order=True)
class ListedName:
    """`text` as a person would write it (given names first); WEAK is the publisher's own word for a broad alias."""

    text: str
    kind: str = NameKind.PRIMARY
    strength: str = Strength.STRONG


@dataclass(frozen=True, slots=True, order=True)
class BirthDate:
    """The days on which the party may have been born, first and last, as YYYY-MM-DD; `circa` where it is a guess."""

    earliest: str
    latest: str
    circa: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """`type` is the publisher's word; `country` is ISO 3166 alpha-2, or empty."""

    type: str
    number: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A listed party. `ref` is the publisher's own id; `topics` say why it is listed: sanction, pep, …

    The fields from `gender` on came later: a row without them reads as one in which they are empty, and an empty one
    leaves the hashes as they were.
    """

    ref: str
    kind: str
    names: tuple[ListedName, ...]
    birth_dates: tuple[BirthDate, ...] = ()
    countries: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    programmes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ("sanction",)
    title: str = ""
    addresses: tuple[str, ...] = ()
    remarks: str = ""
    gender: str = ""
    """`male`, `female`, or empty."""
    birth_places: tuple[str, ...] = ()
    """As written, in the publisher's words."""
    listed_on: str = ""
    """YYYY-MM-DD, or empty."""
    links: tuple[str, ...] = ()
    """Other listed parties that this one is tied to, by name or by the publisher's id."""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> "Record":
        """The record of a row, of whatever release; unknown fields are dropped, absent ones are empty."""
        plain = {field.name: data[field.name] for field in fields(Record) if field.name in data}
        nested = {name: tuple(kind(**item) for item in data[name]) for name, kind in _NESTED.items()}
        texts = {name: tuple(value) for name, value in plain.items() if isinstance(value, list) and name not in nested}
        return Record(**plain | texts | nested)

    def content_hash(self) -> str:
        """SHA-256 of everything the publisher says, whatever the order it says it in."""
        return _digest(self, tuple(field.name for field in fields(Record)))

    def match_hash(self) -> str:
        """SHA-256 of what matching looks at: a remark that changes does not wake a disposed match."""
        facts = ("kind", "names", "birth_dates", "countries", "identifiers", "topics", "gender", "birth_places")
        return _digest(self, facts)


_NESTED: Mapping[str, Callable[..., Any]] = {
    "names": ListedName, "birth_dates": BirthDate, "identifiers": Identifier,
}  # fmt: skip
_LATER = frozenset({"gender", "birth_places", "listed_on", "links"})


def _digest(record: Record, names: tuple[str, ...]) -> str:
    content = asdict(record)
    ordered = {name: _sorted(content[name]) for name in names if name not in _LATER or content[name]}
    return sha256(json.dumps(ordered, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _sorted(value: Any) -> Any:
    if not isinstance(value, tuple):
        return value
    return sorted(value, key=lambda item: json.dumps(item, sort_keys=True))
