"""Two sides next to each other: what was declared and what the document says, the customer and the listed party."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from compliance.dashboard.presenting import country
from onboarding.identity import Identity
from screening.records import BirthDate, ListedName, Record, Strength

FIELD_NAMES = {
    "given_names": "Given names",
    "surname": "Family name",
    "name_national": "Name in national script",
    "birth_date": "Birth date",
    "birth_place": "Place of birth",
    "nationality": "Nationality",
    "document_number": "Document number",
    "expiry_date": "Valid until",
    "sex": "Sex",
    "issuing_state": "Issuing state",
}
_DECLARED = {"surname": "family_name", "sex": "gender"}
_COUNTRIES = frozenset({"nationality", "issuing_state"})


@dataclass(frozen=True, slots=True)
class Row:
    """One field from each of its sources; `agrees` is None where there is nothing to compare."""

    label: str
    declared: str
    read: str
    confidence: int | None
    agrees: bool | None
    others: tuple[tuple[str, str], ...] = ()
    """(source, value) where another source says something else."""


def field_rows(declared: Mapping[str, Any], reading: Mapping[str, Any]) -> Iterator[Row]:
    """Each field of the document: what the customer said, what was read, and how sure the reader was, in per cent.

    Nothing where nothing was read.
    """
    fields: Mapping[str, Any] = reading.get("fields") or {}
    zone: Mapping[str, Any] = reading.get("mrz") or {}
    for name, label in FIELD_NAMES.items() if fields or zone else ():
        found = fields.get(name) or {}
        value = _shown(name, _read(found, zone, name))
        said = _shown(name, declared.get(_DECLARED.get(name, name)))
        if not value and not said:
            continue
        confidence = found.get("confidence") if value == _shown(name, found.get("value")) else None
        sure = round(float(confidence) * 100) if confidence is not None else None
        others = tuple(_others(name, found, zone, reading.get("barcode") or {}, value))
        yield Row(label, said, value, sure, _same(said, value) if said and value else None, others)


def _others(
    name: str, found: Mapping[str, Any], zone: Mapping[str, Any], barcode: Mapping[str, Any], value: str
) -> Iterator[tuple[str, str]]:
    """What print, zone and barcode say where it is not what the checks go by; spelling and spaces aside."""
    printed = found.get("value") if found.get("source", "viz") == "viz" else None
    for source, said in (("print", printed), ("zone", zone.get(name)), ("barcode", barcode.get(name))):
        shown = _shown(name, said)
        if shown and not _same(shown, value):
            yield source, shown


def _read(found: Mapping[str, Any], zone: Mapping[str, Any], name: str) -> Any:
    """What the checks go by: the machine-readable zone where its check digits agree, else what is printed."""
    return (zone.get("valid") and zone.get(name)) or found.get("value") or zone.get(name)


def _shown(name: str, value: Any) -> str:
    text = str(value or "")
    return country(text) if name in _COUNTRIES else text


def _same(declared: str, read: str) -> bool | None:
    """Plainly equal, else unknown: whether a difference matters is what the check itself says."""
    return True if _folded(declared) == _folded(read) else None


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@dataclass(frozen=True, slots=True)
class Pair:
    """One particular of both sides; `agrees` is None where one of them is silent."""

    label: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    agrees: bool | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """What is known of whoever is held against a listed party; `born` as YYYY, YYYY-MM or YYYY-MM-DD."""

    names: tuple[str, ...]
    born: str = ""
    countries: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()

    @staticmethod
    def of(identity: Identity) -> "Side":
        born = str(identity.birth_date) if identity.birth_date else ""
        return Side(identity.names, born, identity.countries, identity.identifiers)


def match_pairs(side: Side, record: Record, met: str) -> tuple[Pair, ...]:
    """One side beside the listed party; the name that was met comes first."""
    return (
        Pair("Name", side.names, tuple(_names(record.names, met))),
        Pair("Birth date", _some(side.born), tuple(map(day, record.birth_dates)), _born(side.born, record.birth_dates)),
        _sets("Country", side.countries, record.countries, show=country),
        _sets("Identifier", side.identifiers, tuple(one.number for one in record.identifiers)),
    )


def _names(names: Iterable[ListedName], met: str) -> Iterator[str]:
    yield met
    for name in names:
        if name.text != met:
            yield f"{name.text} (weak alias)" if name.strength == Strength.WEAK else name.text


def _some(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def day(of: BirthDate) -> str:
    """A whole year is shown as the year."""
    about = "about " if of.circa else ""
    if of.earliest == of.latest:
        return f"{about}{of.earliest}"
    year = of.earliest[:4]
    if (of.earliest, of.latest) == (f"{year}-01-01", f"{year}-12-31"):
        return f"{about}{year}"
    return f"{about}{of.earliest} to {of.latest}"


def _born(born: str, days: tuple[BirthDate, ...]) -> bool | None:
    if not born or not days:
        return None
    return any(one.earliest[: len(born)] <= born <= one.latest[: len(born)] for one in days)


def _sets(label: str, ours: tuple[str, ...], theirs: tuple[str, ...], show: Any = str) -> Pair:
    agrees = bool({_folded(one) for one in ours} & {_folded(one) for one in theirs}) if ours and theirs else None
    return Pair(label, tuple(map(show, ours)), tuple(map(show, theirs)), agrees)
