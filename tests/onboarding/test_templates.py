"""Faces and numbers that are kept: sealed, found again within the partner alone, and gone when policy says."""

from datetime import timedelta

import numpy as np
import pytest

from compliance.kernel.actors import system
from compliance.partners.models import Partner
from compliance.policy.faces import FaceRules
from compliance.vault import services as vault
from onboarding import services
from onboarding.faces import engine
from onboarding.models import Document, DocumentNumber, FaceTemplate
from onboarding.selectors import CustomerErased
from onboarding.services.templates import keep_template, opened, same_face, same_number
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
ACTOR = system("test")
MODEL = "dlib_face_recognition_resnet_v1.six_views"
RULES = FaceRules(keep_templates=True, template_days=30)


@pytest.fixture(autouse=True)
def files(tmp_path: object, settings: object) -> None:
    settings.STORAGE_ROOT = tmp_path  # type: ignore[attr-defined]
    factories.policy()


def direction(seed: int, *, near: tuple[float, ...] | None = None) -> tuple[float, ...]:
    """A made-up embedding: strangers are at right angles."""
    noise = np.random.default_rng(seed).normal(size=128)
    made = noise if near is None else np.asarray(near) + 0.01 * noise
    return tuple(float(number) for number in made / np.linalg.norm(made))


def kept_face(partner: Partner, embedding: tuple[float, ...]) -> Document:
    document = factories.document(factories.customer(of=partner), kind="selfie")
    assert keep_template(document=document, embedding=embedding, model=MODEL, rules=RULES, at=AT) is not None
    return document


def candidates(partner: Partner, mine: Document, embedding: tuple[float, ...], days: int = 0) -> tuple[list[str], int]:
    found = same_face(
        customer_id=mine.customer_id,
        partner_id=partner.pk,
        embedding=embedding,
        model=engine.model(),
        rules=RULES,
        at=AT + timedelta(days=days),
    )
    assert found.expected_false_hits == pytest.approx(found.searched * 1e-4)
    return [one.document for one in found.candidates], found.searched


def test_a_face_is_found_again_among_the_partners_other_customers_alone() -> None:
    partner, other = factories.partner(), factories.partner(name="Other")
    face = direction(1)
    mine, alike, stranger = (kept_face(partner, one) for one in (face, direction(2, near=face), direction(3)))
    kept_face(other, face)

    assert candidates(partner, mine, face) == ([str(alike.pk)], 2)
    assert candidates(partner, stranger, direction(3)) == ([], 2)
    assert candidates(partner, mine, face, days=31) == ([], 0)


def test_a_face_of_another_length_spoils_no_search_of_the_others() -> None:
    partner, face = factories.partner(), direction(1)
    mine, alike = kept_face(partner, face), kept_face(partner, direction(2, near=face))
    odd = kept_face(partner, (0.6, 0.8))

    assert candidates(partner, mine, face) == ([str(alike.pk)], 1)
    assert candidates(partner, odd, (0.6, 0.8)) == ([], 0)


def test_a_template_is_sealed_under_its_customers_key() -> None:
    document = kept_face(factories.partner(), direction(1))
    row = FaceTemplate.objects.get()

    assert bytes(np.asarray(direction(1), "<f4").tobytes()) not in bytes(row.embedding)
    assert next(opened([row]))[1] == pytest.approx(direction(1), abs=1e-6)
    vault.destroy(subject_id=document.customer_id, at=AT)
    assert list(opened([row])) == []


def test_a_policy_that_keeps_no_faces_keeps_none() -> None:
    none = FaceRules(keep_templates=False)
    document = factories.document(factories.customer(), kind="selfie")

    assert keep_template(document=document, embedding=direction(1), model=MODEL, rules=none, at=AT) is None
    assert FaceTemplate.objects.count() == 0


def test_the_sweeper_removes_what_has_had_its_time() -> None:
    kept_face(factories.partner(), direction(1))

    assert services.sweep_faces(at=AT + timedelta(days=29)).templates == 0
    assert services.sweep_faces(at=AT + timedelta(days=30)).templates == 1
    assert FaceTemplate.objects.count() == 0


def test_an_erased_customer_leaves_neither_face_nor_number() -> None:
    document = kept_face(factories.partner(), direction(1))
    services.keep_number(document=document, number="L7K204915", state="SWE", at=AT)

    services.erase_customer(customer_id=document.customer_id, at=AT, actor=ACTOR)

    assert (FaceTemplate.objects.count(), DocumentNumber.objects.count()) == (0, 0)
    with pytest.raises(CustomerErased):
        services.keep_number(document=document, number="L7K204915", state="SWE", at=AT)
    assert DocumentNumber.objects.count() == 0


def test_a_document_number_is_found_again_within_the_partner_whatever_its_spacing() -> None:
    partner, other = factories.partner(), factories.partner(name="Other")
    rows = []
    for of, number, state in (
        (partner, "L7K204915", "SWE"),
        (partner, "l7k 204-915<", "swe"),
        (partner, "L7K204915", "NOR"),
        (other, "L7K204915", "SWE"),
    ):
        document = factories.document(factories.customer(of=of))
        rows.append(services.keep_number(document=document, number=number, state=state, at=AT))
    first, second = rows[0], rows[1]
    assert first is not None
    assert second is not None

    found = same_number(number=first, partner_id=partner.pk)

    assert [one.document for one in found] == [str(second.document_id)]
    assert "L7K204915" not in first.digest
    assert services.keep_number(document=first.document, number="", state="SWE", at=AT) is None
