"""OFAC's classic XML: one element for each party; its namespace changed in May 2024 and is left aside."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from screening.records import Record
from screening.sources import ofac_facts
from screening.sources.files import opened
from screening.sources.ofac_facts import Facts
from screening.sources.port import ListRefused, Problem, Reading
from screening.sources.xmlstream import Element, parties, text

ROOT = "sdnList"
_LINK = re.compile(r"\(Linked To: (?P<name>.+)\)")
_PLACES = ("nationalityList/nationality/country", "citizenshipList/citizenship/country")
_VESSEL = {
    "callSign": "Vessel Call Sign", "vesselType": "Vessel Type", "tonnage": "Vessel Tonnage",
    "grossRegisteredTonnage": "Vessel Gross Tonnage", "vesselOwner": "Vessel Owner",
}  # fmt: skip


def read(files: Mapping[str, Path], *, name: str, consolidated: bool) -> Reading:
    """Refuses a file whose number of entries is not the one that it states."""
    stated: int | None = None
    published: date | None = None
    records: list[Record] = []
    problems: list[Problem] = []
    with opened(files[name]) as file:
        for element in parties(file, name=name, root=ROOT, tags={"publshInformation", "sdnEntry"}):
            if element.tag == "publshInformation":
                published, stated = _day(text(element, "Publish_Date")), _number(text(element, "Record_Count"))
                continue
            facts = _facts(element)
            records.append(_record(element, facts))
            problems += facts.problems
    if stated is not None and stated != len(records):
        raise ListRefused("truncated", f"{name} states {stated} entries and holds {len(records)}.")
    ofac_facts.must_be(records, consolidated=consolidated, name=name)
    return Reading(tuple(records), published, tuple(problems))


def _day(written: str) -> date | None:
    """mm/dd/yyyy, as the publisher's country writes it."""
    month, day, year = (int(part) if part.isdigit() else 0 for part in (*written.split("/"), "", "", "")[:3])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(written: str) -> int | None:
    return int(written) if written.isdigit() else None


def _facts(element: Element) -> Facts:
    facts = Facts(text(element, "uid"), ofac_facts.kind(text(element, "sdnType")), element.sourceline or 0)
    if not facts.ref:
        raise ListRefused("malformed", f"Line {facts.line}: an entry without its number.")
    facts.name(_full_name(element))
    for alias in sorted(element.iterfind("akaList/aka"), key=_is_weak):
        facts.name(_full_name(alias), text(alias, "type") or "aka", weak=_is_weak(alias))
    for item in element.iterfind("dateOfBirthList/dateOfBirthItem"):
        facts.birth(text(item, "dateOfBirth"))
    for path in _PLACES:
        for item in element.iterfind(path):
            facts.lives_in(item.text or "")
    for item in element.iterfind("placeOfBirthList/placeOfBirthItem"):
        facts.say("POB", text(item, "placeOfBirth"))
    for item in element.iterfind("idList/id"):
        facts.say(text(item, "idType").removesuffix(":"), text(item, "idNumber"), text(item, "idCountry"))
    _vessel(element, facts)
    _remarks(text(element, "remarks"), facts)
    return facts


def _full_name(element: Element) -> str:
    return ", ".join(part for part in (text(element, "lastName"), text(element, "firstName")) if part)


def _is_weak(alias: Element) -> bool:
    return text(alias, "category") == "weak"


def _vessel(element: Element, facts: Facts) -> None:
    facts.lives_in(text(element, "vesselInfo/vesselFlag"))
    for tag, label in _VESSEL.items():
        facts.say(label, text(element, f"vesselInfo/{tag}"))


def _remarks(remarks: str, facts: Facts) -> None:
    for part in remarks.removesuffix(".").split("; "):
        if found := _LINK.fullmatch(part):
            facts.say("Linked To", found["name"])
        elif part:
            facts.notes.append(part)


def _record(element: Element, facts: Facts) -> Record:
    return facts.record(
        programmes=[program.text or "" for program in element.iterfind("programList/program")],
        title=text(element, "title"),
        addresses=_addresses(element, facts),
    )


def _addresses(element: Element, facts: Facts) -> Iterator[str]:
    for item in element.iterfind("addressList/address"):
        facts.lives_in(text(item, "country"))
        lines = (text(item, f"address{number}") for number in (1, 2, 3))
        yield ofac_facts.address(
            lines,
            city=text(item, "city"),
            state=text(item, "stateOrProvince"),
            postal_code=text(item, "postalCode"),
            country=text(item, "country"),
        )
