"""Queries from a file, a pipe or a request: the columns of DESIGN, checked line by line and never held all at once."""

import csv
import gzip
import json
import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from screening import countries
from screening.matching import Query, is_comparable
from screening.sources.dates import iso

COLUMNS = ("id", "name", "kind", "birth_date", "country", "identifier")
KINDS = ("person", "company", "vessel")
STDIN = Path("-")
_LONGEST = 500
_LONGEST_LINE = 64 * 1024
_GZIP = b"\x1f\x8b"
_MARK = b"\xef\xbb\xbf"
_FOREIGN_MARKS = (b"\xff\xfe", b"\xfe\xff")
_JSON_ENDINGS = (".jsonl", ".ndjson", ".json")


class BadInput(Exception):
    """What is wrong and in which line; it repeats no name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One query as it was put; `id` is the caller's own, else its number; `unread` are columns left out of it."""

    id: str
    name: str
    query: Query
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """The queries of one file or pipe, in order."""

    path: Path

    @property
    def name(self) -> str:
        return "standard input" if self.path == STDIN else self.path.name

    @property
    def is_twice_readable(self) -> bool:
        """Whether it may be checked to its end before the first query is answered."""
        return self.path != STDIN and self.path.is_file()

    def __iter__(self) -> Iterator[Asked]:
        """Raises BadInput at the first line that is not sound, OSError where the file cannot be read."""
        if self.path == STDIN:
            yield from self._queries(sys.stdin.buffer)
            return
        with self.path.open("rb") as file:
            yield from self._queries(file)

    def _queries(self, raw: IO[bytes]) -> Iterator[Asked]:
        lines = self._lines(raw)
        first = next(lines, None)
        if first is None:
            raise BadInput(f"{self.name} is empty.")
        rows = _jsonl if self._is_json(first[1]) else _csv
        for number, (line, row) in enumerate(rows(self.name, _with(first, lines)), start=1):
            yield asked(row, number=number, where=f"{self.name}, line {line}")

    def _is_json(self, first: str) -> bool:
        """By the file's name where that tells, else by what it begins with."""
        name = self.path.name.lower().removesuffix(".gz")
        if name.endswith(".csv"):
            return False
        return name.endswith(_JSON_ENDINGS) or first.lstrip().startswith("{")

    def _lines(self, raw: IO[bytes]) -> Iterator[tuple[int, str]]:
        """(number, text) of each line with its end; a line has a limit, so that a file without lines has one too."""
        peeked: bytes = raw.peek(2)[:2] if hasattr(raw, "peek") else b""
        file: Any = gzip.GzipFile(fileobj=raw) if peeked == _GZIP else raw
        number = 0
        try:
            while line := file.readline(_LONGEST_LINE):
                number += 1
                yield number, self._text(line, number)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise BadInput(f"{self.name} is not a whole gzip file: it breaks off after line {number}.") from error

    def _text(self, line: bytes, number: int) -> str:
        if number == 1 and line.startswith(_FOREIGN_MARKS):
            raise BadInput(f"{self.name} is UTF-16 text: save it as UTF-8.")
        if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            raise BadInput(f"{self.name}, line {number}: longer than {_LONGEST_LINE} bytes.")
        try:
            return (line.removeprefix(_MARK) if number == 1 else line).decode()
        except UnicodeDecodeError as error:
            raise BadInput(f"{self.name}, line {number}: not UTF-8 text.") from error


def read(path: Path) -> Iterator[Asked]:
    """The queries of a CSV file with a header, or of a JSONL file, one at a time; raises BadInput at a bad line."""
    return iter(Reader(path))


def os_error_in_words(error: OSError) -> str:
    """What went wrong with which file, without the number of the error."""
    what = (error.strerror or str(error)).rstrip(".")
    return f"{error.filename}: {what[:1].lower()}{what[1:]}." if error.filename else f"{what}."


def asked(row: Mapping[str, Any], *, number: int, where: str) -> Asked:
    """One query from its columns; empty ones count as absent. Raises BadInput.

    A country that is none is no mistake of the whole file: it is left out of the comparison, and named in `unread`.
    """
    values = {column: _text(row.get(column), column, where) for column in COLUMNS}
    if not any(letter.isalnum() for letter in values["name"]):
        raise BadInput(f"{where}: the name is missing.")
    if not is_comparable(values["name"]):
        raise BadInput(f"{where}: the name is in a script that cannot be compared. Give it in Latin letters.")
    if values["kind"] and values["kind"] not in KINDS:
        raise BadInput(f"{where}: kind is one of {', '.join(KINDS)}.")
    days = iso(values["birth_date"]) if values["birth_date"] else None
    if values["birth_date"] and days is None:
        raise BadInput(f"{where}: birth_date is YYYY, YYYY-MM or YYYY-MM-DD, and a day that there was.")
    code = countries.code(values["country"])
    query = Query(
        names=(values["name"],),
        kind=values["kind"] or None,
        birth_days=days,
        countries=(code,) if code else (),
        identifiers=(values["identifier"],) if values["identifier"] else (),
    )
    unread = ("country",) if values["country"] and not code else ()
    return Asked(values["id"] or str(number), values["name"], query, unread)


def _text(value: Any, column: str, where: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadInput(f"{where}: {column} is not text.")
    text = str(value).strip()
    if len(text) > _LONGEST:
        raise BadInput(f"{where}: {column} is longer than {_LONGEST} characters.")
    return text


_Lines = Iterator[tuple[int, str]]
_Rows = Iterator[tuple[int, Mapping[str, Any]]]


def _with(first: tuple[int, str], others: _Lines) -> _Lines:
    yield first
    yield from others


def _csv(file: str, lines: _Lines) -> _Rows:
    reader = csv.DictReader((text for _, text in lines), strict=True)
    try:
        _check_header(reader.fieldnames or (), file)
        for row in reader:
            if None in row or None in row.values():
                raise BadInput(f"{file}, line {reader.line_num}: not as many values as columns.")
            yield reader.line_num, row
    except csv.Error as error:
        raise BadInput(f"{file}, line {reader.line_num}: {_in_words(str(error))}.") from error


def _in_words(error: str) -> str:
    if "field larger" in error or "unexpected end" in error:
        return "a quotation mark is opened and never closed"
    if "expected after" in error:
        return "a quotation mark inside of a value is to be doubled"
    return error


def _check_header(names: Any, file: str) -> None:
    unknown = [name for name in names if name not in COLUMNS]
    if "name" in names and not unknown and len(set(names)) == len(names):
        return
    wanted = f"{file}: the first line names the columns, of {', '.join(COLUMNS)}; `name` is needed."
    if len(names) == 1 and names[0].replace(";", "\t").split("\t")[0].strip('"') in COLUMNS:
        raise BadInput(f"{file}: the columns are to be separated by commas.")
    raise BadInput(f"{wanted} Not known: {', '.join(unknown)[:120]}." if unknown and "name" in names else wanted)


def _jsonl(file: str, lines: _Lines) -> _Rows:
    for line, text in lines:
        if text.strip():
            yield line, _object(text, f"{file}, line {line}")


def _object(text: str, where: str) -> Mapping[str, Any]:
    row = _loads(text, where)
    if not isinstance(row, dict):
        raise BadInput(f"{where}: not a JSON object.")
    if unknown := sorted(row.keys() - set(COLUMNS)):
        known = ", ".join(COLUMNS)
        raise BadInput(f"{where}: the members of a query are {known}. Not known: {', '.join(unknown)[:120]}.")
    return row


def _loads(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{where}: not a JSON object.") from error
