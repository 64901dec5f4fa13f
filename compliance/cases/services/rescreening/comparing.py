"""What a full screening would change, without changing it: the proof that no delta has missed anybody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compliance.cases.subjects import subjects_of_many, watched
from compliance.policy import services as policies
from onboarding.models import Customer
from screening import services as screening
from screening.services import Difference
from screening.services.rosters import START

_BATCH = 200


@dataclass(frozen=True, slots=True)
class Compared:
    """After each chunk: customers seen so far, and of this chunk the differences and who could not be screened."""

    customers: int
    total: int
    differences: tuple[Difference, ...]
    failed: tuple[tuple[Customer, str], ...]
    """With the name of the error."""


def compare() -> Iterator[Compared]:
    """Everybody against everything in force, writing nothing. Slow. Raises HOUSE_ERRORS."""
    cursor, seen = START, 0
    total = watched().count()
    while customers := list(watched(after=cursor)[:_BATCH]):
        cursor, seen = customers[-1].pk, seen + len(customers)
        differences, failed = _compared(customers)
        yield Compared(seen, max(total, seen), tuple(differences), tuple(failed))


def _compared(customers: Sequence[Customer]) -> tuple[list[Difference], list[tuple[Customer, str]]]:
    policy = policies.current()
    differences: list[Difference] = []
    failed: list[tuple[Customer, str]] = []
    for customer, subjects in subjects_of_many(customers):
        if isinstance(subjects, Exception):
            failed.append((customer, type(subjects).__name__))
            continue
        looked = [screening.look(subject=one, bars=policy.bars(customer.partner_id)) for one in subjects]
        found = [screening.compared(looked=one) for one in looked]
        differences += [one for one in found if one.missing or one.superfluous]
    return differences, failed
