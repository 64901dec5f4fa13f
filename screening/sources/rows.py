"""Facts by column, with their line: what a CSV with a header gives, and what an XML entry is taken apart into."""

import csv
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import IO, TypeVar

from screening.records import Record
from screening.sources.files import opened
from screening.sources.port import ListRefused, Problem, Reading

T = TypeVar("T")
Note = Callable[[int, str], None]
"""What was not understood: the line, and a sentence."""
_PREAMBLE = 3  # lines that may come before the header: the date of the report


@dataclass(frozen=True, slots=True)
class Row:
    """Only the cells that say something are there; any other column reads as empty."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def joined(self, columns: Sequence[str], separator: str = " ") -> str:
        """The cells of these columns that say something, in this order."""
        return separator.join(self.cells[column] for column in columns if column in self.cells)


def row(line: int | None, cells: Mapping[str, str]) -> Row:
    """Blanks put right, empty cells left out."""
    clean = ((column, _clean(cell)) for column, cell in cells.items() if cell)
    return Row(line or 0, {column: cell for column, cell in clean if cell})


@lru_cache(maxsize=4096)
def _clean(cell: str) -> str:
    """Kept for a while: some publishers say the same long text on every row of a party, and it need be there once."""
    return " ".join(cell.split())


def distinct(items: Iterable[T]) -> tuple[T, ...]:
    """Each once, in the order of their first appearance."""
    return tuple(dict.fromkeys(items))


def stated(rows: Sequence[Row], *columns: str) -> tuple[str, ...]:
    """What the rows say in these columns, each thing once, column by column."""
    return distinct(line[column] for column in columns for line in rows if line[column])


def lines_of(rows: Sequence[Row], column: str) -> Mapping[str, int]:
    """What the rows say in this column, and the line on which each thing is said first."""
    found: dict[str, int] = {}
    for line in rows:
        if line[column]:
            found.setdefault(line[column], line.line)
    return found


def first(rows: Sequence[Row], column: str) -> str:
    """What the first row that says anything in this column says there, or empty."""
    return next((line[column] for line in rows if line[column]), "")


def gathered(lines: Iterable[Row], *keys: str) -> list[list[Row]]:
    """The rows of each party together, by the first of the key columns that is filled; a row with none stands alone."""
    listed: dict[str, list[Row]] = defaultdict(list)
    for line in lines:
        listed[next((line[key] for key in keys if line[key]), f"line {line.line}")].append(line)
    return list(listed.values())


def read_csv(path: Path, *, delimiter: str, required: Collection[str]) -> Iterator[Row]:
    """The rows below the header, which holds at least the `required` columns, in any order.

    Raises ListRefused: empty, wrong_list (no such header), truncated (a row that is too short, a quotation mark that
    is never closed), malformed, too_large.
    """
    with opened(path) as file:
        lines = csv.reader(_text(file), delimiter=delimiter, strict=True)
        try:
            header = _header(lines, path.name, frozenset(required))
            for cells in lines:
                if any(cells):
                    yield row(
                        lines.line_num, dict(zip(header, _whole(cells, header, path.name, lines.line_num), strict=True))
                    )
        except csv.Error as error:
            reason = "truncated" if "unexpected end" in str(error) else "malformed"
            raise ListRefused(reason, f"{path.name}, line {lines.line_num}: {error}.") from error
        except UnicodeDecodeError as error:
            raise ListRefused("malformed", f"{path.name} is not text.") from error


def _text(file: IO[bytes]) -> TextIOWrapper:
    return TextIOWrapper(file, encoding="utf-8-sig", errors="strict", newline="")


def _header(lines: Iterator[list[str]], name: str, required: frozenset[str]) -> list[str]:
    for cells in islice(lines, _PREAMBLE):
        columns = [cell.strip() for cell in cells]
        if required <= set(columns):
            return columns
    raise ListRefused("wrong_list", f"{name} has no header with the columns of this list.")


def _whole(cells: list[str], header: list[str], name: str, line: int) -> list[str]:
    if len(cells) < len(header) or any(cells[len(header) :]):
        raise ListRefused("truncated", f"{name}, line {line}: {len(cells)} columns where the list has {len(header)}.")
    return cells[: len(header)]


def reading_of(
    listed: Iterable[Sequence[Row]],
    record: Callable[[Sequence[Row], Note], Record | None],
    *,
    published: date | None,
    name: str,
) -> Reading:
    """The records of the parties, each from its rows, with what `record` had to note. Refuses a list without any."""
    problems: list[Problem] = []

    def note(line: int, detail: str) -> None:
        problems.append(Problem(line, detail))

    records = tuple(made for rows in listed if (made := record(rows, note)))
    if not records:
        raise ListRefused("empty", f"{name} has no entries.")
    return Reading(records, published, tuple(problems))
