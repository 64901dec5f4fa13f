"""The one question every payment asks: may this customer do this, now?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import Error as DatabaseFailure

from compliance.gate import selectors
from compliance.gate.decision import Grant, Reason, grants, refusal, standing_reason
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import UnknownId
from compliance.kernel.money import Money
from compliance.policy import services as policies
from compliance.policy.document import PolicyDocument
from compliance.policy.models import PolicyVersion


class Refused(DomainError):
    """`extra["reason"]` is one of `decision.Reason`: neutral, the same for every restriction."""

    code = "customer_not_permitted"
    status = 403
    title = "The customer may not do this now."

    def __init__(self, reason: Reason, *, policy_version: int) -> None:
        super().__init__(_DETAILS[reason], reason=str(reason))
        self.reason = reason
        self.policy_version = policy_version


class GateClosed(DomainError):
    """The store or the policy could not be read. Nobody is let through on a doubt."""

    code = "temporarily_unavailable"
    status = 503
    title = "The decision cannot be made at the moment. Try again shortly."


_DETAILS = {
    Reason.INCOMPLETE: "The customer's verification is not complete.",
    Reason.IN_PROGRESS: "The customer's verification is in progress.",
    Reason.NOT_AVAILABLE: "This is not available to the customer.",
    Reason.UNAVAILABLE: "This is temporarily unavailable. Try again later.",
    Reason.CURRENCY: "This currency is not available to the customer.",
    Reason.LIMIT: "The amount is not within the customer's limit for one payment.",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """All that a customer may do now; `reason` says in neutral words why something is missing, None if nothing is."""

    customer_id: UUID
    grants: tuple[Grant, ...]
    reason: Reason | None
    policy_version: int


@dataclass(frozen=True, slots=True)
class Permit:
    """The gate let it through, under this version of the policy."""

    policy_version: int


def require(*, customer_id: UUID, partner_id: UUID, capability: str, amount: Money | None, at: datetime) -> Permit:
    """Raises Refused (403), UnknownId (404) or GateClosed (503); returning is the only way through.

    Takes no lock: a caller that acts on the answer locks the customer's row first. Without an amount the limit is not
    asked for.
    """
    found, policy = _read(customer_id, partner_id)
    stale = found.is_stale(policy.stale_list_hours, at=at)
    reason = refusal(found.facts, policy, capability=capability, amount=amount, stale=stale)
    if reason is not None:
        raise Refused(reason, policy_version=policy.version)
    return Permit(policy.version)


def standing(*, customer_id: UUID, partner_id: UUID, at: datetime) -> Standing:
    """Raises UnknownId or GateClosed."""
    found, policy = _read(customer_id, partner_id)
    stale = found.is_stale(policy.stale_list_hours, at=at)
    return Standing(
        customer_id=customer_id,
        grants=grants(found.facts, policy, stale=stale),
        reason=standing_reason(found.facts, stale=stale),
        policy_version=policy.version,
    )


def _read(customer_id: UUID, partner_id: UUID) -> tuple[selectors.View, PolicyDocument]:
    try:
        found = selectors.view(customer_id=customer_id, partner_id=partner_id)
        if found is None:
            raise UnknownId
        if found.policy is None:
            raise GateClosed
        version, digest = found.policy
        return found, policies.document(version=version, digest=digest)
    except (DatabaseFailure, PolicyVersion.DoesNotExist) as error:
        raise GateClosed from error
