"""The conductor with its real engines, on two specimens: the journeys tell the rest."""

import pytest
from django.conf import settings

from compliance.cases.models import Check
from onboarding.models import Customer, Status
from tests import factories
from tests.compliance.cases import scenes

pytestmark = pytest.mark.django_db
SPECIMENS = settings.BASE_DIR / "fixtures" / "documents"


def astrid(*, selfie: str, **changes: object) -> Customer:
    identity = {
        "given_names": "Astrid Maria",
        "family_name": "Sölvang",
        "birth_date": "1989-04-17",
        "nationality": "SE",
        "country": "SE",
    }
    scenes.publish(scenes.NOBODY)
    customer = factories.customer(identity=factories.person_identity(**identity | changes))
    factories.document(customer, kind="passport", upload=(SPECIMENS / "astrid-passport.jpg").read_bytes())
    factories.document(customer, kind="selfie", upload=(SPECIMENS / selfie).read_bytes())
    return scenes.run_round(scenes.submit(customer))


def outcomes(customer: Customer) -> dict[str, tuple[str, list[str]]]:
    return {
        check.kind: (check.outcome or check.last_error, [finding["code"] for finding in check.findings])
        for check in Check.objects.filter(customer=customer)
    }


def test_a_passport_and_a_selfie_that_agree_with_what_was_declared_are_verified() -> None:
    customer = astrid(selfie="astrid-selfie.jpg")

    assert outcomes(customer) == {"document": ("clear", []), "face": ("clear", []), "screening": ("clear", [])}
    assert customer.status == Status.VERIFIED


def test_somebody_elses_selfie_and_another_birth_date_are_brought_to_a_human() -> None:
    customer = astrid(selfie="viktor-selfie.jpg", birth_date="1989-04-18")

    assert outcomes(customer) == {
        "document": ("consider", ["birth_date_differs"]),
        "face": ("consider", ["face_differs"]),
        "screening": ("clear", []),
    }
    assert customer.status == Status.REVIEW
