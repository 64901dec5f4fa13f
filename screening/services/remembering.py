"""What a screening leaves behind: matches found anew, matches that hold no longer, answers that are remembered."""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from compliance.audit import services as audit
from compliance.kernel.actors import Actor
from compliance.kernel.ids import public_id
from compliance.policy import services as policies
from compliance.vault import services as vault
from screening.matching import MATCHER_VERSION
from screening.models import UNSETTLED, AllowedPair, Entry, Match, MatchStatus
from screening.queries import as_query, from_json, to_json
from screening.services.pairs import end_pairs, good_pairs, identity, record_pair
from screening.subjects import Hit, Subject

REASONS = "match.reasons"
"""The vault's context for what a match says in words."""
QUERY = "match.query"
"""The vault's context for what the engine was asked."""
ALLOWED = "allowed_pair"
"""The disposition of a match that the allow list answers."""
_EQUAL = 1e-6
_Facts = tuple[str, str, str]
"""Source, entry's ref and entry's match hash."""


def fingerprint(subject: Subject) -> str:
    """A blind index of the facts that are screened: equal where they are, and telling nobody what they are."""
    facts = [
        subject.kind,
        sorted(subject.names),
        subject.birth_date,
        sorted(subject.countries),
        sorted(subject.identifiers),
        *([subject.gender] if subject.gender else []),
        *([sorted(subject.birth_places)] if subject.birth_places else []),
    ]
    return vault.blind_index(purpose="screening.subject", value=json.dumps(facts, ensure_ascii=False))


def identity_of(match: Match) -> str:
    """The same of a match's question; empty where none was kept. Raises vault's KeyDestroyed."""
    if match.query is None:
        return ""
    return identity(from_json(vault.unseal_json(subject_id=match.owner_id, context=QUERY, sealed=bytes(match.query))))


@transaction.atomic
def remember(
    *,
    subject: Subject,
    hits: Collection[Hit],
    sources: Collection[str],
    covered: Mapping[str, Collection[str]] | None,
    policy_version: int,
    at: datetime,
    actor: Actor,
) -> tuple[list[Match], list[Match]]:
    """Stores hits that are not yet known and lapses matches that no longer hold: (new, lapsed).

    `covered` are the entries, by source, that the search looked at; None means all of the `sources`. A match with any
    other entry is left alone, and so is one that `by_matcher_alone` is lost. New are also matches that hold again, and
    answers that have expired. Pairs on the allow list end first, where either side has become another.
    """
    ended = end_pairs(subject, at=at)
    memory = _Memory.of(subject, policy_version=policy_version, at=at)
    told = [memory.recall(hit) for hit in hits]
    kept = {one.match.pk for one in told}
    rows = Match.objects.filter(subject_id=subject.id, lapsed_at=None).exclude(pk__in=kept).order_by("id")
    lost = [row for row in rows if _is_covered(row, sources, covered)]
    kept |= by_matcher_alone(lost, mark=memory.mark)
    lapsed = [row for row in lost if row.pk not in kept]
    Match.objects.filter(pk__in=[row.pk for row in lapsed]).update(lapsed_at=at)
    for match in lapsed:
        match.lapsed_at = at
        record(match, "match.lapsed", {"status": match.status}, actor=actor, at=at)
    for pair, cause in ended:
        record_pair(pair, {"changed": cause}, actor=actor, at=at)
    for one in told:
        if one.event:
            record(one.match, one.event, one.facts, actor=actor, at=at)
    return [one.match for one in told if one.is_new], lapsed


def by_matcher_alone(lost: Collection[Match], *, mark: str) -> set[UUID]:
    """Which of a subject's matches are found no more though neither side has changed: another matcher found them.

    Where the policy in force names the matcher at hand, two people have seen what it loses of the matches that there
    were when it was taken into use: only what was found since is kept (docs/decisions/0077). `mark` is the subject's
    fingerprint as it is.
    """
    others = [row for row in lost if row.matcher_version != MATCHER_VERSION and row.fingerprint == mark]
    if others and policies.current().screening.matcher == MATCHER_VERSION:
        since = policies.matcher_named_since()
        others = [row for row in others if row.found_at > since]
    if not others:
        return set()
    entry = {"source": OuterRef("source"), "ref": OuterRef("entry_ref"), "match_hash": OuterRef("entry_hash")}
    as_it_was = Exists(Entry.objects.filter(**entry, until=None))
    return set(Match.objects.filter(as_it_was, pk__in=[row.pk for row in others]).values_list("pk", flat=True))


def reopen(match: Match) -> dict[str, audit.JSON]:
    """Asks about a disposed match again; the answer so far is kept in `earlier` and returned as facts for the trail."""
    was: dict[str, audit.JSON] = {"earlier_outcome": match.status, "earlier_reason": match.disposition}
    when = match.disposed_at.isoformat() if match.disposed_at else None
    match.earlier = [*match.earlier, {"outcome": match.status, "reason": match.disposition, "at": when}]
    match.status, match.disposition, match.disposed_at = MatchStatus.OPEN, "", None
    match.expires_at, match.allowed = None, None
    match.save(update_fields=["earlier", "status", "disposition", "disposed_at", "expires_at", "allowed"])
    return was


def silence(match: Match, pair: AllowedPair, *, at: datetime) -> None:
    """The pair answers for the match for as long as it is good."""
    answer = _answer(pair, at)
    for name, value in answer.items():
        setattr(match, name, value)
    match.save(update_fields=list(answer))


def record(match: Match, kind: str, more: Mapping[str, audit.JSON], *, actor: Actor, at: datetime) -> None:
    """One line of the owner's trail. It names the match, never the entry: that would tell who is suspected of what."""
    facts: dict[str, audit.JSON] = {"match": public_id("mat", match.pk), **more}
    if match.subject_id != match.owner_id:
        facts["person"] = public_id("per", match.subject_id)
    subject = public_id("cus", match.owner_id)
    audit.record(partner_id=match.partner_id, kind=kind, subject=subject, actor=actor, facts=facts, at=at)


@dataclass(frozen=True, slots=True)
class Told:
    """A hit's row; `is_new` where it asks for attention anew, `event` what the trail is to hear of it."""

    match: Match
    is_new: bool = False
    event: str = ""
    facts: Mapping[str, audit.JSON] = field(default_factory=dict)


def expire(match: Match, pair: AllowedPair | None, *, at: datetime) -> Told:
    """The question is put again, unless the allow list, by `pair`, answers it meanwhile."""
    was = reopen(match)
    if pair is None:
        return Told(match, is_new=True, event="match.reopened", facts=was)
    silence(match, pair, at=at)
    return Told(match, event="match.suppressed", facts={"allowed": public_id("alw", pair.pk)})


@dataclass(frozen=True, slots=True)
class _Memory:
    """All that is known of the subject as it is now, read at once: however much is remembered, a new hit is found."""

    subject: Subject
    mark: str
    policy_version: int
    at: datetime
    known: Mapping[_Facts, Match]
    allowed: Mapping[_Facts, AllowedPair]

    @staticmethod
    def of(subject: Subject, *, policy_version: int, at: datetime) -> "_Memory":
        mark = fingerprint(subject)
        rows = Match.objects.filter(subject_id=subject.id, fingerprint=mark).select_related("allowed")
        pairs = list(good_pairs(subject, at=at))
        who = identity(as_query(subject)) if pairs else ""
        return _Memory(
            subject,
            mark,
            policy_version,
            at,
            {(row.source, row.entry_ref, row.entry_hash): row for row in rows},
            {(pair.source, pair.entry_ref, pair.entry_hash): pair for pair in pairs if pair.identity == who},
        )

    def recall(self, hit: Hit) -> Told:
        """The row of this subject and entry as they are, brought up to date."""
        facts = hit.source, hit.entry.removeprefix(f"{hit.source}:"), hit.entry_hash
        match, pair = self.known.get(facts), self.allowed.get(facts)
        if pair is not None and not answers(pair, score=hit.score):
            pair = None
        if match is None:
            match, created = self._store(hit, facts, pair)
            if created:
                return _first(match)
        return self._again(match, hit, pair)

    def _store(self, hit: Hit, facts: _Facts, pair: AllowedPair | None) -> tuple[Match, bool]:
        answered = {} if pair is None else _answer(pair, self.at)
        return Match.objects.get_or_create(
            subject_id=self.subject.id,
            source=facts[0],
            entry_ref=facts[1],
            entry_hash=facts[2],
            fingerprint=self.mark,
            defaults={
                "owner_id": self.subject.owner_id,
                "partner_id": self.subject.partner_id,
                "created_at": self.at,
                **self._evidence(hit),
                **answered,
            },
        )

    def _evidence(self, hit: Hit) -> dict[str, Any]:
        """What was found, how, and by which versions: enough to make the score again."""
        opener = vault.opener(subject_id=self.subject.owner_id)
        words = {"name": hit.name, "names": self.subject.names, "reasons": [asdict(reason) for reason in hit.reasons]}
        return {
            "score": hit.score,
            "reasons": opener.seal_json(context=REASONS, value=words),
            "query": opener.seal_json(context=QUERY, value=to_json(as_query(self.subject))),
            "list_version_id": hit.list_version,
            "matcher_version": MATCHER_VERSION,
            "policy_version": self.policy_version,
        }

    def _again(self, match: Match, hit: Hit, pair: AllowedPair | None) -> Told:
        """A match that is known: it may have lapsed, its answer may have expired, the matcher may judge it anew."""
        was_away = match.lapsed_at is not None
        if was_away:
            match.lapsed_at, match.again_at = None, self.at
            match.save(update_fields=["lapsed_at", "again_at"])
        if _is_over(match, self.at):
            return expire(match, pair, at=self.at)
        told = Told(match, is_new=was_away and match.status != MatchStatus.FALSE_POSITIVE)
        if match.status in UNSETTLED and match.matcher_version != MATCHER_VERSION:
            told = replace(told, event="match.rescored", facts=self._judge_anew(match, hit))
        if told.is_new:
            return replace(told, event="match.found", facts=_found(match))
        return told

    def _judge_anew(self, match: Match, hit: Hit) -> dict[str, audit.JSON]:
        """An unsettled match shows what the matcher in use says; a settled one keeps what the officers were shown."""
        facts: dict[str, audit.JSON] = {"was": round(match.score, 4), "matcher_was": match.matcher_version}
        evidence = self._evidence(hit)
        for name, value in evidence.items():
            setattr(match, name, value)
        match.save(update_fields=list(evidence))
        return facts | {"score": round(match.score, 4), "matcher": match.matcher_version}


def answers(pair: AllowedPair, *, score: float) -> bool:
    """Not where more speaks for the match than when officers looked: a country that agrees now, or another matcher."""
    return score <= pair.score + _EQUAL


def _answer(pair: AllowedPair, at: datetime) -> dict[str, Any]:
    """What the allow list says of a match: it is silent for as long as the pair is good."""
    return {
        "status": MatchStatus.FALSE_POSITIVE,
        "disposition": ALLOWED,
        "disposed_at": at,
        "expires_at": pair.expires_at,
        "allowed": pair,
    }


def _first(match: Match) -> Told:
    if match.allowed is not None:
        return Told(match, event="match.suppressed", facts={"allowed": public_id("alw", match.allowed.pk)})
    return Told(match, is_new=True, event="match.found", facts=_found(match))


def _found(match: Match) -> dict[str, audit.JSON]:
    return {"score": round(match.score, 4), "list_version": str(match.list_version_id)}


def _is_over(match: Match, at: datetime) -> bool:
    """Its answer has expired, or was given by a pair that has ended."""
    if match.status != MatchStatus.FALSE_POSITIVE:
        return False
    expired = match.expires_at is not None and match.expires_at <= at
    return expired or (match.allowed is not None and match.allowed.ended_at is not None)


def _is_covered(match: Match, sources: Collection[str], covered: Mapping[str, Collection[str]] | None) -> bool:
    if covered is not None:
        return match.entry_ref in covered.get(match.source, ())
    return match.source in sources
