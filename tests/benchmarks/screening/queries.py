"""What is asked: queries that must find an entry, and names that are on no list."""

import csv
import gzip
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from screening.countries import code
from screening.matching import Query, normalise
from screening.records import Strength
from screening.sources import dates
from tests.benchmarks.screening import inventing
from tests.benchmarks.screening.lists import SHARED, Entries, has_shared, tested
from tests.benchmarks.screening.perturbing import variants

SEED = 20240108
_LONG_ENOUGH = 6
"""Letters: shorter names cannot be told from others by anybody once two letters are wrong."""
_UNMISTAKABLE = 12
"""Letters of an organisation's name that is hardly another's by chance."""
_FORMS = frozenset({"llc", "ltd", "inc", "corp", "plc", "jsc", "co", "group"})
"""Legal forms as our normal form writes them."""
_SHARED_KINDS = {"person": "person", "org": "company"}


@dataclass(frozen=True, slots=True)
class Asked:
    """`key` is the entry that must be found; empty for a name that is on no list."""

    text: str
    kind: str
    category: str
    key: str = ""
    born: tuple[str, str] | None = None
    countries: tuple[str, ...] = ()

    def query(self, *, born: bool = False, countries: bool = False) -> Query:
        return Query(
            (self.text,),
            self.kind,
            birth_days=self.born if born else None,
            countries=self.countries if countries else (),
        )


@dataclass(frozen=True, slots=True)
class Questions:
    """A set to measure on: those that must be found and those that must not."""

    listed: Sequence[Asked]
    unlisted: Sequence[Asked]

    def every(self, step: int) -> "Questions":
        return Questions(self.listed[::step], self.unlisted[::step])

    def of(self, kind: str) -> "Questions":
        return Questions(*([one for one in each if one.kind == kind] for each in (self.listed, self.unlisted)))

    def dated(self) -> "Questions":
        """Only those whose birth date is known."""
        return Questions(*([one for one in each if one.born] for each in (self.listed, self.unlisted)))

    def apart(self, category: str) -> tuple["Questions", "Questions"]:
        """Those whose unlisted names are of other categories, and those whose are of this one."""
        ours = [one for one in self.unlisted if one.category == category]
        return Questions(self.listed, [one for one in self.unlisted if one.category != category]), Questions((), ours)

    def without(self, texts: Collection[str]) -> "Questions":
        return Questions(self.listed, [one for one in self.unlisted if one.text not in texts])


@cache
def shared() -> Questions:
    """The queries of the shared data, which must be asked of the SDN list of 2024-01-08."""
    listed, unlisted = (_packed(name) for name in ("queries_pos", "queries_neg"))
    return Questions([_asked(row) for row in listed], [_asked(row) for row in unlisted])


def _packed(name: str) -> list[dict[str, Any]]:
    with gzip.open(SHARED / "screening_bench" / f"{name}.json.gz") as file:
        rows: list[dict[str, Any]] = json.load(file)
    return rows


def _asked(row: Mapping[str, Any]) -> Asked:
    born = row.get("dob") or ""
    countries = row.get("countries") or [row.get("country") or ""]
    return Asked(
        text=row["query"],
        kind=_SHARED_KINDS[row["type"]],
        category=row["cat"].partition(":")[2],
        key=f"ofac_sdn:{row['id']}" if "id" in row else "",
        born=_days(born if isinstance(born, str) else born[0]),
        countries=tuple(filter(None, map(code, countries))),
    )


def _days(text: str) -> tuple[str, str] | None:
    days = dates.iso(text)
    vague = dates.english(text) if text and days is None else None
    return (vague.earliest, vague.latest) if vague else days


def own(entries: Entries, *, count: int, development: bool = False) -> Questions:
    """Our own: `count` names of each kind of these entries, in every change they can have, and names of our own making.

    Of the half of entries and of names that is kept for reporting, or of the other, which is for tuning.
    """
    dice = Random(SEED + development)
    listed = [one for kind in ("person", "company") for one in _changed(entries, kind, count, dice, development)]
    held = {_plain(name.text) for _, record in entries for name in record.names}
    unlisted = [one for one in _unlisted(5 * count, dice, development) if _plain(one.text) not in held]
    return Questions(listed, unlisted)


def _changed(entries: Entries, kind: str, count: int, dice: Random, development: bool) -> Iterable[Asked]:
    pool = [
        (key, record, name.text)
        for key, record in entries
        if record.kind == kind and tested(key) != development
        for name in record.names
        if name.strength != Strength.WEAK
        and name.text.isascii()
        and len(name.text) >= _LONG_ENOUGH
        and " " in name.text
    ]
    for key, record, text in dice.sample(pool, min(count, len(pool))):
        born = (record.birth_dates[0].earliest, record.birth_dates[0].latest) if record.birth_dates else None
        for category, changed in variants(text, kind, dice).items():
            yield Asked(changed, kind, category, key, born)


def _unlisted(count: int, dice: Random, development: bool) -> list[Asked]:
    parts = inventing.ALL if has_shared() else inventing.UNLISTED
    made = [_person("compatriot", inventing.compatriot(dice, parts=parts), dice) for _ in range(count // 2)]
    made += [_person("wanderer", inventing.wanderer(dice, parts=parts), dice) for _ in range(count // 2)]
    made += [Asked(inventing.company(dice, parts=parts), "company", "invented") for _ in range(count // 2)]
    return [*made, *_real(count, dice, development)] if has_shared() else made


def _person(category: str, text: str, dice: Random) -> Asked:
    born = f"{dice.randint(1940, 2004)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    return Asked(text, "person", category, born=(born, born))


def _real(count: int, dice: Random, development: bool) -> list[Asked]:
    """Real-looking names of the shared data that its own queries leave unused."""
    used = {one.text for one in shared().unlisted}
    rows = [
        row for row in unlisted_people() if row["full_name"] not in used and tested(row["full_name"]) != development
    ]
    officials = [name for name in _officials() if name not in used and tested(name) != development]
    made = [
        Asked(row["full_name"], "person", "negatives_us", born=_days(row["date_of_birth"]))
        for row in dice.sample(rows, min(count, len(rows)))
    ]
    chosen = dice.sample(officials, min(count // 2, len(officials)))
    return [*made, *(_person("openstates", name, dice) for name in chosen)]


@cache
def unlisted_people() -> list[dict[str, str]]:
    with gzip.open(SHARED / "screening_bench" / "negatives_us.csv.gz", "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _officials() -> list[str]:
    with gzip.open(SHARED / "pep" / "openstates_people.jsonl.gz", "rt", encoding="utf-8") as file:
        names = [json.loads(line)["name"] for line in file]
    return sorted({name for name in names if name})


def really_listed(entries: Entries, questions: Questions) -> set[str]:
    """Organisations that pass for unlisted and stand in the list, letter for letter but for one: rightly found.

    Legal forms and scripts do not count. People who share a listed person's name are not listed for that.
    """
    held = [_plain(name.text) for _, record in entries if record.kind != "person" for name in record.names]
    return {
        one.text
        for one in questions.unlisted
        if one.kind != "person"
        and len(text := _plain(one.text)) >= _UNMISTAKABLE
        and extractOne(text, held, scorer=OSA.distance, score_cutoff=1)
    }


def _plain(text: str) -> str:
    """As a listed name is compared: the words that are not legal forms, in the order of the alphabet."""
    words = normalise(text).sorted_text.split()
    return " ".join([word for word in words if word not in _FORMS] or words)


def customers(count: int, pool: Sequence[str]) -> list[Asked]:
    """So many customers that hardly anybody on a list is: names of `pool` recombined, every tenth a company."""
    dice = Random(count)
    make: Callable[[], str] = lambda: inventing.recombined(pool, dice)  # noqa: E731
    return [
        Asked(inventing.company(dice), "company", "customer")
        if place % 10 == 9
        else Asked(make(), "person", "customer")
        for place in range(count)
    ]


def bystanders() -> list[str]:
    """A pool of names that have nothing to do with any list."""
    if has_shared():
        return [row["full_name"] for row in unlisted_people()]
    dice = Random(SEED)
    return [inventing.wanderer(dice, parts=inventing.UNLISTED) for _ in range(20_000)]


def people(entries: Entries) -> list[str]:
    """A pool of whole names to recombine: half of them real people's, where there is data, half the listed ones'."""
    named = [name.text for _, record in entries if record.kind == "person" for name in record.names]
    latin = [text for text in named if text.isascii() and " " in text]
    if not has_shared():
        return latin
    return [*latin[:50_000], *(row["full_name"] for row in unlisted_people())]
