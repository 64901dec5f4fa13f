"""Events on their way to partners: from the outbox to delivery rows, and from there over the wire."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from compliance.audit import services as audit
from compliance.audit.disclosure import PARTNER_KINDS
from compliance.audit.models import Event, Pending
from compliance.jobs import services as jobs
from compliance.kernel.actors import Actor
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import UnknownId, public_id
from compliance.webhooks import selectors, sending, signing
from compliance.webhooks.models import Delivery, DisabledReason, Endpoint
from compliance.webhooks.schedule import ATTEMPTS, SUSTAINED, retry_in
from compliance.webhooks.services import endpoints

READER = "webhooks"
LEASE = timedelta(seconds=90)
RESEND = timedelta(seconds=60)
"""A message to a worker is taken for lost after this, and sent again."""
LONGEST_REPLAY = timedelta(days=30)
MOST_REPLAYED = 10_000


class EndpointDisabled(DomainError):
    code = "endpoint_disabled"
    status = 409
    title = "The endpoint is disabled. Enable it first."


class ReplayTooLong(DomainError):
    code = "replay_too_long"
    title = f"A replay goes back at most {LONGEST_REPLAY.days} days and over at most {MOST_REPLAYED} events."


@dataclass(frozen=True, slots=True)
class FannedOut:
    """`taken` events left the outbox and became `deliveries`."""

    taken: int
    deliveries: tuple[UUID, ...]


@transaction.atomic
def fan_out(*, at: datetime, limit: int = 200) -> FannedOut:
    """Takes events from the outbox and stores one delivery per endpoint that wants them, or nothing at all.

    Workers running side by side take different events; one killed midway leaves them to the next.
    """
    pending = audit.take_pending(reader=READER, limit=limit)
    events = [row.event for row in pending if row.event.kind in PARTNER_KINDS]
    wanted = Endpoint.objects.filter(
        partner_id__in={event.chain for event in events}, disabled_at=None, deleted_at=None
    )
    found = list(wanted)
    made = [_new(endpoint, event, at) for event in events for endpoint in found if _wants(endpoint, event)]
    Delivery.objects.bulk_create(made, ignore_conflicts=True)
    Pending.objects.filter(pk__in=[row.pk for row in pending]).delete()
    return FannedOut(len(pending), tuple(delivery.pk for delivery in made))


def _wants(endpoint: Endpoint, event: Event) -> bool:
    return endpoint.partner_id == event.chain and (not endpoint.kinds or event.kind in endpoint.kinds)


def _new(endpoint: Endpoint, event: Event, at: datetime, *, sent: bool = True) -> Delivery:
    return Delivery(endpoint=endpoint, event=event, created_at=at, due_at=at, sent_at=at if sent else None)


def deliver(*, delivery_id: UUID, at: datetime) -> Delivery | None:
    """One attempt: claims the row, sends without a transaction, writes down what came of it. Slow; safe to run twice.

    None where there is nothing to do: delivered, given up, not due, or in another worker's hands.
    """
    claimed = jobs.claim(Delivery, pk=delivery_id, at=at, lease=LEASE, limit_attempts=ATTEMPTS)
    if claimed is None:
        return None
    delivery = selectors.delivery_to_send(claimed.pk)
    if delivery.endpoint.disabled_at is not None or delivery.endpoint.deleted_at is not None:
        jobs.fail(delivery, at=at, error="endpoint_disabled", retry_in=timedelta(0), limit_attempts=0)
    else:
        _settle(delivery, _send(delivery, at), at)
    return delivery


def _send(delivery: Delivery, at: datetime) -> sending.Outcome:
    body = payload(delivery.event)
    return sending.post(
        delivery.endpoint.url,
        body=body,
        headers=signing.headers(
            message_id=public_id("evt", delivery.event_id), body=body, secrets=_secrets(delivery.endpoint, at), at=at
        ),
        allow_http=endpoints.http_allowed(delivery.endpoint.partner),
        allow_private=settings.ALLOW_PRIVATE_WEBHOOKS,
    )


def payload(event: Event) -> str:
    """Ids, and a number that grows with each event of the subject: who wants to know more asks the API, as itself."""
    data = {"id": public_id("evt", event.pk), "subject": event.subject, "sequence": selectors.sequence(event)}
    body = {"type": event.kind, "timestamp": event.at.isoformat(), "data": data}
    return json.dumps(body, separators=(",", ":"))


def _secrets(endpoint: Endpoint, at: datetime) -> tuple[str, ...]:
    sealed = [endpoint.secret]
    if endpoint.previous_secret is not None and endpoint.previous_secret_until and at < endpoint.previous_secret_until:
        sealed.append(endpoint.previous_secret)
    return tuple(signing.unseal(bytes(secret)) for secret in sealed)


@transaction.atomic
def _settle(delivery: Delivery, outcome: sending.Outcome, at: datetime) -> None:
    seen = {"status_code": outcome.status_code, "duration_ms": outcome.duration_ms, "tried_at": at, "sent_at": None}
    endpoint = Endpoint.objects.filter(pk=delivery.endpoint_id)
    if outcome.delivered:
        endpoint.exclude(failing_since=None).update(failing_since=None)
        jobs.finish(delivery, at=at, **seen)
        return
    endpoint.filter(failing_since=None).update(failing_since=at)
    Delivery.objects.filter(pk=delivery.pk, lease_token=delivery.lease_token).update(**seen)
    fate = jobs.fail(
        delivery,
        at=at,
        error=outcome.error,
        retry_in=retry_in(delivery_id=delivery.pk, attempt=delivery.attempts),
        limit_attempts=0 if outcome.gone else ATTEMPTS,
    )
    if fate is jobs.Fate.PARKED:
        _give_up(delivery, outcome, at)


def _give_up(delivery: Delivery, outcome: sending.Outcome, at: datetime) -> None:
    if outcome.gone:
        endpoints.disable(endpoint_id=delivery.endpoint_id, reason=DisabledReason.GONE, at=at)
    elif Endpoint.objects.filter(pk=delivery.endpoint_id, failing_since__lte=at - SUSTAINED).exists():
        endpoints.disable(endpoint_id=delivery.endpoint_id, reason=DisabledReason.FAILING, at=at)


@transaction.atomic
def owed(*, at: datetime, limit: int = 500) -> tuple[UUID, ...]:
    """Deliveries that are due, and of which no worker was told lately: the caller tells one. Parks exhausted ones."""
    jobs.park_exhausted(Delivery, at=at, limit_attempts=ATTEMPTS)
    unsent = Q(sent_at=None) | Q(sent_at__lte=at - RESEND)
    rows = jobs.runnable(Delivery, at=at).filter(unsent).order_by("due_at")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    ids = tuple(rows.values_list("pk", flat=True)[:limit])
    Delivery.objects.filter(pk__in=ids).update(sent_at=at)
    return ids


@transaction.atomic
def replay(
    *, endpoint_id: UUID, partner_id: UUID, since: datetime, everything: bool, actor: Actor, at: datetime
) -> int:
    """Sends again what the endpoint missed since `since`, or with `everything` also what it got; returns how much.

    The sweeper picks the deliveries up. What is on its way already is left alone.
    """
    endpoint = (
        Endpoint.objects.select_for_update().filter(pk=endpoint_id, partner_id=partner_id, deleted_at=None).first()
    )
    if endpoint is None:
        raise UnknownId
    if endpoint.disabled_at is not None:
        raise EndpointDisabled
    if at - since > LONGEST_REPLAY:
        raise ReplayTooLong
    missing = _never_sent(endpoint, since)
    if len(missing) > MOST_REPLAYED:
        raise ReplayTooLong
    Delivery.objects.bulk_create([_new(endpoint, event, at, sent=False) for event in missing], ignore_conflicts=True)
    count = len(missing) + _reopen(endpoint, since, everything=everything, at=at)
    subject, facts = public_id("whe", endpoint.pk), {"deliveries": count, "everything": everything}
    audit.record(
        partner_id=partner_id, kind="webhook_endpoint.replayed", subject=subject, actor=actor, facts=facts, at=at
    )
    return count


def _never_sent(endpoint: Endpoint, since: datetime) -> list[Event]:
    events: Iterable[Event] = (
        Event.objects.filter(chain=endpoint.partner_id, at__gte=since, kind__in=endpoint.kinds or PARTNER_KINDS)
        .exclude(deliveries__endpoint=endpoint)
        .order_by("seq")[: MOST_REPLAYED + 1]
    )
    return list(events)


def _reopen(endpoint: Endpoint, since: datetime, *, everything: bool, at: datetime) -> int:
    over = ~Q(parked_at=None) | ~Q(finished_at=None) if everything else ~Q(parked_at=None)
    rows = Delivery.objects.filter(over, endpoint=endpoint, event__at__gte=since)
    return rows.update(finished_at=None, parked_at=None, attempts=0, due_at=at, sent_at=None, last_error="")
