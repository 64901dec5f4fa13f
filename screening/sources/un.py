"""The United Nations Security Council's consolidated list, from its XML file."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import IO

from lxml import etree

from screening import countries
from screening.records import BirthDate, Identifier, Kind, ListedName, NameKind, Record, Strength
from screening.sources import dates
from screening.sources.files import opened
from screening.sources.port import ListRefused, Reading, Remote, Source

_FILE = "consolidated.xml"
_ROOT = "CONSOLIDATED_LIST"
_PARTIES = {"INDIVIDUAL": Kind.PERSON, "ENTITY": Kind.COMPANY}
_REFERENCE = re.compile(r"([A-Z]{2,3}[ie])\.(\d+)")

Element = etree._Element  # noqa: SLF001  (lxml's public name for it is this one)


def read(files: Mapping[str, Path]) -> Reading:
    """Streams the file with entities, network and DTD off; refuses one whose end is missing."""
    with opened(files[_FILE]) as file:
        try:
            published, records = _parse(file)
        except etree.XMLSyntaxError as error:
            raise ListRefused(_syntax_reason(error), f"{_FILE} is not sound XML: {error.msg}.") from error
    if not records:
        raise ListRefused("empty", f"{_FILE} has no entries.")
    return Reading(records=tuple(records), published=published)


def _syntax_reason(error: etree.XMLSyntaxError) -> str:
    return "truncated" if "Premature end" in str(error) or "EndTag" in str(error) else "malformed"


def _parse(file: IO[bytes]) -> tuple[date | None, list[Record]]:
    events = etree.iterparse(
        file, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    records: list[Record] = []
    published: date | None = None
    for index, (event, element) in enumerate(events):
        if index == 0:
            published = _opening(element)
        if event == "end" and element.tag in _PARTIES and _depth(element) == 2:
            records.append(_record(element, _PARTIES[str(element.tag)]))
            element.clear()
    return published, records


def _opening(root: Element) -> date | None:
    if root.tag != _ROOT:
        raise ListRefused("wrong_list", f"{_FILE} does not begin with {_ROOT}.")
    if root.getroottree().docinfo.doctype:
        raise ListRefused("forbidden_doctype", f"{_FILE} declares a document type; the list has none.")
    generated = dates.iso(root.get("dateGenerated", "")[:10])
    return date.fromisoformat(generated[0]) if generated else None


def _depth(element: Element) -> int:
    return sum(1 for _ in element.iterancestors())


def _record(element: Element, kind: Kind) -> Record:
    ref = _reference(_text(element, "REFERENCE_NUMBER") or _text(element, "DATAID"))
    names = tuple(dict.fromkeys(_names(element)))
    if not ref or not names:
        raise ListRefused("malformed", f"{_FILE} has an entry without a reference number or a name.")
    return Record(
        ref=ref,
        kind=kind,
        names=names,
        birth_dates=tuple(dict.fromkeys(_birth_dates(element))),
        countries=tuple(sorted(set(_countries(element)))),
        identifiers=tuple(_identifiers(element)),
        programmes=(_text(element, "UN_LIST_TYPE"),),
        title="; ".join(_values(element, "DESIGNATION")),
        addresses=tuple(_addresses(element)),
        remarks=_text(element, "COMMENTS1"),
    )


def _reference(text: str) -> str:
    """`QDi.43` and `QDi.043` are one party."""
    found = _REFERENCE.fullmatch(text)
    return f"{found[1]}.{int(found[2]):03d}" if found else text


def _text(element: Element, path: str) -> str:
    return " ".join((element.findtext(path) or "").split())


def _values(element: Element, path: str) -> list[str]:
    texts = (" ".join((value.text or "").split()) for value in element.iterfind(f"{path}/VALUE"))
    return [text for text in texts if text]


def _addresses(element: Element) -> Iterator[str]:
    for address in element.iterfind(f"{element.tag!s}_ADDRESS"):
        parts = (_text(address, tag) for tag in ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY"))
        if text := ", ".join(part for part in parts if part):
            yield text


def _names(element: Element) -> Iterator[ListedName]:
    parts = (_text(element, f"{order}_NAME") for order in ("FIRST", "SECOND", "THIRD", "FOURTH"))
    if primary := " ".join(part for part in parts if part):
        yield ListedName(primary)
    if original := _text(element, "NAME_ORIGINAL_SCRIPT"):
        yield ListedName(original, NameKind.ALIAS)
    for alias in element.iterfind(f"{element.tag!s}_ALIAS"):
        quality = _text(alias, "QUALITY")
        kind = NameKind.FORMER if quality == "f.k.a." else NameKind.ALIAS
        strength = Strength.WEAK if quality == "Low" else Strength.STRONG
        for text in _text(alias, "ALIAS_NAME").split(";"):
            if text.strip():
                yield ListedName(text.strip(), kind, strength)


def _birth_dates(element: Element) -> Iterator[BirthDate]:
    for item in element.iterfind("INDIVIDUAL_DATE_OF_BIRTH"):
        first = _text(item, "DATE")[:10] or _text(item, "YEAR") or _text(item, "FROM_YEAR")
        last = _text(item, "TO_YEAR") or first
        ends = dates.iso(first), dates.iso(last)
        if ends[0] and ends[1]:
            yield BirthDate(ends[0][0], ends[1][1], circa=_text(item, "TYPE_OF_DATE") == "APPROXIMATELY")
    for alias in element.iterfind("INDIVIDUAL_ALIAS"):
        if birth := dates.english(_text(alias, "DATE_OF_BIRTH")):
            yield birth


def _countries(element: Element) -> Iterator[str]:
    for path in ("NATIONALITY/VALUE", "INDIVIDUAL_ADDRESS/COUNTRY", "ENTITY_ADDRESS/COUNTRY"):
        for item in element.iterfind(path):
            if code := countries.code(item.text or ""):
                yield code


def _identifiers(element: Element) -> Iterator[Identifier]:
    for document in element.iterfind("INDIVIDUAL_DOCUMENT"):
        if number := _text(document, "NUMBER"):
            country = _text(document, "ISSUING_COUNTRY") or _text(document, "COUNTRY_OF_ISSUE")
            yield Identifier(_text(document, "TYPE_OF_DOCUMENT"), number, countries.code(country))


SOURCE = Source(
    code="un",
    title="United Nations Security Council consolidated list",
    publisher="United Nations Security Council",
    remotes=(Remote(_FILE, "https://scsanctions.un.org/resources/xml/en/consolidated.xml"),),
    read=read,
)
