"""The United Kingdom's sanctions list, from its XML and its CSV file."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from screening import countries
from screening.records import BirthDate, Identifier, Kind, ListedName, NameKind, Record, Strength
from screening.sources import dates, un
from screening.sources.files import opened
from screening.sources.port import Format, Reading, Remote, Source
from screening.sources.rows import Note, Row, distinct, first, gathered, lines_of, read_csv, reading_of, row, stated
from screening.sources.xmlstream import Element, parties

_XML, _CSV = "uk-sanctions-list.xml", "uk-sanctions-list.csv"
_BASE = "https://sanctionslist.fcdo.gov.uk/docs"

_NAME = tuple(f"Name {number}" for number in range(1, 7))
_ADDRESS = (*(f"Address Line {number}" for number in range(1, 7)), "Address Postal Code", "Address Country")
_FACTS: Mapping[str, Mapping[str, str]] = {
    "Designation": {
        "UniqueID": "Unique ID",
        "UNReferenceNumber": "UN Reference Number",
        "RegimeName": "Regime Name",
        "IndividualEntityShip": "Designation Type",
        "DateDesignated": "Date Designated",
        "SanctionsImposed": "Sanctions Imposed",
        "OtherInformation": "Other Information",
        "UKStatementofReasons": "UK Statement of Reasons",
    },
    "Name": {
        **{column.replace(" ", ""): column for column in _NAME},
        "NameType": "Name type",
        "AliasStrength": "Alias strength",
    },
    "NonLatinName": {"NameNonLatinScript": "Name non-latin script"},
    "Title": {"": "Title"},
    "Address": {column.replace(" ", ""): column for column in _ADDRESS},
    "DOB": {"": "D.O.B"},
    "Nationality": {"": "Nationality(/ies)"},
    "NationalIdentifier": {
        "NationalIdentifierNumber": "National Identifier number",
        "NationalIdentifierAdditionalInformation": "National Identifier additional information",
    },
    "Passport": {
        "PassportNumber": "Passport number",
        "PassportAdditionalInformation": "Passport additional information",
    },
    "Position": {"": "Position"},
    "Gender": {"": "Gender"},
    "Location": {"TownOfBirth": "Town of birth", "CountryOfBirth": "Country of birth"},
    "BusinessRegistrationNumber": {"": "Business registration number (s)"},
    "ParentCompany": {"": "Parent company"},
    "Subsidiary": {"": "Subsidiaries"},
    "IMONumber": {"": "IMO number"},
    "CurrentBelievedFlagOfShip": {"": "Current believed flag of ship"},
    "CurrentOwnerOperator": {"": "Current owner/operator (s)"},
    "PreviousOwnerOperator": {"": "Previous owner/operator (s)"},
}
"""Elements of the XML, and the columns of the CSV that their children fill; the element itself, where it has none."""
_REQUIRED = frozenset({"Unique ID", "Name 6", "Name type", "Designation Type", "D.O.B"})
_KINDS = {"individual": Kind.PERSON, "entity": Kind.COMPANY, "ship": Kind.VESSEL}
_LINKS = ("Parent company", "Subsidiaries", "Current owner/operator (s)", "Previous owner/operator (s)")
_NUMBERS = (
    ("Passport", "Passport number", "Passport additional information"),
    ("National identifier", "National Identifier number", "National Identifier additional information"),
    ("Business registration number", "Business registration number (s)", ""),
)
_BIRTH = re.compile(r"(?P<day>\d{1,2}|dd)/(?P<month>\d{1,2}|mm)/(?P<year>\d{4})", re.IGNORECASE)
_PAPER = re.compile(r"\b(?:passport|national|identity|number|card|id|no)\b\.?", re.IGNORECASE)


def read_xml(files: Mapping[str, Path]) -> Reading:
    """Every `Designation` becomes a record."""
    path, published = files[_XML], ""
    listed: list[list[Row]] = []
    with opened(path) as file:
        for element in parties(file, name=path.name, root="Designations", tags={"DateGenerated", "Designation"}):
            if element.tag == "DateGenerated":
                published = _day((element.text or "").strip())
            else:
                listed.append([line for item in element.iter() if (line := _as_row(item)) is not None])
    return _reading(listed, published, path.name)


def _as_row(element: Element) -> Row | None:
    columns = _FACTS.get(str(element.tag))
    if columns is None:
        return None
    cells = {columns[str(child.tag)]: child.text or "" for child in element if child.tag in columns}
    return row(element.sourceline, cells or {columns.get("", ""): element.text or ""})


def read_csv_file(files: Mapping[str, Path]) -> Reading:
    """The rows of one unique id are one record: the publisher writes a row for each of its names, dates and numbers."""
    path = files[_CSV]
    listed = gathered(read_csv(path, delimiter=",", required=_REQUIRED), "Unique ID")
    return _reading(listed, _report_date(path), path.name)


def _report_date(path: Path) -> str:
    """`Report Date: 24-Jun-2026` stands above the header."""
    with opened(path) as file:
        found = re.search(rb"Report Date: *(\d{1,2}-[A-Za-z]{3}-\d{4})", file.readline(200))
    day = dates.english(found[1].decode().replace("-", " ")) if found else None
    return day.earliest if day else ""


def _reading(listed: Iterable[Sequence[Row]], published: str, name: str) -> Reading:
    return reading_of(listed, _record, published=date.fromisoformat(published) if published else None, name=name)


def _record(rows: Sequence[Row], note: Note) -> Record | None:
    """None, and a note, where nothing tells the party or names it."""
    kind = _kind(rows, note)
    names = distinct(_names(rows, kind))
    ref = first(rows, "Unique ID")
    if not ref or not names:
        note(rows[0].line, "The entry has no unique ID." if names else "The entry has no name.")
        return None
    return Record(
        ref=ref,
        kind=kind,
        names=names,
        birth_dates=distinct(_birth_dates(rows, note)),
        countries=tuple(sorted(set(_countries(rows, note)))),
        identifiers=distinct(_identifiers(rows)),
        programmes=stated(rows, "Regime Name"),
        title="; ".join(stated(rows, "Title", "Position")),
        addresses=_joined(rows, _ADDRESS),
        remarks=" ".join(_remarks(rows)),
        gender=_gender(rows),
        birth_places=_joined(rows, ("Town of birth", "Country of birth")),
        listed_on=_day(first(rows, "Date Designated")),
        links=stated(rows, *_LINKS),
    )


def _kind(rows: Sequence[Row], note: Note) -> Kind:
    text = first(rows, "Designation Type")
    if text.casefold() not in _KINDS:
        note(rows[0].line, f"The designation type {text[:20]!r} is not known; the entry is taken as a company.")
    return _KINDS.get(text.casefold(), Kind.COMPANY)


def _names(rows: Sequence[Row], kind: Kind) -> Iterator[ListedName]:
    """The primary name first. A variation of it is the publisher's word for another spelling, and as strong as it."""
    spelt = [(line, text) for line in rows if (text := line.joined(_NAME))]
    primary = [text for line, text in spelt if line["Name type"].casefold() == "primary name"] or [
        text for _, text in spelt[:1]
    ]
    yield from (ListedName(text) for text in primary)
    for line, text in spelt:
        if text not in primary:
            weak = line["Alias strength"].casefold().startswith("low")
            yield ListedName(text, NameKind.ALIAS, Strength.WEAK if weak else Strength.STRONG)
    for text in stated(rows, "Name non-latin script"):
        yield ListedName(_spoken(kind, text), NameKind.ALIAS if primary else NameKind.PRIMARY)


def _spoken(kind: Kind, text: str) -> str:
    """Some names in other scripts are written `FAMILY, Given`."""
    family, comma, given = text.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and "," not in given and kind is Kind.PERSON else text


def _birth_dates(rows: Sequence[Row], note: Note) -> Iterator[BirthDate]:
    for text, line in lines_of(rows, "D.O.B").items():
        if birth := _birth_date(text):
            yield birth
        else:
            note(line, "The birth date cannot be read.")


def _birth_date(text: str) -> BirthDate | None:
    """`14/03/1958`, `dd/mm/1958`, `00/00/1958` or, as some say it, `1958`."""
    found = _BIRTH.fullmatch(text)
    if not found:
        return dates.english(text)
    day, month = (int(part) if part.isdigit() else 0 for part in (found["day"], found["month"]))
    span = dates.days(int(found["year"]), month or None, day if day and month else None)
    return BirthDate(*span) if span else None


def _day(text: str) -> str:
    """YYYY-MM-DD from `14/03/2026`, or empty."""
    birth = _birth_date(text)
    return birth.earliest if birth and birth.earliest == birth.latest else ""


def _countries(rows: Sequence[Row], note: Note) -> Iterator[str]:
    for column in ("Nationality(/ies)", "Address Country", "Current believed flag of ship"):
        for text, line in lines_of(rows, column).items():
            if code := countries.code(text):
                yield code
            else:
                note(line, f"The country in {column!r} is not known: {text[:40]!r}.")


def _identifiers(rows: Sequence[Row]) -> Iterator[Identifier]:
    for line in rows:
        for kind, number, detail in _NUMBERS:
            if any(character.isalnum() for character in line[number]):  # a dash says that there is none
                yield Identifier(kind, line[number], countries.code(_PAPER.sub("", line[detail])))
        if line["IMO number"]:
            yield Identifier("IMO", line["IMO number"].upper().removeprefix("IMO").strip())
    if reference := first(rows, "UN Reference Number"):
        yield Identifier(un.REFERENCE, un.reference(reference))


def _joined(rows: Sequence[Row], columns: Sequence[str]) -> tuple[str, ...]:
    return distinct(text for line in rows if (text := line.joined(columns, ", ")))


def _remarks(rows: Sequence[Row]) -> Iterator[str]:
    if sanctions := first(rows, "Sanctions Imposed"):
        yield f"Sanctions imposed: {sanctions.replace('|', ', ')}."
    yield from stated(rows, "Other Information", "UK Statement of Reasons")


def _gender(rows: Sequence[Row]) -> str:
    """Empty where the list says more than one thing, or another."""
    genders = {text.casefold() for text in stated(rows, "Gender")}
    return next(iter(genders)) if genders in ({"male"}, {"female"}) else ""


SOURCE = Source(
    code="uk_sl",
    title="United Kingdom sanctions list",
    publisher="United Kingdom, Foreign, Commonwealth and Development Office",
    formats=(
        Format(
            "XML",
            remotes=(Remote(_XML, f"{_BASE}/UK-Sanctions-List.xml", end=b"Designations>"),),
            read=read_xml,
            recognise=lambda beginning: b"<Designations" in beginning,
        ),
        Format(
            "CSV",
            remotes=(Remote(_CSV, f"{_BASE}/UK-Sanctions-List.csv"),),
            read=read_csv_file,
            recognise=lambda beginning: b"Unique ID" in beginning and b"Designation Type" in beginning,
        ),
    ),
)
