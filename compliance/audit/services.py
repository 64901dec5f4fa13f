"""Writing the trail: `record()` in the transaction that changes the row, and the outbox that readers take from."""

import re
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection

from compliance.audit.appending import append
from compliance.audit.chain import JSON, Fault, NotFacts, Report, canonical
from compliance.audit.checkpoints import BrokenTrail, checkpoint
from compliance.audit.models import Event, Pending
from compliance.audit.verification import export, verify
from compliance.kernel.actors import Actor
from compliance.kernel.ids import new_id

__all__ = [
    "JSON", "BrokenTrail", "Fault", "NotFacts", "NotInTransaction", "Report",
    "checkpoint", "export", "record", "take_pending", "verify",
]  # fmt: skip

_KIND = re.compile(r"[a-z][a-z_]*\.[a-z][a-z_]*")
_WORD = re.compile(r"[!-~]+")
_MOST_FACTS = 32_768


class NotInTransaction(RuntimeError):
    """The trail is written in the transaction that changes the row, or a crash could keep one and lose the other."""


def record(
    *, partner_id: UUID, kind: str, subject: str, actor: Actor, facts: Mapping[str, JSON], at: datetime
) -> Event:
    """Appends one event to the partner's chain (`HOUSE` for what belongs to none) and one Pending per reader.

    `facts` hold ids, codes and numbers, never personal data. Locks the chain's head until the transaction ends: lock
    your own rows first and record last; who records in two chains records in the partner's before the house's.
    Raises NotInTransaction, NotFacts, or ValueError: bugs of ours, each of them.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction("audit.record() needs transaction.atomic()")
    text = canonical(facts)
    _check(kind, subject, str(actor), text)
    event = Event(id=new_id(), chain=partner_id, at=at, kind=kind, subject=subject, actor=str(actor), facts=text)
    append(event, readers=settings.AUDIT_READERS)
    return event


def _check(kind: str, subject: str, actor: str, facts: str) -> None:
    if not _KIND.fullmatch(kind) or len(kind) > 80:
        raise ValueError(f"{kind!r} is not a kind like customer.submitted")
    if not _WORD.fullmatch(subject) or len(subject) > 80:
        raise ValueError("the subject of an event is an id or a code")
    if not _WORD.fullmatch(actor) or len(actor) > 120:
        raise ValueError("the actor of an event is kind:id")
    if len(facts) > _MOST_FACTS:
        raise NotFacts(f"facts of {kind} are {len(facts)} characters long, of {_MOST_FACTS}")


def take_pending(*, reader: str, limit: int) -> list[Pending]:
    """Up to `limit` of the reader's oldest rows, locked until the transaction ends; what another worker has is skipped.

    The reader deletes them in the same transaction once its own work is stored: killed in between, it gets them again.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction("audit.take_pending() needs transaction.atomic()")
    rows = Pending.objects.filter(reader=reader).select_related("event").order_by("id")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    return list(rows[:limit])
