"""A pair is taken off the allow list again: what it silenced is asked about once more."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from compliance.cases.services.opening import officer_actor
from compliance.cases.services.watching import absorb_matches
from compliance.partners.models import Officer
from compliance.policy import services as policies
from onboarding.models import Customer
from screening import services as screening
from screening.models import AllowedPair


class OffTheList(StrEnum):
    """Why a pair is taken off the allow list."""

    NEW_FACTS = "new_facts"
    IN_DOUBT = "in_doubt"
    BY_MISTAKE = "by_mistake"


@transaction.atomic
def disallow(*, pair_id: UUID, reason: OffTheList, officer: Officer, at: datetime) -> AllowedPair:
    """One officer may: it lets nobody through. The matches come back into the customer's case, at once.

    Locks the customer. Raises UnknownId; a second time it does nothing.
    """
    owners = AllowedPair.objects.filter(pk=pair_id).values("owner_id")
    customer = Customer.objects.select_for_update().filter(pk__in=owners, erased_at=None).first()
    pair = screening.disallow(pair_id=pair_id, reason=reason, at=at, actor=officer_actor(officer))
    if customer is not None:
        absorb_matches(customer_id=customer.pk, policy=policies.current(), at=at)
    return pair
