"""Customers and their evidence. A partner's question is always scoped to that partner."""

from uuid import UUID

from django.db.models import QuerySet

from compliance.kernel.errors import DomainError
from compliance.kernel.ids import UnknownId, parse_id
from compliance.vault import services as vault
from onboarding import identity as identities
from onboarding import storage
from onboarding.identity import Identity
from onboarding.models import Customer, Demand, Document, Kind, RelatedPerson, Status

LIVE = (Status.VERIFIED, Status.RESTRICTED, Status.REVIEW)


class CustomerErased(DomainError):
    code = "erased"
    status = 410
    title = "The personal data of this customer were erased."


def customer(*, partner_id: UUID, public_id: str) -> Customer:
    """Raises UnknownId for another partner's customer as for one that never was, CustomerErased for an erased one."""
    found = Customer.objects.filter(pk=parse_id("cus", public_id), partner_id=partner_id).first()
    return _present(found)


def customer_by_id(*, customer_id: UUID) -> Customer:
    """For the house itself (workers, officers), whatever partner it belongs to."""
    return _present(Customer.objects.filter(pk=customer_id).first())


def _present(found: Customer | None) -> Customer:
    if found is None:
        raise UnknownId
    if found.erased_at is not None:
        raise CustomerErased
    return found


def customers(*, partner_id: UUID) -> QuerySet[Customer]:
    """The partner's customers, erased ones left out; order and page are the caller's."""
    return Customer.objects.filter(partner_id=partner_id, erased_at=None)


def live_customers() -> QuerySet[Customer]:
    """Whom a new list version must be held against: everyone who was accepted or is being looked at, in order of id."""
    return Customer.objects.filter(status__in=LIVE, erased_at=None).order_by("id")


def identity(customer: Customer, *, opener: vault.Opener | None = None) -> Identity:
    """Unsealed, by the customer's `opener` where it is at hand; raises KeyDestroyed (410) once it was erased."""
    opener = opener or vault.opener(subject_id=customer.pk)
    table = opener.unseal_json(context="customer.identity", sealed=bytes(customer.identity))
    return identities.from_json(customer.kind, table)


def person_identity(person: RelatedPerson, *, opener: vault.Opener | None = None) -> Identity:
    """Unsealed with the company customer's key."""
    opener = opener or vault.opener(subject_id=person.customer_id)
    table = opener.unseal_json(context="person.identity", sealed=bytes(person.identity))
    return identities.from_json(Kind.PERSON, table)


def people_rows(customer_id: UUID) -> QuerySet[RelatedPerson]:
    """A company's present directors and owners; order and page are the caller's."""
    return RelatedPerson.objects.filter(customer_id=customer_id, removed_at=None)


def people(customer_id: UUID) -> list[RelatedPerson]:
    """The same, in the order in which they were named."""
    return list(people_rows(customer_id).order_by("id"))


def current_documents(customer_id: UUID, *, person_id: UUID | None = None) -> list[Document]:
    """The documents that count, of the customer itself or of one related person."""
    rows = Document.objects.filter(customer_id=customer_id, person_id=person_id, superseded_at=None)
    return list(rows.order_by("id"))


def documents(customer_id: UUID) -> QuerySet[Document]:
    """All documents, history too."""
    return Document.objects.filter(customer_id=customer_id)


def content(document: Document) -> bytes:
    """The picture, opened; raises KeyDestroyed (410) once the customer was erased."""
    return storage.read(document)


def text_of(document: Document) -> str | None:
    """The text layer of what came as a PDF, made harmless; None for a picture or a scan.

    It is what the sender's program wrote, and need not be what the picture shows. Raises KeyDestroyed (410) once the
    customer was erased, SealBroken.
    """
    return storage.text(document)


def open_demands(customer_id: UUID) -> list[Demand]:
    """What was asked for and not met, the most urgent first."""
    return list(Demand.objects.filter(customer_id=customer_id, met_at=None).order_by("due_at", "id"))


def document(*, document_id: UUID) -> Document:
    """Raises UnknownId; the customer comes along."""
    found = Document.objects.select_related("customer").filter(pk=document_id).first()
    if found is None:
        raise UnknownId
    _present(found.customer)
    return found
