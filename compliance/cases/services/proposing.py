"""One officer proposes, another confirms: a decision is a proposal with two names under it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from compliance.audit import services as audit
from compliance.cases import matches
from compliance.cases.models import Alert, Case, Proposal, ProposalKind
from compliance.cases.rules import ALONE, STATUSES, allowed_on
from compliance.cases.services.effects import Ruling, carry_out, refuse_now
from compliance.cases.services.opening import locked_case, officer_actor, record
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import UnknownId, new_id, public_id
from compliance.kernel.machine import IllegalTransition
from compliance.partners.models import Officer
from compliance.policy import services as policies
from compliance.policy.document import PolicyDocument
from compliance.vault import services as vault
from onboarding.models import Status


class SameOfficer(DomainError):
    code = "same_officer"
    status = 403
    title = "A decision is confirmed by another officer than the one who proposed it."


class UnknownReason(DomainError):
    code = "unknown_reason"
    title = "The policy has no such reason for this kind of proposal."


class ProposalNotAllowed(DomainError):
    code = "proposal_not_allowed"
    status = 409
    title = "This cannot be proposed here."


class ProposalOpen(DomainError):
    code = "proposal_open"
    status = 409
    title = "Another proposal on this waits for confirmation."


class ProposalSettled(DomainError):
    code = "proposal_settled"
    status = 409
    title = "The proposal was confirmed or withdrawn already."


class AlertSettled(DomainError):
    code = "alert_settled"
    status = 409
    title = "The alert was settled already."


@dataclass(frozen=True, slots=True)
class _Ask:
    case: Case
    alert: Alert | None
    kind: ProposalKind


@transaction.atomic
def propose(
    *,
    case_id: UUID,
    kind: ProposalKind,
    reason: str,
    officer: Officer,
    at: datetime,
    alert_id: UUID | None = None,
    note: str = "",
) -> Proposal:
    """A proposal on one alert, or on the case as a whole. What one officer may do alone is carried out at once.

    Locks the customer. Raises CaseClosed, AlertSettled, UnknownReason, ProposalNotAllowed, ProposalOpen,
    IllegalTransition, or what the kind itself refuses (`compliance.cases.services.effects`).
    """
    policy = policies.current()
    case = locked_case(case_id)
    ask = _Ask(case, _alert(case, alert_id), ProposalKind(kind))
    _refuse(ask, reason, policy, at)
    proposal = Proposal(
        id=new_id(),
        case=case,
        alert=ask.alert,
        kind=ask.kind,
        reason=reason,
        note=_sealed(case, note),
        two_people=ask.kind not in ALONE,
        proposed_by=officer,
        proposed_at=at,
        policy_version=policy.version,
    )
    proposal.save(force_insert=True)
    _record(proposal, "proposal.made", officer, at)
    if not proposal.two_people:
        _decide(proposal, officer, policy, at)
    return proposal


@transaction.atomic
def confirm(*, proposal_id: UUID, officer: Officer, at: datetime) -> Proposal:
    """The second officer's word: the proposal becomes a decision and takes effect, all in one transaction.

    Locks the customer. Raises SameOfficer, ProposalSettled, CaseClosed, AlertSettled, IllegalTransition where the world
    has moved on since it was proposed; then nothing has changed.
    """
    proposal = _locked(proposal_id)
    if proposal.proposed_by_id == officer.pk:
        raise SameOfficer
    policy = policies.current()
    _refuse_stale(_Ask(proposal.case, proposal.alert, ProposalKind(proposal.kind)), policy, at)
    _decide(proposal, officer, policy, at)
    return proposal


@transaction.atomic
def withdraw(*, proposal_id: UUID, officer: Officer, at: datetime) -> Proposal:
    """The maker takes it back, or another officer declines it. Raises ProposalSettled, CaseClosed."""
    proposal = _locked(proposal_id)
    proposal.withdrawn_at, proposal.withdrawn_by = at, officer
    proposal.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _record(proposal, "proposal.withdrawn", officer, at)
    return proposal


def _decide(proposal: Proposal, officer: Officer, policy: PolicyDocument, at: datetime) -> None:
    if proposal.alert is not None and proposal.alert.match_id is not None:
        matches.hold(match_id=proposal.alert.match_id)  # rows before the trail, as a rescreening locks them
    proposal.confirmed_by, proposal.confirmed_at = officer, at
    proposal.policy_version = policy.version
    proposal.save(update_fields=["confirmed_by", "confirmed_at", "policy_version"])
    _record(proposal, "proposal.confirmed", officer, at)
    carry_out(Ruling(proposal, proposal.case, proposal.alert, policy, officer_actor(officer), at))


def _refuse(ask: _Ask, reason: str, policy: PolicyDocument, at: datetime) -> None:
    if ask.kind not in allowed_on(ask.alert.kind if ask.alert else None):
        raise ProposalNotAllowed
    if reason not in policy.reasons.get(ask.kind, {}):
        raise UnknownReason
    _refuse_stale(ask, policy, at)
    if Proposal.objects.filter(case=ask.case, alert=ask.alert, confirmed_at=None, withdrawn_at=None).exists():
        raise ProposalOpen


def _refuse_stale(ask: _Ask, policy: PolicyDocument, at: datetime) -> None:
    """What must hold when it is proposed, and still when it is confirmed."""
    if ask.alert is not None and ask.alert.settled_at is not None:
        raise AlertSettled
    status = Status(ask.case.customer.status)
    if status not in STATUSES[ask.kind]:
        raise IllegalTransition(f"Not for a {status} customer.", current=str(status))
    refuse_now(kind=ask.kind, case=ask.case, alert=ask.alert, policy=policy, at=at)


def _alert(case: Case, alert_id: UUID | None) -> Alert | None:
    if alert_id is None:
        return None
    alert = case.alerts.filter(pk=alert_id).first()
    if alert is None:
        raise UnknownId
    return alert


def _locked(proposal_id: UUID) -> Proposal:
    """An open proposal of an open case, the customer's row locked first."""
    case_id = Proposal.objects.filter(pk=proposal_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise UnknownId
    settled = Proposal.objects.filter(pk=proposal_id)
    if settled.exclude(confirmed_at=None, withdrawn_at=None).exists():
        raise ProposalSettled
    case = locked_case(case_id)
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("alert").get(pk=proposal_id)
    if proposal.confirmed_at is not None or proposal.withdrawn_at is not None:
        raise ProposalSettled
    proposal.case = case
    return proposal


def _sealed(case: Case, note: str) -> bytes | None:
    if not note:
        return None
    return vault.seal(subject_id=case.customer_id, context="proposal.note", data=note.encode())


def _record(proposal: Proposal, kind: str, officer: Officer, at: datetime) -> None:
    alert = proposal.alert
    facts: dict[str, audit.JSON] = {
        "proposal": public_id("prp", proposal.pk),
        "proposal_kind": proposal.kind,
        "reason": proposal.reason,
        "alert": public_id("alr", alert.pk) if alert else None,
        "match": public_id("mat", alert.match_id) if alert and alert.match_id else None,
        "proposed_by": str(proposal.proposed_by_id),
        "policy_version": proposal.policy_version,
    }
    record(proposal.case, kind, facts, actor=officer_actor(officer), at=at)
