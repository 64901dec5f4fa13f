"""Switzerland's sanctions list, from SECO's XML file: the parties that are on it now, not those that were."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from screening import countries
from screening.records import BirthDate, Identifier, Kind, Record
from screening.sources import dates, un
from screening.sources.files import opened
from screening.sources.port import Format, ListRefused, Problem, Reading, Remote, Source
from screening.sources.rows import Note, distinct
from screening.sources.seco_names import listed_names, titles
from screening.sources.xmlstream import Element, parties, root_of, text

_FILE = "consolidated-list.xml"
_ROOT = "swiss-sanctions-list"
_ADDRESS = (
    "https://www.sesam.search.admin.ch/sesam-search-web/pages/downloadXmlGesamtliste.xhtml"
    "?lang=en&action=downloadXmlGesamtlisteAction"
)
_KINDS = {"individual": Kind.PERSON, "entity": Kind.COMPANY, "object": Kind.VESSEL}
_OBJECTS = {"vessel": Kind.VESSEL, "aircraft": Kind.AIRCRAFT}
_GENDERS = frozenset({"male", "female"})
_IMO = re.compile(r"\bIMO\b[^0-9]{0,20}(\d{7})\b")


@dataclass(frozen=True, slots=True)
class _Place:
    text: str
    country: str


@dataclass(frozen=True, slots=True)
class _Context:
    """What targets refer to by id: the programmes of the sanctions sets, and the places. `day` is the list's own."""

    programmes: Mapping[str, str]
    places: Mapping[str, _Place]
    day: str


def read(files: Mapping[str, Path]) -> Reading:
    """Every `target` in force becomes a record. The file is read twice, for its places come after the targets."""
    path = files[_FILE]
    context = _context(path)
    problems: list[Problem] = []

    def note(line: int, detail: str) -> None:
        problems.append(Problem(line, detail))

    with opened(path) as file:
        targets = parties(file, name=path.name, root=_ROOT, tags={"target"})
        found = [_record(target, context, note) for target in targets if _is_in_force(target, context.day)]
    records = tuple(record for record in found if record)
    if not records:
        raise ListRefused("empty", f"{path.name} has no entries.")
    return Reading(records, date.fromisoformat(context.day) if context.day else None, tuple(problems))


def _context(path: Path) -> _Context:
    programmes: dict[str, str] = {}
    places: dict[str, _Place] = {}
    day = ""
    with opened(path) as file:
        for element in parties(file, name=path.name, root=_ROOT, tags={"sanctions-program", "target", "place"}):
            day = day or _day(root_of(element).get("date", ""))
            if element.tag == "place":
                places[element.get("ssid", "")] = _place(element)
            elif element.tag == "sanctions-program":
                name = _programme(element)
                programmes |= {item.get("ssid", ""): name for item in element.iterfind("sanctions-set")}
    return _Context(programmes, places, day)


def _programme(element: Element) -> str:
    return text(element, "program-key[@lang='eng']") or text(element, "program-key") or text(element, "program-name")


def _place(element: Element) -> _Place:
    country = element.find("country")
    code = "" if country is None else countries.code(country.get("iso-code", "")) or countries.code(country.text or "")
    parts = (text(element, tag) for tag in ("location", "area", "country"))
    return _Place(", ".join(part for part in parts if part), code)


def _is_in_force(target: Element, day: str) -> bool:
    """Whether the last change on or before the list's own day is not a de-listing. Targets that left stay in the file.

    Where two changes are of one day, the one that the file names first is the later.
    """
    last, kind = "", ""
    for change in target.iterfind("modification"):
        effective = change.get("effective-date") or change.get("publication-date") or ""
        if (not day or effective <= day) and (effective > last or not kind):
            last, kind = effective, change.get("modification-type", "")
    return kind != "de-listed"


def _record(target: Element, context: _Context, note: Note) -> Record | None:
    """None, and a note, where nothing tells the party or names it."""
    line = target.sourceline or 0
    body = next((child for child in target if child.tag in _KINDS), None)
    names = listed_names(body) if body is not None else ()
    ref = target.get("ssid", "")
    if body is None or not ref or not names:
        note(line, "The target has no ssid." if names else "The target has no name.")
        return None
    places = [place for tag in ("address", "place-of-birth") for place in _named(body, tag, context, note)]
    return Record(
        ref=ref,
        kind=_kind(body),
        names=names,
        birth_dates=distinct(_birth_dates(body, note)),
        countries=tuple(
            sorted({*_nationalities(body, note), *(code for tag, _, code in places if tag == "address")} - {""})
        ),
        identifiers=distinct(_identifiers(target, body)),
        programmes=distinct(_programmes(target, context, note)),
        title="; ".join(titles(body)),
        addresses=distinct(words for tag, words, _ in places if tag == "address" and words),
        remarks=" ".join(_all(body, "justification", "other-information")),
        gender=body.get("sex", "") if body.get("sex", "") in _GENDERS else "",
        birth_places=distinct(words for tag, words, _ in places if tag == "place-of-birth" and words),
        listed_on=_listed_on(target),
        links=distinct(relation.get("target-id", "") for relation in body.iterfind("relation")),
    )


def _kind(body: Element) -> Kind:
    """An object that neither sails nor flies is taken as a company: matching asks for a kind."""
    if body.tag != "object":
        return _KINDS[str(body.tag)]
    return _OBJECTS.get(body.get("object-type", "").casefold(), Kind.COMPANY)


def _all(element: Element, *paths: str) -> tuple[str, ...]:
    words = (" ".join((item.text or "").split()) for path in paths for item in element.iterfind(path))
    return distinct(word for word in words if word)


def _named(body: Element, tag: str, context: _Context, note: Note) -> Iterator[tuple[str, str, str]]:
    """(tag, words, country) of the addresses or places of birth; what they say themselves comes before their place."""
    for element in body.iterfind(f"identity/{tag}"):
        own, reference = _place(element), element.get("place-id", "")
        place = context.places.get(reference, _Place("", ""))
        if reference and reference not in context.places:
            note(element.sourceline or 0, "The place that is referred to is not in the list.")
        details = [text(element, detail) for detail in ("c-o", "address-details", "p-o-box", "zip-code")]
        words = ", ".join(part for part in (*details, own.text, place.text) if part)
        yield tag, words, own.country or place.country


def _nationalities(body: Element, note: Note) -> Iterator[str]:
    for element in body.iterfind("identity/nationality/country"):
        code = countries.code(element.get("iso-code", "")) or countries.code(element.text or "")
        if not code:
            note(element.sourceline or 0, "The nationality is of no country that is known.")
        yield code


def _birth_dates(body: Element, note: Note) -> Iterator[BirthDate]:
    """Of persons: the dates of companies and ships are those of their founding. Of low quality is a guess."""
    for element in body.iterfind("identity/day-month-year") if body.tag == "individual" else ():
        year, month, day = (element.get(part, "") for part in ("year", "month", "day"))
        gregorian = element.get("calendar", "Gregorian").casefold() == "gregorian"
        numbers = all(not part or part.isdigit() for part in (year, month, day))
        span = None
        if year and gregorian and numbers:
            span = dates.days(int(year), int(month or 0) or None, int(day or 0) or None if month else None)
        if span:
            yield BirthDate(*span, circa=element.get("quality") == "low")
        else:
            note(element.sourceline or 0, "The birth date cannot be read, or is not of the Gregorian calendar.")


def _identifiers(target: Element, body: Element) -> Iterator[Identifier]:
    for element in body.iterfind("identity/identification-document"):
        issuer = element.find("issuer")
        code = countries.code(issuer.get("code", "") or issuer.text or "") if issuer is not None else ""
        if any(character.isalnum() for character in text(element, "number")):
            yield Identifier(element.get("document-type", "document"), text(element, "number"), code)
    for words in _all(body, "other-information") if body.tag == "object" else ():
        yield from (Identifier("IMO", number) for number in _IMO.findall(words))
    for words in _all(target, "foreign-identifier"):
        if un.is_reference(words):
            yield Identifier(un.REFERENCE, un.reference(words))


def _programmes(target: Element, context: _Context, note: Note) -> Iterator[str]:
    for reference in distinct([target.get("sanctions-set-id", ""), *_all(target, "sanctions-set-id")]):
        if reference and reference not in context.programmes:
            note(target.sourceline or 0, "The sanctions set that is referred to is not in the list.")
        elif reference:
            yield context.programmes[reference]


def _listed_on(target: Element) -> str:
    days = (
        _day(change.get("effective-date") or change.get("publication-date") or "")
        for change in target.iterfind("modification[@modification-type='listed']")
    )
    return min((day for day in days if day), default="")


def _day(words: str) -> str:
    """YYYY-MM-DD, or empty."""
    found = dates.iso(words[:10])
    return found[0] if found and found[0] == found[1] else ""


SOURCE = Source(
    code="ch_seco",
    title="Swiss sanctions list (SECO)",
    publisher="Switzerland, State Secretariat for Economic Affairs",
    formats=(
        Format(
            "XML",
            remotes=(Remote(_FILE, _ADDRESS, end=b"swiss-sanctions-list>"),),
            read=read,
            recognise=lambda beginning: b"<swiss-sanctions-list" in beginning,
        ),
    ),
)
