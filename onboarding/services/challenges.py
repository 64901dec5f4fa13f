"""Challenges are opened, answered with frames, and judged: each once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from compliance.audit import services as audit
from compliance.kernel.actors import Actor
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import UnknownId, new_id, public_id
from compliance.policy import services as policies
from onboarding import storage
from onboarding.faces.challenge import MOST_FRAMES, draw
from onboarding.intake import Picture
from onboarding.models import Challenge, ChallengeFrame, Customer, Demand, Kind, Status
from onboarding.services.locked import locked, refuse_unless
from onboarding.services.receiving import received

CODES = ("challenge_missing", "challenge_failed")
_FRAME_SIDE = 1280
"""Of a frame as it is kept: a face that fills a third of it is still twice what the engines need."""


class ChallengeForPersons(DomainError):
    code = "challenge_for_persons"
    status = 409
    title = "Only a person can be asked to move before the camera."


class ChallengeOver(DomainError):
    code = "challenge_over"
    status = 409
    title = "The challenge was answered already, has expired, or gave way to a newer one: ask for a new one."


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of an answer, made clean and not yet kept."""

    challenge_id: UUID
    customer_id: UUID
    partner_id: UUID
    pictures: tuple[Picture, ...]


@transaction.atomic
def open_challenge(*, customer_id: UUID, partner_id: UUID, at: datetime, actor: Actor) -> Challenge:
    """New moves for a draft customer; an unanswered older challenge is over. Locks the customer."""
    customer = _open_for_challenges(customer_id, partner_id)
    customer.challenges.filter(answered_at=None, expires_at__gt=at).update(expires_at=at)
    ends = at + timedelta(minutes=policies.current().faces.challenge_minutes)
    moves = [str(move) for move in draw()]
    challenge = Challenge.objects.create(customer=customer, moves=moves, created_at=at, expires_at=ends)
    _record(challenge, "challenge.opened", {"moves": len(moves)}, actor, at)
    return challenge


def take_frames(
    *, challenge_id: UUID, customer_id: UUID, partner_id: UUID, uploads: Sequence[tuple[bytes, str]], at: datetime
) -> Frames:
    """Decodes and draws each (bytes, declared type) anew; nothing is kept. Slow: call it with no transaction open.

    Raises UnknownId, ChallengeOver, CustomerNotEditable, IntakeError, ScannerUnavailable (503).
    """
    with transaction.atomic():
        _unanswered(_open_for_challenges(customer_id, partner_id), challenge_id, at)
    pictures = tuple(
        received(upload, declared=declared, kept_side=_FRAME_SIDE, pages=1)
        for upload, declared in uploads[:MOST_FRAMES]
    )
    return Frames(challenge_id, customer_id, partner_id, pictures)


def keep_frames(*, frames: Frames, at: datetime, actor: Actor) -> Challenge:
    """Seals the frames and notes the challenge as answered; raises as `take_frames()` does, and then keeps nothing."""
    rows = [_sealed(frames, place, picture, at) for place, picture in enumerate(frames.pictures)]
    try:
        return _keep(frames, rows, actor, at)
    except BaseException:
        for row in rows:
            storage.remove(row.storage_key)
        raise


def mark_judged(*, challenge_id: UUID, at: datetime) -> None:
    """From now on the sweeper may remove the frames."""
    Challenge.objects.filter(pk=challenge_id, judged_at=None).update(judged_at=at)


@transaction.atomic
def _keep(frames: Frames, rows: Sequence[ChallengeFrame], actor: Actor, at: datetime) -> Challenge:
    customer = _open_for_challenges(frames.customer_id, frames.partner_id)
    challenge = _unanswered(customer, frames.challenge_id, at)
    ChallengeFrame.objects.bulk_create(rows)
    challenge.answered_at = at
    challenge.save(update_fields=["answered_at"])
    met = Demand.objects.filter(customer=customer, code__in=CODES, met_at=None).update(met_at=at)
    _record(challenge, "challenge.answered", {"frames": len(rows), "demands_met": met}, actor, at)
    return challenge


def _sealed(frames: Frames, place: int, picture: Picture, at: datetime) -> ChallengeFrame:
    row = ChallengeFrame(
        id=new_id(), customer_id=frames.customer_id, challenge_id=frames.challenge_id, place=place, created_at=at
    )
    row.storage_key = storage.write(customer_id=frames.customer_id, document_id=row.pk, content=picture.content)
    return row


def _open_for_challenges(customer_id: UUID, partner_id: UUID) -> Customer:
    customer = locked(customer_id, partner_id=partner_id)
    refuse_unless(customer, (Status.DRAFT,))
    if customer.kind != Kind.PERSON:
        raise ChallengeForPersons
    return customer


def _unanswered(customer: Customer, challenge_id: UUID, at: datetime) -> Challenge:
    challenge = customer.challenges.filter(pk=challenge_id).first()
    if challenge is None:
        raise UnknownId
    if challenge.answered_at is not None or challenge.expires_at <= at:
        raise ChallengeOver
    return challenge


def _record(challenge: Challenge, kind: str, facts: dict[str, int], actor: Actor, at: datetime) -> None:
    audit.record(
        partner_id=challenge.customer.partner_id,
        kind=kind,
        subject=public_id("cus", challenge.customer_id),
        actor=actor,
        facts={"challenge": public_id("chl", challenge.pk), **facts},
        at=at,
    )
