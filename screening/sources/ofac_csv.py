"""OFAC's oldest format: four CSV files without headers, of which the long remarks hold what has no column."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import chain
from pathlib import Path

from screening.records import Record
from screening.sources import ofac_facts
from screening.sources.files import ends_with, opened
from screening.sources.ofac_facts import Facts
from screening.sources.port import ListRefused, Problem, Reading

END = b"\x1a"
"""The last line of every file, alone on it: without it a file that was cut at the end of a row looks whole."""
_CUT = 1000
"""Characters, at which the publisher cuts remarks."""
_WIDTHS = (12, 5, 6, 2)
_MAIN, _ALIASES, _ADDRESSES, _COMMENTS = range(4)
_VESSEL = ((5, "Vessel Call Sign"), (6, "Vessel Type"), (7, "Vessel Tonnage"), (8, "Vessel Gross Tonnage"),
           (10, "Vessel Owner"))  # fmt: skip

_ALIAS = re.compile(r"(?P<word>[afn]\.k\.a\.) '(?P<name>.+)'")
_PLAIN = re.compile(
    r"(?:alt\. )?(?P<label>nationality|citizen|Nationality of Registration|Registration Country|Gender|DOB|POB"
    r"|Linked To):? (?P<value>.+)"
)
_NUMBER = re.compile(
    r"(?:alt\. )?(?P<label>(?:[A-Z][^0-9(:]*?)?(?:No\.?|[Nn]umber|#|Code|FEIN|RTN|Identification"
    r"|Identidad|Nacional|electoral|Booklet|ID|Card|Passport|SSN|MMSI|IMO"
    r"|SWIFT/BIC|License|ISIN|BIK|D\.N\.I\.|C\.U\.R\.P\.|R\.F\.C\.|C\.U\.I\.[TP]?\.?|D\.U\.I\.|I\.F\.E\.|C\.I\.F\.|N\.I\.E\."
    r"|Digital Currency Address - [A-Z]+)"
    r"(?: Certificate| Tributaria)?(?: \((?:[A-Z]{2,6}|also called [^)]+)\))?):? +"
    r"(?P<number>(?=[^ ]*\d|[A-Z]{1,4}[ -][^ ]*\d|(?<=BIC )[A-Z]{8,11}).+?)"
    r"(?: \([^()\d]+\))??(?: ?\((?P<country>[^()\d]+)\))?(?: (?:issued|expires) .*)?"
)

Row = list[str]


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    cells: Row


def read(files: Mapping[str, Path], *, names: Sequence[str], consolidated: bool) -> Reading:
    """Every row of the first of `names` becomes a record; aliases, addresses and comments add to it, or are absent."""
    main = list(_lines(names[_MAIN], _WIDTHS[_MAIN], files[names[_MAIN]]))
    if not main:
        raise ListRefused("empty", f"{names[_MAIN]} has no entries.")
    more = [_by_entry(name, width, files) for name, width in zip(names[1:], _WIDTHS[1:], strict=True)]
    _no_orphans(main, dict(zip(names[1:], more, strict=True)), names[_MAIN])
    parties = [_party(line, *(rows.get(line.cells[0], ()) for rows in more)) for line in main]
    records = tuple(record for record, _ in parties)
    ofac_facts.must_be(records, consolidated=consolidated, name=names[_MAIN])
    problems = chain(_absent(names, files), _without_end(files), *(found for _, found in parties))
    return Reading(records=records, problems=tuple(problems))


def _lines(name: str, width: int, path: Path) -> Iterator[_Line]:
    with opened(path) as file:
        reader = csv.reader(TextIOWrapper(file, encoding="utf-8-sig", errors="strict", newline=""), strict=True)
        try:
            for row in reader:
                if row and row != [END.decode()]:
                    yield _Line(reader.line_num, _checked(name, width, row, reader.line_num))
        except csv.Error as error:
            raise ListRefused("truncated", f"{name}, line {reader.line_num}: {error}.") from error
        except UnicodeDecodeError as error:
            raise ListRefused("malformed", f"{name} is not text.") from error


def _checked(name: str, width: int, row: Row, line: int) -> Row:
    if any("\0" in cell for cell in row):
        raise ListRefused("malformed", f"{name}, line {line}: a NUL byte.")
    if len(row) != width or not row[0].strip().isdigit():
        reason = "wrong_list" if line == 1 else "truncated"
        raise ListRefused(reason, f"{name}, line {line}: {len(row)} columns where the list has {width}.")
    *cells, last = ("" if cell.strip() == "-0-" else cell for cell in row)
    return [*(cell.strip() for cell in cells), last]  # remarks may have been cut at a blank


def _by_entry(name: str, width: int, files: Mapping[str, Path]) -> Mapping[str, Sequence[Row]]:
    rows: dict[str, list[Row]] = defaultdict(list)
    if name in files:
        for line in _lines(name, width, files[name]):
            rows[line.cells[0]].append(line.cells)
    return rows


def _no_orphans(main: Sequence[_Line], more: Mapping[str, Mapping[str, object]], first: str) -> None:
    """The files of one state belong together: an alias of an entry that is not there means that the first was cut."""
    known = {line.cells[0] for line in main}
    for name, rows in more.items():
        orphans = rows.keys() - known
        if orphans:
            raise ListRefused("truncated", f"{name} speaks of {len(orphans)} entries that {first} does not hold.")


def _absent(names: Sequence[str], files: Mapping[str, Path]) -> Iterator[Problem]:
    for name, what in ((names[_ALIASES], "aliases"), (names[_ADDRESSES], "addresses")):
        if name not in files:
            yield Problem(0, f"{name} is not there: the list was read without its {what}.")


def _without_end(files: Mapping[str, Path]) -> Iterator[Problem]:
    """A download without its end mark is refused before it is read; a file from somebody's hands may have lost it."""
    for name, path in sorted(files.items()):
        if not ends_with(path, END):
            yield Problem(0, f"{name} has lost its end mark (0x1A): whether it is whole cannot be told.")


def _party(
    line: _Line, aliases: Sequence[Row], addresses: Sequence[Row], comments: Sequence[Row]
) -> tuple[Record, Sequence[Problem]]:
    row = line.cells
    facts = Facts(row[0], ofac_facts.kind(row[2] or "entity"), line.number)
    facts.name(row[1])
    for alias in aliases:
        facts.name(alias[3], alias[2] or "aka")
    remarks = "".join((row[11], *(comment[1] for comment in comments))).strip()
    if len(row[11]) >= _CUT and not comments:
        facts.problems.append(Problem(line.number, "The remarks are cut, and no comments file continues them."))
    for part in remarks.removesuffix(".").split("; "):
        _remark(part.strip(), facts)
    for place in (row[9], *(address[4] for address in addresses)):
        facts.lives_in(place)
    vessel = [f"{label} {row[column]}" for column, label in _VESSEL if row[column]]
    facts.notes = [text for text in (remarks, *vessel) if text]
    record = facts.record(
        programmes=row[3].split("] ["),
        title=row[4],
        addresses=(", ".join(cell for cell in address[2:5] if cell) for address in addresses),
    )
    return record, facts.problems


def _remark(part: str, facts: Facts) -> None:
    """One particular of the remarks. Aliases in quotation marks are the weak ones, but for former names."""
    if found := _ALIAS.fullmatch(part):
        facts.name(found["name"], found["word"], weak=True)
    elif found := _PLAIN.fullmatch(part.removesuffix(".")):
        facts.say(found["label"], found["value"])
    elif found := _NUMBER.fullmatch(part):
        facts.say(found["label"], found["number"], found["country"] or "")
