"""Which name a document bears: check digits cover none, so that two sources have to agree on it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from compliance.cases.comparison import Declared, names_agree
from onboarding.readings import DocumentReading

_PARTS = ("surname", "given_names")


@dataclass(frozen=True, slots=True)
class NameSeen:
    """`source` is mrz, viz or barcode."""

    source: str
    surname: str
    given_names: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """`name` is the one to go by, None where none was read; `proven` where two sources agree and no zone denies it."""

    name: NameSeen | None
    proven: bool
    declared: bool
    """It is the declared one."""


def names_seen(reading: DocumentReading, least_confidence: float) -> tuple[NameSeen, ...]:
    """The zone where its check digits agree, what was read surely enough in print or in a zone, and the barcode."""
    by_source: dict[str, dict[str, str]] = {}
    for part in _PARTS:
        found = reading.fields.get(part)
        if found is not None and found.confidence >= least_confidence:
            by_source.setdefault(found.source, {})[part] = found.value
    if reading.mrz is not None and reading.mrz.valid:
        by_source["mrz"] = {"surname": reading.mrz.surname, "given_names": reading.mrz.given_names}
    by_source.setdefault("barcode", {}).update({part: reading.barcode.get(part, "") for part in _PARTS})
    return tuple(_seen(by_source))


def _seen(by_source: Mapping[str, Mapping[str, str]]) -> Iterator[NameSeen]:
    for source in ("mrz", "viz", "barcode"):
        parts = by_source.get(source, {})
        if any(parts.values()):
            yield NameSeen(source, parts.get("surname", ""), parts.get("given_names", ""))


def accept(declared: Declared, seen: Sequence[NameSeen], *, zone_valid: bool) -> Accepted:
    """The declared name where a source shows it, else one that two sources show, else the first.

    A zone whose check digits agree and that shows another name leaves it unproven.
    """
    if not seen:
        return Accepted(None, proven=False, declared=False)
    said = [one for one in seen if _bears(one, declared)]
    twice = [one for one in seen if any(other is not one and same_name(one, other) for other in seen)]
    name = (said or twice or list(seen))[0]
    contradicted = zone_valid and seen[0].source == "mrz" and not _is_of_one(name, seen[0])
    return Accepted(name, proven=bool(said or twice) and not contradicted, declared=bool(said))


def same_name(one: NameSeen, other: NameSeen) -> bool:
    """By the zone's transliteration and truncation, whichever of the two is the zone's."""
    return _bears(one, Declared(other.given_names, other.surname, None)) or _bears(
        other, Declared(one.given_names, one.surname, None)
    )


def _is_of_one(name: NameSeen, zone: NameSeen) -> bool:
    return name is zone or same_name(name, zone)


def _bears(seen: NameSeen, declared: Declared) -> bool:
    return names_agree(declared, surname=seen.surname, given_names=seen.given_names)
