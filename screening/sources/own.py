"""A partner's own list: a CSV file with a header that says which columns it has, bad rows told line by line."""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from compliance.kernel.ids import UnknownId, parse_id, public_id
from screening import countries
from screening.records import BirthDate, Identifier, Kind, ListedName, NameKind, Record
from screening.sources import dates
from screening.sources.files import opened
from screening.sources.port import Format, ListRefused, Problem, Reading, Remote, Source

if TYPE_CHECKING:
    from _csv import Reader

Value = TypeVar("Value")
REQUIRED = ("id", "name", "kind")
OPTIONAL = ("aliases", "birth_date", "country", "identifier", "reason", "topics")
COLUMNS = REQUIRED + OPTIONAL
MAX_ROWS = 50_000
MAX_SHRINK = 0.5
"""A partner takes people off its list as it likes, so that more may go at once than from a publisher's."""
TOPIC = "own"
"""Why a party is listed where the partner does not say."""
_FILE = "own.csv"
_LONGEST = {"id": 80, "reason": 2000}
_LONGEST_CELL = 500
_MOST = 100  # values in one cell
_TOPIC = re.compile(r"[a-z][a-z0-9_.]{0,39}")
_JOINERS = "\u200c\u200d"  # part of names in Persian and several Indian scripts


class _Bad(Exception):
    """What is wrong with a row; it repeats nothing of it."""


PREFIX = "own_"


def code(partner_id: UUID) -> str:
    """The source code of this partner's list: `own_` and the 26 characters of its public id."""
    return public_id("own", partner_id)


def partner_of(source: str) -> UUID | None:
    """Whose list it is; None for a list of the house, which concerns every partner's customers."""
    try:
        return parse_id("own", source)
    except UnknownId:
        return None


def family(source: str) -> str:
    """`own` for every partner's own list, else the source itself: what policy gives a threshold to."""
    return source if partner_of(source) is None else SOURCE.code


def of(partner_id: UUID) -> Source:
    """The source under this partner's code."""
    return replace(SOURCE, code=code(partner_id))


def read(files: Mapping[str, Path]) -> Reading:
    """The good rows and, as problems, every bad one. Whoever loads the list decides what problems mean.

    What makes the rest of the file unreadable is refused here: no header, another encoding, a quote that never ends.
    """
    with opened(files[_FILE]) as file:
        text = TextIOWrapper(file, encoding="utf-8-sig", errors="strict", newline="")
        try:
            return _reading(csv.reader(text, strict=True))
        except UnicodeDecodeError as error:
            raise ListRefused("malformed", "The file is not UTF-8 text.") from error
        finally:
            text.detach()


def _reading(reader: "Reader") -> Reading:
    records: dict[str, Record] = {}
    problems: list[Problem] = []
    lines: dict[str, int] = {}
    for line, row in _rows(reader):
        try:
            record = _record(row, lines)
        except _Bad as error:
            problems.append(Problem(line, str(error)))
        else:
            lines[record.ref] = line
            records[record.ref] = record
    if not records and not problems:
        raise ListRefused("empty", "The list has no entries.")
    return Reading(records=tuple(records.values()), problems=tuple(problems))


def _rows(reader: "Reader") -> Iterator[tuple[int, Mapping[str, str] | None]]:
    """(line on which it begins, the row), None for one that has not as many values as there are columns."""
    header: list[str] | None = None
    count, line = 0, 1
    try:
        for row in reader:
            begun, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            if header is None:
                header = _header(row)
                continue
            count += 1
            if count > MAX_ROWS:
                raise ListRefused("too_large", f"The list has more than {MAX_ROWS} rows.")
            yield begun, dict(zip(header, row, strict=True)) if len(row) == len(header) else None
    except csv.Error as error:
        raise ListRefused("malformed", f"The row that begins in line {line} is not CSV: {error}.") from error


def _header(row: Sequence[str]) -> list[str]:
    names = [cell.strip() for cell in row]
    if len(set(names)) != len(names) or not set(REQUIRED) <= set(names) <= set(COLUMNS):
        detail = f"The first line names the columns, with commas between them: {', '.join(REQUIRED)} and, if wanted, "
        raise ListRefused("wrong_list", f"{detail}{', '.join(OPTIONAL)}.")
    return names


def _record(row: Mapping[str, str] | None, lines: Mapping[str, int]) -> Record:
    """`lines` are those of the ids so far. Raises _Bad."""
    if row is None:
        raise _Bad("The row has not as many values as there are columns.")
    cells = {column: _cell(column, row.get(column, "")) for column in COLUMNS}
    for column in REQUIRED:
        if not cells[column]:
            raise _Bad(f"{column}: missing.")
    if cells["id"] in lines:
        raise _Bad(f"id: line {lines[cells['id']]} has it already.")
    if cells["kind"] not in set(Kind):
        raise _Bad(f"kind: one of {', '.join(Kind)}.")
    return Record(
        ref=cells["id"],
        kind=cells["kind"],
        names=tuple(dict.fromkeys(_names(cells))),
        birth_dates=_each(cells, "birth_date", _birth),
        countries=tuple(sorted(set(_each(cells, "country", _country)))),
        identifiers=_each(cells, "identifier", lambda number: Identifier("identifier", number)),
        topics=_each(cells, "topics", _topic) or (TOPIC,),
        remarks=cells["reason"],
    )


def _cell(column: str, text: str) -> str:
    """The cell with its blanks put right; what nobody can see would make a name that is never found."""
    clean = " ".join(text.split())
    if len(clean) > _LONGEST.get(column, _LONGEST_CELL * (_MOST if column == "aliases" else 1)):
        raise _Bad(f"{column}: too long.")
    if any(unicodedata.category(letter)[0] == "C" and letter not in _JOINERS for letter in clean):
        raise _Bad(f"{column}: control and invisible characters are not allowed.")
    return clean


def _each(cells: Mapping[str, str], column: str, read_one: Callable[[str], Value]) -> tuple[Value, ...]:
    parts = [part.strip() for part in cells[column].split(";") if part.strip()]
    if len(parts) > _MOST:
        raise _Bad(f"{column}: more than {_MOST} values.")
    return tuple(dict.fromkeys(read_one(part) for part in parts))


def _names(cells: Mapping[str, str]) -> Iterator[ListedName]:
    yield ListedName(_name("name", cells["name"]))
    for alias in _each(cells, "aliases", str):
        if alias != cells["name"]:
            yield ListedName(_name("aliases", alias), NameKind.ALIAS)


def _name(column: str, text: str) -> str:
    if len(text) > _LONGEST_CELL:
        raise _Bad(f"{column}: too long.")
    if not any(letter.isalnum() for letter in text):
        raise _Bad(f"{column}: a name without a letter or a digit is never found.")
    return text


def _birth(text: str) -> BirthDate:
    days = dates.iso(text)
    if days is None:
        raise _Bad("birth_date: YYYY, YYYY-MM or YYYY-MM-DD, and a day that there was.")
    return BirthDate(*days)


def _country(text: str) -> str:
    found = countries.code(text)
    if not found:
        raise _Bad("country: an ISO 3166-1 code or an English name.")
    return found


def _topic(text: str) -> str:
    if not _TOPIC.fullmatch(text):
        raise _Bad("topics: lower-case words such as fraud, sanction, pep.")
    return text


SOURCE = Source(
    code="own",
    title="A partner's own list",
    publisher="the partner",
    formats=(Format("CSV", remotes=(Remote(_FILE),), read=read, recognise=lambda beginning: b"," in beginning),),
)
