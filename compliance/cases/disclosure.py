"""What a partner sees of checks: whether they run, and what the customer can put right; never what screening found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from compliance.cases.models import Check, CheckKind, Outcome
from onboarding.models import Status
from onboarding.readings import ReadingFinding
from onboarding.verdict.codes import Finality
from onboarding.verdict.tree import Breakdown, cleared, only, verdict

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


UNTOLD: frozenset[str] = frozenset({CheckKind.SCREENING, CheckKind.DUPLICATES})
"""What these found is never told, whatever a policy may ask: it is about others, or about what others say. Each is also
the first word of its nodes in the tree."""


@dataclass(frozen=True, slots=True)
class Shown:
    """`state` is running or done; `outcome` clear, send_again, in_review, or None while nothing is decided.

    `breakdown` holds what the customer can put right and no more, or, once verified, that all is clear.
    """

    state: str
    outcome: str | None
    findings: tuple[str, ...] = ()
    breakdown: Breakdown | None = None


def show(
    check: Check, *, status: str, latest_round: int, tree: str = "", asked: Mapping[str, str] | None = None
) -> Shown:
    """A draft learns which steps need better evidence, and why: the customer's own doing. Older rounds say less.

    `tree` is the name of its tree where that is not the check's kind, `asked` are the policy's own words for the
    customer. The tree is made of codes anew: that a machine was in doubt and an officer was not cannot be told from it.
    """
    if check.finished_at is None and check.parked_at is None:
        return Shown("running", None)
    if (
        check.kind not in UNTOLD
        and check.outcome == Outcome.RETRY
        and (status == Status.DRAFT or check.round < latest_round)
    ):
        again = _again(check, tree or check.kind, asked)
        return Shown("done", "send_again", _codes(again), again)
    outcome = _BY_STATUS[Status(status)] if check.round == latest_round else None
    return Shown("done", outcome, breakdown=cleared(tree or check.kind) if outcome == "clear" else None)


def _again(check: Check, tree: str, asked: Mapping[str, str] | None) -> Breakdown | None:
    """The branches that lead to what the customer can put right; what only a human can settle is not hinted at."""
    return only(verdict(map(_seen, check.findings), name=tree, asked=asked), Finality.RETRY)


def _seen(finding: Mapping[str, Any]) -> ReadingFinding:
    box = finding.get("box")
    where = {"box": tuple(box) if box else None, "side": finding.get("side", "")}
    return ReadingFinding(finding["code"], **where, facts=finding.get("facts", {}))


def _codes(tree: Breakdown | None) -> tuple[str, ...]:
    return tuple(reason.code for reason in tree.every_reason()) if tree else ()
