"""A company's directors and beneficial owners."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from compliance.audit import services as audit
from compliance.kernel.actors import Actor
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import UnknownId, new_id, public_id
from compliance.vault import services as vault
from onboarding.identity import PersonIdentity
from onboarding.models import Customer, Document, Kind, RelatedPerson, Role, Status
from onboarding.services.locked import locked, refuse_unless

MOST_PEOPLE = 50


class NotACompany(DomainError):
    code = "not_a_company"
    status = 409
    title = "Only a company has related people."


class TooManyPeople(DomainError):
    code = "too_many_people"
    status = 409
    title = f"A company has at most {MOST_PEOPLE} related people."


class InvalidShare(DomainError):
    code = "invalid_share"
    title = "A share is above 0 and at most 100 per cent, and belongs to a beneficial owner."


@transaction.atomic
def add_person(
    *,
    customer_id: UUID,
    partner_id: UUID,
    role: Role,
    identity: PersonIdentity,
    share_percent: Decimal | None,
    at: datetime,
    actor: Actor,
) -> RelatedPerson:
    """Names one more director or owner of a draft company; locks. Sealed under the company's own key."""
    if share_percent is not None and (role != Role.BENEFICIAL_OWNER or not 0 < share_percent <= 100):
        raise InvalidShare
    customer = locked(customer_id, partner_id=partner_id)
    if customer.kind != Kind.COMPANY:
        raise NotACompany
    refuse_unless(customer, (Status.DRAFT,))
    if RelatedPerson.objects.filter(customer=customer, removed_at=None).count() >= MOST_PEOPLE:
        raise TooManyPeople
    sealed = vault.seal_json(subject_id=customer.pk, context="person.identity", value=identity.to_json())
    person = RelatedPerson.objects.create(
        id=new_id(), customer=customer, role=role, share_percent=share_percent, identity=sealed, created_at=at
    )
    _note(customer, person, "customer.person_added", actor, at)
    return person


@transaction.atomic
def remove_person(*, person_id: UUID, customer_id: UUID, partner_id: UUID, at: datetime, actor: Actor) -> RelatedPerson:
    """Takes a person and their documents out of a draft company; both stay as history. Unknown when removed already."""
    customer = locked(customer_id, partner_id=partner_id)
    refuse_unless(customer, (Status.DRAFT,))
    person = RelatedPerson.objects.filter(pk=person_id, customer=customer, removed_at=None).first()
    if person is None:
        raise UnknownId
    person.removed_at = at
    person.save(update_fields=["removed_at"])
    Document.objects.filter(person=person, superseded_at=None).update(superseded_at=at)
    _note(customer, person, "customer.person_removed", actor, at)
    return person


def _note(customer: Customer, person: RelatedPerson, kind: str, actor: Actor, at: datetime) -> None:
    """The company is another one by its people, too: its revision says so to whoever looks for changes."""
    customer.revision += 1
    customer.save(update_fields=["revision"])
    facts: dict[str, audit.JSON] = {"person": public_id("per", person.pk), "role": str(person.role)}
    subject = public_id("cus", customer.pk)
    audit.record(partner_id=customer.partner_id, kind=kind, subject=subject, actor=actor, facts=facts, at=at)
