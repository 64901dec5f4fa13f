"""The United Nations Security Council's consolidated list, from its XML file."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from screening import countries
from screening.records import BirthDate, Identifier, Kind, ListedName, NameKind, Record, Strength
from screening.sources import dates, xmlstream
from screening.sources.files import opened
from screening.sources.port import Format, ListRefused, Problem, Reading, Remote, Source
from screening.sources.xmlstream import Element, parties, root_of

_FILE = "consolidated.xml"
_ROOT = "CONSOLIDATED_LIST"
_PARTIES = {"INDIVIDUAL": Kind.PERSON, "ENTITY": Kind.COMPANY}
_NUMBERED = re.compile(r"([A-Z]{2,3}[ie])\.(\d+)")
REFERENCE = "UN reference"
"""The type of the identifier by which other lists name a party of this one."""


def read(files: Mapping[str, Path]) -> Reading:
    """A country that we do not know is a problem, told with the entry's line; the entry is taken."""
    records: list[Record] = []
    problems: list[Problem] = []
    published: date | None = None
    with opened(files[_FILE]) as file:
        for element in parties(file, name=_FILE, root=_ROOT, tags=_PARTIES, depth=2):
            published = published or _published(root_of(element))
            records.append(_record(element, _PARTIES[str(element.tag)]))
            problems += _problems(element)
    if not records:
        raise ListRefused("empty", f"{_FILE} has no entries.")
    return Reading(tuple(records), published, tuple(problems))


def _published(root: Element) -> date | None:
    generated = dates.iso(str(root.get("dateGenerated", ""))[:10])
    return date.fromisoformat(generated[0]) if generated else None


def _problems(element: Element) -> Iterator[Problem]:
    for text in dict.fromkeys(_country_texts(element)):
        if not countries.code(text):
            yield Problem(element.sourceline or 0, f"{text[:60]!r} is no country that we know.")


def _record(element: Element, kind: Kind) -> Record:
    ref = reference(xmlstream.text(element, "REFERENCE_NUMBER") or xmlstream.text(element, "DATAID"))
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
        programmes=(xmlstream.text(element, "UN_LIST_TYPE"),),
        title="; ".join(_values(element, "DESIGNATION")),
        addresses=tuple(_addresses(element)),
        remarks=xmlstream.text(element, "COMMENTS1"),
        gender=_gender(element),
        birth_places=tuple(dict.fromkeys(_birth_places(element))),
        listed_on=(dates.iso(xmlstream.text(element, "LISTED_ON")[:10]) or ("",))[0],
    )


def is_reference(text: str) -> bool:
    """Whether the text has the form of this list's reference numbers."""
    return _NUMBERED.fullmatch(text) is not None


def reference(text: str) -> str:
    """`QDi.43` and `QDi.043` are one party."""
    found = _NUMBERED.fullmatch(text)
    return f"{found[1]}.{int(found[2]):03d}" if found else text


def _values(element: Element, path: str) -> list[str]:
    texts = (" ".join((value.text or "").split()) for value in element.iterfind(f"{path}/VALUE"))
    return [text for text in texts if text]


def _addresses(element: Element) -> Iterator[str]:
    for address in element.iterfind(f"{element.tag!s}_ADDRESS"):
        parts = (xmlstream.text(address, tag) for tag in ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY"))
        if text := ", ".join(part for part in parts if part):
            yield text


def _names(element: Element) -> Iterator[ListedName]:
    parts = (xmlstream.text(element, f"{order}_NAME") for order in ("FIRST", "SECOND", "THIRD", "FOURTH"))
    if primary := " ".join(part for part in parts if part):
        yield ListedName(primary)
    if original := xmlstream.text(element, "NAME_ORIGINAL_SCRIPT"):
        yield ListedName(original, NameKind.ALIAS)
    for alias in element.iterfind(f"{element.tag!s}_ALIAS"):
        quality = xmlstream.text(alias, "QUALITY")
        kind = NameKind.FORMER if quality == "f.k.a." else NameKind.ALIAS
        strength = Strength.WEAK if quality == "Low" else Strength.STRONG
        for text in xmlstream.text(alias, "ALIAS_NAME").split(";"):
            if text.strip():
                yield ListedName(text.strip(), kind, strength)


def _birth_dates(element: Element) -> Iterator[BirthDate]:
    for item in element.iterfind("INDIVIDUAL_DATE_OF_BIRTH"):
        first = xmlstream.text(item, "DATE")[:10] or xmlstream.text(item, "YEAR") or xmlstream.text(item, "FROM_YEAR")
        last = xmlstream.text(item, "TO_YEAR") or first
        ends = dates.iso(first), dates.iso(last)
        if ends[0] and ends[1]:
            yield BirthDate(ends[0][0], ends[1][1], circa=xmlstream.text(item, "TYPE_OF_DATE") == "APPROXIMATELY")
    for alias in element.iterfind("INDIVIDUAL_ALIAS"):
        if birth := dates.english(xmlstream.text(alias, "DATE_OF_BIRTH")):
            yield birth


def _country_texts(element: Element) -> Iterator[str]:
    for path in ("NATIONALITY/VALUE", "INDIVIDUAL_ADDRESS/COUNTRY", "ENTITY_ADDRESS/COUNTRY"):
        for item in element.iterfind(path):
            if text := " ".join((item.text or "").split()):
                yield text


def _countries(element: Element) -> Iterable[str]:
    return {code for code in map(countries.code, _country_texts(element)) if code}


def _gender(element: Element) -> str:
    """The list says it of few, in one word."""
    said = xmlstream.text(element, "GENDER").casefold()
    return said if said in {"male", "female"} else ""


def _birth_places(element: Element) -> Iterator[str]:
    for place in element.iterfind("INDIVIDUAL_PLACE_OF_BIRTH"):
        parts = (xmlstream.text(place, tag) for tag in ("CITY", "STATE_PROVINCE", "COUNTRY"))
        if text := ", ".join(part for part in parts if part):
            yield text


def _identifiers(element: Element) -> Iterator[Identifier]:
    for document in element.iterfind("INDIVIDUAL_DOCUMENT"):
        if number := xmlstream.text(document, "NUMBER"):
            country = xmlstream.text(document, "ISSUING_COUNTRY") or xmlstream.text(document, "COUNTRY_OF_ISSUE")
            yield Identifier(xmlstream.text(document, "TYPE_OF_DOCUMENT"), number, countries.code(country))


SOURCE = Source(
    code="un",
    title="United Nations Security Council consolidated list",
    publisher="United Nations Security Council",
    formats=(
        Format(
            "XML",
            remotes=(Remote(_FILE, "https://scsanctions.un.org/resources/xml/en/consolidated.xml"),),
            read=read,
            recognise=lambda beginning: b"<CONSOLIDATED_LIST" in beginning,
        ),
    ),
)
