"""Whom to screen for a customer: itself, and each of its directors and owners."""

from uuid import UUID

from onboarding import selectors
from onboarding.identity import Identity
from onboarding.models import Customer
from screening.subjects import Subject


def subjects_of(customer: Customer) -> tuple[Subject, ...]:
    """Unseals the identities: keep the answer short-lived."""
    own = _subject(customer, customer.pk, selectors.identity(customer))
    people = selectors.people(customer.pk)
    return own, *(_subject(customer, person.pk, selectors.person_identity(person)) for person in people)


def subject_of(customer: Customer, target: UUID) -> Subject | None:
    """One of them, by id; None for a person who was removed."""
    return next((subject for subject in subjects_of(customer) if subject.id == target), None)


def _subject(customer: Customer, pk: UUID, identity: Identity) -> Subject:
    return Subject(
        id=pk,
        owner_id=customer.pk,
        partner_id=customer.partner_id,
        kind=identity.kind,
        names=identity.names,
        birth_date=identity.birth_date.isoformat() if identity.birth_date else None,
        countries=identity.countries,
        identifiers=identity.identifiers,
    )
