"""What a source is: where its publisher keeps it, and how its files read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import ClassVar

from compliance.kernel.errors import DomainError
from screening.records import Record


class ListRefused(DomainError):
    """The last good version stays in force. `reason` is a stable code.

    empty, missing, truncated, malformed, wrong_list, forbidden_doctype, too_large, shrunk, older, bad_rows,
    unreachable, insecure.
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
    """One file of a list: the name it is known by (any case, with or without .gz) and its publisher's address.

    An empty address: the file comes from the user's own hands. `end` is the mark that a whole file ends with, where the
    publisher sets one. `largest` is in bytes; 0 is the common bound.
    """

    name: str
    url: str = ""
    required: bool = True
    end: bytes = b""
    largest: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read, a row or one particular of it, and what is wrong there. It repeats no name."""

    line: int
    """0 where it is of no line but of the whole file."""
    detail: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.detail}" if self.line else self.detail


class BadRows(ListRefused):
    """The file reads, but not all of its rows do: `problems` are all of those that do not."""

    def __init__(self, problems: tuple[Problem, ...], *, good: int) -> None:
        first = problems[0]
        detail = f"{len(problems)} of {len(problems) + good} rows cannot be taken; {first}"
        super().__init__("bad_rows", detail)
        self.problems = problems
        errors = [{"field": f"lines.{one.line}", "code": "bad_row", "detail": one.detail} for one in problems]
        self.extra = {**self.extra, "errors": errors}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a list's files say. `published` is the publisher's own date, where there is one."""

    records: tuple[Record, ...]
    published: date | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """One way in which a list is published. `read` takes the files by the names of `remotes` and raises ListRefused.

    `recognise` says whether the beginning of the first file (4 kB, unpacked) is of this format.
    """

    name: str
    remotes: tuple[Remote, ...]
    read: Callable[[Mapping[str, Path]], Reading]
    recognise: Callable[[bytes], bool]


@dataclass(frozen=True, slots=True)
class Source:
    """A list, in the formats that its publisher offers: the first is the one that is downloaded."""

    code: str
    title: str
    publisher: str
    formats: tuple[Format, ...]
    user_agent: str = "gatehouse"
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Sent to the publisher besides; may hold a key."""

    @property
    def remotes(self) -> tuple[Remote, ...]:
        """What is downloaded."""
        return self.formats[0].remotes

    @property
    def is_published(self) -> bool:
        """Whether there is an address to ask: if not, the list comes from files alone."""
        return all(remote.url for remote in self.remotes if remote.required)
