"""What officers said before: earlier answers about a subject and an entry, and the allow list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from screening.models import UNSETTLED, AllowedPair, Match


@dataclass(frozen=True, slots=True)
class Earlier:
    """An answer that holds no longer: it expired, or the facts of either side were others then."""

    outcome: str
    reason: str
    at: datetime
    expired: bool
    """True: about these very facts. False: about this subject and entry as they were."""


def earlier_answers(match: Match) -> tuple[Earlier, ...]:
    """Every earlier answer about this subject and this entry, the newest first."""
    rows = Match.objects.filter(subject_id=match.subject_id, source=match.source, entry_ref=match.entry_ref)
    found = [*_expired(match), *(one for row in rows.exclude(pk=match.pk) for one in _given(row))]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def allowed_pairs(*, at: datetime, owner_id: UUID | None = None) -> list[AllowedPair]:
    """What the allow list silences, for everybody or a customer and its related people, what ends first first."""
    rows = AllowedPair.objects.filter(ended_at=None, expires_at__gt=at)
    if owner_id is not None:
        rows = rows.filter(owner_id=owner_id)
    return list(rows.select_related("proposed_by", "confirmed_by").order_by("expires_at", "id"))


def _expired(match: Match) -> Iterator[Earlier]:
    for one in match.earlier:
        yield Earlier(one["outcome"], one["reason"], datetime.fromisoformat(one["at"]), expired=True)


def _given(row: Match) -> Iterator[Earlier]:
    for one in row.earlier:
        yield Earlier(one["outcome"], one["reason"], datetime.fromisoformat(one["at"]), expired=False)
    if row.status not in UNSETTLED and row.disposed_at is not None:
        yield Earlier(row.status, row.disposition, row.disposed_at, expired=False)
