"""A customer is handed in: one row of work for each step that the policy asks for."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from compliance.cases.models import Check
from compliance.cases.steps import steps
from compliance.kernel.actors import Actor
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import UnknownId, new_id
from compliance.policy import services as policies
from compliance.policy.document import PolicyDocument
from onboarding import lifecycle
from onboarding import selectors as evidence
from onboarding.models import Customer, Kind, Status


class RequirementsDue(DomainError):
    code = "requirements_due"
    status = 422
    title = "Something is still owed before the customer can be checked."


@transaction.atomic
def submit(*, customer_id: UUID, partner_id: UUID, at: datetime, actor: Actor) -> Customer:
    """A new round: every step runs, for what it looks at may have changed since the last one. Locks the customer.

    Raises IllegalTransition while a round is running and once the customer is judged, RequirementsDue with the list of
    what is owed; then nothing has changed.
    """
    customer = Customer.objects.select_for_update().filter(pk=customer_id, partner_id=partner_id).first()
    if customer is None:
        raise UnknownId
    lifecycle.MACHINE.check(Status(customer.status), Status.CHECKING)
    policy = policies.current()
    _refuse_while_something_is_owed(customer, policy, at)
    customer = lifecycle.advance(customer_id=customer_id, to=Status.CHECKING, actor=actor, reason="submitted", at=at)
    people = [person.pk for person in evidence.people(customer_id)] if customer.kind == Kind.COMPANY else []
    Check.objects.bulk_create(
        Check(
            id=new_id(),
            customer=customer,
            round=customer.round,
            kind=step.kind,
            target=step.target,
            due_at=at,
            created_at=at,
            sent_at=at,
        )
        for step in steps(
            policy=policy, kind=customer.kind, product=customer.product, customer_id=customer_id, people=people
        )
    )
    return customer


def _refuse_while_something_is_owed(customer: Customer, policy: PolicyDocument, at: datetime) -> None:
    owed = evidence.requirements(customer, policy, at)
    if not owed.met:
        raise RequirementsDue(requirements=owed.to_json())
