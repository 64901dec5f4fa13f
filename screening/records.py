"""One listed party in one shape, whatever its publisher's format: what sources yield and matching reads."""

import json
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
    """A listed party. `ref` is the publisher's own id; `topics` say why it is listed: sanction, pep, …"""

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

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(data: dict[str, Any]) -> "Record":
        plain = {field.name: data[field.name] for field in fields(Record)}
        return Record(
            **plain
            | {
                "names": tuple(ListedName(**item) for item in data["names"]),
                "birth_dates": tuple(BirthDate(**item) for item in data["birth_dates"]),
                "identifiers": tuple(Identifier(**item) for item in data["identifiers"]),
                "countries": tuple(data["countries"]),
                "programmes": tuple(data["programmes"]),
                "topics": tuple(data["topics"]),
                "addresses": tuple(data["addresses"]),
            }
        )

    def content_hash(self) -> str:
        """SHA-256 of everything the publisher says, whatever the order it says it in."""
        return _digest(self, tuple(field.name for field in fields(Record)))

    def match_hash(self) -> str:
        """SHA-256 of what matching looks at: a remark that changes does not wake a disposed match."""
        return _digest(self, ("kind", "names", "birth_dates", "countries", "identifiers", "topics"))


def _digest(record: Record, names: tuple[str, ...]) -> str:
    content = asdict(record)
    ordered = {name: _sorted(content[name]) for name in names}
    return sha256(json.dumps(ordered, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _sorted(value: Any) -> Any:
    if not isinstance(value, tuple):
        return value
    return sorted(value, key=lambda item: json.dumps(item, sort_keys=True))
