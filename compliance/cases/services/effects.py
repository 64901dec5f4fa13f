"""What a decision does: one function per kind of proposal. The caller holds the customer's lock and a transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from compliance.cases import matches
from compliance.cases.decision import risk_alert
from compliance.cases.models import Alert, AlertKind, Case, Check, Proposal, ProposalKind
from compliance.cases.services.demanding import demand_again
from compliance.cases.services.failing import try_again
from compliance.cases.services.opening import open_or_extend_case
from compliance.cases.services.rating import evidence_on
from compliance.cases.services.settling import end_case, move, settle_alert, settle_alerts, settle_case
from compliance.jobs import services as jobs
from compliance.kernel.actors import Actor
from compliance.kernel.errors import DomainError
from compliance.policy.document import PolicyDocument
from compliance.risk.models import Level
from compliance.risk.rating import assess
from onboarding.models import Status
from screening import services as screening
from screening.models import MatchStatus


class CustomerProhibited(DomainError):
    code = "customer_prohibited"
    status = 409
    title = "The policy prohibits this customer: nobody can approve it."


class AlertsOpen(DomainError):
    code = "alerts_open"
    status = 409
    title = "Other alerts of the case have to be settled first."


class NothingToApprove(DomainError):
    code = "nothing_to_approve"
    status = 409
    title = "This alert ends with the restriction, not with an approval."


@dataclass(frozen=True, slots=True)
class Ruling:
    """A confirmed proposal, and all that carrying it out needs. `case.customer` is the locked row."""

    proposal: Proposal
    case: Case
    alert: Alert | None
    policy: PolicyDocument
    actor: Actor
    at: datetime

    @property
    def customer_id(self) -> UUID:
        return self.case.customer_id

    @property
    def on_alert(self) -> Alert:
        if self.alert is None:
            raise ValueError(f"{self.proposal.kind} is about an alert")
        return self.alert


def carry_out(ruling: Ruling) -> None:
    EFFECTS[ProposalKind(ruling.proposal.kind)](ruling)


def refuse_now(*, kind: ProposalKind, case: Case, alert: Alert | None, policy: PolicyDocument, at: datetime) -> None:
    """Raises what this kind refuses in the case as it stands: CustomerProhibited, NothingToApprove, AlertsOpen."""
    if kind == ProposalKind.APPROVE and alert is not None and alert.kind == AlertKind.RISK:
        if alert.code == f"risk_{Level.PROHIBITED}":
            raise CustomerProhibited
        if alert.code != f"risk_{Level.HIGH}":
            raise NothingToApprove
    if kind == ProposalKind.LIFT:
        if case.alerts.filter(settled_at=None).exclude(kind=AlertKind.RISK).exists():
            raise AlertsOpen
        if assess(evidence=evidence_on(case.customer, at), policy=policy).level == Level.PROHIBITED:
            raise CustomerProhibited


def _true_match(ruling: Ruling) -> None:
    """The party on a sanctions list is frozen at once; what becomes of the relationship is a decision of its own."""
    match = screening.dispose(
        match_id=_match_id(ruling),
        outcome=MatchStatus.TRUE_MATCH,
        reason=ruling.proposal.reason,
        at=ruling.at,
        actor=ruling.actor,
    )
    settle_alert(ruling.on_alert, disposition=ruling.proposal.kind, at=ruling.at)
    if matches.is_sanction(match) and ruling.case.customer.status in {Status.REVIEW, Status.VERIFIED}:
        move(ruling.case, to=Status.RESTRICTED, reason="true_match", actor=ruling.actor, at=ruling.at)
    _settle_case(ruling)


def _false_positive(ruling: Ruling) -> None:
    """Remembered for as long as the policy says, and while neither side changes."""
    screening.dispose(
        match_id=_match_id(ruling),
        outcome=MatchStatus.FALSE_POSITIVE,
        reason=ruling.proposal.reason,
        expires_at=ruling.at + timedelta(days=ruling.policy.screening.memory.false_positive_days),
        at=ruling.at,
        actor=ruling.actor,
    )
    _settle_one(ruling)


def _inconclusive(ruling: Ruling) -> None:
    """Said, and not settled: the alert stays open, and with it the case and where the customer stands."""
    screening.dispose(
        match_id=_match_id(ruling),
        outcome=MatchStatus.INCONCLUSIVE,
        reason=ruling.proposal.reason,
        at=ruling.at,
        actor=ruling.actor,
    )


def _allow_pair(ruling: Ruling) -> None:
    """A false positive that also outlives a move to another country, and that one officer may end."""
    proposal = ruling.proposal
    if proposal.confirmed_by_id is None:
        raise ValueError("an allow-list entry is confirmed before it is made")
    screening.allow(
        match_id=_match_id(ruling),
        reason=proposal.reason,
        officers=screening.TwoOfficers(proposal.proposed_by_id, proposal.confirmed_by_id, proposal.pk),
        expires_at=ruling.at + timedelta(days=ruling.policy.screening.memory.allowed_days),
        at=ruling.at,
        actor=ruling.actor,
    )
    _settle_one(ruling)


def _settle_one(ruling: Ruling) -> None:
    """The alert is answered; the last one answered settles the case."""
    settle_alert(ruling.on_alert, disposition=ruling.proposal.kind, at=ruling.at)
    _settle_case(ruling)


def _request_again(ruling: Ruling) -> None:
    """Back to the customer. The next round runs every step anew, so that all but the matches is settled by it."""
    demand_again(case=ruling.case, alert=ruling.alert, policy=ruling.policy, actor=ruling.actor, at=ruling.at)
    moot = ruling.case.alerts.filter(settled_at=None).exclude(kind=AlertKind.MATCH)
    settle_alerts(moot, disposition=ruling.proposal.kind, at=ruling.at, actor=ruling.actor)
    move(ruling.case, to=Status.DRAFT, reason="request_again", actor=ruling.actor, at=ruling.at)
    if not ruling.case.alerts.filter(settled_at=None).exists():
        end_case(ruling.case, outcome="request_again", actor=ruling.actor, at=ruling.at)


def _retry_check(ruling: Ruling) -> None:
    """The parked step is opened again. Its alert stays until the step has a result: see `concluding.absorb`."""
    if ruling.on_alert.related_check_id is None:
        try_again(customer_id=ruling.customer_id, at=ruling.at)
        return
    jobs.unpark(Check, pk=_check_id(ruling), at=ruling.at)


def _reject(ruling: Ruling) -> None:
    _end(ruling, Status.REJECTED)


def _close(ruling: Ruling) -> None:
    _end(ruling, Status.CLOSED)


def _end(ruling: Ruling, to: Status) -> None:
    everything = ruling.case.alerts.filter(settled_at=None)
    settle_alerts(everything, disposition=ruling.proposal.kind, at=ruling.at, actor=ruling.actor)
    move(ruling.case, to=to, reason=ruling.proposal.reason, actor=ruling.actor, at=ruling.at)
    end_case(ruling.case, outcome=str(to), actor=ruling.actor, at=ruling.at)


def _restrict(ruling: Ruling) -> None:
    """The case stays open, with an alert that lifting, rejecting or closing settles: nobody is frozen and forgotten."""
    move(ruling.case, to=Status.RESTRICTED, reason=ruling.proposal.reason, actor=ruling.actor, at=ruling.at)
    open_or_extend_case(
        customer_id=ruling.customer_id,
        alerts=(risk_alert("restricted_by_officer"),),
        policy=ruling.policy,
        actor=ruling.actor,
        at=ruling.at,
    )


def _lift(ruling: Ruling) -> None:
    everything = ruling.case.alerts.filter(settled_at=None)
    settle_alerts(everything, disposition=ruling.proposal.kind, at=ruling.at, actor=ruling.actor)
    move(ruling.case, to=Status.VERIFIED, reason=ruling.proposal.reason, actor=ruling.actor, at=ruling.at)
    end_case(ruling.case, outcome="lift", actor=ruling.actor, at=ruling.at)


def _settle_case(ruling: Ruling) -> None:
    settle_case(case=ruling.case, policy=ruling.policy, actor=ruling.actor, at=ruling.at)


def _match_id(ruling: Ruling) -> UUID:
    if ruling.on_alert.match_id is None:
        raise ValueError("a match alert names its match")
    return ruling.on_alert.match_id


def _check_id(ruling: Ruling) -> UUID:
    if ruling.on_alert.related_check_id is None:
        raise ValueError("an operations alert names its check")
    return ruling.on_alert.related_check_id


EFFECTS: Mapping[ProposalKind, Callable[[Ruling], None]] = {
    ProposalKind.TRUE_MATCH: _true_match,
    ProposalKind.FALSE_POSITIVE: _false_positive,
    ProposalKind.INCONCLUSIVE: _inconclusive,
    ProposalKind.ALLOW_PAIR: _allow_pair,
    ProposalKind.ACCEPT_CHECK: _settle_one,
    ProposalKind.REQUEST_AGAIN: _request_again,
    ProposalKind.RETRY_CHECK: _retry_check,
    ProposalKind.APPROVE: _settle_one,
    ProposalKind.REJECT: _reject,
    ProposalKind.RESTRICT: _restrict,
    ProposalKind.LIFT: _lift,
    ProposalKind.CLOSE: _close,
}
