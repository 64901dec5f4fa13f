"""What an officer made of a match."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from compliance.audit import services as audit
from compliance.kernel.actors import Actor
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import UnknownId, public_id
from screening.models import Match, MatchStatus

_OUTCOMES = frozenset(MatchStatus.values) - {MatchStatus.OPEN.value}


class NotAnOutcome(DomainError):
    code = "not_an_outcome"
    title = "A match is disposed as true_match, false_positive or inconclusive."


class MatchDisposed(DomainError):
    code = "match_disposed"
    status = 409
    title = "The match is disposed already, with another outcome."


@transaction.atomic
def dispose(*, match_id: UUID, outcome: str, reason: str, at: datetime, actor: Actor) -> Match:
    """Closes an open or inconclusive match; the same outcome again returns the match as it is.

    Four eyes are the caller's. Locks the match. Raises UnknownId, NotAnOutcome, MatchDisposed.
    """
    if outcome not in _OUTCOMES:
        raise NotAnOutcome
    match = Match.objects.select_for_update().filter(pk=match_id).first()
    if match is None:
        raise UnknownId
    if match.status == outcome:
        return match
    if match.status not in {MatchStatus.OPEN, MatchStatus.INCONCLUSIVE}:
        raise MatchDisposed
    match.status, match.disposition, match.disposed_at = outcome, reason, at
    match.save(update_fields=["status", "disposition", "disposed_at"])
    facts: dict[str, audit.JSON] = {
        "match": public_id("mat", match.pk), "entry": match.entry, "outcome": outcome, "reason": reason,
    }  # fmt: skip
    subject = public_id("cus", match.owner_id)
    audit.record(partner_id=match.partner_id, kind="match.disposed", subject=subject, actor=actor, facts=facts, at=at)
    return match
