"""Customers found and shown, and their pictures for officers' eyes only."""

from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from compliance.kernel.ids import new_id, public_id
from onboarding import services as onboarding
from onboarding import storage
from onboarding.models import Customer, Document
from tests import factories
from tests.compliance.cases import scenes
from tests.compliance.dashboard.desks import customer_url, desk
from tests.factories import AT

pytestmark = pytest.mark.django_db


def _picture(document: Document) -> str:
    return f"{customer_url(document.customer)}/documents/{public_id('doc', document.pk)}"


@pytest.fixture
def passport() -> Document:
    return factories.document(factories.customer())


def test_a_customer_is_found_by_id_by_reference_and_by_status(company: Customer) -> None:
    client = desk()
    of = public_id("cus", company.pk)

    for asked in (f"?q={of}", "?q=ACME-3", "?status=draft", "?q=%00acme", "?status=nonsense&page=99"):
        assert of in client.get(f"/customers{asked}").content.decode(), asked
    for asked in ("?q=acme-4", "?q=cus_zzz", f"?q={public_id('cus', new_id())}", "?status=closed"):
        assert "No customer found." in client.get(f"/customers{asked}").content.decode(), asked


def test_a_draft_customer_is_shown_with_what_little_is_known(company: Customer) -> None:
    content = desk().get(customer_url(company)).content.decode()

    for words in ("Silva Vinhos Lda", "PT-509 123", "Portugal", "Not submitted yet.", "Not rated yet."):
        assert words in content


def test_a_checked_customer_is_shown_with_every_check(seen: Customer) -> None:
    content = desk().get(customer_url(seen)).content.decode()

    for words in ("Ana Maria Silva", "Face differs", "Round 1", "0.091", "acme-2"):
        assert words in content


def test_an_unknown_or_erased_customer_is_a_page_that_says_so(company: Customer) -> None:
    client = desk()
    onboarding.erase_customer(customer_id=company.pk, at=AT, actor=scenes.ACTOR)

    assert client.get(f"/customers/{public_id('cus', new_id())}").status_code == 404
    assert client.get("/customers/whoever").status_code == 404
    gone = client.get(customer_url(company))
    assert gone.status_code == 410
    assert b"were erased" in gone.content
    assert b"erased" in client.get("/customers").content


def test_an_officer_sees_the_picture_and_the_browser_keeps_nothing(passport: Document) -> None:
    answer = desk().get(_picture(passport))

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Image.open(BytesIO(answer.content)).size == (640, 400)


def test_nobody_else_sees_it(passport: Document) -> None:
    token = factories.token(passport.customer.partner)

    assert Client().get(_picture(passport)).status_code == 302
    assert Client().get(_picture(passport), headers={"Authorization": f"Bearer {token}"}).status_code == 302


def test_a_box_shows_the_part_with_what_is_around_it(passport: Document) -> None:
    answer = desk().get(f"{_picture(passport)}?box=100,100,50,40")

    assert answer["Content-Type"] == "image/jpeg"
    assert Image.open(BytesIO(answer.content)).size == (100, 80)


@pytest.mark.parametrize(
    "box", ["", "1,2,3", "a,b,c,d", "-1,0,10,10", "1,2,3,4,5", "1e3,0,1,1", "999999,0,1,1", "١,٢,٣,٤", "²,1,1,1"]
)
def test_a_senseless_box_shows_the_whole(passport: Document, box: str) -> None:
    answer = desk().get(f"{_picture(passport)}?box={box}")

    assert answer.status_code == 200
    assert Image.open(BytesIO(answer.content)).size == (640, 400)


@pytest.mark.parametrize("box", ["5000,5000,10,10", "0,0,0,0", "640,400,0,9"])
def test_a_box_with_nothing_in_it_is_not_there(passport: Document, box: str) -> None:
    assert desk().get(f"{_picture(passport)}?box={box}").status_code == 404


def test_a_picture_is_only_shown_with_its_own_customer(passport: Document) -> None:
    other = factories.customer(of=passport.customer.partner)

    assert desk().get(f"{customer_url(other)}/documents/{public_id('doc', passport.pk)}").status_code == 404


def test_a_picture_that_is_lost_is_not_there(passport: Document) -> None:
    storage.remove(passport.storage_key)

    assert desk().get(_picture(passport)).status_code == 404
