"""From a subject to what the engine is asked, and back from what was kept of the question."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from screening.matching import Query
from screening.sources.dates import iso
from screening.subjects import Subject


def as_query(subject: Subject) -> Query:
    """What the engine compares: a birth date without its month or day is the range of days that it may be."""
    days = iso(subject.birth_date) if subject.birth_date else None
    return Query(
        names=subject.names,
        kind=subject.kind or None,
        birth_days=days,
        countries=subject.countries,
        identifiers=subject.identifiers,
        gender=subject.gender,
        birth_places=subject.birth_places,
    )


def to_json(query: Query) -> dict[str, Any]:
    return asdict(query)


def from_json(data: Mapping[str, Any]) -> Query:
    """A question of whatever release."""
    return Query.from_json(data)
