"""Whom a subject resembles in the lists in force: asked once, or asked and remembered."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Protocol

from django.db import transaction

from compliance.kernel.actors import Actor
from compliance.policy.screening import Bars
from screening import current
from screening.current import Lists
from screening.matching import Found, Query, is_comparable
from screening.models import ListVersion, Match, MatchStatus
from screening.queries import as_query
from screening.services import own_lists
from screening.services.remembering import remember
from screening.subjects import Hit, HitReason, Subject


@dataclass(frozen=True, slots=True)
class Screened:
    """`matches` are the subject's that count: neither lapsed nor false positives; `new` are those of them found now.

    `lapsed` are those that counted, or were remembered, and no longer hold. `versions` are list numbers by source.
    """

    matches: list[Match]
    new: list[Match]
    lapsed: list[Match]
    versions: Mapping[str, int]


class Searched(Protocol):
    """Entries in which somebody was looked for: all of a list, or some."""

    @property
    def versions(self) -> Mapping[str, ListVersion]: ...

    def hash_of(self, key: str) -> str: ...


def screen(*, subject: Subject, bars: Bars, sources: Collection[str] | None = None) -> tuple[Hit, ...]:
    """Every entry of the lists in force that reaches its list's bar, best first. Stores nothing.

    Raises NoListInForce: nobody is clear for want of a list. Slow the first time after a list changed.
    """
    mine = own_lists.sources_for(partner_id=subject.partner_id)
    return hits_among(subject, current.lists(mine if sources is None else mine & set(sources)), bars)


def screen_subject(
    *,
    subject: Subject,
    bars: Bars,
    policy_version: int,
    at: datetime,
    actor: Actor,
    lock: Callable[[], object] = lambda: None,
) -> Screened:
    """Screens against all lists in force and stores what is found; a second time it finds nothing new.

    Searches first, with no transaction; then writes. A match disposed as false positive stays silent until the
    subject's facts or the entry's change. `lock` is called first in the transaction that writes: it locks the owner,
    where others may screen them at once. Raises NoListInForce.
    """
    lists = current.lists(own_lists.sources_for(partner_id=subject.partner_id))
    hits = hits_among(subject, lists, bars)
    with transaction.atomic():
        lock()
        new, lapsed = remember(
            subject=subject,
            hits=hits,
            sources=lists.versions,
            covered=None,
            policy_version=policy_version,
            at=at,
            actor=actor,
        )
    live = Match.objects.filter(subject_id=subject.id, lapsed_at=None).exclude(status=MatchStatus.FALSE_POSITIVE)
    versions = {source: version.number for source, version in lists.versions.items()}
    return Screened(list(live.order_by("-score", "id")), new, lapsed, versions)


def can_be_compared(*, subject: Subject) -> bool:
    """Whether anything is left to compare of any name: nobody is clear whose script nobody reads."""
    return any(is_comparable(name) for name in subject.names)


def hits_among(subject: Subject, lists: Lists, bars: Bars) -> tuple[Hit, ...]:
    """Everybody listed whom the subject resembles as much as the list's bar asks, the best first.

    A list whose bar no score reaches is not searched.
    """
    return tuple(as_hit(one, lists) for one in found_among(query=as_query(subject), lists=lists, bars=bars))


def found_among(*, query: Query, lists: Lists, bars: Bars) -> list[Found]:
    """The same for a query of whoever asks."""
    heights = {source: bars(source) for source in lists.versions if bars(source) <= 1}
    if not heights:
        return []
    found = lists.search(query, threshold=min(heights.values()), sources=heights)
    return [one for one in found if one.score >= heights[one.key.partition(":")[0]]]


def as_hit(found: Found, lists: Searched) -> Hit:
    """What the engine found, with what is to be kept of it."""
    source = found.key.partition(":")[0]
    return Hit(
        entry=found.key,
        source=source,
        name=found.name,
        score=found.score,
        reasons=tuple(HitReason(**asdict(reason)) for reason in found.reasons),
        entry_hash=lists.hash_of(found.key),
        list_version=lists.versions[source].pk,
        name_score=found.name_score,
        evidence_score=found.evidence_score,
    )
