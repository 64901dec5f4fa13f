"""Customers come, change and are forgotten."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db import IntegrityError, transaction

from compliance.audit import services as audit
from compliance.kernel.actors import Actor
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import new_id, public_id
from compliance.partners.models import Partner
from compliance.policy import services as policies
from compliance.vault import services as vault
from onboarding import identity as identities
from onboarding import lifecycle, selectors
from onboarding.identity import Identity
from onboarding.models import Customer, Demand, Document, Status
from onboarding.services.forgetting import forget_faces
from onboarding.services.locked import StaleRevision, locked, refuse_unless
from onboarding.services.words import reference_of
from onboarding.storage import remove_after_commit

_ERASABLE = (Status.DRAFT, Status.REJECTED, Status.CLOSED)


class ReferenceTaken(DomainError):
    code = "reference_taken"
    status = 409
    title = "You have another customer with this reference."


class UnknownProduct(DomainError):
    code = "unknown_product"
    title = "There is no such product in the policy."


class CustomerNotErasable(DomainError):
    code = "customer_not_erasable"
    status = 409
    title = "Only a draft, rejected or closed customer can be erased: close the relationship first."


def create_customer(
    *, partner: Partner, kind: str, identity: Identity, reference: str, product: str, at: datetime, actor: Actor
) -> Customer:
    """A draft with its own data key. Raises ReferenceTaken, InvalidReference, UnknownProduct; then nothing is kept."""
    if kind != identity.kind:
        raise ValueError("the identity is of another kind than the customer")
    _refuse_unknown(product)
    customer = Customer(
        id=new_id(), partner=partner, kind=kind, reference=reference_of(reference), product=product, created_at=at
    )
    try:
        with transaction.atomic():
            vault.create_key(subject_id=customer.pk, at=at)
            customer.identity = _sealed(customer, identity)
            customer.save(force_insert=True)
            _record(customer, "customer.created", actor, at, {"kind": kind, "product": product})
    except IntegrityError as error:
        raise _explained(error) from error
    return customer


def update_customer(
    *,
    customer_id: UUID,
    partner_id: UUID,
    changes: Mapping[str, object],
    expected_revision: int | None,
    at: datetime,
    actor: Actor,
) -> Customer:
    """Applies a merge patch of `identity`, `reference`, `product`; locks; answers the row as it is if nothing differs.

    A draft may change anything; a verified customer identity and reference only, and where a screened field changed
    `screened_at` is emptied: the conductor screens the customer again. Met by a change: every open demand that names no
    document. Raises StaleRevision (412) unless `expected_revision`, where given, is the row's.
    """
    try:
        with transaction.atomic():
            customer = locked(customer_id, partner_id=partner_id)
            if expected_revision is not None and expected_revision != customer.revision:
                raise StaleRevision
            refuse_unless(customer, (Status.DRAFT,) if "product" in changes else (Status.DRAFT, Status.VERIFIED))
            names = _apply(customer, changes, at)
            if names:
                _keep(customer, names, at, actor)
    except IntegrityError as error:
        raise _explained(error) from error
    return customer


def _apply(customer: Customer, changes: Mapping[str, object], at: datetime) -> list[str]:
    """Assigns to the row in hand and answers the names of what differs, identity's fields as `identity.<field>`."""
    names: list[str] = []
    if "reference" in changes and (reference := reference_of(changes["reference"])) != customer.reference:
        customer.reference = reference
        names.append("reference")
    if "product" in changes and (product := str(changes["product"])) != customer.product:
        _refuse_unknown(product)
        customer.product = product
        names.append("product")
    if "identity" in changes:
        before = selectors.identity(customer)
        after, differing = identities.changed(before, changes["identity"], today=at.date())
        if differing:
            customer.identity = _sealed(customer, after)
        if identities.SCREENED_FIELDS & set(differing):
            customer.screened_at = None
        names += [f"identity.{field}" for field in differing]
    return names


def _keep(customer: Customer, names: list[str], at: datetime, actor: Actor) -> None:
    customer.revision += 1
    customer.save(update_fields=["identity", "reference", "product", "revision", "screened_at"])
    Demand.objects.filter(customer=customer, document_kind="", met_at=None).update(met_at=at)
    rescreen = customer.status == Status.VERIFIED and customer.screened_at is None
    facts = {"fields": sorted(names), "revision": customer.revision, "screening_due": rescreen}
    _record(customer, "customer.updated", actor, at, facts)


def mark_screened(*, customers: Iterable[Customer], at: datetime) -> int:
    """Notes that these customers were held against the lists; no revision and no event: their screening has its own.

    Who has changed since the row in hand was read is left out: the new name was not looked at. No two seals are alike.
    """
    seals = {customer.pk: bytes(customer.identity) for customer in customers}
    rows = Customer.objects.filter(pk__in=seals, identity__in=list(seals.values()), erased_at=None)
    return rows.update(screened_at=at)


@transaction.atomic
def erase_customer(*, customer_id: UUID, at: datetime, actor: Actor) -> Customer:
    """Destroys the customer's data key and removes the files; irreversible. A draft is closed first.

    Row, ids and trail stay, for they hold no personal data. Raises CustomerNotErasable while the relationship lives,
    CustomerErased (410) the second time.
    """
    customer = locked(customer_id)
    if customer.status not in _ERASABLE:
        raise CustomerNotErasable(current=customer.status)
    if customer.status == Status.DRAFT:
        customer = lifecycle.advance(customer_id=customer_id, to=Status.CLOSED, actor=actor, reason="erasure", at=at)
    vault.destroy(subject_id=customer_id, at=at)
    customer.identity, customer.reference, customer.erased_at = b"", "", at
    customer.revision += 1
    customer.save(update_fields=["identity", "reference", "erased_at", "revision"])
    documents = Document.objects.filter(customer_id=customer_id)
    documents.update(text=None)
    keys = list(documents.values_list("storage_key", flat=True))
    remove_after_commit([*keys, *forget_faces(customer_id)])
    _record(customer, "customer.erased", actor, at, {"documents": len(keys)})
    return customer


def _refuse_unknown(product: str) -> None:
    if product not in (known := policies.current().products):
        raise UnknownProduct(f"One of {', '.join(sorted(known))} is expected.")


def _sealed(customer: Customer, identity: Identity) -> bytes:
    return vault.seal_json(subject_id=customer.pk, context="customer.identity", value=identity.to_json())


def _record(customer: Customer, kind: str, actor: Actor, at: datetime, facts: Mapping[str, object]) -> None:
    audit.record(
        partner_id=customer.partner_id,
        kind=kind,
        subject=public_id("cus", customer.pk),
        actor=actor,
        facts=cast("Mapping[str, audit.JSON]", facts),
        at=at,
    )


def _explained(error: IntegrityError) -> Exception:
    """SQLite names the columns of a broken unique index, PostgreSQL its name."""
    mentions_reference = "reference_once_per_partner" in str(error) or "customer.reference" in str(error)
    return ReferenceTaken() if mentions_reference else error
