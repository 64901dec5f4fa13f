"""What a partner sees of checks: whether they run, and what the customer can put right; never what screening found."""

from collections.abc import Mapping
from dataclasses import dataclass

from compliance.cases.models import Check, Outcome
from onboarding.models import Status

_BY_STATUS: Mapping[Status, str | None] = {
    Status.CHECKING: None,
    Status.DRAFT: None,
    Status.REVIEW: "in_review",
    Status.VERIFIED: "clear",
    Status.RESTRICTED: "in_review",
    Status.REJECTED: "in_review",
    Status.CLOSED: None,
}
"""One word for all checks of a round: where one of them stood out, a partner could tell what screening found by
elimination, and tell the customer (tipping off: FATF Recommendation 21)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """`state` is running or done; `outcome` clear, send_again, in_review, or None while nothing is decided."""

    state: str
    outcome: str | None
    findings: tuple[str, ...] = ()


def show(check: Check, *, status: str, latest_round: int) -> Shown:
    """A draft learns which steps need better evidence, and why: the customer's own doing. Older rounds say less."""
    if check.finished_at is None and check.parked_at is None:
        return Shown("running", None)
    if check.outcome == Outcome.RETRY and (status == Status.DRAFT or check.round < latest_round):
        return Shown("done", "send_again", tuple(finding["code"] for finding in check.findings))
    return Shown("done", _BY_STATUS[Status(status)] if check.round == latest_round else None)
