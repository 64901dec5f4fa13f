"""How alike is alike enough: the bars of screening per list and per partner, and how long an answer is remembered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from compliance.kernel.errors import DomainError
from compliance.kernel.ids import parse_id

LISTS = frozenset({"ofac_sdn", "ofac_cons", "un", "eu_fsf", "uk_sl", "ch_seco", "opensanctions", "pep", "own"})
"""`own` stands for every partner's own list, `own_…`."""
OPTIONAL_LISTS = frozenset({"pep"})
"""Lists that a partner may do without. No sanctions list is one: nobody may choose not to be asked about sanctions."""
Bars = Callable[[str], float]
"""From a list's code to the score, 0 to 1, from which on a resemblance is a hit; above 1 where the list is off."""
_OFF = 2.0
UNNAMED_MATCHER = "2"
"""What a policy means that names no matcher: the one in use when policies began to name theirs."""
_LONGEST_NAME = 20
_LONGEST_MEMORY = 5 * 365


class Band(StrEnum):
    """What a score means: nothing, a look by an officer, or a restriction until the officer has looked."""

    CLEAR = "clear"
    REVIEW = "review"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class ScreeningBands:
    """The bars of one list for one partner: 0 < review ≤ strong ≤ 1."""

    review: float
    strong: float
    enabled: bool = True

    @property
    def bar(self) -> float:
        """At or above: a hit. No score reaches it where the list is off."""
        return self.review if self.enabled else _OFF

    def band(self, score: float) -> Band:
        if score < self.bar:
            return Band.CLEAR
        return Band.STRONG if score >= self.strong else Band.REVIEW


@dataclass(frozen=True, slots=True)
class ListBars:
    """Of one list, for every partner; what is left out is the house's."""

    review: float | None = None
    strong: float | None = None
    max_shrink: float | None = None
    """The part of its entries or names, 0 to 1, that the list may lose from one version to the next."""


@dataclass(frozen=True, slots=True)
class PartnerListBars:
    """Of one list for one partner; what is left out is the partner's, then the list's, then the house's."""

    review: float | None = None
    strong: float | None = None
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class PartnerBars:
    """Of one partner, for every list that it says nothing about."""

    review: float | None = None
    strong: float | None = None
    lists: Mapping[str, PartnerListBars] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Memory:
    """Days after which a false positive, or a pair on the allow list, is asked about again if it is still found."""

    false_positive_days: int = 365
    allowed_days: int = 365


@dataclass(frozen=True, slots=True)
class ScreeningRules:
    """The house's own bars are `thresholds.screening_review` and `.screening_strong`; partners are by id, `par_…`."""

    lists: Mapping[str, ListBars] = field(default_factory=dict)
    partners: Mapping[str, PartnerBars] = field(default_factory=dict)
    memory: Memory = Memory()
    matcher: str = UNNAMED_MATCHER
    """The version of the matching that two people have seen: what another finds no more does not lapse by that."""

    def bands(self, *, source: str, partner: str, review: float, strong: float) -> ScreeningBands:
        """Value by value the most specific says: partner's list, partner, list, and else the house's two values."""
        kind = _named(source)
        own = self.partners.get(partner, PartnerBars())
        exact, general = own.lists.get(kind, PartnerListBars()), self.lists.get(kind, ListBars())
        return ScreeningBands(
            review=_first(exact.review, own.review, general.review, review),
            strong=_first(exact.strong, own.strong, general.strong, strong),
            enabled=exact.enabled,
        )

    def max_shrink(self, source: str, house: float) -> float:
        """The part that this list may lose at once, `house` where policy says nothing of it."""
        return _first(self.lists.get(_named(source), ListBars()).max_shrink, house)

    def mistakes(self, *, review: float, strong: float) -> Iterator[str]:
        """Every pair of partner and list that is named, and every one that is not, must have bars in their order."""
        yield from self._strangers()
        if not 1 <= len(self.matcher) <= _LONGEST_NAME:
            yield f"screening.matcher must have 1 to {_LONGEST_NAME} characters."
        for code, bars in self.lists.items():
            if bars.max_shrink is not None and not 0 <= bars.max_shrink <= 1:
                yield f"screening.lists.{code}.max_shrink must be from 0 to 1."
        for days in ("false_positive_days", "allowed_days"):
            if not 1 <= getattr(self.memory, days) <= _LONGEST_MEMORY:
                yield f"screening.memory.{days} must be from 1 to {_LONGEST_MEMORY}."
        for partner in ("", *self.partners):
            for source in ("", *sorted(LISTS)):
                found = self.bands(source=source, partner=partner, review=review, strong=strong)
                if not 0 < found.review <= found.strong <= 1:
                    yield f"{_place(partner, source)}: 0 < review ≤ strong ≤ 1 must hold."

    def _strangers(self) -> Iterator[str]:
        known = ", ".join(sorted(LISTS))
        yield from (f"screening.lists: {code} is not one of {known}." for code in self.lists if code not in LISTS)
        for partner, own in self.partners.items():
            if not _is_partner(partner):
                yield f"screening.partners: {partner} is no partner's id."
            for code, bars in own.lists.items():
                if code not in LISTS:
                    yield f"screening.partners.{partner}.lists: {code} is not one of {known}."
                elif not bars.enabled and code not in OPTIONAL_LISTS:
                    yield f"screening.partners.{partner}.lists.{code} cannot be switched off: it names sanctions."


def _named(source: str) -> str:
    """Every partner's own list (`own_…`) goes by the one name `own`."""
    return "own" if source.startswith("own_") else source


def _first(*values: float | None) -> float:
    return next(value for value in values if value is not None)


def _is_partner(text: str) -> bool:
    try:
        parse_id("par", text)
    except DomainError:
        return False
    return True


def _place(partner: str, source: str) -> str:
    parts = ["screening", *(["partners", partner] if partner else []), *(["lists", source] if source else [])]
    return ".".join(parts) if len(parts) > 1 else "thresholds.screening"
