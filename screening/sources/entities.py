"""A FollowTheMoney entity as a line says it, and what of a party's own properties screening needs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from screening import countries
from screening.records import BirthDate, Identifier, Kind, ListedName, NameKind, Record, Strength
from screening.sources import dates

PARTIES: Mapping[str, str] = {
    "Person": Kind.PERSON,
    "Company": Kind.COMPANY,
    "Organization": Kind.COMPANY,
    "PublicBody": Kind.COMPANY,
    "LegalEntity": Kind.COMPANY,
    "Vessel": Kind.VESSEL,
    "Airplane": Kind.AIRCRAFT,
}
"""Schemata whose entities can be listed. A `LegalEntity` may be a person too: nobody knew when it was written down."""
_IDENTIFIERS = (
    "passportNumber", "idNumber", "taxNumber", "registrationNumber", "socialSecurityNumber", "innCode", "ogrnCode",
    "okpoCode", "vatCode", "leiCode", "dunsCode", "uscCode", "npiCode", "uniqueEntityId", "cageCode", "jibCode",
    "giiNumber", "swiftBic", "bikCode", "ricCode", "isinCode", "imoNumber", "mmsi", "callSign", "serialNumber",
)  # fmt: skip
_COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction", "mainCountry", "flag", "birthCountry")
_RISKS = (
    "sanction", "crime", "debarment", "role.pep", "role.rca", "role.oligarch", "wanted", "poi", "reg.action",
    "reg.warn",
    "export.control", "export.risk", "invest.ban", "invest.risk", "corp.disqual", "mare.detained", "mare.shadow",
    "asset.frozen", "forced.labor",
)  # fmt: skip
"""Topics, with those below them, for which somebody is screened; others describe (`gov`, `fin.bank`)."""
_OURS = {"sanction": "sanction", "crime": "crime", "role.pep": "pep", "role.rca": "rca"}
_REF = 80  # characters of an id that the store holds


@dataclass(frozen=True, slots=True)
class Entity:
    """One line. `target` is None where the file does not tell targets from context; `properties` are as they came."""

    id: str
    schema: str
    caption: str
    properties: Mapping[str, Any]
    target: bool | None
    datasets: tuple[str, ...]
    last_seen: str

    @staticmethod
    def of(data: Mapping[str, Any]) -> "Entity | None":
        """None where `data` is no entity; values that are no texts are passed over. Raises Nested.

        Most of a file is context that nobody asks: what a property holds is looked at when it is asked for.
        """
        properties = data.get("properties")
        if not _is_text(data.get("id")) or not _is_text(data.get("schema")) or not isinstance(properties, dict):
            return None
        if any(isinstance(values, list) and values and isinstance(values[0], dict) for values in properties.values()):
            raise Nested
        target = data.get("target")
        return Entity(
            id=data["id"],
            schema=data["schema"],
            caption=_text(data.get("caption")),
            properties=properties,
            target=target if isinstance(target, bool) else None,
            datasets=_texts(data.get("datasets")),
            last_seen=_text(data.get("last_seen")),
        )

    def values(self, *names: str) -> tuple[str, ...]:
        """The values of these properties, each once, in order."""
        held = [self.properties[name] for name in names if name in self.properties]
        return tuple(dict.fromkeys(value for values in held for value in _texts(values))) if held else ()

    def first(self, *names: str) -> str:
        return next(iter(self.values(*names)), "")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


class Nested(ValueError):
    """An entity inside of another's property: what an export does that leaves out the way back."""


def _texts(values: object) -> tuple[str, ...]:
    given = values if isinstance(values, list) else [values]
    return tuple(text for value in given if (text := _text(value)))


def is_listed(entity: Entity) -> bool:
    """A target, or somebody with a topic of risk: the flag is going out of use, the topics stay.

    A file that has no such flag lists everybody in it.
    """
    return entity.target is not False or any(_below(topic, _RISKS) for topic in entity.values("topics"))


def _below(topic: str, names: Iterable[str]) -> str:
    return next((name for name in names if topic == name or topic.startswith(f"{name}.")), "")


def topics_of(topics: Iterable[str]) -> tuple[str, ...]:
    """In our words: sanction, crime, pep, rca with all that is below them; others as they are."""
    return tuple(sorted({_OURS[name] if (name := _below(topic, _OURS)) else topic for topic in topics}))


def party(entity: Entity) -> Record:
    """What the entity says of itself; its `ref` is its id, however long. Names are its caption where it has none."""
    return Record(
        ref=entity.id,
        kind=PARTIES[entity.schema],
        names=tuple(_names(entity)),
        birth_dates=tuple(births(entity.values("birthDate"))),
        countries=codes(entity.values(*_COUNTRIES)),
        identifiers=tuple(_identifiers(entity)),
        programmes=entity.values("programId", "program"),
        topics=topics_of(entity.values("topics")),
        title="; ".join(entity.values("position")),
        addresses=entity.values("address"),
        remarks=_remarks(entity),
        gender=gender if (gender := entity.first("gender").casefold()) in {"male", "female"} else "",
        birth_places=entity.values("birthPlace"),
    )


def _names(entity: Entity) -> Iterator[ListedName]:
    """The caption is the name that the publisher prefers. Abbreviations are as broad as weak aliases."""
    known = {"name": NameKind.ALIAS, "alias": NameKind.ALIAS, "previousName": NameKind.FORMER}
    strong = {text: kind for name in reversed(known) for text, kind in _each(entity, name, known[name])}
    primary = entity.caption if entity.caption in strong else entity.first("name", "alias") or entity.caption
    weak = [text for text in entity.values("weakAlias", "abbreviation") if text not in strong]
    yield ListedName(primary or entity.id)
    yield from (ListedName(text, kind) for text, kind in strong.items() if text != primary)
    yield from (ListedName(text, NameKind.ALIAS, Strength.WEAK) for text in weak if text != primary)


def _each(entity: Entity, name: str, kind: str) -> Iterator[tuple[str, str]]:
    return ((text, kind) for text in entity.values(name))


def _identifiers(entity: Entity) -> Iterator[Identifier]:
    for name in _IDENTIFIERS:
        for number in entity.values(name):
            yield Identifier(name, number)


def _remarks(entity: Entity) -> str:
    sources = f"Data sets: {', '.join(sorted(entity.datasets))}" if entity.datasets else ""
    return "; ".join(text for text in (*entity.values("notes", "summary"), sources) if text)


def births(texts: Iterable[str]) -> Iterator[BirthDate]:
    """Of YYYY, YYYY-MM, YYYY-MM-DD, with or without a time of day; anything else is passed over."""
    for text in texts:
        if found := dates.iso(text[:10]):
            yield BirthDate(*found)


def codes(texts: Iterable[str]) -> tuple[str, ...]:
    """Of country codes in lower case: a region (`ge-ab`) is its country's, one that is no more (`suhh`) nobody's."""
    found = (countries.code(text.partition("-")[0]) for text in texts)
    return tuple(sorted({code for code in found if code}))


def day(text: str) -> date | None:
    """The day of a date or a time as exports write it."""
    found = dates.iso(text[:10])
    return date.fromisoformat(found[0]) if found else None


def stored_ref(identity: str) -> str:
    """The id as the store can hold it: the few longer than 80 characters keep their beginning and get a digest."""
    if len(identity) <= _REF:
        return identity
    return f"{identity[: _REF - 33]}~{sha256(identity.encode()).hexdigest()[:32]}"
