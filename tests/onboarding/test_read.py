"""The engines behind sealed documents, on the specimens that we drew."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured

from compliance.kernel.actors import system
from compliance.policy.faces import FaceRules
from compliance.sandbox.specimens import make
from compliance.sandbox.specimens.grades import Grade
from onboarding import services
from onboarding.models import Customer, Document
from onboarding.selectors import CustomerErased
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
SPECIMENS = Path(configured.BASE_DIR) / "fixtures" / "documents"


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Any) -> None:
    settings.STORAGE_ROOT = tmp_path


def specimen(customer: Customer, name: str, *, kind: str, side: str = "front") -> Document:
    return factories.document(customer, kind=kind, side=side, upload=(SPECIMENS / name).read_bytes())


def test_a_passport_is_read() -> None:
    document = specimen(factories.customer(), "astrid-passport.jpg", kind="passport")

    reading = services.read_document(document_id=document.pk, on=AT.date(), before_each=list)

    assert reading.mrz is not None
    assert reading.mrz.valid
    assert (reading.mrz.surname, reading.mrz.given_names) == ("SOLVANG", "ASTRID MARIA")
    assert (reading.mrz.birth_date, reading.mrz.expiry_date) == ("1989-04-17", "2033-05-01")
    assert reading.mrz_side == "front"
    assert json.loads(json.dumps(reading.to_json()))["mrz"]["document_number"] == "L7K204915"


def test_a_cards_zone_is_taken_from_its_back() -> None:
    customer = factories.customer()
    front = specimen(customer, "henrik-identity_card-front.jpg", kind="identity_card")
    specimen(customer, "henrik-identity_card-back.jpg", kind="identity_card", side="back")

    reading = services.read_document(document_id=front.pk, on=AT.date(), before_each=list)

    assert reading.mrz is not None
    assert (reading.mrz.format, reading.mrz.valid, reading.mrz_side) == ("TD1", True, "back")
    assert [finding.code for finding in reading.findings] == []


def test_two_pictures_of_one_person_match_and_of_two_do_not() -> None:
    customer, other = factories.customer(), factories.customer()
    passport = specimen(customer, "astrid-passport.jpg", kind="passport")
    own = specimen(customer, "astrid-selfie.jpg", kind="selfie")
    stranger = specimen(other, "lukas-selfie.jpg", kind="selfie")

    same = services.compare_documents(
        id_document_id=passport.pk, selfie_id=own.pk, rules=FaceRules(), at=AT, before_each=list
    )
    different = services.compare_documents(
        id_document_id=passport.pk, selfie_id=stranger.pk, rules=FaceRules(), at=AT, before_each=list
    )

    assert (same.faces_a, same.faces_b, same.match, different.match) == (1, 1, True, False)
    assert same.distance is not None
    assert different.distance is not None
    assert same.distance <= same.match_at < same.review_at < different.distance
    assert json.loads(json.dumps(same.to_json()))["model"] == same.model


def test_an_erased_customers_documents_are_not_read() -> None:
    customer = factories.customer()
    document = specimen(customer, "astrid-passport.jpg", kind="passport")
    services.erase_customer(customer_id=customer.pk, at=AT, actor=system("test"))

    with pytest.raises(CustomerErased):
        services.read_document(document_id=document.pk, on=AT.date(), before_each=list)


def test_the_barcode_on_a_licences_back_is_joined_with_its_front() -> None:
    customer = factories.customer()
    front, back = make.invented("driving_licence", Grade.PHONE, 3)
    factories.document(customer, kind="driving_licence", side="back", upload=back.jpeg)
    document = factories.document(customer, kind="driving_licence", upload=front.jpeg)

    reading = services.read_document(document_id=document.pk, on=AT.date(), before_each=list)

    truth = front.truth["fields"]
    assert reading.fields["document_number"].value == truth["document_number"]["value"]
    assert reading.fields["birth_date"].value == truth["birth_date"]["value"]
    assert (reading.fields["sex"].source, reading.fields["sex"].side) == ("barcode", "back")
    assert not [finding.code for finding in reading.findings if "barcode" in finding.code]


def test_a_photographed_bill_is_read() -> None:
    upload = next(one for one in make.invented("proof_of_address", Grade.PHONE, 3) if one.name.endswith(".jpg"))
    document = factories.document(factories.customer(), kind="proof_of_address", upload=upload.jpeg)

    paper = services.read_paper(document_id=document.pk, on=AT.date())

    told = upload.truth["text"]
    assert (paper.kind, paper.source, paper.findings) == ("proof_of_address", "picture", ())
    assert json.loads(json.dumps(paper.to_json()))["issued"] == told["issue_date"]
    assert told["address"][0] in paper.lines
