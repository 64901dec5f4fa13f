"""The end of a round: when its last step is done, the customer is verified, sent back, or brought to a human."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from compliance.cases import matches
from compliance.cases.decision import Decision, Result, asks_again, check_alerts, decide, match_alerts
from compliance.cases.models import Alert, AlertKind, Case, Check
from compliance.cases.services.demanding import demand_for
from compliance.cases.services.opening import open_or_extend_case
from compliance.cases.services.rating import rate_customer
from compliance.cases.services.settling import settle_alert, settle_case
from compliance.kernel.actors import system
from compliance.policy import services as policies
from compliance.policy.document import PolicyDocument
from onboarding import lifecycle
from onboarding.models import Customer, Status

_CONDUCTOR = system("conductor")


@transaction.atomic
def conclude(*, customer_id: UUID, at: datetime) -> Customer:
    """The customer as it then is. Does nothing while a step is open, and nothing the second time; locks the customer.

    Whoever finishes a step calls this after its own commit: of two that finish last at once, the second to get the lock
    finds the work done, and the first found all steps finished.
    """
    customer = Customer.objects.select_for_update().get(pk=customer_id)
    if customer.status == Status.CHECKING:
        return _conclude_round(customer, at)
    if customer.status == Status.REVIEW:
        _absorb(customer, at)
    return customer


def _conclude_round(customer: Customer, at: datetime) -> Customer:
    checks = list(Check.objects.filter(customer=customer, round=customer.round).order_by("id"))
    if any(check.finished_at is None and check.parked_at is None for check in checks):
        return customer
    policy = policies.current()
    decision = _decision(customer, checks, policy, at)
    if decision.to == Status.DRAFT:
        demand_for(customer_id=customer.pk, checks=checks, policy=policy, actor=_CONDUCTOR, at=at)
    if decision.alerts:
        open_or_extend_case(customer_id=customer.pk, alerts=decision.alerts, policy=policy, actor=_CONDUCTOR, at=at)
    return lifecycle.advance(
        customer_id=customer.pk, to=decision.to, actor=_CONDUCTOR, reason=_REASONS[decision.to], at=at
    )


_REASONS = {Status.DRAFT: "evidence_insufficient", Status.REVIEW: "human_review", Status.VERIFIED: "checks_clear"}


def _decision(customer: Customer, checks: Sequence[Check], policy: PolicyDocument, at: datetime) -> Decision:
    """Half of the evidence gives no rating: a round that asks again is not rated."""
    results = [result_of(check) for check in checks]
    if asks_again(results, round_number=customer.round):
        return decide(results, (), "", round_number=customer.round)
    rating = rate_customer(customer_id=customer.pk, policy=policy, actor=_CONDUCTOR, at=at)
    known = matches.open_matches(customer_id=customer.pk)
    return decide(results, known, rating.level, round_number=customer.round)


def _absorb(customer: Customer, at: datetime) -> None:
    """A step that an officer had run again has a result: its alert gives way to what was found."""
    retried = Alert.objects.filter(
        case__customer=customer,
        case__closed_at=None,
        kind=AlertKind.OPERATIONS,
        settled_at=None,
        related_check__finished_at__isnull=False,
    ).select_related("related_check")
    for alert in retried:
        _replace(customer, alert, at)


def _replace(customer: Customer, alert: Alert, at: datetime) -> None:
    policy = policies.current()
    found = [result_of(alert.related_check)] if alert.related_check else []
    drafts = (*check_alerts(found), *match_alerts(matches.open_matches(customer_id=customer.pk)))
    if drafts:
        open_or_extend_case(customer_id=customer.pk, alerts=drafts, policy=policy, actor=_CONDUCTOR, at=at)
    settle_alert(alert, disposition="retried", at=at)
    case = Case.objects.select_for_update().get(pk=alert.case_id)
    case.customer = customer
    settle_case(case=case, policy=policy, actor=_CONDUCTOR, at=at)


def result_of(check: Check) -> Result:
    codes = tuple(finding["code"] for finding in check.findings)
    return Result(check.pk, check.kind, check.outcome, codes, parked=check.parked_at is not None)
