"""Opening a case, adding alerts to it, giving it to an officer, closing it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from compliance.audit import services as audit
from compliance.cases.decision import AlertDraft
from compliance.cases.models import Alert, Case
from compliance.kernel.actors import Actor, ActorKind
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import UnknownId, new_id, public_id
from compliance.partners.models import Officer
from compliance.policy.document import PolicyDocument
from onboarding.models import Customer

LAPSED = "lapsed"
"""What settles the alert of a match that no longer holds: no officer's answer."""


class CaseClosed(DomainError):
    code = "case_closed"
    status = 409
    title = "The case is closed."


@transaction.atomic
def open_or_extend_case(
    *, customer_id: UUID, alerts: Sequence[AlertDraft], policy: PolicyDocument, actor: Actor, at: datetime
) -> Case:
    """The customer's one open case, with these alerts in it. An alert that the case has already is not raised again.

    Locks the customer. The case takes the earliest due date and the highest priority of all its alerts.
    """
    customer = Customer.objects.select_for_update().get(pk=customer_id)
    case = Case.objects.select_for_update().filter(customer=customer, closed_at=None).first()
    opened = case is None
    if case is None:
        case = Case(id=new_id(), customer=customer, opened_at=at, due_at=_due(alerts, policy, at))
        case.save(force_insert=True)
    new = [draft for draft in alerts if _raise_alert(case, draft, at)]
    if opened or new:
        _extend(case, new, policy, at)
        facts: dict[str, audit.JSON] = {"alerts": [{"kind": str(draft.kind), "code": draft.code} for draft in new]}
        record(case, "case.opened" if opened else "case.extended", facts, actor=actor, at=at)
    return case


def _due(alerts: Sequence[AlertDraft], policy: PolicyDocument, at: datetime) -> datetime:
    return min(at + timedelta(hours=policy.sla_hours.of(draft.kind)) for draft in alerts)


def _extend(case: Case, new: Sequence[AlertDraft], policy: PolicyDocument, at: datetime) -> None:
    case.due_at = min(case.due_at, _due(new, policy, at))
    case.priority = max(case.priority, *(draft.priority for draft in new))
    case.save(update_fields=["due_at", "priority"])


def _raise_alert(case: Case, draft: AlertDraft, at: datetime) -> bool:
    known = case.alerts.filter(_same(draft)).first()
    if known is not None:
        return _ask_again(known)
    Alert.objects.create(
        case=case,
        kind=draft.kind,
        code=draft.code,
        match_id=draft.match_id,
        related_check_id=draft.check_id,
        raised_at=at,
    )
    return True


def _ask_again(alert: Alert) -> bool:
    """Only a match that is open is drafted: it had lapsed and holds again, or its answer has expired.

    What officers have settled of anything else stays settled.
    """
    if alert.match_id is None or alert.settled_at is None:
        return False
    alert.settled_at, alert.disposition = None, ""
    alert.save(update_fields=["settled_at", "disposition"])
    return True


def _same(draft: AlertDraft) -> Q:
    if draft.match_id is not None:
        return Q(match_id=draft.match_id)
    if draft.check_id is not None:
        return Q(related_check_id=draft.check_id, code=draft.code)
    return Q(match_id=None, related_check=None, kind=draft.kind, code=draft.code, settled_at=None)


@transaction.atomic
def assign(*, case_id: UUID, officer: Officer, assignee: Officer | None, at: datetime) -> Case:
    """Gives the case to an officer, or back to the queue. Raises CaseClosed."""
    case = locked_case(case_id)
    if case.assignee != assignee:
        case.assignee = assignee
        case.save(update_fields=["assignee"])
        facts: dict[str, audit.JSON] = {"assignee": str(assignee.pk) if assignee else None}
        record(case, "case.assigned", facts, actor=officer_actor(officer), at=at)
    return case


def close_case(case: Case, *, outcome: str, actor: Actor, at: datetime) -> None:
    """The caller holds the lock of the customer and has settled the alerts."""
    case.closed_at = at
    case.save(update_fields=["closed_at"])
    record(case, "case.closed", {"outcome": outcome}, actor=actor, at=at)


def locked_case(case_id: UUID) -> Case:
    """An open case, its customer's row locked first and then its own; needs a transaction. UnknownId or CaseClosed."""
    customer_id = Case.objects.filter(pk=case_id).values_list("customer_id", flat=True).first()
    if customer_id is None:
        raise UnknownId
    customer = Customer.objects.select_for_update().get(pk=customer_id)
    case = Case.objects.select_for_update().get(pk=case_id)
    if case.closed_at is not None:
        raise CaseClosed
    case.customer = customer
    return case


def officer_actor(officer: Officer) -> Actor:
    return Actor(ActorKind.OFFICER, str(officer.pk))


def record(case: Case, kind: str, facts: dict[str, audit.JSON], *, actor: Actor, at: datetime) -> None:
    """One line of the customer's trail that names the case."""
    customer = case.customer
    audit.record(
        partner_id=customer.partner_id,
        kind=kind,
        subject=public_id("cus", customer.pk),
        actor=actor,
        facts={"case": public_id("case", case.pk), **facts},
        at=at,
    )
