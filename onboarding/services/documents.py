"""Documents come in: made clean first, then sealed on disk, then written down in one short transaction."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from compliance.audit import services as audit
from compliance.kernel.actors import Actor
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import UnknownId, new_id, public_id
from compliance.policy import services as policies
from compliance.vault import services as vault
from onboarding import storage
from onboarding.intake import Picture
from onboarding.models import Customer, Demand, Document, DocumentKind, RelatedPerson, Side, Status
from onboarding.readings import ReadingFinding
from onboarding.services.locked import locked, refuse_unless
from onboarding.services.look import look
from onboarding.services.receiving import received
from onboarding.verdict.tree import Reason, reasons

_ONE_SIDED = frozenset({DocumentKind.PASSPORT, DocumentKind.SELFIE, DocumentKind.REGISTRY_EXTRACT})


class SideNotExpected(DomainError):
    code = "side_not_expected"
    title = "A document of this kind has no back."


@dataclass(frozen=True, slots=True)
class Upload:
    """A file for one place, made clean and not yet kept."""

    customer_id: UUID
    partner_id: UUID
    kind: DocumentKind
    side: Side
    person_id: UUID | None
    picture: Picture
    sha256: str
    reasons: tuple[Reason, ...]
    """What the customer could do better, in the policy's words or the table's; not kept: the worker finds it again."""


def add_document(
    *,
    customer_id: UUID,
    partner_id: UUID,
    kind: DocumentKind,
    side: Side,
    person_id: UUID | None,
    upload: bytes,
    declared_type: str,
    at: datetime,
    actor: Actor,
) -> Document:
    """Takes a file for a draft customer: `take_upload()`, then `keep_document()`."""
    taken = take_upload(
        customer_id=customer_id,
        partner_id=partner_id,
        kind=kind,
        side=side,
        person_id=person_id,
        upload=upload,
        declared_type=declared_type,
    )
    return keep_document(upload=taken, at=at, actor=actor)


def take_upload(
    *,
    customer_id: UUID,
    partner_id: UUID,
    kind: DocumentKind,
    side: Side,
    person_id: UUID | None,
    upload: bytes,
    declared_type: str,
) -> Upload:
    """Decodes and draws the file anew, and looks at it; nothing is kept. Slow: call it with no transaction open.

    Raises IntakeError, ScannerUnavailable (503), SideNotExpected, UnknownId, CustomerNotEditable.
    """
    if side == Side.BACK and kind in _ONE_SIDED:
        raise SideNotExpected
    with transaction.atomic():  # refuse before the slow work what would be refused after it
        _open_for_documents(customer_id, partner_id, person_id)
    picture = received(upload, declared=declared_type)
    sha256 = vault.blind_index(purpose="document.sha256", value=upload)
    found = (ReadingFinding(one.code, one.box, side, one.facts) for one in look(picture.content, kind=kind))
    told = reasons(found, policies.current().demands.texts)
    return Upload(customer_id, partner_id, kind, side, person_id, picture, sha256, told)


def keep_document(*, upload: Upload, at: datetime, actor: Actor) -> Document:
    """The document supersedes the older one of its kind and side, and meets demands for it.

    A file that outlives its row at worst, never a row without its file. Raises UnknownId, CustomerNotEditable where the
    customer has moved on since the upload was taken; then nothing is kept.
    """
    document = Document(
        id=new_id(),
        customer_id=upload.customer_id,
        person_id=upload.person_id,
        kind=upload.kind,
        side=upload.side,
        media_type=upload.picture.media_type,
        sha256=upload.sha256,
        size=len(upload.picture.content),
        width=upload.picture.width,
        height=upload.picture.height,
        created_at=at,
    )
    document.text = storage.seal_text(document, upload.picture.text)
    content = upload.picture.content
    document.storage_key = storage.write(customer_id=upload.customer_id, document_id=document.pk, content=content)
    try:
        _keep(document, upload.partner_id, actor, at)
    except BaseException:
        storage.remove(document.storage_key)
        raise
    return document


@transaction.atomic
def _keep(document: Document, partner_id: UUID, actor: Actor, at: datetime) -> None:
    customer = _open_for_documents(document.customer_id, partner_id, document.person_id)
    older = Document.objects.filter(
        customer=customer,
        person_id=document.person_id,
        kind=document.kind,
        side=document.side,
        superseded_at=None,
    )
    superseded = older.update(superseded_at=at)
    document.save(force_insert=True)
    kinds = _answered_kinds(customer, document)
    met = Demand.objects.filter(customer=customer, document_kind__in=kinds, met_at=None).update(met_at=at)
    facts: dict[str, audit.JSON] = {
        "document": public_id("doc", document.pk),
        "kind": str(document.kind),
        "side": str(document.side),
        "person": public_id("per", document.person_id) if document.person_id else None,
        "superseded": superseded,
        "demands_met": met,
    }
    subject = public_id("cus", customer.pk)
    audit.record(
        partner_id=customer.partner_id, kind="document.added", subject=subject, actor=actor, facts=facts, at=at
    )


def _refuse_stranger(customer: Customer, person_id: UUID) -> None:
    if not RelatedPerson.objects.filter(pk=person_id, customer=customer, removed_at=None).exists():
        raise UnknownId


def _answered_kinds(customer: Customer, document: Document) -> set[str]:
    """The document's own kind and those that the policy takes instead of it: who sends another passport or a card."""
    policy = policies.current()
    subject = "related_person" if document.person_id else customer.kind
    groups = policy.documents.required(subject, policy.tier(customer.product))
    return {document.kind}.union(*(group for group in groups if document.kind in group))


def _open_for_documents(customer_id: UUID, partner_id: UUID, person_id: UUID | None) -> Customer:
    customer = locked(customer_id, partner_id=partner_id)
    refuse_unless(customer, (Status.DRAFT,))
    if person_id is not None:
        _refuse_stranger(customer, person_id)
    return customer
