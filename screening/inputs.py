"""Queries from a file or a request: the columns of DESIGN, checked line by line before anything is screened."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from screening import countries
from screening.matching import Query
from screening.sources.dates import iso

COLUMNS = ("id", "name", "kind", "birth_date", "country", "identifier")
KINDS = ("person", "company", "vessel")
_LONGEST = 500


class BadInput(Exception):
    """What is wrong and in which line; it repeats no name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One query as it was put; `id` is the caller's own, else its number."""

    id: str
    name: str
    query: Query


def read(path: Path) -> Iterator[Asked]:
    """The queries of a CSV file with a header, or of a JSONL file, one at a time; raises BadInput at a bad line."""
    rows = _jsonl(path) if path.suffix.lower() in {".jsonl", ".ndjson"} else _csv(path)
    for number, (line, row) in enumerate(rows, start=1):
        yield asked(row, number=number, where=f"{path.name}, line {line}")


def asked(row: Mapping[str, Any], *, number: int, where: str) -> Asked:
    """One query from its columns; empty ones count as absent. Raises BadInput."""
    values = {column: _text(row.get(column), column, where) for column in COLUMNS}
    if not values["name"]:
        raise BadInput(f"{where}: the name is missing.")
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
    return Asked(values["id"] or str(number), values["name"], query)


def _text(value: Any, column: str, where: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadInput(f"{where}: {column} is not text.")
    text = str(value).strip()
    if len(text) > _LONGEST:
        raise BadInput(f"{where}: {column} is longer than {_LONGEST} characters.")
    return text


def _csv(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        try:
            _check_header(reader.fieldnames or (), path.name)
            for row in reader:
                if None in row or None in row.values():
                    raise BadInput(f"{path.name}, line {reader.line_num}: not as many values as columns.")
                yield reader.line_num, row
        except csv.Error as error:
            raise BadInput(f"{path.name}, line {reader.line_num}: {error}.") from error
        except UnicodeDecodeError as error:
            raise BadInput(f"{path.name} is not UTF-8 text.") from error


def _check_header(names: Any, file: str) -> None:
    unknown = [name for name in names if name not in COLUMNS]
    if "name" not in names or unknown or len(set(names)) != len(names):
        raise BadInput(f"{file}: the first line names the columns, of {', '.join(COLUMNS)}; `name` is needed.")


def _jsonl(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    with path.open(encoding="utf-8-sig") as file:
        try:
            for line, text in enumerate(file, start=1):
                if text.strip():
                    yield line, _object(text, f"{path.name}, line {line}")
        except UnicodeDecodeError as error:
            raise BadInput(f"{path.name} is not UTF-8 text.") from error


def _object(text: str, where: str) -> Mapping[str, Any]:
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{where}: not a JSON object.") from error
    if not isinstance(row, dict) or not row.keys() <= set(COLUMNS):
        raise BadInput(f"{where}: a JSON object with the members {', '.join(COLUMNS)}.")
    return row
