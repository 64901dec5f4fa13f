"""OFAC's Specially Designated Nationals, from the CSV files: names, aliases, addresses and the long remarks."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from io import TextIOWrapper
from itertools import chain
from pathlib import Path

from screening import countries
from screening.records import BirthDate, Identifier, Kind, ListedName, NameKind, Record, Strength
from screening.sources import dates
from screening.sources.files import opened
from screening.sources.port import ListRefused, Reading, Remote, Source

_BASE = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports"
_WIDTH = {"sdn.csv": 12, "alt.csv": 5, "add.csv": 6, "sdn_comments.csv": 2}
_KINDS = {"individual": Kind.PERSON, "vessel": Kind.VESSEL, "aircraft": Kind.AIRCRAFT, "": Kind.COMPANY}
_ALIASES = {"aka": NameKind.ALIAS, "fka": NameKind.FORMER, "nka": NameKind.ALIAS}
_END = "\x1a"  # the last line of every file, alone on it

Row = list[str]
Rows = dict[str, list[Row]]

_QUOTED_ALIAS = re.compile(r"(?P<kind>[afn])\.k\.a\. '(?P<name>.+)'")
_COUNTRY = re.compile(r"(?:alt\. )?(?:nationality|citizen) (?P<country>.+)")
_BIRTH = re.compile(r"(?:alt\. )?DOB (?P<date>.+)")
_IDENTIFIER = re.compile(
    r"(?:alt\. )?(?P<type>(?:[A-Z][^0-9(:]*?)?(?:No\.?|Number|#|Code|ID|Card|Passport|SSN|MMSI|IMO|SWIFT/BIC"
    r"|D\.N\.I\.|C\.U\.R\.P\.|R\.F\.C\.|C\.U\.I\.|D\.U\.I\.|I\.F\.E\.|Digital Currency Address - [A-Z]+))"
    r" (?P<number>(?:[A-Z]{1,4}[ -])?[^\s()]*\d[^\s()]*(?: [^\s()]*\d[^\s()]*)*|(?<=BIC )[A-Z]{8,11})"
    r"(?: \((?P<country>[^)]+)\))?(?: (?:issued|expires) .*)?"
)
_SHARED = ("Chinese Commercial Code", "Executive Order", "Government Gazette", "Phone", "Telephone", "Fax")
"""Numbers that many parties share, or that change hands: they identify nobody."""


def read(files: Mapping[str, Path]) -> Reading:
    """Every row of sdn.csv becomes a record; the other files add to it, and may be absent."""
    main = list(_rows("sdn.csv", files["sdn.csv"]))
    if not main:
        raise ListRefused("empty", "sdn.csv has no entries.")
    more = {name: _by_entry(name, files) for name in ("alt.csv", "add.csv", "sdn_comments.csv")}
    _no_orphans(main, more)
    return Reading(records=tuple(_record(row, more) for row in main))


def _rows(name: str, path: Path) -> Iterator[Row]:
    with opened(path) as file:
        reader = csv.reader(TextIOWrapper(file, encoding="utf-8-sig", errors="strict", newline=""), strict=True)
        try:
            for row in reader:
                if row and row != [_END]:
                    yield _checked(name, row, reader.line_num)
        except csv.Error as error:
            raise ListRefused("truncated", f"{name}, line {reader.line_num}: {error}.") from error
        except UnicodeDecodeError as error:
            raise ListRefused("malformed", f"{name} is not text.") from error


def _checked(name: str, row: Row, line: int) -> Row:
    if len(row) != _WIDTH[name] or not row[0].strip().isdigit():
        reason = "wrong_list" if line == 1 else "truncated"
        raise ListRefused(reason, f"{name}, line {line}: {len(row)} columns where the list has {_WIDTH[name]}.")
    return ["" if cell.strip() == "-0-" else cell.strip() for cell in row]


def _by_entry(name: str, files: Mapping[str, Path]) -> Rows:
    rows: Rows = defaultdict(list)
    if name in files:
        for row in _rows(name, files[name]):
            rows[row[0]].append(row)
    return rows


def _no_orphans(main: Sequence[Row], more: Mapping[str, Rows]) -> None:
    """The files of one state belong together: an alias of an entry that is not there means that sdn.csv was cut."""
    known = {row[0] for row in main}
    for name, rows in more.items():
        orphans = rows.keys() - known
        if orphans:
            raise ListRefused("truncated", f"{name} speaks of {len(orphans)} entries that sdn.csv does not hold.")


def _record(row: Row, more: Mapping[str, Rows]) -> Record:
    ref, name, sdn_type, programme = row[:4]
    kind = _kind(sdn_type)
    comments = chain.from_iterable(line[1:2] for line in more["sdn_comments.csv"].get(ref, ()))
    remarks = row[11] + "".join(comments)  # cut at 1,000 characters in mid-word, and continued without a separator
    parts = [part.strip().removesuffix(".") for part in remarks.split("; ")]
    addresses = more["add.csv"].get(ref, ())
    return Record(
        ref=ref,
        kind=kind,
        names=_names(kind, name, more["alt.csv"].get(ref, ()), parts),
        birth_dates=tuple(_birth_dates(parts)),
        countries=_countries([row[9], *(address[4] for address in addresses)], parts),
        identifiers=tuple(_identifiers(parts)),
        programmes=tuple(programme.split("] [")),
        title=row[4],
        addresses=tuple(", ".join(cell for cell in address[2:5] if cell) for address in addresses),
        remarks=remarks,
    )


def _kind(sdn_type: str) -> Kind:
    if sdn_type not in _KINDS:
        raise ListRefused("wrong_list", f"sdn.csv knows no type {sdn_type[:20]!r}.")
    return _KINDS[sdn_type]


def _names(kind: Kind, name: str, aliases: Sequence[Row], parts: Sequence[str]) -> tuple[ListedName, ...]:
    names = [ListedName(_spoken(kind, name))]
    names += [ListedName(_spoken(kind, row[3]), _ALIASES.get(row[2], NameKind.ALIAS)) for row in aliases if row[3]]
    for part in parts:
        if found := _QUOTED_ALIAS.fullmatch(part):
            former = found["kind"] == "f"
            strength = Strength.STRONG if former else Strength.WEAK
            names.append(ListedName(found["name"], NameKind.FORMER if former else NameKind.ALIAS, strength))
    return tuple(dict.fromkeys(names))


def _spoken(kind: Kind, name: str) -> str:
    """`LAST, First Middle` of a person as it is said; the commas of a company's name are its own."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and kind is Kind.PERSON else name


def _birth_dates(parts: Sequence[str]) -> Iterator[BirthDate]:
    for part in parts:
        found = _BIRTH.fullmatch(part)
        birth = dates.english(found["date"]) if found else None
        if birth:
            yield birth


def _countries(named: Sequence[str], parts: Sequence[str]) -> tuple[str, ...]:
    stated = [found["country"] for part in parts if (found := _COUNTRY.fullmatch(part))]
    codes = (countries.code(name.removeprefix("Region: ")) for name in chain(stated, named))
    return tuple(sorted({code for code in codes if code}))


def _identifiers(parts: Sequence[str]) -> Iterator[Identifier]:
    for part in parts:
        found = _IDENTIFIER.fullmatch(part)
        if found and not found["type"].startswith(_SHARED):
            yield Identifier(found["type"], found["number"], countries.code(found["country"] or ""))


SOURCE = Source(
    code="ofac_sdn",
    title="OFAC Specially Designated Nationals",
    publisher="United States, Department of the Treasury",
    remotes=(
        Remote("sdn.csv", f"{_BASE}/SDN.CSV"),
        Remote("alt.csv", f"{_BASE}/ALT.CSV", required=False),
        Remote("add.csv", f"{_BASE}/ADD.CSV", required=False),
        Remote("sdn_comments.csv", f"{_BASE}/SDN_COMMENTS.CSV", required=False),
    ),
    read=read,
    # The publisher's firewall turns away everything that is no browser.
    user_agent="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
)
