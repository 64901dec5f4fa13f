"""The European Union's consolidated list of financial sanctions, from its XML 1.1 and its CSV 1.1 file."""

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
from screening.sources.xmlstream import Element, parties, root_of

_XML, _CSV = "xmlfullsanctionslist_1_1.xml", "csvfullsanctionslist_1_1.csv"
_BASE = "https://webgate.ec.europa.eu/fsd/fsf/public/files"
_TOKEN = "dG9rZW4tMjAxNw"  # noqa: S105  (the one that the Commission gives to everybody)

_ENTITY = "Entity"
_SECTIONS = {
    "regulation": "Entity_Regulation",
    "subjectType": "Entity_SubjectType",
    "nameAlias": "NameAlias",
    "birthdate": "BirthDate",
    "citizenship": "Citizenship",
    "identification": "Identification",
    "address": "Address",
}
_COLUMNS = {
    "euReferenceNumber": "EU_ReferenceNumber",
    "birthdate": "BirthDate",
    "dayOfMonth": "Day",
    "monthOfYear": "Month",
    "identificationTypeCode": "TypeCode",
    "identificationTypeDescription": "TypeDescription",
}
"""Attributes of the XML whose column in the CSV is not their own name with a capital."""
_REQUIRED = frozenset({"Entity_LogicalId", "Entity_EU_ReferenceNumber", "NameAlias_WholeName", "BirthDate_BirthDate"})
_REMARKS = ("Entity_Remark", "Entity_DesignationDetails", *(f"{name}_Remark" for name in _SECTIONS.values()))
_KINDS = {"p": Kind.PERSON, "person": Kind.PERSON, "e": Kind.COMPANY, "enterprise": Kind.COMPANY}
_GENDERS = {"m": "male", "f": "female"}
_UNKNOWN = frozenset({"", "00", "UNKNOWN"})
_LIFETIME = 100  # years, where a span of birth years is open at one end


def read_xml(files: Mapping[str, Path]) -> Reading:
    """Every `sanctionEntity` becomes a record."""
    path, published = files[_XML], ""
    listed: list[list[Row]] = []
    with opened(path) as file:
        for element in parties(file, name=path.name, root="export", tags={"sanctionEntity"}):
            published = published or root_of(element).get("generationDate", "")
            listed.append(list(_taken_apart(element)))
    return _reading(listed, published, path.name)


def _taken_apart(element: Element) -> Iterator[Row]:
    """The entry as rows of the CSV: one for its own facts, and one for each name, date, number and place."""
    yield _as_row(element, _ENTITY)
    for child in element:
        if (section := _SECTIONS.get(str(child.tag))) is not None:
            yield _as_row(child, section)
        elif child.tag == "remark":
            yield row(child.sourceline, {"Entity_Remark": child.text or ""})


def _as_row(element: Element, section: str) -> Row:
    cells = {f"{section}_{_column(str(name))}": str(value) for name, value in element.attrib.items()}
    remarks = [child.text or "" for child in element if child.tag == "remark"]
    if remarks and section != _ENTITY:
        cells[f"{section}_Remark"] = " ".join(remarks)
    return row(element.sourceline, cells)


def _column(attribute: str) -> str:
    return _COLUMNS.get(attribute, attribute[:1].upper() + attribute[1:])


def read_csv_file(files: Mapping[str, Path]) -> Reading:
    """A row holds one name, date, number or place of a party; those of one logical id are one record.

    The CSV does not say which names are weak: all read as strong.
    """
    path = files[_CSV]
    listed = gathered(
        read_csv(path, delimiter=";", required=_REQUIRED), "Entity_LogicalId", "Entity_EU_ReferenceNumber"
    )
    published = listed[0][0]["fileGenerationDate"] if listed else ""
    return _reading(listed, published, path.name)


def _reading(listed: Iterable[Sequence[Row]], published: str, name: str) -> Reading:
    day = _day(published)
    return reading_of(listed, _record, published=date.fromisoformat(day) if day else None, name=name)


def _record(rows: Sequence[Row], note: Note) -> Record | None:
    """None, and a note, where nothing tells the party or names it."""
    names = _names(rows)
    ref = first(rows, "Entity_EU_ReferenceNumber") or first(rows, "Entity_LogicalId")
    if not ref or not names:
        note(rows[0].line, "The entry has no reference number." if names else "The entry has no name.")
        return None
    return Record(
        ref=ref,
        kind=_kind(rows, note),
        names=names,
        birth_dates=distinct(_birth_dates(rows, note)),
        countries=tuple(sorted(set(_countries(rows, note)))),
        identifiers=distinct(_identifiers(rows)),
        programmes=stated(rows, "Entity_Regulation_Programme"),
        title="; ".join(stated(rows, "NameAlias_Title", "NameAlias_Function")),
        addresses=_places(rows, "Address", ("Street", "PoBox", "ZipCode", "City", "Place", "Region")),
        remarks=" ".join(stated(rows, *_REMARKS)),
        gender=_gender(rows),
        birth_places=_places(rows, "BirthDate", ("Place", "City", "Region")),
        listed_on=_day(first(rows, "Entity_DesignationDate")),
    )


def _kind(rows: Sequence[Row], note: Note) -> Kind:
    code = first(rows, "Entity_SubjectType_ClassificationCode")
    if code.casefold() not in _KINDS:
        note(rows[0].line, f"The subject type {code[:20]!r} is not known; the entry is taken as a company.")
    return _KINDS.get(code.casefold(), Kind.COMPANY)


def _names(rows: Sequence[Row]) -> tuple[ListedName, ...]:
    """The first is the primary one: a strong name in English, or in no stated language, where there is one."""
    strengths: dict[str, str] = {}
    plain: list[str] = []
    for line in rows:
        text = line["NameAlias_WholeName"] or line.joined(
            [f"NameAlias_{part}Name" for part in ("First", "Middle", "Last")]
        )
        weak = line["NameAlias_Strong"].casefold() == "false"
        if text and (not weak or text not in strengths):
            strengths[text] = Strength.WEAK if weak else Strength.STRONG
        if text and not weak and line["NameAlias_NameLanguage"] in {"", "EN"}:
            plain.append(text)
    strong = [text for text, strength in strengths.items() if strength == Strength.STRONG]
    primary = next(iter([*plain, *strong, *strengths]), "")
    aliases = [ListedName(text, NameKind.ALIAS, strengths[text]) for text in strengths if text != primary]
    return (ListedName(primary, NameKind.PRIMARY, strengths[primary]), *aliases) if primary else ()


def _birth_dates(rows: Sequence[Row], note: Note) -> Iterator[BirthDate]:
    for line in rows:
        if not line.joined([f"BirthDate_{part}" for part in ("BirthDate", "Year", "YearRangeFrom", "YearRangeTo")]):
            continue  # a place of birth alone
        if span := _span(line):
            yield BirthDate(*span, circa=line["BirthDate_Circa"].casefold() == "true")
        else:
            note(line.line, "The birth date cannot be read, or is not of the Gregorian calendar.")


def _span(line: Row) -> tuple[str, str] | None:
    """Of the Islamic calendar's years the list does not say whether they are solar or lunar."""
    if text := line["BirthDate_BirthDate"]:
        return dates.iso(_day(text))
    if line["BirthDate_CalendarType"] not in {"", "GREGORIAN"}:
        return None
    parts = [line[f"BirthDate_{part}"] for part in ("Year", "Month", "Day", "YearRangeFrom", "YearRangeTo")]
    if any(part and not part.isdigit() for part in parts):
        return None
    year, month, day, start, end = (int(part) if part else None for part in parts)
    if year:
        return dates.days(year, month, day if month else None)
    ends = dates.days(start or (end or 0) - _LIFETIME), dates.days(end or (start or 0) + _LIFETIME)
    return (ends[0][0], ends[1][1]) if ends[0] and ends[1] else None


def _day(text: str) -> str:
    """YYYY-MM-DD from `2026-05-01T…` or `01/05/2026`, or empty."""
    day, month, year = text[:2], text[3:5], text[6:10]
    found = dates.iso(f"{year}-{month}-{day}" if text[2:3] == "/" else text[:10])
    return found[0] if found and found[0] == found[1] else ""


def _countries(rows: Sequence[Row], note: Note) -> Iterator[str]:
    for column in ("Citizenship_CountryIso2Code", "Address_CountryIso2Code"):
        for text, line in lines_of(rows, column).items():
            if code := countries.code(text):
                yield code
            elif text not in _UNKNOWN:
                note(line, f"The country code {text[:20]!r} is not known.")


def _identifiers(rows: Sequence[Row]) -> Iterator[Identifier]:
    for line in rows:
        kind = line["Identification_TypeDescription"] or line["Identification_TypeCode"]
        country = countries.code(line["Identification_CountryIso2Code"])
        for column in ("Identification_Number", "Identification_LatinNumber"):
            if any(character.isalnum() for character in line[column]):  # a dash says that there is none
                yield Identifier(kind, line[column], country)
    if reference := first(rows, "Entity_UnitedNationId"):
        yield Identifier(un.REFERENCE, un.reference(reference))


def _gender(rows: Sequence[Row]) -> str:
    """Empty where the names do not agree."""
    genders = {_GENDERS.get(text.casefold(), "") for text in stated(rows, "NameAlias_Gender")}
    return genders.pop() if len(genders) == 1 else ""


def _places(rows: Sequence[Row], section: str, parts: Sequence[str]) -> tuple[str, ...]:
    columns = [f"{section}_{part}" for part in (*parts, "CountryDescription")]
    known = (Row(line.line, {name: cell for name, cell in line.cells.items() if cell not in _UNKNOWN}) for line in rows)
    return distinct(text for line in known if (text := line.joined(columns, ", ")))


SOURCE = Source(
    code="eu_fsf",
    title="European Union consolidated financial sanctions list",
    publisher="European Commission",
    formats=(
        Format(
            "XML 1.1",
            remotes=(Remote(_XML, f"{_BASE}/xmlFullSanctionsList_1_1/content?token={_TOKEN}", end=b"export>"),),
            read=read_xml,
            recognise=lambda beginning: re.search(rb"<(?:\w+:)?export\b", beginning) is not None,
        ),
        Format(
            "CSV 1.1",
            remotes=(Remote(_CSV, f"{_BASE}/csvFullSanctionsList_1_1/content?token={_TOKEN}"),),
            read=read_csv_file,
            recognise=lambda beginning: b"Entity_LogicalId" in beginning,
        ),
    ),
)
