"""The policy as frozen dataclasses: what is asked, measured, weighed and allowed. Read by `parsing`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from compliance.kernel.ids import public_id
from compliance.kernel.money import Money
from compliance.policy.faces import FaceRules
from compliance.policy.screening import LISTS, Bars, ScreeningBands, ScreeningRules

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
    """Scores from 0 to 1; what a face must reach is in `FaceRules`."""

    document_min_confidence: float
    """A field read with less is not compared but shown to an officer."""
    document_min_validity_days: int
    screening_review: float
    """At or above: a match that an officer settles. Where `screening` names the list or the partner, that counts."""
    screening_strong: float
    """At or above: a verified customer is restricted until it is settled."""
    address_max_age_days: int = 90
    registry_max_age_days: int = 90
    """Papers that are older on the day of the check are asked for again."""
    minimum_age: int = 18
    """In whole years, by the birth date on the document."""


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
    """`due_days` is the time that a customer has to do what is asked.

    `texts` are the policy's own words, by the code of a finding: a code with words is asked of the customer, one with
    none (empty) goes to an officer. What is not named follows the table of codes (docs/breakdowns.md).
    """

    due_days: int
    texts: Mapping[str, str] = field(default_factory=dict)


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
    screening: ScreeningRules = field(default_factory=ScreeningRules)
    faces: FaceRules = field(default_factory=FaceRules)
    version: int = field(default=0, metadata={"toml": False})
    filled: frozenset[str] = field(default=frozenset(), metadata={"toml": False})
    """Places that the text is silent about and the release's own policy fills, such as `risk.weights.pep`."""

    def tier(self, product: str) -> str:
        """An unknown product is asked for more, not less."""
        return self.products[product].tier if product in self.products else "enhanced"

    def bands(self, *, source: str, partner_id: UUID) -> ScreeningBands:
        """What a score on this list means for this partner's customers."""
        return self.named_bands(source, public_id("par", partner_id))

    def bars(self, partner_id: UUID) -> Bars:
        """The score from which on a resemblance is a hit, by list; above 1 for a list that the partner does without."""
        return lambda source: self.bands(source=source, partner_id=partner_id).bar

    def same_bars(self, other: "PolicyDocument") -> bool:
        """Every score means the same in both, on every list and for every partner."""
        partners = {"", *self.screening.partners, *other.screening.partners}
        return all(
            self.named_bands(source, partner) == other.named_bands(source, partner)
            for partner in partners
            for source in ("", *LISTS)
        )

    def screens_as(self, other: "PolicyDocument") -> bool:
        """The same bars, and made for the same matcher: nobody gains or loses a hit by the one or the other."""
        return self.screening.matcher == other.screening.matcher and self.same_bars(other)

    def named_bands(self, source: str, partner: str) -> ScreeningBands:
        """As `bands()`, for a partner's public id, or for everybody whom the policy does not name (empty)."""
        house = self.thresholds
        return self.screening.bands(
            source=source, partner=partner, review=house.screening_review, strong=house.screening_strong
        )

    def limit(self, capability: str, level: str) -> Limit | None:
        """None means that customers of this risk level may not do this at all."""
        return self.limits.get(capability, {}).get(level)
