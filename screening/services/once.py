"""Screenings of people who are no customers: answered, and forgotten but for the fact that they were asked."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from compliance.audit import services as audit
from compliance.kernel.actors import Actor
from compliance.kernel.ids import HOUSE, new_id, public_id
from compliance.policy import services as policy
from compliance.policy.screening import Band, ScreeningBands
from screening import current
from screening.matching import MATCHER_VERSION
from screening.queries import as_query
from screening.services import own_lists
from screening.services.searching import hits_among
from screening.subjects import Hit, Subject

MOST_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Question:
    """Somebody to look for, as `Subject` has it; `kind` empty means any."""

    name: str
    kind: str = ""
    birth_date: str | None = None
    country: str | None = None
    identifier: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A hit, and what policy makes of its score."""

    hit: Hit
    band: Band


@dataclass(frozen=True, slots=True)
class Answer:
    """`results` are the hits of each question in order, best first; `versions` the numbers of the lists, by source.

    With the questions, these versions and the matcher's and the policy's, the same hits can be made again.
    """

    id: str
    results: tuple[tuple[Judged, ...], ...]
    versions: Mapping[str, int]
    policy_version: int
    matcher: str = MATCHER_VERSION


def screen_once(*, partner_id: UUID, questions: Sequence[Question], at: datetime, actor: Actor) -> Answer:
    """Every entry that reaches the bar of its list for this partner, for each question.

    The trail keeps one line for all of them: counts and versions, no name. Raises NoListInForce.
    """
    rules = policy.current()
    lists, number = current.lists(own_lists.sources_for(partner_id=partner_id)), new_id()
    bars = rules.bars(partner_id)
    subjects = [_subject(one, number=number, partner_id=partner_id) for one in questions]
    lists.look_up(as_query(subject) for subject in subjects)
    found = [hits_among(subject, lists, bars) for subject in subjects]
    answer = Answer(
        id=public_id("scr", number),
        results=tuple(
            _judged(hits, lambda source: rules.bands(source=source, partner_id=partner_id)) for hits in found
        ),
        versions={source: version.number for source, version in lists.versions.items()},
        policy_version=rules.version,
    )
    _record(answer, chain=partner_id, kind="screening.answered", actor=actor, at=at)
    return answer


def search_lists(
    *, question: Question, threshold: float, sources: Collection[str] | None, at: datetime, actor: Actor
) -> Answer:
    """What an officer looks up: every entry of `sources`, or of the house's lists, that scores `threshold` or more.

    In bands of the house, no partner's. The house's chain keeps who looked, and counts and versions, no name.
    """
    rules = policy.current()
    lists, number = current.lists(own_lists.house_sources() if sources is None else sources), new_id()
    hits = hits_among(_subject(question, number=number, partner_id=HOUSE), lists, lambda _: threshold)
    answer = Answer(
        id=public_id("scr", number),
        results=(_judged(hits, lambda source: rules.bands(source=source, partner_id=HOUSE)),),
        versions={source: version.number for source, version in lists.versions.items()},
        policy_version=rules.version,
    )
    _record(answer, chain=HOUSE, kind="screening.searched", actor=actor, at=at)
    return answer


def _judged(hits: Sequence[Hit], bands: Callable[[str], ScreeningBands]) -> tuple[Judged, ...]:
    return tuple(Judged(hit, bands(hit.source).band(hit.score)) for hit in hits)


def _subject(question: Question, *, number: UUID, partner_id: UUID) -> Subject:
    return Subject(
        id=number,
        owner_id=number,
        partner_id=partner_id,
        kind=question.kind,
        names=(question.name,),
        birth_date=question.birth_date,
        countries=(question.country,) if question.country else (),
        identifiers=(question.identifier,) if question.identifier else (),
    )


@transaction.atomic
def _record(answer: Answer, *, chain: UUID, kind: str, actor: Actor, at: datetime) -> None:
    facts: dict[str, audit.JSON] = {
        "queries": len(answer.results),
        "hits": sum(map(len, answer.results)),
        "lists": dict(answer.versions),
        "policy": answer.policy_version,
        "matcher": answer.matcher,
    }
    audit.record(partner_id=chain, kind=kind, subject=answer.id, actor=actor, facts=facts, at=at)
