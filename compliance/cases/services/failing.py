"""What keeps failing for one customer: counted, tried again ever later, and after a while shown to an officer."""

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import QuerySet

from compliance.cases.decision import AlertDraft
from compliance.cases.models import Alert, AlertKind, Case, FailingStep, Failure
from compliance.cases.services.opening import open_or_extend_case
from compliance.cases.services.settling import settle_alerts, settle_case
from compliance.kernel.actors import system
from compliance.kernel.ids import public_id
from compliance.policy import services as policies
from onboarding.models import Customer

_log = structlog.get_logger(__name__)
ALERT_AFTER = 5
"""Attempts in a row; about a quarter of an hour."""
_FIRST, _LONGEST = timedelta(seconds=30), timedelta(hours=6)
_PRIORITY = 40
_ACTOR = system("conductor")


@transaction.atomic
def note_failure(*, customer_id: UUID, step: FailingStep, error: Exception, at: datetime) -> None:
    """Counts one more failure in a row, and says when to try again; after ALERT_AFTER of them a case is opened."""
    name = type(error).__name__
    _log.error(f"{step}_failed", customer=public_id("cus", customer_id), error_type=name)
    Customer.objects.select_for_update().get(pk=customer_id)
    row, _ = Failure.objects.get_or_create(
        customer_id=customer_id, step=step, defaults={"since": at, "due_at": at, "error": name[:80]}
    )
    row.error, row.due_at = name[:80], at + min(_FIRST * 2**row.attempts, _LONGEST)
    row.attempts += 1
    row.save(update_fields=["error", "due_at", "attempts"])
    if row.attempts == ALERT_AFTER:
        draft = AlertDraft(AlertKind.OPERATIONS, _code(step), _PRIORITY)
        policy = policies.current()
        open_or_extend_case(customer_id=customer_id, alerts=(draft,), policy=policy, actor=_ACTOR, at=at)


def forget_failure(*, customer_id: UUID, step: FailingStep, at: datetime) -> None:
    """It has worked: the alert about it is settled, and with the last alert the case. Nothing where it never failed."""
    if Failure.objects.filter(customer=customer_id, step=step).exists():
        _settle(customer_id, step, at)


@transaction.atomic
def _settle(customer_id: UUID, step: FailingStep, at: datetime) -> None:
    customer = Customer.objects.select_for_update().get(pk=customer_id)
    Failure.objects.filter(customer=customer, step=step).delete()
    alerts = list(_alerts(step).filter(case__customer=customer))
    if not alerts:
        return
    settle_alerts(alerts, disposition="recovered", at=at, actor=_ACTOR)
    case = Case.objects.select_for_update().get(pk=alerts[0].case_id)
    case.customer = customer
    settle_case(case=case, policy=policies.current(), actor=_ACTOR, at=at)


def try_again(*, customer_id: UUID, at: datetime) -> None:
    """At an officer's word, at once."""
    Failure.objects.filter(customer=customer_id).update(due_at=at)


def resting(step: FailingStep, at: datetime) -> QuerySet[Failure]:
    """Failures of which the next attempt is not due yet."""
    return Failure.objects.filter(step=step, due_at__gt=at)


def _alerts(step: FailingStep) -> QuerySet[Alert]:
    return Alert.objects.filter(
        kind=AlertKind.OPERATIONS, code=_code(step), related_check=None, settled_at=None, case__closed_at=None
    )


def _code(step: FailingStep) -> str:
    return f"{step}_failed"
