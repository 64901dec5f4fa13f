"""Whom to screen for a customer: itself, and each of its directors and owners."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from django.db import DatabaseError
from django.db.models import Q, QuerySet

from compliance.vault import services as vault
from onboarding import selectors
from onboarding.identity import Identity, PersonIdentity
from onboarding.models import Customer, Kind, RelatedPerson, Status
from screening import services as screening
from screening.subjects import Subject

HOUSE_ERRORS = (DatabaseError, OSError, MemoryError, vault.MasterKeyMissing, screening.NoListInForce)
"""Not one customer's trouble but everybody's."""

_LOOKED_AFTER = (Status.CHECKING, Status.REVIEW, Status.VERIFIED, Status.RESTRICTED)

_GENDERS = {"F": "female", "M": "male"}
"""Of ICAO Doc 9303; `X` is neither, and no list knows it."""


def watched(*, after: UUID | None = None, upto: UUID | None = None) -> QuerySet[Customer]:
    """Whom a new list version is held against, above `after`, to `upto`, in order of id.

    A customer who is being checked may have been screened a moment before the version came: its round concludes on all
    matches there are. So does the next round of one who was screened and was asked for more since.
    """
    rows = Customer.objects.filter(
        Q(status__in=_LOOKED_AFTER) | Q(status=Status.DRAFT, screened_at__isnull=False), erased_at=None
    )
    if after is not None:
        rows = rows.filter(pk__gt=after)
    if upto is not None:
        rows = rows.filter(pk__lte=upto)
    return rows.order_by("pk")


def subjects_of(customer: Customer) -> tuple[Subject, ...]:
    """Unseals the identities: keep the answer short-lived."""
    return _subjects(customer, selectors.people(customer.pk), vault.opener(subject_id=customer.pk))


def subject_of(customer: Customer, target: UUID) -> Subject | None:
    """One of them, by id; None for a person who was removed."""
    return next((subject for subject in subjects_of(customer) if subject.id == target), None)


def subjects_of_many(customers: Sequence[Customer]) -> Iterator[tuple[Customer, tuple[Subject, ...] | Exception]]:
    """The same for each of them, in two queries; where one cannot be read, why. Raises HOUSE_ERRORS."""
    openers = vault.openers(subject_ids=[customer.pk for customer in customers])
    people: dict[UUID, list[RelatedPerson]] = defaultdict(list)
    companies = [customer.pk for customer in customers if customer.kind == Kind.COMPANY]
    for person in RelatedPerson.objects.filter(customer__in=companies, removed_at=None).order_by("id"):
        people[person.customer_id].append(person)
    for customer in customers:
        yield customer, _read(customer, people[customer.pk], openers)


def _read(
    customer: Customer, people: Sequence[RelatedPerson], openers: Mapping[UUID, vault.Opener]
) -> tuple[Subject, ...] | Exception:
    try:
        opener = openers.get(customer.pk) or vault.opener(subject_id=customer.pk)
        return _subjects(customer, people, opener)
    except HOUSE_ERRORS:
        raise
    except Exception as error:  # whatever is wrong with one customer, the others are screened
        return error


def _subjects(customer: Customer, people: Sequence[RelatedPerson], opener: vault.Opener) -> tuple[Subject, ...]:
    own = _subject(customer, customer.pk, selectors.identity(customer, opener=opener))
    others = (_subject(customer, person.pk, selectors.person_identity(person, opener=opener)) for person in people)
    return own, *others


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
        gender=_GENDERS.get(identity.gender, "") if isinstance(identity, PersonIdentity) else "",
        birth_places=identity.birth_places if isinstance(identity, PersonIdentity) else (),
    )
