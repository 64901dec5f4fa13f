"""Bringing what screening knows of one customer into its case: new matches, and matches that have lapsed."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from compliance.cases import matches
from compliance.cases.decision import OpenMatch, match_alerts, risk_alert
from compliance.cases.models import Alert, AlertKind, Case, FailingStep
from compliance.cases.services.failing import note_failure
from compliance.cases.services.opening import LAPSED, open_or_extend_case
from compliance.cases.services.rating import rate_customer
from compliance.cases.services.settling import settle_alerts, settle_case
from compliance.cases.subjects import HOUSE_ERRORS
from compliance.kernel.actors import system
from compliance.policy.document import PolicyDocument
from compliance.policy.screening import Band
from onboarding import lifecycle
from onboarding.models import Customer, Status
from screening.models import UNSETTLED, Match

_ACTOR = system("rescreening")
_STANDING = frozenset({Status.REVIEW, Status.VERIFIED, Status.RESTRICTED})


def absorb_all(
    *, after: UUID, upto: UUID, policy: PolicyDocument, clock: Callable[[], datetime]
) -> tuple[int, frozenset[UUID]]:
    """Of the customers above `after`, to `upto`: how many matches came to a case, and whose could not be brought there.

    Looks at all of them, not only at whom a search has just concerned: a worker may have died between a match and its
    case.
    """
    found, stuck = 0, set()
    for customer_id in concerned(after=after, upto=upto, policy=policy):
        at = clock()
        try:
            found += absorb_matches(customer_id=customer_id, policy=policy, at=at)
        except HOUSE_ERRORS:
            raise
        except Exception as error:  # whatever it is, the other customers' matches come to their cases
            note_failure(customer_id=customer_id, step=FailingStep.SCREENING, error=error, at=at)
            stuck.add(customer_id)
    return found, frozenset(stuck)


def concerned(*, after: UUID, upto: UUID, policy: PolicyDocument) -> list[UUID]:
    """Customers whose unsettled matches are not those that their case asks about, or ask for a freeze: four queries."""
    known = Match.objects.filter(owner_id__gt=after, owner_id__lte=upto, status__in=UNSETTLED, lapsed_at=None)
    asked = _asked().filter(case__customer__gt=after, case__customer__lte=upto)
    pairs = set(known.values_list("owner_id", "pk")) ^ set(asked.values_list("case__customer_id", "match_id"))
    return sorted({customer_id for customer_id, _ in pairs} | _to_freeze(known, policy))


def _to_freeze(known: QuerySet[Match], policy: PolicyDocument) -> set[UUID]:
    """Verified customers with a strong match: other bars or another matcher made one of a match that was weak."""
    strong = {match.owner_id for match in known if _is_strong(match.source, match.score, match.partner_id, policy)}
    verified = Customer.objects.filter(pk__in=strong, status=Status.VERIFIED)
    return set(verified.values_list("pk", flat=True)) if strong else set()


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
        open_or_extend_case(customer_id=customer.pk, alerts=match_alerts(new), policy=policy, actor=_ACTOR, at=at)
    _freeze(customer, known, policy, at)
    if new:
        rate_customer(customer_id=customer.pk, policy=policy, actor=_ACTOR, at=at)
    gone = [alert for alert in asked if alert.match_id not in {match.id for match in known}]
    if gone:
        _let_go(customer, gone, policy, at)
    return len(new)


def _asked() -> QuerySet[Alert]:
    return Alert.objects.filter(kind=AlertKind.MATCH, settled_at=None, case__closed_at=None)


def _freeze(customer: Customer, known: Sequence[OpenMatch], policy: PolicyDocument, at: datetime) -> None:
    """A strong resemblance freezes a verified customer until it is settled; a weak one is looked at meanwhile."""
    strong = any(_is_strong(match.source, match.score, customer.partner_id, policy) for match in known)
    if strong and customer.status == Status.VERIFIED:
        lifecycle.advance(customer_id=customer.pk, to=Status.RESTRICTED, actor=_ACTOR, reason="screening_match", at=at)


def _is_strong(source: str, score: float, partner_id: UUID, policy: PolicyDocument) -> bool:
    return policy.bands(source=source, partner_id=partner_id).band(score) == Band.STRONG


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
