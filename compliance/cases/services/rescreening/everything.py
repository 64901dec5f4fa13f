"""Customers held against everything in force: one by one, for a full run and for who has changed or failed since."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from compliance.cases.models import FailingStep
from compliance.cases.services.failing import forget_failure, note_failure, resting
from compliance.cases.services.rescreening.changes import TRIES, KeepsChanging
from compliance.cases.services.rescreening.lease import Lease
from compliance.cases.services.watching import absorb_matches
from compliance.cases.subjects import HOUSE_ERRORS, subjects_of, watched
from compliance.jobs.services import LeaseLost
from compliance.kernel.actors import system
from compliance.policy import services as policies
from compliance.policy.document import PolicyDocument
from onboarding import services as onboarding
from onboarding.models import Customer, Status
from screening import services as screening
from screening.services import Looked

_ACTOR = system("rescreening")
_MOST = 200


def screen_changed(*, at: datetime) -> int:
    """Screens verified customers who have changed a name, a date or a country since, and whoever could not be screened
    and is due again; answers how many were. One who cannot be keeps nobody else waiting."""
    failing = Q(failures__step=FailingStep.SCREENING)
    waiting = watched().filter(Q(status=Status.VERIFIED, screened_at=None) | failing)
    waiting = waiting.exclude(pk__in=resting(FailingStep.SCREENING, at).values("customer")).distinct()
    return sum(screen_one(customer, clock=lambda: at)[1] for customer in list(waiting[:_MOST]))


def hold_all(lease: Lease, customers: Sequence[Customer]) -> tuple[int, int]:
    """How many matches came to a case, and how many customers could not be screened."""
    outcomes = [screen_one(customer, clock=lease.renew) for customer in customers]
    return sum(found for found, _ in outcomes), sum(not well for _, well in outcomes)


def screen_one(customer: Customer, *, clock: Callable[[], datetime]) -> tuple[int, bool]:
    """How many matches came to the case, and False where the customer cannot be screened now: that is noted.

    Raises HOUSE_ERRORS, which are nobody's in particular.
    """
    policy = policies.current()
    try:
        customer, at = _screen(customer, policy, clock)
        found = absorb_matches(customer_id=customer.pk, policy=policy, at=at)
        forget_failure(customer_id=customer.pk, step=FailingStep.SCREENING, at=at)
    except (*HOUSE_ERRORS, LeaseLost):
        raise
    except Exception as error:  # whatever it is, it is counted, shown and tried again
        note_failure(customer_id=customer.pk, step=FailingStep.SCREENING, error=error, at=clock())
        return 0, False
    onboarding.mark_screened(customers=[customer], at=at)
    return found, True


def _screen(customer: Customer, policy: PolicyDocument, clock: Callable[[], datetime]) -> tuple[Customer, datetime]:
    """The customer as it was screened, and when that began. Again, where it or the lists have become others."""
    for _ in range(TRIES):
        at = clock()
        bars = policy.bars(customer.partner_id)
        looked = [screening.look(subject=subject, bars=bars) for subject in subjects_of(customer)]
        now = _write(customer, looked, policy, clock)
        same = now.revision == customer.revision and not any(screening.moved_on(numbers=one.numbers) for one in looked)
        if same or now.erased_at is not None:
            return now, at
        customer = now
    raise KeepsChanging


@transaction.atomic
def _write(
    customer: Customer, looked: Sequence[Looked], policy: PolicyDocument, clock: Callable[[], datetime]
) -> Customer:
    """The customer as it is now. Nothing is written where it has changed: what was found is of who it was."""
    at = clock()
    now = Customer.objects.select_for_update().get(pk=customer.pk)
    if now.revision == customer.revision:
        for one in looked:
            screening.remember_all(looked=one, policy_version=policy.version, at=at, actor=_ACTOR)
    return now
