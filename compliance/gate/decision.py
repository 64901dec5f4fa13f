"""The decision itself, without a database: may this customer do this, and if not, which neutral words say so."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from compliance.gate.capabilities import MOVES, Capability, allowed
from compliance.kernel.money import Money
from compliance.policy.document import PolicyDocument
from onboarding.models import Status


class Reason(StrEnum):
    """All that a partner is ever told.

    One word covers every restriction, so that a list match, an expiry and a closed account read the same: telling a
    customer, even through their partner, that a match is being looked into would be tipping off.
    """

    INCOMPLETE = "verification_incomplete"
    IN_PROGRESS = "verification_in_progress"
    NOT_AVAILABLE = "not_available"
    UNAVAILABLE = "temporarily_unavailable"
    CURRENCY = "currency_not_supported"
    LIMIT = "limit_exceeded"


_WORDS: Mapping[str, Reason] = {
    Status.DRAFT: Reason.INCOMPLETE,
    Status.CHECKING: Reason.IN_PROGRESS,
    Status.REVIEW: Reason.IN_PROGRESS,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the gate knows of a customer. `level` is the newest rating's, None where there is none."""

    status: str
    level: str | None
    erased: bool


@dataclass(frozen=True, slots=True)
class Grant:
    """An allowed capability; `limits`: the largest single payment by currency, in minor units; a hold may have none."""

    capability: Capability
    limits: Mapping[str, int]


def grants(facts: Facts, policy: PolicyDocument, *, stale: bool) -> tuple[Grant, ...]:
    """Everything this customer may do now, in the order in which capabilities are declared."""
    if facts.erased:
        return ()
    usable = allowed(facts.status, facts.level)
    found = (_grant(capability, facts, policy, stale=stale) for capability in Capability if capability in usable)
    return tuple(grant for grant in found if grant is not None)


def _grant(capability: Capability, facts: Facts, policy: PolicyDocument, *, stale: bool) -> Grant | None:
    if stale:
        return None
    limit = policy.limit(capability, facts.level or "")
    limits = limit.per_payment if limit else {}
    return Grant(capability, limits) if limits or capability not in MOVES else None


def standing_reason(facts: Facts, *, stale: bool) -> Reason | None:
    """Why some capability is missing; None for a verified customer in good standing."""
    if facts.erased:
        return Reason.NOT_AVAILABLE
    if not allowed(facts.status, facts.level) & MOVES:
        return _WORDS.get(facts.status, Reason.NOT_AVAILABLE)
    return Reason.UNAVAILABLE if stale else None


def refusal(
    facts: Facts, policy: PolicyDocument, *, capability: str, amount: Money | None, stale: bool
) -> Reason | None:
    """None lets it through. Without an amount only the capability is asked for, not its limit."""
    granted: Mapping[str, Grant] = {grant.capability: grant for grant in grants(facts, policy, stale=stale)}
    grant = granted.get(capability)
    if grant is None:
        return standing_reason(facts, stale=stale) or Reason.NOT_AVAILABLE
    if amount is None or not grant.limits:
        return None
    if amount.currency not in grant.limits:
        return Reason.CURRENCY
    return None if 0 < amount.minor <= grant.limits[amount.currency] else Reason.LIMIT
