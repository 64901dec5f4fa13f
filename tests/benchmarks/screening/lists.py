"""The lists that are searched: the publishers' where the shared data is, else one that we invent."""

import gzip
import json
import os
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from random import Random
from typing import Any

from screening import sources
from screening.records import BirthDate, Kind, ListedName, NameKind, Record, Strength
from screening.sources import dates
from tests.benchmarks.screening import inventing

SHARED = Path(
    os.environ.get("GATEHOUSE_SHARED_DATA") or Path(__file__).resolve().parents[4] / "shared" / "data"
).resolve()
Entries = list[tuple[str, Record]]
"""Records by key, `source:publisher's id`."""
INVENTED = 6_000
_KINDS = {"person": Kind.PERSON, "vessel": Kind.VESSEL, "aircraft": Kind.AIRCRAFT}


def has_shared() -> bool:
    return SHARED.is_dir()


@cache
def sdn() -> Entries:
    """OFAC's SDN list of 2024-01-08 as our own reader takes it."""
    reading = sources.load(sources.find("ofac_sdn"), SHARED / "watchlists" / "ofac_sdn_2024-01-08")
    return [(f"ofac_sdn:{record.ref}", record) for record in reading.records]


@cache
def everything() -> Entries:
    """Seven lists in one shape, 41,925 entries with 114,793 names; as many invented names without the shared data."""
    if not has_shared():
        return invented(7 * INVENTED)
    rows = _rows()
    known = {_alike(name): row["type"] for row in rows for name in _texts(row) if row["type"] in {"person", "entity"}}
    return [(f"{row['list']}:{row['id']}", _record(row, known)) for row in rows if row["names"]]


def of(lists: Iterable[str]) -> Entries:
    """Only the entries of these lists."""
    wanted = set(lists)
    return [(key, record) for key, record in everything() if key.partition(":")[0] in wanted]


@cache
def invented(count: int) -> Entries:
    """A list of our own making: two of three are people, each with one to four names."""
    dice = Random(count)
    return [(f"invented:{place}", _invent(str(place), dice)) for place in range(count)]


def tested(key: str) -> bool:
    """Whether an entry or a name is of the half that is reported; the other half is for tuning."""
    return blake2b(key.encode(), digest_size=2).digest()[0] % 2 == 0


def scripts_of(key: str) -> Mapping[str, str]:
    """Per name of an entry the script that it is written in, as the data calls it: LATIN, CYRILLIC, …"""
    return _scripts()[key]


@cache
def _scripts() -> dict[str, dict[str, str]]:
    return {f"{row['list']}:{row['id']}": {name["n"]: name["s"] for name in row["names"]} for row in _rows()}


@cache
def _rows() -> list[dict[str, Any]]:
    with gzip.open(SHARED / "watchlists" / "all_lists_entities.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _texts(row: Mapping[str, Any]) -> list[str]:
    return [name["n"] for name in row["names"]]


def _alike(name: str) -> str:
    return " ".join(sorted(name.casefold().split()))


def _record(row: Mapping[str, Any], known: Mapping[str, str]) -> Record:
    """The Australian list does not say of what kind a party is: whoever bears the same name elsewhere tells it."""
    kind = row["type"]
    if kind == "?":
        kind = next((known[_alike(name)] for name in _texts(row) if _alike(name) in known), "entity")
    return Record(
        ref=str(row["id"]),
        kind=_KINDS.get(kind, Kind.COMPANY),
        names=tuple(ListedName(name["n"], *_standing(name["k"])) for name in row["names"] if name["n"]),
        birth_dates=tuple(filter(None, map(_born, row["dob"]))),
    )


def _standing(kind: str) -> tuple[str, str]:
    chief = NameKind.PRIMARY if kind == "primary" else NameKind.ALIAS
    return chief, Strength.WEAK if kind == "weak" else Strength.STRONG


def _born(text: str) -> BirthDate | None:
    days = dates.iso(text)
    return BirthDate(*days) if days else dates.english(text)


def _invent(ref: str, dice: Random) -> Record:
    person = dice.random() < 2 / 3
    names = tuple(
        ListedName(inventing.person(dice) if person else inventing.company(dice, parts=inventing.LISTED))
        for _ in range(dice.choice((1, 2, 3, 4)))
    )
    born = f"{dice.randint(1940, 2000)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    return Record(ref, Kind.PERSON if person else Kind.COMPANY, names, (BirthDate(born, born),) if person else ())
