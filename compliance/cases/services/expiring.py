"""Answers that have expired are asked about again when they are due, not when everybody is screened the next time."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from compliance.cases.models import FailingStep
from compliance.cases.services.failing import note_failure, resting
from compliance.cases.services.watching import absorb_matches
from compliance.cases.subjects import HOUSE_ERRORS, watched
from compliance.kernel.actors import system
from compliance.policy import services as policies
from onboarding import selectors as onboarding
from onboarding.models import Customer, RelatedPerson
from screening import services as screening

_ACTOR = system("rescreening")
_MOST = 200


def ask_expired(*, at: datetime) -> int:
    """How many matches were asked about again; a second time none.

    Nobody is searched for: neither side of a match that holds has changed. One customer whose case cannot be brought up
    to date keeps nobody else waiting. Raises HOUSE_ERRORS.
    """
    present = Q(subject_id=F("owner_id")) | Exists(
        RelatedPerson.objects.filter(pk=OuterRef("subject_id"), removed_at=None)
    )
    due = watched().filter(pk__in=screening.expired(at=at).filter(present).values("owner_id"))
    due = due.exclude(pk__in=resting(FailingStep.SCREENING, at).values("customer"))
    return sum(_ask(pk, at) for pk in list(due.values_list("pk", flat=True)[:_MOST]))


def _ask(customer_id: UUID, at: datetime) -> int:
    try:
        return _ask_and_absorb(customer_id, at)
    except HOUSE_ERRORS:
        raise
    except Exception as error:  # whatever it is, it is counted, shown and tried again
        note_failure(customer_id=customer_id, step=FailingStep.SCREENING, error=error, at=at)
        return 0


@transaction.atomic
def _ask_and_absorb(customer_id: UUID, at: datetime) -> int:
    """The question and the case that asks it, together or not at all. Locks the customer."""
    Customer.objects.select_for_update().get(pk=customer_id)
    subjects = [customer_id, *(person.pk for person in onboarding.people(customer_id))]
    asked = screening.ask_again(subject_ids=subjects, at=at, actor=_ACTOR)
    absorb_matches(customer_id=customer_id, policy=policies.current(), at=at)
    return asked
