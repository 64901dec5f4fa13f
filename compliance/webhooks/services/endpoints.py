"""What can happen to a webhook endpoint: each of it is in the trail."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from compliance.audit import services as audit
from compliance.audit.disclosure import PARTNER_KINDS
from compliance.kernel.actors import Actor, system
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import UnknownId, public_id
from compliance.partners.etag import StaleRevision
from compliance.partners.models import Mode, Partner
from compliance.webhooks import signing
from compliance.webhooks.addresses import check_url
from compliance.webhooks.models import DisabledReason, Endpoint

MOST = 20
OVERLAP = timedelta(hours=24)
"""How long the previous secret still signs beside the new one."""


class TooManyEndpoints(DomainError):
    code = "too_many_endpoints"
    status = 409
    title = f"A partner has at most {MOST} webhook endpoints."


class UnknownKind(DomainError):
    code = "unknown_event_kind"
    title = "One of the kinds is not an event that webhooks deliver."


@dataclass(frozen=True, slots=True)
class WithSecret:
    """An endpoint and its new secret, which is shown this once."""

    endpoint: Endpoint
    secret: str

    def __repr__(self) -> str:
        return f"WithSecret({self.endpoint})"


def http_allowed(partner: Partner) -> bool:
    """Plain HTTP is for a sandbox partner of a house that says so: the demo and the tests."""
    return settings.ALLOW_PRIVATE_WEBHOOKS and partner.mode == Mode.SANDBOX


@transaction.atomic
def create(*, partner_id: UUID, url: str, kinds: Collection[str], actor: Actor, at: datetime) -> WithSecret:
    """Raises AddressRefused, UnknownKind, TooManyEndpoints. Locks the partner's row, so that the count holds."""
    partner = Partner.objects.select_for_update().get(pk=partner_id)
    _check(partner, url, kinds)
    if Endpoint.objects.filter(partner=partner, deleted_at=None).count() >= MOST:
        raise TooManyEndpoints
    secret = signing.new_secret()
    endpoint = Endpoint.objects.create(
        partner=partner, url=url, kinds=sorted(set(kinds)), secret=signing.seal(secret), created_at=at
    )
    _record(endpoint, "created", {"kinds": endpoint.kinds}, actor, at)
    return WithSecret(endpoint, secret)


@transaction.atomic
def update(
    *,
    endpoint_id: UUID,
    partner_id: UUID,
    changes: Mapping[str, Any],
    expected_revision: int | None,
    actor: Actor,
    at: datetime,
) -> Endpoint:
    """`changes` may hold `url`, `kinds` and `enabled`; enabling forgets past failures, and an empty change is none.

    Raises as `create()` does, and StaleRevision. Events that came while it was disabled are had by a replay.
    """
    endpoint = _locked(endpoint_id, partner_id)
    if expected_revision not in {None, endpoint.revision}:
        raise StaleRevision
    if not changes:
        return endpoint
    endpoint.url = changes.get("url", endpoint.url)
    endpoint.kinds = sorted(set(changes.get("kinds", endpoint.kinds)))
    _check(endpoint.partner, endpoint.url, endpoint.kinds)
    if "enabled" in changes:
        _switch(endpoint, enabled=changes["enabled"], at=at)
    endpoint.revision += 1
    endpoint.save()
    _record(endpoint, "updated", {"changed": sorted(changes)}, actor, at)
    return endpoint


@transaction.atomic
def delete(*, endpoint_id: UUID, partner_id: UUID, actor: Actor, at: datetime) -> None:
    """Nothing is sent there any more. The row stays for its deliveries' sake; its secrets do not."""
    endpoint = _locked(endpoint_id, partner_id)
    endpoint.deleted_at = at
    endpoint.secret, endpoint.previous_secret, endpoint.previous_secret_until = b"", None, None
    endpoint.save()
    _record(endpoint, "deleted", {}, actor, at)


@transaction.atomic
def rotate_secret(*, endpoint_id: UUID, partner_id: UUID, actor: Actor, at: datetime) -> WithSecret:
    """A new secret; the old one signs beside it for `OVERLAP`, and one that was older still no longer does."""
    endpoint = _locked(endpoint_id, partner_id)
    secret = signing.new_secret()
    endpoint.previous_secret, endpoint.previous_secret_until = endpoint.secret, at + OVERLAP
    endpoint.secret = signing.seal(secret)
    endpoint.revision += 1
    endpoint.save()
    _record(endpoint, "secret_rotated", {}, actor, at)
    return WithSecret(endpoint, secret)


@transaction.atomic
def disable(*, endpoint_id: UUID, reason: DisabledReason, at: datetime) -> None:
    """By the house, because deliveries fail. One that is disabled or deleted already stays as it is."""
    endpoint = Endpoint.objects.select_for_update().get(pk=endpoint_id)
    if endpoint.disabled_at is not None or endpoint.deleted_at is not None:
        return
    endpoint.disabled_at, endpoint.disabled_reason = at, reason
    endpoint.revision += 1
    endpoint.save(update_fields=["disabled_at", "disabled_reason", "revision"])
    _record(endpoint, "disabled", {"reason": str(reason)}, system("webhooks"), at)


def _switch(endpoint: Endpoint, *, enabled: bool, at: datetime) -> None:
    if enabled:
        endpoint.disabled_at, endpoint.disabled_reason, endpoint.failing_since = None, "", None
    elif endpoint.disabled_at is None:
        endpoint.disabled_at, endpoint.disabled_reason = at, DisabledReason.PARTNER


def _check(partner: Partner, url: str, kinds: Collection[str]) -> None:
    check_url(url, allow_http=http_allowed(partner), allow_private=settings.ALLOW_PRIVATE_WEBHOOKS)
    if unknown := sorted(set(kinds) - PARTNER_KINDS):
        raise UnknownKind(f"Webhooks deliver {', '.join(sorted(PARTNER_KINDS))}.", kinds=unknown)


def _locked(endpoint_id: UUID, partner_id: UUID) -> Endpoint:
    rows = Endpoint.objects.select_for_update(of=("self",)).select_related("partner")
    endpoint = rows.filter(pk=endpoint_id, partner_id=partner_id, deleted_at=None).first()
    if endpoint is None:
        raise UnknownId
    return endpoint


def _record(endpoint: Endpoint, verb: str, facts: dict[str, audit.JSON], actor: Actor, at: datetime) -> None:
    """The URL is not among the facts: it may hold a token."""
    audit.record(
        partner_id=endpoint.partner_id,
        kind=f"webhook_endpoint.{verb}",
        subject=public_id("whe", endpoint.pk),
        actor=actor,
        facts=facts,
        at=at,
    )
