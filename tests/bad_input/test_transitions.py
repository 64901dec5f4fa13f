"""Steps that the state of things does not allow: refused, and everything as it was."""

import json
from typing import Any

import pytest
from django.test import Client

from compliance.audit.models import Event
from compliance.cases import services as cases
from compliance.cases.models import Proposal
from compliance.kernel.ids import public_id
from compliance.partners.models import Officer
from compliance.payments.models import Payment
from onboarding.models import Customer, Status
from tests import factories
from tests.bad_input.scene import CALLS, Scene, assert_problem, filled, fingerprint, picture
from tests.compliance.cases import scenes as cases_scenes

pytestmark = pytest.mark.django_db
CLOSED_TO_CHANGE = [status for status in Status if status not in {Status.DRAFT, Status.VERIFIED}]


def submit(scene: Scene, place: str = "ready", **headers: str) -> Any:
    return scene.send("POST", scene.path(f"customers/{{{place}}}/submit"), **headers)


def put(scene: Scene, status: str) -> None:
    """The draft and the ready customer in this status, without history."""
    Customer.objects.filter(partner=scene.partner, status="draft").update(status=status)


def test_a_second_submission_is_refused(scene: Scene) -> None:
    assert submit(scene).status_code == 202
    before = fingerprint()

    for key in ({}, {"Idempotency_Key": "k-2"}, {"Idempotency_Key": "k-2"}):
        assert_problem(submit(scene, **key), (409, "illegal_transition"))
    assert fingerprint() == before


@pytest.mark.parametrize("status", [status for status in Status if status != Status.DRAFT])
def test_only_a_draft_is_submitted(scene: Scene, status: str) -> None:
    put(scene, status)
    before = fingerprint()

    assert_problem(submit(scene), (409, "illegal_transition"))
    assert fingerprint() == before


def test_a_draft_that_owes_something_is_not_submitted_and_is_told_what(scene: Scene) -> None:
    before = fingerprint()

    problem = assert_problem(submit(scene, "draft"), (422, "requirements_due"))

    assert problem["requirements"]["currently_due"]
    assert fingerprint() == before


@pytest.mark.parametrize("status", [status for status in Status if status != Status.DRAFT])
def test_evidence_comes_to_a_draft_only(scene: Scene, status: str) -> None:
    put(scene, status)
    before = fingerprint()
    people = next(call for call in CALLS if call.route.endswith("/people"))

    upload = scene.upload(scene.path("customers/{draft}/documents"), file=picture(), kind="registry_extract")
    add = scene.send("POST", scene.path(people.route), json.dumps(filled(scene, people.body)))
    remove = scene.send("DELETE", scene.path("customers/{draft}/people/{person}"))

    for answer in (upload, add, remove):
        assert_problem(answer, (409, "customer_not_editable"))
    assert fingerprint() == before


@pytest.mark.parametrize("status", CLOSED_TO_CHANGE)
@pytest.mark.parametrize("change", ['{"reference": "u-9"}', '{"product": "standard"}', '{"identity": {}}', "{}"])
def test_a_customer_in_other_hands_is_not_changed(scene: Scene, status: str, change: str) -> None:
    put(scene, status)
    before = fingerprint()

    assert_problem(scene.send("PATCH", scene.path("customers/{draft}"), change), (409, "customer_not_editable"))
    assert fingerprint() == before


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ({"minor": 0, "currency": "EUR"}, (422, "validation_failed")),
        ({"minor": -5, "currency": "EUR"}, (422, "validation_failed")),
        ({"minor": 10.0, "currency": "EUR"}, (422, "validation_failed")),
        ({"minor": "10", "currency": "EUR"}, (422, "validation_failed")),
        ({"minor": True, "currency": "EUR"}, (422, "validation_failed")),
        ({"minor": 10**15 + 1, "currency": "EUR"}, (422, "validation_failed")),
        ({"minor": 10, "currency": "eur"}, (422, "validation_failed")),
        ({"minor": 10, "currency": "EUR\n"}, (422, "validation_failed")),
        ({"minor": 10, "currency": "ЕUR"}, (422, "validation_failed")),
        ({"minor": 10, "currency": "XXX"}, (422, "unknown_currency")),
        ({"minor": 10, "currency": "ZZZ"}, (422, "unknown_currency")),
    ],
)
def test_an_amount_that_is_none_is_not_paid(scene: Scene, amount: object, expected: tuple[int, str]) -> None:
    before = fingerprint()
    body = filled(scene, next(call for call in CALLS if call.route == "payments").body) | {"amount": amount}

    answer = scene.send("POST", "/v1/payments", json.dumps(body), Idempotency_Key="k-1")

    assert_problem(answer, expected)
    assert fingerprint() == before


@pytest.mark.parametrize("place", ["draft", "ready"])
def test_a_refused_payment_leaves_one_line_in_the_trail_and_nothing_else(scene: Scene, place: str) -> None:
    payments, events = Payment.objects.count(), Event.objects.count()
    body = filled(scene, next(call for call in CALLS if call.route == "payments").body)

    for _ in range(2):
        sent = json.dumps(body | {"customer": scene.ids[place]})
        answer = scene.send("POST", "/v1/payments", sent, Idempotency_Key="k-1")
        assert_problem(answer, (403, "customer_not_permitted"))

    assert Payment.objects.count() == payments
    assert Event.objects.count() == events + 1
    assert Event.objects.filter(kind="payment.refused").count() == 1


class Desk:
    """An officer at the dashboard, signed in, with the form's token."""

    def __init__(self, officer: Officer) -> None:
        self.client = Client(raise_request_exception=False)
        self.client.force_login(officer)

    def press(self, path: str, **form: str) -> Any:
        return self.client.post(path, form, follow=True)


@pytest.fixture
def waiting(scene: Scene) -> Proposal:
    """A proposal of `maker` that waits for another officer."""
    customer = Customer.objects.get(partner=scene.partner, kind="person", status="verified")
    policy = factories.policy()
    cases.open_or_extend_case(
        customer_id=customer.pk,
        alerts=(cases_scenes.payment_alert(),),
        policy=policy,
        actor=cases_scenes.ACTOR,
        at=factories.AT,
    )
    return cases_scenes.propose(customer, "restrict", factories.officer("maker"), note="Silva said sesame")


def test_the_second_officer_is_not_the_first(waiting: Proposal) -> None:
    before, officer = fingerprint(), Officer.objects.get(username="maker")

    with pytest.raises(cases.SameOfficer):
        cases.confirm(proposal_id=waiting.pk, officer=officer, at=cases_scenes.LATER)

    assert fingerprint() == before
    assert Proposal.objects.get(confirmed_by=None) == waiting


def test_the_second_officer_is_not_the_first_at_the_dashboard_either(waiting: Proposal) -> None:
    desk = Desk(Officer.objects.get(username="maker"))
    before = fingerprint()

    answer = desk.press(f"/proposals/{public('prp', waiting)}/confirm")

    assert answer.status_code == 200
    assert b"confirmed by another officer" in answer.content
    assert fingerprint() == before
    assert Proposal.objects.get(confirmed_by=None) == waiting


@pytest.mark.parametrize(
    "proposal", ["sesame", "prp_%00", "prp_00000000000000000000000000", "case_00000000000000000000000000"]
)
@pytest.mark.parametrize("button", ["confirm", "withdraw"])
def test_a_button_for_nothing_is_a_page_that_says_so(waiting: Proposal, proposal: str, button: str) -> None:
    desk = Desk(factories.officer("checker"))
    before = fingerprint()

    answer = desk.press(f"/proposals/{proposal}/{button}")

    assert answer.status_code == 404
    assert b"Traceback" not in answer.content
    assert fingerprint() == before


def public(prefix: str, row: Proposal) -> str:
    return public_id(prefix, row.pk)
