"""One query and one listed party side by side: what the factors look at."""

from dataclasses import dataclass

from screening.records import ListedName, Record


@dataclass(frozen=True, slots=True)
class Query:
    """Whom to look for. `kind` None means any; `birth_days` the first and the last day of the birth date as known."""

    names: tuple[str, ...]
    kind: str | None = None
    birth_days: tuple[str, str] | None = None
    countries: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A word, or two written together, of the query and the listed word that it met; `alike` is 0 to 1."""

    query: str
    listed: str
    alike: float


@dataclass(frozen=True, slots=True)
class Pair:
    """`alike` is the names' likeness, 0 to 1; `words` counts the telling words of the shorter name."""

    query: Query
    record: Record
    listed: ListedName
    alike: float
    words: int = 0
    meetings: tuple[Meeting, ...] = ()
    query_left: tuple[str, ...] = ()
    listed_left: tuple[str, ...] = ()
    shared_identifiers: tuple[str, ...] = ()
