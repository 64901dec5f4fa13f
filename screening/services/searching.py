"""Whom a subject resembles in the lists in force: asked once, or asked and remembered."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from compliance.audit import services as audit
from compliance.kernel.actors import Actor
from compliance.kernel.ids import public_id
from compliance.vault import services as vault
from screening import current
from screening.current import Segment
from screening.matching import MATCHER_VERSION, Query, search
from screening.models import Match, MatchStatus
from screening.sources.dates import iso
from screening.subjects import Hit, HitReason, Subject

REASONS = "match.reasons"
"""The vault's context for what a match says in words."""


@dataclass(frozen=True, slots=True)
class Screened:
    """`matches` are the subject's that count: neither lapsed nor false positives; `new` are those of them found now.

    `lapsed` are those that counted, or were remembered, and no longer hold. `versions` are list numbers by source.
    """

    matches: list[Match]
    new: list[Match]
    lapsed: list[Match]
    versions: Mapping[str, int]


def screen(*, subject: Subject, threshold: float, sources: Collection[str] | None = None) -> tuple[Hit, ...]:
    """Every entry of the lists in force that scores at least `threshold`, best first. Stores nothing.

    Raises NoListInForce: nobody is clear for want of a list. Slow the first time after a list changed.
    """
    return hits_among(subject, current.segments(sources), threshold)


def screen_subject(*, subject: Subject, threshold: float, at: datetime, actor: Actor) -> Screened:
    """Screens against all lists in force and stores what is found; a second time it finds nothing new.

    Searches first, with no transaction; then writes. A match disposed as false positive stays silent until the
    subject's facts or the entry's change. Raises NoListInForce.
    """
    segments = current.segments()
    hits = hits_among(subject, segments, threshold)
    new, lapsed = remember(subject=subject, hits=hits, segments=segments, covered=None, at=at, actor=actor)
    live = Match.objects.filter(subject_id=subject.id, lapsed_at=None).exclude(status=MatchStatus.FALSE_POSITIVE)
    versions = {segment.version.source: segment.version.number for segment in segments}
    return Screened(list(live.order_by("-score", "id")), new, lapsed, versions)


def hits_among(subject: Subject, segments: Iterable[Segment], threshold: float) -> tuple[Hit, ...]:
    """Everybody listed whom the subject resembles with a score of `threshold` (0 to 1) or more, the best first."""
    query = as_query(subject)
    hits = [hit for segment in segments for hit in hits_in(segment, query, threshold)]
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.entry)))


def as_query(subject: Subject) -> Query:
    """What the engine compares: a birth date without its month or day is the range of days that it may be."""
    days = iso(subject.birth_date) if subject.birth_date else None
    return Query(subject.names, subject.kind or None, days, subject.countries, subject.identifiers)


def hits_in(segment: Segment, query: Query, threshold: float) -> Iterable[Hit]:
    """Hits with the publisher's own ids; scores from 0 to 1, none below `threshold`."""
    source = segment.version.source
    for found in search(segment.index, query, threshold=threshold):
        yield Hit(
            entry=f"{source}:{found.key}",
            source=source,
            name=found.name,
            score=found.score,
            reasons=tuple(HitReason(**asdict(reason)) for reason in found.reasons),
            entry_hash=segment.hashes[found.key],
            list_version=segment.version.pk,
        )


def fingerprint(subject: Subject) -> str:
    """A blind index of the facts that are screened: equal where they are, and telling nobody what they are."""
    facts = [
        subject.kind,
        sorted(subject.names),
        subject.birth_date,
        sorted(subject.countries),
        sorted(subject.identifiers),
    ]
    return vault.blind_index(purpose="screening.subject", value=json.dumps(facts, ensure_ascii=False))


@transaction.atomic
def remember(
    *,
    subject: Subject,
    hits: Collection[Hit],
    segments: Collection[Segment],
    covered: Mapping[str, Collection[str]] | None,
    at: datetime,
    actor: Actor,
) -> tuple[list[Match], list[Match]]:
    """Stores hits that are not yet known and lapses matches that no longer hold: (new, lapsed).

    `covered` are the entries, by source, that the search looked at; None means all of the segments'. A match with any
    other entry is left alone.
    """
    mark = fingerprint(subject)
    found = [_remembered(subject, hit, mark, at) for hit in hits]
    new = [match for match, is_new in found if is_new]
    kept = {match.pk for match, _ in found}
    rows = Match.objects.filter(subject_id=subject.id, lapsed_at=None).exclude(pk__in=kept).order_by("id")
    lapsed = [row for row in rows if _is_covered(row, segments, covered)]
    Match.objects.filter(pk__in=[row.pk for row in lapsed]).update(lapsed_at=at)
    for match in lapsed:
        match.lapsed_at = at
        _record(match, "match.lapsed", {"status": match.status}, actor=actor, at=at)
    for match in new:
        facts: dict[str, audit.JSON] = {"score": round(match.score, 4), "list_version": str(match.list_version_id)}
        _record(match, "match.found", facts, actor=actor, at=at)
    return new, lapsed


def _is_covered(match: Match, segments: Collection[Segment], covered: Mapping[str, Collection[str]] | None) -> bool:
    if covered is not None:
        return match.entry_ref in covered.get(match.source, ())
    return match.source in {segment.version.source for segment in segments}


def _remembered(subject: Subject, hit: Hit, mark: str, at: datetime) -> tuple[Match, bool]:
    """The row of this subject and entry as they are, and whether it asks for attention anew."""
    match, created = Match.objects.get_or_create(
        subject_id=subject.id,
        source=hit.source,
        entry_ref=hit.entry.removeprefix(f"{hit.source}:"),
        entry_hash=hit.entry_hash,
        fingerprint=mark,
        defaults={
            "owner_id": subject.owner_id,
            "partner_id": subject.partner_id,
            "score": hit.score,
            "reasons": _sealed(subject, hit),
            "list_version_id": hit.list_version,
            "matcher_version": MATCHER_VERSION,
            "created_at": at,
        },
    )
    if created or match.lapsed_at is None:
        return match, created
    match.lapsed_at = None
    match.save(update_fields=["lapsed_at"])
    return match, match.status != MatchStatus.FALSE_POSITIVE


def _sealed(subject: Subject, hit: Hit) -> bytes:
    words = {"name": hit.name, "names": subject.names, "reasons": [asdict(reason) for reason in hit.reasons]}
    return vault.seal_json(subject_id=subject.owner_id, context=REASONS, value=words)


def _record(match: Match, kind: str, more: Mapping[str, audit.JSON], *, actor: Actor, at: datetime) -> None:
    facts: dict[str, audit.JSON] = {"match": public_id("mat", match.pk), "entry": match.entry, **more}
    if match.subject_id != match.owner_id:
        facts["person"] = public_id("per", match.subject_id)
    subject = public_id("cus", match.owner_id)
    audit.record(partner_id=match.partner_id, kind=kind, subject=subject, actor=actor, facts=facts, at=at)
