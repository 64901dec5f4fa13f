"""Whether another customer of the partner has the same document, or the same face: hints for a human."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from compliance.policy.faces import FaceRules
from onboarding import selectors
from onboarding.models import Document, DocumentNumber, FaceTemplate
from onboarding.readings import Duplicate, Duplicates
from onboarding.services.read import read_document
from onboarding.services.seeing import look_at, model_in_use
from onboarding.services.templates import keep_number, keep_template, opened, same_face, same_number


def find_same_document(*, document_id: UUID, at: datetime, before_each: Callable[[], object]) -> tuple[Duplicate, ...]:
    """Other customers with a document of this state and number. Reads the document where nobody has yet; slow then.

    `before_each` is called before each side that is read.
    """
    document = selectors.document(document_id=document_id)
    number = DocumentNumber.objects.filter(document=document).first() or _read_number(document, at, before_each)
    return () if number is None else same_number(number=number, partner_id=document.customer.partner_id)


def find_same_face(*, selfie_id: UUID, rules: FaceRules, at: datetime) -> Duplicates | None:
    """Other customers whose kept face is as alike; None where the selfie shows no face. Slow."""
    selfie = selectors.document(document_id=selfie_id)
    embedding = _embedding(selfie, rules, at)
    if embedding is None:
        return None
    return same_face(
        customer_id=selfie.customer_id,
        partner_id=selfie.customer.partner_id,
        embedding=embedding,
        model=model_in_use(),
        rules=rules,
        at=at,
    )


def _read_number(document: Document, at: datetime, before_each: Callable[[], object]) -> DocumentNumber | None:
    number, state = read_document(document_id=document.pk, on=at.date(), before_each=before_each).number
    return keep_number(document=document, number=number, state=state, at=at)


def _embedding(selfie: Document, rules: FaceRules, at: datetime) -> tuple[float, ...] | None:
    """The one that the face check keeps, or made anew: the two run side by side."""
    model = model_in_use().name
    kept = FaceTemplate.objects.filter(document=selfie, model=model).first()
    if kept is not None:
        return next((embedding for _, embedding in opened([kept])), None)
    seen = look_at(selfie)
    if seen.embedding is not None:
        keep_template(document=selfie, embedding=seen.embedding, model=model, rules=rules, at=at)
    return seen.embedding
