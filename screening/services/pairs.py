"""The allow list's pairs of a subject: whom they were made for, and that they end when either side is another."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db.models import QuerySet

from compliance.audit import services as audit
from compliance.kernel.actors import Actor
from compliance.kernel.ids import public_id
from compliance.vault import services as vault
from screening.matching import Query
from screening.models import AllowedPair, Entry
from screening.queries import as_query, to_json
from screening.subjects import Subject

_UNORDERED = frozenset({"names", "identifiers", "birth_places"})


def identity(query: Query) -> str:
    """A blind index of who is asked about: all that is compared but the countries, which come and go."""
    facts = {name: value for name, value in to_json(query).items() if value and name != "countries"}
    in_order = {name: sorted(facts[name]) if name in _UNORDERED else facts[name] for name in sorted(facts)}
    return vault.blind_index(purpose="screening.identity", value=json.dumps(in_order, ensure_ascii=False))


def good_pairs(subject: Subject, *, at: datetime) -> QuerySet[AllowedPair]:
    """The allow list's for the subject, as it is now or as it was."""
    return AllowedPair.objects.filter(subject_id=subject.id, ended_at=None, expires_at__gt=at)


def end_pairs(subject: Subject, *, at: datetime) -> list[tuple[AllowedPair, str]]:
    """Ends the subject's pairs of which either side is another now: each with what has changed, `subject` or `entry`.

    An entry that has left its list has not changed. A pair of the first release does not tell whom it was made for.
    """
    pairs = list(good_pairs(subject, at=at).order_by("id"))
    who = identity(as_query(subject)) if pairs else ""
    ended = [(pair, cause) for pair in pairs if (cause := _what_changed(pair, who))]
    AllowedPair.objects.filter(pk__in=[pair.pk for pair, _ in ended]).update(ended_at=at)
    return ended


def _what_changed(pair: AllowedPair, who: str) -> str:
    if pair.identity and pair.identity != who:
        return "subject"
    now = Entry.objects.filter(source=pair.source, ref=pair.entry_ref, until=None).exclude(match_hash=pair.entry_hash)
    return "entry" if now.exists() else ""


def record_pair(pair: AllowedPair, why: Mapping[str, audit.JSON], *, actor: Actor, at: datetime) -> None:
    """That a pair has ended before its time, in the owner's trail."""
    facts: dict[str, audit.JSON] = {"allowed": public_id("alw", pair.pk), **why}
    if pair.subject_id != pair.owner_id:
        facts["person"] = public_id("per", pair.subject_id)
    subject = public_id("cus", pair.owner_id)
    audit.record(
        partner_id=pair.partner_id, kind="match.allowance_ended", subject=subject, actor=actor, facts=facts, at=at
    )
