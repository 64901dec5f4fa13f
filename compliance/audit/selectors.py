"""Questions to the trail."""

from collections.abc import Collection
from uuid import UUID

from compliance.audit.models import Event


def timeline(*, subject: str, partner_id: UUID | None = None, after: int = 0, limit: int = 200) -> list[Event]:
    """What happened to one subject, oldest first; `after` is the sequence number of the last event already seen."""
    events = Event.objects.filter(subject=subject, seq__gt=after)
    if partner_id is not None:
        events = events.filter(chain=partner_id)
    return list(events.order_by("chain", "seq")[:limit])


def events(*, partner_id: UUID, after_seq: int = 0, limit: int = 100, kinds: Collection[str] = ()) -> list[Event]:
    """One partner's chain in order: within a chain the sequence has no gap, for appending holds the head's lock."""
    rows = Event.objects.filter(chain=partner_id, seq__gt=after_seq)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return list(rows.order_by("seq")[:limit])
