"""Whom we screen and what we found: the only words that screening and its callers share."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Subject:
    """A person, company or vessel to screen. `owner_id` is the customer whose key seals what is found.

    A customer owns itself. `kind` is person, company or vessel; `birth_date` is YYYY, YYYY-MM or YYYY-MM-DD;
    `countries` are ISO 3166 alpha-2.
    """

    id: UUID
    owner_id: UUID
    partner_id: UUID
    kind: str
    names: tuple[str, ...]
    birth_date: str | None = None
    countries: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    gender: str = ""
    """`male`, `female`, or empty where it is not known, or is neither."""
    birth_places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HitReason:
    """One factor's part in a hit: `score` is in score points, `explanation` the factor in a sentence."""

    factor: str
    score: float
    detail: str
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that resembles the subject. `entry` is `source:publisher's id`; `name` the closest listed name.

    `score` is 0 to 1 and depends on this subject and this entry alone, so that it compares over queries and lists.
    """

    entry: str
    source: str
    name: str
    score: float
    reasons: tuple[HitReason, ...]
    entry_hash: str
    list_version: UUID
    name_score: float = 0.0
    """How alike the names are, 0 to 1."""
    evidence_score: float = 0.0
    """What birth date, country, identifiers and the like say: above 0 for the match, below 0 against it."""
