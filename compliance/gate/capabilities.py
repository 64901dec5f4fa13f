"""What a customer's status and risk level allow: one table, closed by default."""

from collections.abc import Mapping
from enum import StrEnum

from compliance.risk.models import Level
from onboarding.models import Status


class Capability(StrEnum):
    """A thing the payment API lets a customer do. `hold` is to keep money where it is: it moves none."""

    PAY_OUT = "pay_out"
    PAY_IN = "pay_in"
    REFUND = "refund"
    HOLD = "hold"


MOVES = frozenset({Capability.PAY_OUT, Capability.PAY_IN, Capability.REFUND})
"""They move money: closed unless the policy names a limit. A hold is bounded only where the policy bounds it."""

_NOTHING: frozenset[Capability] = frozenset()
_HOLD = frozenset({Capability.HOLD})
_ALL = MOVES | _HOLD

TABLE: Mapping[str, Mapping[str, frozenset[Capability]]] = {
    Status.DRAFT: {},
    Status.CHECKING: {},
    Status.REVIEW: dict.fromkeys(Level, _HOLD),
    Status.VERIFIED: {Level.LOW: _ALL, Level.MEDIUM: _ALL, Level.HIGH: _ALL, Level.PROHIBITED: _HOLD},
    Status.RESTRICTED: dict.fromkeys(Level, _HOLD),
    Status.REJECTED: {},
    Status.CLOSED: {},
}


def allowed(status: str, level: str | None) -> frozenset[Capability]:
    """A status or level that the table does not know, or no rating at all, allows nothing."""
    return TABLE.get(status, {}).get(level or "", _NOTHING)
