"""Bringing what screening knows of one customer into its case: new matches, and matches that have lapsed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from compliance.cases import matches
from compliance.cases.decision import OpenMatch, match_alerts, risk_alert
from compliance.cases.models import Alert, AlertKind, Case
from compliance.cases.services.opening import LAPSED, open_or_extend_case
from compliance.cases.services.rating import rate_customer
from compliance.cases.services.settling import settle_alerts, settle_case
from compliance.kernel.actors import system
from compliance.policy.document import PolicyDocument
from onboarding import lifecycle
from onboarding.models import Customer, Status
from screening.models import Match, MatchStatus

_ACTOR = system("rescreening")
_STANDING = frozenset({Status.REVIEW, Status.VERIFIED, Status.RESTRICTED})


def concerned(customer_ids: Iterable[UUID]) -> list[UUID]:
    """Those of them whose open matches are not the ones that their case asks about; two queries for any number."""
    ids = list(customer_ids)
    known = Match.objects.filter(owner_id__in=ids, status=MatchStatus.OPEN, lapsed_at=None)
    asked = _asked().filter(case__customer__in=ids)
    pairs = set(known.values_list("owner_id", "pk")) ^ set(asked.values_list("case__customer_id", "match_id"))
    return sorted({customer_id for customer_id, _ in pairs})


@transaction.atomic
def absorb_matches(*, customer_id: UUID, policy: PolicyDocument, at: datetime) -> int:
    """How many matches were brought to the case; locks the customer; has effect once however often it is done.

    A customer who is being checked is left alone: the round concludes on all matches there are.
    """
    customer = Customer.objects.select_for_update().get(pk=customer_id)
    if customer.status not in _STANDING:
        return 0
    known = matches.open_matches(customer_id=customer_id)
    asked = list(_asked().filter(case__customer=customer).select_related("case"))
    new = [match for match in known if match.id not in {alert.match_id for alert in asked}]
    if new:
        _bring(customer, new, policy, at)
    gone = [alert for alert in asked if alert.match_id not in {match.id for match in known}]
    if gone:
        _let_go(customer, gone, policy, at)
    return len(new)


def _asked() -> QuerySet[Alert]:
    return Alert.objects.filter(kind=AlertKind.MATCH, settled_at=None, case__closed_at=None)


def _bring(customer: Customer, new: Sequence[OpenMatch], policy: PolicyDocument, at: datetime) -> None:
    """A strong resemblance freezes a verified customer until it is settled; a weak one is looked at meanwhile."""
    open_or_extend_case(customer_id=customer.pk, alerts=match_alerts(new), policy=policy, actor=_ACTOR, at=at)
    strong = any(match.score >= policy.thresholds.screening_strong for match in new)
    if strong and customer.status == Status.VERIFIED:
        lifecycle.advance(customer_id=customer.pk, to=Status.RESTRICTED, actor=_ACTOR, reason="screening_match", at=at)
    rate_customer(customer_id=customer.pk, policy=policy, actor=_ACTOR, at=at)


def _let_go(customer: Customer, gone: Sequence[Alert], policy: PolicyDocument, at: datetime) -> None:
    """The party was delisted, or either side has changed. Two officers thaw what was frozen, not a machine."""
    case = Case.objects.select_for_update().get(pk=gone[0].case_id)
    case.customer = Customer.objects.get(pk=customer.pk)
    settle_alerts(gone, disposition=LAPSED, at=at, actor=_ACTOR)
    if case.alerts.filter(settled_at=None).exists():
        return
    if case.customer.status == Status.RESTRICTED:
        alert = risk_alert("match_lapsed")
        open_or_extend_case(customer_id=customer.pk, alerts=(alert,), policy=policy, actor=_ACTOR, at=at)
        return
    settle_case(case=case, policy=policy, actor=_ACTOR, at=at)
