"""The table is the truth, the queue a hint: what was lost is sent again, what fails parked, what is done concluded."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from compliance.cases.models import Alert, AlertKind, Check
from compliance.cases.services.concluding import conclude
from compliance.cases.services.running import ATTEMPTS, record_parked
from compliance.jobs import services as jobs
from compliance.kernel.ids import public_id
from onboarding.models import Customer, Status

_log = structlog.get_logger(__name__)
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
    for customer_id in _finished():
        _conclude(customer_id, at)
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
    except Exception as error:  # ours to mend, whatever it is: the next sweep tries again
        _log.error("conclude_failed", customer=public_id("cus", customer_id), error_type=type(error).__name__)


@transaction.atomic
def _park(at: datetime) -> None:
    """Steps whose worker died with every attempt."""
    for check in jobs.park_exhausted(Check, at=at, limit_attempts=ATTEMPTS):
        record_parked(check, Customer.objects.get(pk=check.customer_id), at)


def _finished() -> list[UUID]:
    """Customers whose round, or whose retried step, is done, and whose worker died before it could conclude."""
    still_open = Check.objects.filter(
        customer=OuterRef("pk"), round=OuterRef("round"), finished_at=None, parked_at=None
    )
    rounds = Customer.objects.filter(~Exists(still_open), status=Status.CHECKING)
    retried = Alert.objects.filter(
        case__customer=OuterRef("pk"),
        case__closed_at=None,
        kind=AlertKind.OPERATIONS,
        settled_at=None,
        related_check__finished_at__isnull=False,
    )
    reviews = Customer.objects.filter(Exists(retried), status=Status.REVIEW)
    return [*rounds.values_list("pk", flat=True)[:_MOST], *reviews.values_list("pk", flat=True)[:_MOST]]
