"""Questions about endpoints, deliveries and the events that a partner may see."""

from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery

from compliance.audit.disclosure import PARTNER_KINDS
from compliance.audit.models import Event
from compliance.kernel.ids import UnknownId, parse_id
from compliance.webhooks.models import Delivery, Endpoint


def endpoints(*, partner_id: UUID) -> QuerySet[Endpoint]:
    """Those not deleted, disabled ones too."""
    return Endpoint.objects.filter(partner_id=partner_id, deleted_at=None)


def endpoint(*, partner_id: UUID, public_id: str) -> Endpoint:
    """Raises UnknownId, also for another partner's endpoint and a deleted one."""
    found = endpoints(partner_id=partner_id).filter(pk=parse_id("whe", public_id)).first()
    if found is None:
        raise UnknownId
    return found


def deliveries(endpoint: Endpoint) -> QuerySet[Delivery]:
    return endpoint.deliveries.select_related("event")


def delivery_to_send(delivery_id: UUID) -> Delivery:
    """With its event, endpoint and partner, in one query. Raises Delivery.DoesNotExist."""
    return Delivery.objects.select_related("endpoint__partner", "event").get(pk=delivery_id)


def events(*, partner_id: UUID, after: str | None, subject: str | None, limit: int) -> list[Event]:
    """What a partner may see of its chain, oldest first, after the event `after`; each has `sequence` as `sequence()`.

    The place in the chain is never shown, nor what follows from it: a gap would tell that something is kept quiet.
    """
    rows = Event.objects.filter(chain=partner_id, kind__in=PARTNER_KINDS)
    if subject is not None:
        rows = rows.filter(subject=subject)
    if after is not None:
        rows = rows.filter(seq__gt=_place(partner_id, after))
    return list(rows.annotate(sequence=Subquery(_EARLIER)).order_by("seq")[:limit])


def sequence(event: Event) -> int:
    """The event's number among those of its subject that a partner may see, from 1."""
    return Event.objects.filter(
        subject=event.subject, chain=event.chain, kind__in=PARTNER_KINDS, seq__lte=event.seq
    ).count()


def _place(partner_id: UUID, after: str) -> int:
    seq = (
        Event.objects.filter(chain=partner_id, kind__in=PARTNER_KINDS, pk=parse_id("evt", after))
        .values_list("seq", flat=True)
        .first()
    )
    if seq is None:
        raise UnknownId("There is no such event to go on from.")
    return seq


_EARLIER = (
    Event.objects.filter(
        subject=OuterRef("subject"), chain=OuterRef("chain"), kind__in=PARTNER_KINDS, seq__lte=OuterRef("seq")
    )
    .order_by()
    .values("chain")
    .annotate(earlier=Count("pk"))
    .values("earlier")
)
