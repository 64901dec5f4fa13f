"""One query and one listed party side by side: what the factors look at."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from screening.records import ListedName, Record


@dataclass(frozen=True, slots=True)
class Query:
    """Whom to look for. `kind` None means any; `birth_days` the first and the last day of the birth date as known."""

    names: tuple[str, ...]
    kind: str | None = None
    birth_days: tuple[str, str] | None = None
    countries: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    gender: str = ""
    """`male`, `female`, or empty."""
    birth_places: tuple[str, ...] = ()

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> "Query":
        """What `asdict` made, after it was JSON; unknown fields are dropped, absent ones are empty."""
        known = {field.name: data[field.name] for field in fields(Query) if field.name in data}
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in known.items()
        }
        return Query(**values)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A word, or two written together, of the query and the listed word that it met; `alike` is 0 to 1."""

    query: str
    listed: str
    alike: float


@dataclass(frozen=True, slots=True)
class Pair:
    """`alike` is the names' likeness, 0 to 1; `words` counts the words of the shorter name that are its own.

    `all_alike`, 0 to 1, is the mean likeness of the text asked for with every name that the party is listed under.
    """

    query: Query
    record: Record
    listed: ListedName
    alike: float
    all_alike: float = 0.0
    text: str = ""
    """The name asked for, of the query's, as it was written."""
    words: int = 0
    meetings: tuple[Meeting, ...] = ()
    query_left: tuple[str, ...] = ()
    listed_left: tuple[str, ...] = ()
    shared_identifiers: tuple[str, ...] = ()
