"""OFAC's Enhanced XML: names in their own scripts, dates with their ranges, documents, and who belongs to whom."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from screening.records import BirthDate, Record
from screening.sources import dates, ofac_facts
from screening.sources.files import opened
from screening.sources.ofac_facts import Facts
from screening.sources.port import ListRefused, Problem, Reading
from screening.sources.xmlstream import Element, parties, text

ROOT = "sanctionsData"
_SDN = "SDN List"
_LABELS = {
    "Birthdate": "DOB", "Place of Birth": "POB", "Nationality Country": "nationality", "Citizenship Country": "citizen",
}  # fmt: skip
_COLUMNS = ("Vessel Flag",)
_NUMBERS = (
    "SWIFT/BIC", "BIK", "ISIN", "D-U-N-S", "MICEX", "Digital Currency Address", "Aircraft Construction Number",
    "Aircraft Manufacturer", "Aircraft Mode S", "Aircraft Tail", "Previous Aircraft Tail",
)  # fmt: skip
"""Features that are a number of the party's own; all others are remarks."""


def read(files: Mapping[str, Path], *, name: str, consolidated: bool) -> Reading:
    """Streams the file, of 100 MB for the SDN. Refuses one with a party that is not on this list."""
    published: date | None = None
    records: list[Record] = []
    problems: list[Problem] = []
    with opened(files[name]) as file:
        for element in parties(file, name=name, root=ROOT, tags={"publicationInfo", "entity"}, depth=2):
            if element.tag == "publicationInfo":
                published = _day(text(element, "dataAsOf"))
                continue
            facts = _facts(element)
            records.append(_record(element, facts, _listed_on(element, facts, name, consolidated=consolidated)))
            problems += facts.problems
    if not records:
        raise ListRefused("empty", f"{name} has no entries.")
    return Reading(tuple(records), published, tuple(problems))


def _day(written: str) -> date | None:
    found = dates.iso(written[:10])
    return date.fromisoformat(found[0]) if found else None


def _listed_on(element: Element, facts: Facts, name: str, *, consolidated: bool) -> str:
    """The first day on which this list named the party."""
    lists = element.findall("sanctionsLists/sanctionsList")
    here = [item.get("datePublished", "") for item in lists if (item.text == _SDN) is not consolidated]
    if not here:
        raise ListRefused("wrong_list", f"{name}, line {facts.line}: a party that is on other lists only.")
    return min((day for day in here if day), default="")[:10]


def _facts(element: Element) -> Facts:
    ref, word = element.get("id", ""), text(element, "generalInfo/entityType")
    facts = Facts(ref, ofac_facts.kind(word), element.sourceline or 0)
    if not ref:
        raise ListRefused("malformed", f"Line {facts.line}: a party without its number.")
    for item in sorted(element.iterfind("names/name"), key=_order):
        _name(item, facts)
    for item in element.iterfind("features/feature"):
        _feature(item, facts)
    for item in element.iterfind("identityDocuments/identityDocument"):
        facts.say(_label(item), text(item, "documentNumber"), text(item, "issuingCountry"))
    for item in element.iterfind("relationships/relationship"):
        facts.say("Linked To", text(item, "relatedEntity"))
    facts.notes += filter(None, [text(element, "generalInfo/remarks")])
    return facts


def _order(item: Element) -> tuple[bool, bool]:
    """The primary name first, the weak ones last."""
    return text(item, "isPrimary") != "true", text(item, "isLowQuality") == "true"


def _name(item: Element, facts: Facts) -> None:
    """A name as OFAC writes it, then as it is written in its own scripts: of the primary name an alias."""
    word = "" if text(item, "isPrimary") == "true" else text(item, "aliasType") or "aka"
    weak = text(item, "isLowQuality") == "true"
    for translation in sorted(item.iterfind("translations/translation"), key=_order):
        own_script = text(translation, "isPrimary") != "true"
        facts.name(_full(translation), word or ("aka" if own_script else ""), weak=weak)


def _full(translation: Element) -> str:
    parts = (text(translation, f"formatted{part}Name") for part in ("Last", "First"))
    return text(translation, "formattedFullName") or ", ".join(part for part in parts if part)


def _label(item: Element) -> str:
    return text(item, "type").removesuffix(":")


def _feature(item: Element, facts: Facts) -> None:
    label, value = _label(item), text(item, "value")
    label = _LABELS.get(label, label)
    if label == "DOB" and (birth := _birth(item)):
        facts.births.append(birth)
    elif label in _COLUMNS:
        facts.lives_in(value)
    elif label.startswith(_NUMBERS) and value:
        facts.document(label, value)
    elif label in {
        "DOB",
        "POB",
        "nationality",
        "citizen",
        "Nationality of Registration",
        "Registration Country",
        "Gender",
    }:
        facts.say(label, value)
    elif value:
        facts.notes.append(f"{label} {value}")


def _birth(item: Element) -> BirthDate | None:
    """The bounds that the publisher gives; its words (`circa 1965`) say the same."""
    first, last = text(item, "valueDate/fromDateBegin"), text(item, "valueDate/toDateEnd")
    if not dates.iso(first) or not dates.iso(last) or last < first:
        return None
    return BirthDate(first, last, circa=text(item, "valueDate/isApproximate") == "true")


def _record(element: Element, facts: Facts, listed_on: str) -> Record:
    return facts.record(
        programmes=[item.text or "" for item in element.iterfind("sanctionsPrograms/sanctionsProgram")],
        title=text(element, "generalInfo/title"),
        addresses=_addresses(element, facts),
        listed_on=listed_on,
    )


def _addresses(element: Element, facts: Facts) -> Iterator[str]:
    for item in element.iterfind("addresses/address"):
        country = text(item, "country")
        facts.lives_in(country)
        translations = sorted(item.iterfind("translations/translation"), key=_order)
        parts = _address_parts(translations[0]) if translations else {}
        lines = (parts.get(f"ADDRESS{number}", "") for number in (1, 2, 3))
        city, state, code = (parts.get(word, "") for word in ("CITY", "STATE/PROVINCE", "POSTAL CODE"))
        yield ofac_facts.address(lines, city=city, state=state, postal_code=code, country=country)


def _address_parts(translation: Element) -> Mapping[str, str]:
    return {text(part, "type"): text(part, "value") for part in translation.iterfind("addressParts/addressPart")}
