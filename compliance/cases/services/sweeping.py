"""The table is the truth, the queue a hint: what was lost is sent again, what fails parked, what is done concluded."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from compliance.cases.models import Alert, AlertKind, Case, Check, FailingStep
from compliance.cases.services.concluding import conclude
from compliance.cases.services.failing import forget_failure, note_failure, resting
from compliance.cases.services.running import ATTEMPTS, record_parked
from compliance.cases.services.settling import end_case, settle_alerts
from compliance.cases.subjects import HOUSE_ERRORS
from compliance.jobs import services as jobs
from compliance.kernel.actors import system
from compliance.kernel.ids import public_id
from onboarding.models import Customer, Status

_log = structlog.get_logger(__name__)
_SWEEPER = system("sweeper")
ERASED = "erased"
_MOST = 500
_PATIENCE = timedelta(seconds=30)
"""How long a message may wait in a queue before it counts as lost."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A check whose message has to be sent again."""

    id: UUID
    kind: str


def sweep(*, at: datetime) -> tuple[Lost, ...]:
    """Safe at any time and in any number: a step that was only late is sent twice and runs once."""
    _park(at)
    for customer_id in _finished(at):
        _conclude(customer_id, at)
    for customer_id in _erased():
        _close_erased(customer_id, at)
    unsent = Q(sent_at__lt=F("due_at")) | Q(sent_at__lte=at - _PATIENCE)
    waiting = jobs.runnable(Check, at=at).filter(unsent, attempts__lt=ATTEMPTS).order_by("sent_at", "due_at")
    lost = tuple(Lost(row.pk, row.kind) for row in waiting[:_MOST] if _is_lost(row, at))
    Check.objects.filter(pk__in=[one.id for one in lost]).update(sent_at=at)
    return lost


def _is_lost(row: Check, at: datetime) -> bool:
    """Patience doubles with every sending, so that a long queue is not made longer by its own echo."""
    return row.sent_at < row.due_at or at - row.sent_at >= row.sent_at - row.created_at


def _conclude(customer_id: UUID, at: datetime) -> None:
    """One customer that cannot be concluded, such as one whose data was altered, keeps nobody else waiting."""
    try:
        conclude(customer_id=customer_id, at=at)
        forget_failure(customer_id=customer_id, step=FailingStep.CONCLUDING, at=at)
    except HOUSE_ERRORS as error:  # nobody's in particular: the next sweep tries again
        _log.error("conclude_failed", customer=public_id("cus", customer_id), error_type=type(error).__name__)
    except Exception as error:  # whatever it is, it is counted, shown and tried again
        note_failure(customer_id=customer_id, step=FailingStep.CONCLUDING, error=error, at=at)


def _erased() -> list[UUID]:
    """Customers who were erased, which only evidence knows, while a case on them was open."""
    rows = Case.objects.filter(closed_at=None, customer__erased_at__isnull=False)
    return list(rows.values_list("customer_id", flat=True)[:_MOST])


@transaction.atomic
def _close_erased(customer_id: UUID, at: datetime) -> None:
    """There is nothing left to look at. Locks the customer; does nothing the second time."""
    customer = Customer.objects.select_for_update().get(pk=customer_id)
    case = Case.objects.select_for_update().filter(customer=customer, closed_at=None).first()
    if case is None or customer.erased_at is None:
        return
    case.customer = customer
    settle_alerts(case.alerts.filter(settled_at=None), disposition=ERASED, at=at, actor=_SWEEPER)
    end_case(case, outcome=ERASED, actor=_SWEEPER, at=at)


@transaction.atomic
def _park(at: datetime) -> None:
    """Steps whose worker died with every attempt."""
    for check in jobs.park_exhausted(Check, at=at, limit_attempts=ATTEMPTS):
        record_parked(check, Customer.objects.get(pk=check.customer_id), at)


def _finished(at: datetime) -> list[UUID]:
    """Customers whose round, or whose retried step, is done, and whose worker died before it could conclude.

    Who could not be concluded lately is left to rest: a crowd of them must not keep the others waiting.
    """
    able = Customer.objects.exclude(pk__in=resting(FailingStep.CONCLUDING, at).values("customer"))
    still_open = Check.objects.filter(
        customer=OuterRef("pk"), round=OuterRef("round"), finished_at=None, parked_at=None
    )
    rounds = able.filter(~Exists(still_open), status=Status.CHECKING)
    retried = Alert.objects.filter(
        case__customer=OuterRef("pk"),
        case__closed_at=None,
        kind=AlertKind.OPERATIONS,
        settled_at=None,
        related_check__finished_at__isnull=False,
    )
    reviews = able.filter(Exists(retried), status=Status.REVIEW)
    return [*rounds.values_list("pk", flat=True)[:_MOST], *reviews.values_list("pk", flat=True)[:_MOST]]
