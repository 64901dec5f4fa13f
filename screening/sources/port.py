"""What a source is: where its publisher keeps it, and how its files read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

from compliance.kernel.errors import DomainError
from screening.records import Record


class ListRefused(DomainError):
    """The last good version stays in force. `reason` is a stable code.

    empty, missing, truncated, malformed, wrong_list, forbidden_doctype, too_large, shrunk, unreachable.
    """

    code: ClassVar[str] = "list_refused"
    status: ClassVar[int] = 422
    title: ClassVar[str] = "The file is not a sound version of this list."

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail, reason=reason)
        self.reason = reason


class UnknownSource(DomainError):
    code = "unknown_source"
    status = 404
    title = "There is no such list."


@dataclass(frozen=True, slots=True)
class Remote:
    """One file of a list: the name it is known by (any case, with or without .gz) and its publisher's address."""

    name: str
    url: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """What a list's files say. `published` is the publisher's own date, where there is one."""

    records: tuple[Record, ...]
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A list. `read` takes the files by the names of `remotes`, those that are there, and raises ListRefused."""

    code: str
    title: str
    publisher: str
    remotes: tuple[Remote, ...]
    read: Callable[[Mapping[str, Path]], Reading]
    user_agent: str = "gatehouse"
