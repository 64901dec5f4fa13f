"""The policy as frozen dataclasses: what is asked, measured, weighed and allowed. Read by `parsing`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from compliance.kernel.money import Money

Alternatives = tuple[str, ...]
"""Document kinds of which one is enough."""


@dataclass(frozen=True, slots=True)
class Product:
    """What a customer signs up for: `tier` (standard, enhanced) decides what is asked, `risk` is from 0 to 1."""

    tier: str
    risk: float


@dataclass(frozen=True, slots=True)
class Tiers:
    """Check kinds asked of one kind of subject, per tier."""

    standard: tuple[str, ...]
    enhanced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentTiers:
    """Documents asked of one kind of subject, per tier: of each group of alternatives one is owed."""

    standard: tuple[Alternatives, ...]
    enhanced: tuple[Alternatives, ...]


@dataclass(frozen=True, slots=True)
class Checks:
    """Which automated steps run on a person, a company, and a company's director or owner."""

    person: Tiers
    company: Tiers
    related_person: Tiers

    def required(self, kind: str, tier: str) -> tuple[str, ...]:
        tiers: Tiers = getattr(self, kind)
        checks: tuple[str, ...] = getattr(tiers, tier)
        return checks


@dataclass(frozen=True, slots=True)
class Documents:
    """Which files a subject owes; a kind in `two_sided` is owed front and back."""

    person: DocumentTiers
    company: DocumentTiers
    related_person: DocumentTiers
    two_sided: tuple[str, ...]

    def required(self, kind: str, tier: str) -> tuple[Alternatives, ...]:
        tiers: DocumentTiers = getattr(self, kind)
        groups: tuple[Alternatives, ...] = getattr(tiers, tier)
        return groups


@dataclass(frozen=True, slots=True)
class People:
    """How many related people a company names at least."""

    director: int
    beneficial_owner: int


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Face figures are distances, smaller is more alike; all others are scores from 0 to 1."""

    face_match: float
    """At or below: the same person, without a human."""
    face_review: float
    """Above `face_match` and at or below this: a human decides. Above this: not the same person, a human is told."""
    document_min_confidence: float
    """A field read with less is not compared but shown to an officer."""
    document_min_validity_days: int
    screening_review: float
    """At or above: a match that an officer settles."""
    screening_strong: float
    """At or above: a verified customer is restricted until it is settled."""


@dataclass(frozen=True, slots=True)
class Bands:
    """Scores from 0 to 1: below `medium` is low, at or above `high` is high."""

    medium: float
    high: float


@dataclass(frozen=True, slots=True)
class Countries:
    """ISO 3166-1 alpha-2 codes."""

    prohibited: tuple[str, ...]
    call_for_action: tuple[str, ...]
    increased_monitoring: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Risk:
    """Weights are score points by factor name."""

    weights: Mapping[str, float]
    bands: Bands
    countries: Countries
    young_company_days: int

    def level(self, score: float) -> str:
        if score >= self.bands.high:
            return "high"
        return "medium" if score >= self.bands.medium else "low"


@dataclass(frozen=True, slots=True)
class ReviewMonths:
    low: int
    medium: int
    high: int

    def of(self, level: str) -> int:
        """Months until the next review; a prohibited customer is reviewed as often as a high-risk one."""
        return {"low": self.low, "medium": self.medium}.get(level, self.high)


@dataclass(frozen=True, slots=True)
class SlaHours:
    """Hours until a case with an alert of this kind is due."""

    match: int
    check: int
    risk: int
    operations: int
    payment: int

    def of(self, alert_kind: str) -> int:
        hours: int = getattr(self, alert_kind)
        return hours


@dataclass(frozen=True, slots=True)
class Limit:
    """The largest single payment per currency, in minor units. A currency that is not named is not allowed."""

    per_payment: Mapping[str, int]

    def allows(self, amount: Money) -> bool:
        return 0 < amount.minor <= self.per_payment.get(amount.currency, 0)


@dataclass(frozen=True, slots=True)
class Demands:
    """What a customer is told to do, by the code of the finding; `due_days` is the time they have."""

    due_days: int
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """One version of the policy. `version` is the row's number, 0 for a document that is in no row."""

    title: str
    products: Mapping[str, Product]
    checks: Checks
    documents: Documents
    people: People
    thresholds: Thresholds
    risk: Risk
    review_months: ReviewMonths
    sla_hours: SlaHours
    limits: Mapping[str, Mapping[str, Limit]]
    demands: Demands
    reasons: Mapping[str, Mapping[str, str]]
    """Proposal kind → reason code → the words an officer chooses from."""
    stale_list_hours: Mapping[str, int]
    """Lists that must be in force, and the hours after which one is too old to trust."""
    version: int = field(default=0, metadata={"toml": False})

    def tier(self, product: str) -> str:
        """An unknown product is asked for more, not less."""
        return self.products[product].tier if product in self.products else "enhanced"

    def limit(self, capability: str, level: str) -> Limit | None:
        """None means that customers of this risk level may not do this at all."""
        return self.limits.get(capability, {}).get(level)

    def demand_text(self, code: str) -> str | None:
        """None means that the finding is not something a customer can put right."""
        return self.demands.texts.get(code)
