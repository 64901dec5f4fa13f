"""What officers made of a match: an answer that is remembered, or a pair that is not asked about again for a time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from compliance.audit import services as audit
from compliance.kernel.actors import Actor
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import UnknownId, new_id, public_id
from screening.models import UNSETTLED, AllowedPair, Match, MatchStatus
from screening.services.pairs import record_pair
from screening.services.remembering import answers, expire, identity_of, record, reopen, silence

_OUTCOMES = frozenset(MatchStatus.values) - {MatchStatus.OPEN.value}
_PAIR = ("subject_id", "source", "entry_ref", "entry_hash")
"""What a match and the pair that answers for it have in common."""


class NotAnOutcome(DomainError):
    code = "not_an_outcome"
    title = "A match is disposed as true_match, false_positive or inconclusive."


class MatchDisposed(DomainError):
    code = "match_disposed"
    status = 409
    title = "The match is disposed already, with another outcome."


@dataclass(frozen=True, slots=True)
class TwoOfficers:
    """Who asked for the pair and who confirmed it, by their ids, and the proposal that holds their words."""

    proposed_by: UUID
    confirmed_by: UUID
    proposal_id: UUID | None = None


@transaction.atomic
def dispose(
    *, match_id: UUID, outcome: str, reason: str, at: datetime, actor: Actor, expires_at: datetime | None = None
) -> Match:
    """Closes an open or inconclusive match; the same outcome again returns the match as it is.

    `expires_at` is until when a false positive is remembered, None for ever; no other outcome ends. Four eyes are the
    caller's. Locks the match. Raises UnknownId, NotAnOutcome, MatchDisposed.
    """
    if outcome not in _OUTCOMES:
        raise NotAnOutcome
    match = _locked(match_id)
    if match.status == outcome:
        return match
    if match.status not in UNSETTLED:
        raise MatchDisposed
    match.status, match.disposition, match.disposed_at = outcome, reason, at
    match.expires_at = expires_at if outcome == MatchStatus.FALSE_POSITIVE else None
    match.save(update_fields=["status", "disposition", "disposed_at", "expires_at"])
    record(match, "match.disposed", {"outcome": outcome, "reason": reason}, actor=actor, at=at)
    return match


@transaction.atomic
def allow(
    *, match_id: UUID, reason: str, officers: TwoOfficers, expires_at: datetime, at: datetime, actor: Actor
) -> AllowedPair:
    """Puts the match's subject and entry on the allow list and answers the match by it. Locks the match.

    The database refuses one officer in both places, and an end that is no later than `at`. Raises UnknownId,
    MatchDisposed where the match is settled already.
    """
    match = _locked(match_id)
    if match.status not in UNSETTLED:
        raise MatchDisposed
    pair_of = {name: getattr(match, name) for name in _PAIR}
    AllowedPair.objects.filter(**pair_of, ended_at=None).update(ended_at=at)
    pair = AllowedPair.objects.create(
        id=new_id(),
        **pair_of,
        identity=identity_of(match),
        score=match.score,
        owner_id=match.owner_id,
        partner_id=match.partner_id,
        reason=reason,
        proposal_id=officers.proposal_id,
        proposed_by_id=officers.proposed_by,
        confirmed_by_id=officers.confirmed_by,
        confirmed_at=at,
        expires_at=expires_at,
    )
    silence(match, pair, at=at)
    facts: dict[str, audit.JSON] = {"allowed": public_id("alw", pair.pk), "reason": reason}
    record(match, "match.allowed", {**facts, "expires_at": expires_at.isoformat()}, actor=actor, at=at)
    return pair


@transaction.atomic
def disallow(*, pair_id: UUID, reason: str, at: datetime, actor: Actor) -> AllowedPair:
    """Takes a pair off the list and asks about its matches again; a second time it does nothing. Raises UnknownId.

    `reason` is a code.
    """
    pair = AllowedPair.objects.select_for_update().filter(pk=pair_id).first()
    if pair is None:
        raise UnknownId
    if pair.ended_at is not None:
        return pair
    pair.ended_at = at
    pair.save(update_fields=["ended_at"])
    facts: dict[str, audit.JSON] = {"allowed": public_id("alw", pair.pk)}
    record_pair(pair, {"reason": reason}, actor=actor, at=at)
    for match in (
        Match.objects.select_for_update().filter(allowed=pair, status=MatchStatus.FALSE_POSITIVE).order_by("id")
    ):
        record(match, "match.reopened", facts | reopen(match), actor=actor, at=at)
    return pair


@transaction.atomic
def ask_again(*, subject_ids: Collection[UUID], at: datetime, actor: Actor) -> int:
    """Puts the question again of each match of these subjects whose answer has expired: how many. Locks the matches.

    A second time it does nothing. A pair on the allow list that is good for longer answers instead.
    """
    rows = expired(at=at).filter(subject_id__in=subject_ids).select_for_update().order_by("id")
    told = [expire(match, _pair_of(match, at), at=at) for match in rows]
    for one in told:
        record(one.match, one.event, one.facts, actor=actor, at=at)
    return sum(one.is_new for one in told)


def expired(*, at: datetime) -> QuerySet[Match]:
    """Matches that hold, and of which the answer is remembered no longer."""
    return Match.objects.filter(status=MatchStatus.FALSE_POSITIVE, lapsed_at=None, expires_at__lte=at)


def _pair_of(match: Match, at: datetime) -> AllowedPair | None:
    pair_of = {name: getattr(match, name) for name in _PAIR}
    pair = AllowedPair.objects.filter(**pair_of, ended_at=None, expires_at__gt=at).first()
    if pair is None or pair.identity != identity_of(match) or not answers(pair, score=match.score):
        return None
    return pair


def _locked(match_id: UUID) -> Match:
    match = Match.objects.select_for_update().filter(pk=match_id).first()
    if match is None:
        raise UnknownId
    return match
