"""Customers with something for an officer to settle."""

from collections.abc import Mapping
from typing import Any

import pytest

from compliance.cases.models import Check, CheckKind
from compliance.cases.services import engines
from compliance.cases.services.engines import CheckFinding, Work
from compliance.cases.services.running import ATTEMPTS
from onboarding.models import Customer
from tests import factories
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say, engine_says
from tests.factories import AT

__all__ = ["engine_says"]

READING = {
    "fields": {
        "given_names": {"value": "ANA MARIA", "confidence": 0.96},
        "surname": {"value": "SILVA", "confidence": 0.91},
        "nationality": {"value": "P", "confidence": 0.4},
        "birth_date": {"value": "1990-04-13", "confidence": 0.55},
    },
    "mrz": {"valid": True, "nationality": "PRT", "document_number": "L7K204915"},
}
COMPARISON = {
    "faces_a": 1,
    "faces_b": 1,
    "distance": 0.0912,
    "match_at": 0.0525,
    "review_at": 0.0645,
    "box_a": {"left": 10, "top": 20, "width": 60, "height": 80},
    "box_b": None,
}


@pytest.fixture
def matched(engine_says: Say) -> Customer:
    """In review for a match and nothing else."""
    scenes.publish(scenes.SILVA)
    return scenes.verified(reference="acme-1")


@pytest.fixture
def seen(engine_says: Say, monkeypatch: pytest.MonkeyPatch) -> Customer:
    """In review for a face; the engines' results look as real ones do."""
    scenes.publish(scenes.NOBODY)
    customer = scenes.submitted(reference="acme-2")
    passport, selfie = customer.documents.order_by("id").values_list("pk", flat=True)
    pictures = {"document": str(passport), "selfie": str(selfie)}
    _answer(monkeypatch, "document", {"document": str(passport), "reading": READING})
    _answer(monkeypatch, "face", {**pictures, "comparison": COMPARISON}, CheckFinding("face_differs", "selfie"))
    return scenes.run_round(customer)


def _answer(monkeypatch: pytest.MonkeyPatch, kind: str, result: Mapping[str, Any], *found: CheckFinding) -> None:
    work = Work(tuple(found), result, {"engine": "7"})
    monkeypatch.setattr(engines, "ENGINES", {**engines.ENGINES, CheckKind(kind): lambda *_: work})


@pytest.fixture
def stuck(engine_says: Say) -> Customer:
    """In review because the document step has failed as often as it may."""
    scenes.publish(scenes.NOBODY)
    customer = scenes.submitted()
    parked = Check.objects.filter(customer=customer, kind="document")
    parked.update(attempts=ATTEMPTS, parked_at=AT, last_error="MemoryError")
    return scenes.run_round(customer)


@pytest.fixture
def company(engine_says: Say) -> Customer:
    """A draft company; the policy is in force."""
    return factories.customer(identity=factories.company_identity(), reference="acme-3")
