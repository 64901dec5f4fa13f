"""Whether a living person was before the camera: the newest answered challenge, and the selfie itself. Slow."""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.conf import settings

from compliance.policy.faces import FaceRules
from onboarding import selectors
from onboarding.faces import challenge as moves
from onboarding.faces.challenge import Fault, Seen
from onboarding.faces.model import Look, apart
from onboarding.models import Challenge
from onboarding.readings import LivenessReading, ReadingFinding
from onboarding.services.beside import ask
from onboarding.services.challenges import mark_judged
from onboarding.services.seeing import look_at, look_of, model_in_use, pixels

if TYPE_CHECKING:
    from onboarding.faces.liveness import Passive

_SAME_PERSON_FMR = 1e-2
"""Between the frames of one answer: whoever turns the head is less alike, and a stranger has one try."""


def check_liveness(
    *,
    customer_id: UUID,
    selfie_id: UUID,
    rules: FaceRules,
    since: datetime,
    at: datetime,
    before_each: Callable[[], object],
) -> LivenessReading:
    """What `rules` ask of the two: a challenge judged before `since` vouches for nothing any more.

    `before_each` is called before each picture that is looked at, some ten of them: what it raises ends the check.
    Raises UnknownId, CustomerErased (410), SealBroken, EngineFailed.
    """
    if not (rules.challenge or rules.passive_liveness):
        return LivenessReading((ReadingFinding("liveness_by_hand"),), {}, {})
    findings: list[ReadingFinding] = []
    result: dict[str, object] = {}
    if rules.challenge:
        answered = selectors.answered_challenge(customer_id=customer_id, since=since)
        fault, result["challenge"] = _challenge(answered, selfie_id, rules, at, before_each)
        findings += [fault] if fault else []
    if rules.passive_liveness:
        before_each()
        picture = pixels(selectors.document(document_id=selfie_id))
        passive = cast("Passive", ask("onboarding.faces.liveness", "judge", picture, path=settings.LIVENESS_MODEL))
        findings += [ReadingFinding(code) for code in passive.codes]
        result["passive"] = passive.to_json()
    return LivenessReading(tuple(findings), result, dict(model_in_use().versions))


def _challenge(
    answered: Challenge | None, selfie_id: UUID, rules: FaceRules, at: datetime, before_each: Callable[[], object]
) -> tuple[ReadingFinding | None, dict[str, object]]:
    """Its finding, and what an officer may want to know of it."""
    if answered is None:
        return ReadingFinding("challenge_missing"), {}
    looks = []
    for frame in answered.frames.order_by("place"):
        before_each()
        looks.append(look_at(frame))
    before_each()
    fault = _fault(answered, looks, look_of(selfie_id), rules)
    mark_judged(challenge_id=answered.pk, at=at)
    seen = {"challenge": str(answered.pk), "frames": len(looks), "fault": None if fault is None else str(fault)}
    return (None if fault is None else ReadingFinding("challenge_failed")), seen


def _fault(answered: Challenge, looks: list[Look], selfie: Look, rules: FaceRules) -> Fault | None:
    frames = [_seen(look) for look in looks]
    if (fault := moves.fault(frames, answered.moves)) is not None:
        return fault
    ahead = looks[moves.straight(frames) or 0]
    if any(not _alike(ahead, look, _SAME_PERSON_FMR) for look in looks):
        return Fault.FACE_CHANGES
    return None if _alike(ahead, selfie, rules.review_fmr) else Fault.NOT_THE_SELFIE


def _seen(look: Look) -> Seen:
    rivals = import_module("onboarding.faces.findings").rivals(look)
    if look.chosen is None:
        return Seen(0)
    return Seen(len(rivals), look.chosen.pose.yaw, look.chosen.eyes)


def _alike(one: Look, two: Look, fmr: float) -> bool:
    if one.embedding is None or two.embedding is None:
        return False
    return apart(one.embedding, two.embedding) <= model_in_use().distance_at(fmr)
