"""What a finished round of checks means for the customer: a pure table from results to a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from compliance.cases.asking import asked_text
from compliance.cases.models import AlertKind, CheckKind, Outcome
from compliance.policy.document import PolicyDocument
from compliance.risk.models import Level
from onboarding.models import Status
from onboarding.verdict.codes import code_of, worst

APPROVAL_NEEDED = frozenset({Level.HIGH, Level.PROHIBITED})
"""No machine verifies a customer of these levels."""

ROUNDS = 3
"""How often a customer is checked before a human looks at evidence that no engine can read."""

_PRIORITY = {
    AlertKind.CHECK: 50,
    AlertKind.RISK: 60,
    AlertKind.OPERATIONS: 40,
    AlertKind.PAYMENT: 70,
}


@dataclass(frozen=True, slots=True)
class Result:
    """One check of the round, finished or parked. `codes` are of its findings, gravest first."""

    id: UUID
    kind: str
    outcome: str
    codes: tuple[str, ...] = ()
    parked: bool = False


@dataclass(frozen=True, slots=True)
class OpenMatch:
    """A match that nobody has settled, or of which an officer could not tell; `score` is 0 to 1."""

    id: UUID
    source: str
    score: float


@dataclass(frozen=True, slots=True)
class AlertDraft:
    """An alert to be raised; `priority` is 0 to 100, higher is sooner."""

    kind: AlertKind
    code: str
    priority: int
    match_id: UUID | None = None
    check_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    to: Status
    alerts: tuple[AlertDraft, ...] = ()


def outcome_of(codes: Sequence[str], policy: PolicyDocument) -> Outcome:
    """What the customer can put right is asked again first; any other finding, listed or not, is for a human."""
    if any(asked_text(code, policy) is not None for code in codes):
        return Outcome.RETRY
    return Outcome(worst(code_of(code).result for code in codes))


def asks_again(results: Sequence[Result], *, round_number: int = 1) -> bool:
    """One step that needs better evidence sends the whole round back: the others would be judged on half of it.

    Not for ever: in the last of the rounds a human looks at what there is.
    """
    return round_number < ROUNDS and any(result.outcome == Outcome.RETRY for result in results)


def decide(results: Sequence[Result], matches: Sequence[OpenMatch], level: str, *, round_number: int = 1) -> Decision:
    """Back to the customer, to a human, or verified. Nothing is ever rejected here."""
    if asks_again(results, round_number=round_number):
        return Decision(Status.DRAFT)
    alerts = (*check_alerts(results), *match_alerts(matches), *risk_alerts(level))
    return Decision(Status.REVIEW if alerts else Status.VERIFIED, alerts)


def check_alerts(results: Sequence[Result]) -> tuple[AlertDraft, ...]:
    """One for each check that a human must look at. What screening found is told by its matches, one by one."""
    drafts = [_check_alert(result) for result in results]
    return tuple(draft for draft in drafts if draft is not None)


def _check_alert(result: Result) -> AlertDraft | None:
    if result.parked:
        return AlertDraft(
            AlertKind.OPERATIONS, f"{result.kind}_failed", _PRIORITY[AlertKind.OPERATIONS], check_id=result.id
        )
    told = [code for code in result.codes if code != _MATCH]
    if result.outcome == Outcome.CLEAR or (result.kind == CheckKind.SCREENING and not told):
        return None
    code = told[0] if told else f"{result.kind}_{result.outcome}"
    return AlertDraft(AlertKind.CHECK, code, _PRIORITY[AlertKind.CHECK], check_id=result.id)


_MATCH = "watchlist_match"
"""Each match is an alert of its own."""


def match_alerts(matches: Sequence[OpenMatch]) -> tuple[AlertDraft, ...]:
    """The stronger the resemblance, the sooner somebody looks."""
    return tuple(
        AlertDraft(AlertKind.MATCH, match.source, round(match.score * 100), match_id=match.id) for match in matches
    )


def risk_alerts(level: str) -> tuple[AlertDraft, ...]:
    if level not in APPROVAL_NEEDED:
        return ()
    return (risk_alert(f"risk_{level}"),)


def risk_alert(code: str) -> AlertDraft:
    return AlertDraft(AlertKind.RISK, code, _PRIORITY[AlertKind.RISK])
