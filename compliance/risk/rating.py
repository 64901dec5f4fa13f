"""From evidence to a level, without the database: the same answer for the same evidence and policy, always."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime

from compliance.kernel.scoring import Factor, Reason, score
from compliance.policy.document import PolicyDocument
from compliance.risk.evidence import Evidence
from compliance.risk.factors import PROHIBITING, UNSETTLED, Question, factors
from compliance.risk.models import Level


@dataclass(frozen=True, slots=True)
class Assessment:
    """`score` is 0 to 1; `reasons` strongest first, after them what is not settled, with no points."""

    level: Level
    score: float
    reasons: tuple[Reason, ...]


def assess(*, evidence: Evidence, policy: PolicyDocument) -> Assessment:
    """The level moves by what is settled alone: a partner sees it, by the limits that go with it."""
    question = Question(evidence, policy)
    result = score(question, factors(policy))
    unsettled = score(question, [Factor(ask, weight=0.0) for ask in UNSETTLED])
    prohibited = any(reason.factor in PROHIBITING for reason in result.reasons)
    level = Level.PROHIBITED if prohibited else Level(policy.risk.level(result.value))
    return Assessment(level, result.value, (*result.reasons, *unsettled.reasons))


def months_later(moment: datetime, months: int) -> datetime:
    """The same day of the month and time of day, or the last day of a month that is shorter."""
    years, month = divmod(moment.month - 1 + months, 12)
    year = moment.year + years
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)
