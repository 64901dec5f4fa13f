"""Alerts are settled one by one; the last one settles the case, and with it where the customer stands."""

from collections.abc import Iterable
from datetime import datetime

from compliance.audit import services as audit
from compliance.cases import matches
from compliance.cases.decision import APPROVAL_NEEDED, match_alerts, risk_alert
from compliance.cases.models import Alert, AlertKind, Case, Proposal, ProposalKind
from compliance.cases.services.opening import close_case, open_or_extend_case, record
from compliance.cases.services.rating import rate_customer
from compliance.kernel.actors import Actor
from compliance.kernel.ids import public_id
from compliance.policy.document import PolicyDocument
from onboarding import lifecycle
from onboarding.models import Status

_STANDING = frozenset({Status.REVIEW, Status.RESTRICTED, Status.VERIFIED})
"""Only here does a settled case say anything: a draft is judged when its next round is done."""


def settle_alert(alert: Alert, *, disposition: str, at: datetime) -> None:
    alert.settled_at, alert.disposition = at, disposition
    alert.save(update_fields=["settled_at", "disposition"])


def settle_alerts(alerts: Iterable[Alert], *, disposition: str, at: datetime, actor: Actor) -> None:
    """Settles several by one decision; proposals on them that nobody has confirmed are overtaken."""
    for alert in list(alerts):
        settle_alert(alert, disposition=disposition, at=at)
        for proposal in Proposal.objects.filter(alert=alert, confirmed_at=None, withdrawn_at=None):
            _overtake(proposal, at, actor)


def settle_case(*, case: Case, policy: PolicyDocument, actor: Actor, at: datetime) -> None:
    """Does nothing while an alert or an unasked match is open. The caller holds the customer's lock.

    Else rates the customer: an approval that the level needs becomes an alert of its own, and without such a need the
    customer is verified and the case closed.
    """
    if case.alerts.filter(settled_at=None).exists():
        return
    if case.customer.status not in _STANDING:
        end_case(case, outcome="settled", actor=actor, at=at)
        return
    if unasked := match_alerts(matches.open_matches(customer_id=case.customer_id)):
        open_or_extend_case(customer_id=case.customer_id, alerts=unasked, policy=policy, actor=actor, at=at)
        return
    rating = rate_customer(customer_id=case.customer_id, policy=policy, actor=actor, at=at)
    if rating.level in APPROVAL_NEEDED and not _approved(case, rating.level):
        alert = risk_alert(f"risk_{rating.level}")
        open_or_extend_case(customer_id=case.customer_id, alerts=(alert,), policy=policy, actor=actor, at=at)
        return
    if case.customer.status != Status.VERIFIED:
        move(case, to=Status.VERIFIED, reason="case_settled", actor=actor, at=at)
    end_case(case, outcome="verified", actor=actor, at=at)


def move(case: Case, *, to: Status, reason: str, actor: Actor, at: datetime) -> None:
    """Advances the case's customer; `case.customer` is the row as it then is."""
    case.customer = lifecycle.advance(customer_id=case.customer_id, to=to, actor=actor, reason=reason, at=at)


def _approved(case: Case, level: str) -> bool:
    """An approval holds for the level it was given for: what rises afterwards is asked about again."""
    given = case.alerts.filter(kind=AlertKind.RISK, code=f"risk_{level}", disposition=ProposalKind.APPROVE)
    return given.exists()


def end_case(case: Case, *, outcome: str, actor: Actor, at: datetime) -> None:
    """Closes it; proposals that nobody has confirmed are overtaken."""
    for proposal in case.proposals.filter(confirmed_at=None, withdrawn_at=None):
        _overtake(proposal, at, actor)
    close_case(case, outcome=outcome, actor=actor, at=at)


def _overtake(proposal: Proposal, at: datetime, actor: Actor) -> None:
    proposal.withdrawn_at = at
    proposal.save(update_fields=["withdrawn_at"])
    facts: dict[str, audit.JSON] = {
        "proposal": public_id("prp", proposal.pk),
        "proposal_kind": proposal.kind,
        "reason": "overtaken",
    }
    case = proposal.case
    record(case, "proposal.withdrawn", facts, actor=actor, at=at)
