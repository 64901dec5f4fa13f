"""Faces and document numbers that are kept to find the same one again under another customer's name."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

import numpy as np
from django.db import transaction

from compliance.policy.faces import FaceRules
from compliance.vault import services as vault
from onboarding.faces.model import Model, apart
from onboarding.models import Document, DocumentNumber, FaceTemplate
from onboarding.readings import Duplicate, Duplicates
from onboarding.services.locked import locked

_NUMBER_FORM = str.maketrans("", "", " -./<")
_BATCH = 1_000
"""Templates that are open at once."""


@transaction.atomic
def keep_template(
    *, document: Document, embedding: tuple[float, ...], model: str, rules: FaceRules, at: datetime
) -> FaceTemplate | None:
    """Seals the face of a selfie under its customer's key; a picture has one, of the model that saw it last.

    None where the rules keep none. Locks the customer: raises CustomerErased where an erasure was faster.
    """
    if not rules.keep_templates:
        return None
    locked(document.customer_id)
    sealed = vault.seal(
        subject_id=document.customer_id,
        context=_context(document.pk),
        data=np.asarray(embedding, "<f4").tobytes(),
    )
    row, _ = FaceTemplate.objects.update_or_create(
        document=document,
        defaults={
            "customer_id": document.customer_id,
            "model": model,
            "embedding": sealed,
            "created_at": at,
            "delete_after": at + timedelta(days=rules.template_days),
        },
    )
    return row


@transaction.atomic
def keep_number(*, document: Document, number: str, state: str, at: datetime) -> DocumentNumber | None:
    """Writes down the keyed digest of a document's number; None for a document that shows none. Locks the customer."""
    if not number:
        return None
    locked(document.customer_id)
    digest = vault.blind_index(
        purpose="document.number",
        value=f"{document.customer.partner_id}:{state.upper()}:{number.translate(_NUMBER_FORM).upper()}",
    )
    row, _ = DocumentNumber.objects.update_or_create(
        document=document, defaults={"customer_id": document.customer_id, "digest": digest, "created_at": at}
    )
    return row


def same_number(*, number: DocumentNumber, partner_id: UUID) -> tuple[Duplicate, ...]:
    """The partner's other customers with a document of the same state and number."""
    others = DocumentNumber.objects.filter(digest=number.digest, customer__partner_id=partner_id)
    rows = others.exclude(customer_id=number.customer_id).order_by("id")
    return tuple(Duplicate(str(row.customer_id), str(row.document_id)) for row in rows)


def same_face(
    *, customer_id: UUID, partner_id: UUID, embedding: tuple[float, ...], model: Model, rules: FaceRules, at: datetime
) -> Duplicates:
    """The partner's other customers whose kept face is as alike as the rules' rate. Slow: reads every template.

    Of n strangers n × fmr are that alike by chance: `expected_false_hits`, by which an officer weighs a candidate.
    """
    limit = model.distance_at(rules.duplicate_fmr)
    rows = FaceTemplate.objects.filter(
        model=model.name, customer__partner_id=partner_id, customer__erased_at=None, delete_after__gt=at
    ).exclude(customer_id=customer_id)
    searched, found, waiting = 0, [], rows.order_by("id").iterator()
    while batch := list(islice(waiting, _BATCH)):
        for row, theirs in opened(batch):
            if len(theirs) != len(embedding):  # no face of this model, whatever told it
                continue
            searched += 1
            distance = apart(embedding, theirs)
            if distance <= limit:
                found.append(Duplicate(str(row.customer_id), str(row.document_id), round(distance, 4)))
    found.sort(key=lambda one: one.distance or 0.0)
    return Duplicates(tuple(found), searched, rules.duplicate_fmr, round(searched * rules.duplicate_fmr, 6))


def opened(rows: Sequence[FaceTemplate]) -> Iterator[tuple[FaceTemplate, tuple[float, ...]]]:
    """Each with its embedding; whose key was destroyed meanwhile is left out."""
    openers = vault.openers(subject_ids={row.customer_id for row in rows})
    for row in rows:
        if row.customer_id in openers:
            opened = openers[row.customer_id].unseal(context=_context(row.document_id), sealed=row.embedding)
            yield row, tuple(np.frombuffer(opened, "<f4").tolist())


def _context(document_id: UUID) -> str:
    return f"face.template:{document_id}"
