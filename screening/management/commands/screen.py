"""`manage.py screen`: names against the lists in force, or against files without a database. Exit code 2: bad input."""

import os
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from compliance.policy import services as policies
from compliance.policy.screening import Bars
from screening import current, inputs, services, sources, telling
from screening.inputs import STDIN, Asked, BadInput, Reader, os_error_in_words
from screening.matching import Found, Index, Query, search
from screening.progress import Progress
from screening.records import Record
from screening.sources import ListRefused, Problem, UnknownSource

_THRESHOLD = 0.72
_PIPE_CLOSED, _INTERRUPTED = 141, 130
"""What a shell says of a command that SIGPIPE or SIGINT ended."""
_MOST_PROBLEMS = 3
_NAMED = 5
"""As many queries are named that had a country that is none; a file may have a million of them."""
_BLOCK = 16
"""Queries of a file whose words are looked up together, which is cheaper; a pipe's are answered as they come."""


class Searcher(Protocol):
    def search(self, query: Query) -> Sequence[Found]: ...

    def look_up(self, queries: Iterable[Query]) -> None:
        """Makes the searches that follow cheaper."""


@dataclass(frozen=True, slots=True)
class _Files:
    """Lists that are in no database, as one index."""

    index: Index
    threshold: float

    def search(self, query: Query) -> list[Found]:
        return search(self.index, query, threshold=self.threshold)

    def look_up(self, queries: Iterable[Query]) -> None:
        self.index.look_up(queries)


@dataclass(frozen=True, slots=True)
class _InForce:
    """The house's lists, each with its own bar."""

    lists: current.Lists
    bars: Bars

    def search(self, query: Query) -> list[Found]:
        return services.found_among(query=query, lists=self.lists, bars=self.bars)

    def look_up(self, queries: Iterable[Query]) -> None:
        self.lists.look_up(queries)


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        columns = ", ".join(inputs.COLUMNS)
        parser.add_argument("names", nargs="*", metavar="NAME", help="whom to look for")
        parser.add_argument(
            "--input", type=Path, metavar="FILE", help=f"CSV or JSONL, gzip too, - for standard input: {columns}"
        )
        parser.add_argument(
            "--list",
            action="append",
            type=_named_path,
            default=[],
            metavar="SOURCE=PATH",
            dest="lists",
            help="a list's file or folder, once for each list; needs no database",
        )
        parser.add_argument("--kind", choices=inputs.KINDS, help="what the NAMEs are; any kind, if not given")
        usual = f"if not given, policy's for each list, and {_THRESHOLD} with --list"
        parser.add_argument("--threshold", type=_score, metavar="SCORE", help=f"what is a hit, 0 to 1; {usual}")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--json", action="store_true", help="one JSON object a line, nothing else")
        how.add_argument("--explain", action="store_true", help="the names letter by letter, and every reason in words")
        parser.add_argument("--progress", action="store_true", help="progress on standard error, terminal or not")

    def handle(self, **options: Any) -> None:
        names, path = options["names"], options["input"]
        if bool(names) == bool(path):
            raise CommandError("Give names, or --input FILE.", returncode=2)
        if path and options["kind"]:
            raise CommandError("--kind is for NAMEs; in a file each line has its own kind.", returncode=2)
        try:
            asked, whole = _checked(path) if path else _named(names, options["kind"])
            threshold = options["threshold"]
            lists = self._from_files(options["lists"], threshold) if options["lists"] else _in_force(threshold)
            self._answer(asked, whole, lists, options)
        except BrokenPipeError:
            _leave_quietly()
        except KeyboardInterrupt:
            sys.exit(_INTERRUPTED)
        except (BadInput, ListRefused, UnknownSource) as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            raise CommandError(os_error_in_words(error), returncode=2) from error
        except DatabaseError as error:
            raise CommandError(_NO_DATABASE, returncode=2) from error
        except current.NoListInForce as error:
            raise CommandError(f"{error} Load one: manage.py watchlist sync SOURCE", returncode=2) from error

    def _answer(self, asked: Iterable[Asked], whole: int, lists: Searcher, options: dict[str, Any]) -> None:
        watched = options["progress"] or (sys.stderr.isatty() and bool(options["input"]))
        progress = Progress(whole) if watched else None
        unread, count = list[str](), 0
        try:
            for one in _looked_up(asked, lists) if whole else asked:
                hits = lists.search(one.query)
                self._write(one, hits, options)
                count += bool(one.unread)
                unread += [one.id] if one.unread and count <= _NAMED else []
                if progress:
                    progress.step()
        except BaseException:
            if progress:
                progress.stop()
            raise
        if progress:
            progress.end("screened")
        self._warn(unread, count)

    def _write(self, one: Asked, hits: Sequence[Found], options: dict[str, Any]) -> None:
        line = (
            telling.as_json(one, hits) if options["json"] else telling.as_text(one, hits, explained=options["explain"])
        )
        self.stdout.write(line)
        self.stdout.flush()

    def _warn(self, unread: Sequence[str], count: int) -> None:
        if count:
            some = ", ".join(unread) + (" …" if count > len(unread) else "")
            self.stderr.write(f"The country of {count:,} queries is none, and was not compared: {some}")

    def _from_files(self, lists: Iterable[tuple[str, Path]], threshold: float | None) -> Searcher:
        entries: dict[str, Record] = {}
        codes: set[str] = set()
        for code, path in lists:
            if code in codes:
                raise BadInput(f"The list {code} is given twice.")
            reading = sources.load(sources.find(code), path)
            self._report(code, reading.problems)
            codes.add(code)
            entries |= {f"{code}:{record.ref}": record for record in reading.records}
        return _Files(Index(entries.items()), threshold or _THRESHOLD)

    def _report(self, code: str, problems: Sequence[Problem]) -> None:
        for problem in problems[:_MOST_PROBLEMS]:
            self.stderr.write(f"{code}: {problem}")
        if len(problems) > _MOST_PROBLEMS:
            self.stderr.write(f"{code}: and {len(problems) - _MOST_PROBLEMS:,} more problems in its file.")


_NO_DATABASE = (
    "The database cannot be reached, or has no tables yet: manage.py migrate. "
    "With --list SOURCE=PATH no database is needed."
)


def _named_path(text: str) -> tuple[str, Path]:
    source, separator, path = text.partition("=")
    if not separator or not path:
        raise ArgumentTypeError("SOURCE=PATH, such as ofac_sdn=sdn.csv")
    return source, Path(path)


def _score(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 1:
        raise ArgumentTypeError("a score is more than 0 and at most 1")
    return value


def _checked(path: Path) -> tuple[Iterable[Asked], int]:
    """The queries and how many they are, 0 where nobody knows yet.

    A file is read twice: once to know that all of it is sound, once to screen it as it streams. What can be read only
    once is checked line by line, up to its first mistake.
    """
    reader = Reader(path)
    if path != STDIN and path.is_dir():
        raise BadInput(f"{path} is a folder, not a file of queries.")
    return reader, sum(1 for _ in reader) if reader.is_twice_readable else 0


def _named(names: Iterable[str], kind: str | None) -> tuple[list[Asked], int]:
    rows = ({"name": name, "kind": kind} for name in names)
    asked = [inputs.asked(row, number=number, where=f"name {number}") for number, row in enumerate(rows, start=1)]
    return asked, len(asked)


def _in_force(threshold: float | None) -> Searcher:
    return _InForce(
        current.lists(services.house_sources()), _house_bars() if threshold is None else lambda _: threshold
    )


def _house_bars() -> Bars:
    """What policy says for partners of whom it says nothing in particular."""
    try:
        policy = policies.current()
    except policies.NoPolicy:
        return lambda _: _THRESHOLD
    return lambda source: policy.named_bands(source, "").bar


def _looked_up(asked: Iterable[Asked], lists: Searcher) -> Iterator[Asked]:
    """The same queries, their words looked up block by block."""
    queries = iter(asked)
    while block := list(islice(queries, _BLOCK)):
        lists.look_up(one.query for one in block)
        yield from block


def _leave_quietly() -> None:
    """Whoever read the answers has enough. What is still in the buffer goes nowhere, and Python does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(_PIPE_CLOSED)
