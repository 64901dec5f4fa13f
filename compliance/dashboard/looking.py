"""What an officer looks up: the fields of the search form, read kindly, and what came of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

import pycountry
from django.http import QueryDict

from compliance.dashboard.comparing import Side, day
from compliance.dashboard.presenting import country
from screening import entries, services
from screening.records import Record
from screening.services import Judged, Question

KINDS = (("person", "Person"), ("company", "Company"), ("vessel", "Vessel or aircraft"))
SHOWN = 100
"""Hits on the page; the others are counted."""
_LOWEST = 0.4
_LONGEST = {"q": 500, "identifier": 100}
_FEWEST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Lookup:
    """The form as it was sent: `mistakes` by the name of the field; nothing is looked up while there is one."""

    q: str = ""
    kind: str = ""
    source: str = ""
    threshold: float = 0.0
    birth_date: str = ""
    country: str = ""
    identifier: str = ""
    mistakes: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_enough(self) -> bool:
        """There is something to look for."""
        return not self.mistakes and sum(letter.isalnum() for letter in self.q) >= _FEWEST_LETTERS

    @property
    def has_filters(self) -> bool:
        return bool(self.kind or self.source or self.birth_date or self.country or self.identifier)

    @property
    def question(self) -> Question:
        return Question(self.q, self.kind, self.birth_date or None, self.country or None, self.identifier or None)

    @property
    def side(self) -> Side:
        return Side((self.q,), self.birth_date, _some(self.country), _some(self.identifier))


@dataclass(frozen=True, slots=True)
class HitLine:
    """A hit with the facts by which an officer tells namesakes apart at a glance."""

    judged: Judged
    record: Record | None

    @property
    def percent(self) -> int:
        return round(self.judged.hit.score * 100)

    @property
    def ref(self) -> str:
        return self.judged.hit.entry.partition(":")[2]

    @property
    def facts(self) -> tuple[str, ...]:
        if self.record is None:
            return ()
        born = ", ".join(map(day, self.record.birth_dates[:3]))
        countries = ", ".join(map(country, self.record.countries[:4]))
        return tuple(text for text in (f"born {born}" if born else "", countries, self.record.title) if text)


def read(query: QueryDict, *, usual: float, sources: Iterable[str]) -> Lookup:
    """The form from the address; what is left out is nothing, and the threshold `usual`."""
    text = {name: _clean(query.get(name, ""), _LONGEST.get(name, 40)) for name in _FIELDS}
    threshold, mistakes = _threshold(text["threshold"], usual)
    if text["birth_date"] and not entries.is_birth_date(text["birth_date"]):
        mistakes["birth_date"] = "YYYY, YYYY-MM or YYYY-MM-DD"
    return Lookup(
        q=text["q"],
        kind=text["kind"] if text["kind"] in dict(KINDS) else "",
        source=text["list"] if text["list"] in set(sources) else "",
        threshold=threshold,
        birth_date=text["birth_date"],
        country=text["country"] if text["country"] in dict(countries()) else "",
        identifier=text["identifier"],
        mistakes=mistakes,
    )


_FIELDS = ("q", "kind", "list", "threshold", "birth_date", "country", "identifier")


def _clean(text: str, longest: int) -> str:
    return text.replace("\x00", "").strip()[:longest]


def _threshold(text: str, usual: float) -> tuple[float, dict[str, str]]:
    if not text:
        return usual, {}
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = 0.0
    if not _LOWEST <= value <= 1:
        return usual, {"threshold": f"{_LOWEST} to 1"}
    return value, {}


def lines(answer: services.Answer) -> tuple[HitLine, ...]:
    """The best of what was found, each with its party as it reads now."""
    best = answer.results[0][:SHOWN]
    parties = entries.records(one.hit.entry for one in best)
    return tuple(HitLine(one, parties.get(one.hit.entry)) for one in best)


@cache
def countries() -> tuple[tuple[str, str], ...]:
    """(code, name) by name."""
    return tuple(sorted(((one.alpha_2, country(one.alpha_2)) for one in pycountry.countries), key=lambda one: one[1]))


def _some(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
