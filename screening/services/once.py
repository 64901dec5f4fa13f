"""A screening of somebody who is no customer: answered, and forgotten but for the fact that it was asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from compliance.audit import services as audit
from compliance.kernel.actors import Actor
from compliance.kernel.ids import new_id, public_id
from compliance.policy import services as policy
from screening import current
from screening.services.searching import hits_among
from screening.subjects import Hit, Subject


@dataclass(frozen=True, slots=True)
class Answer:
    """`versions` are the numbers of the lists that were searched, by source."""

    id: str
    hits: tuple[Hit, ...]
    versions: Mapping[str, int]


def screen_once(
    *,
    partner_id: UUID,
    name: str,
    kind: str,
    at: datetime,
    actor: Actor,
    birth_date: str | None = None,
    country: str | None = None,
    identifier: str | None = None,
) -> Answer:
    """Every entry at or above the policy's review threshold. The trail keeps counts and list versions, no name."""
    number = new_id()
    subject = Subject(
        id=number,
        owner_id=number,
        partner_id=partner_id,
        kind=kind,
        names=(name,),
        birth_date=birth_date,
        countries=(country,) if country else (),
        identifiers=(identifier,) if identifier else (),
    )
    segments = current.segments()
    hits = hits_among(subject, segments, policy.current().thresholds.screening_review)
    answer = Answer(
        id=public_id("scr", number),
        hits=hits,
        versions={segment.version.source: segment.version.number for segment in segments},
    )
    _record(answer, partner_id=partner_id, actor=actor, at=at)
    return answer


@transaction.atomic
def _record(answer: Answer, *, partner_id: UUID, actor: Actor, at: datetime) -> None:
    facts: dict[str, audit.JSON] = {"hits": len(answer.hits), "lists": dict(answer.versions)}
    kind = "screening.answered"
    audit.record(partner_id=partner_id, kind=kind, subject=answer.id, actor=actor, facts=facts, at=at)
