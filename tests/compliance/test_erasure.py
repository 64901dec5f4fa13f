"""Destroying a customer's key leaves no readable copy anywhere, and the trail whole."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models
from django.test import Client

from compliance.audit import services as audit
from compliance.cases import services as cases
from compliance.cases.models import Case, Check, Proposal
from compliance.kernel.actors import system
from compliance.kernel.ids import public_id
from compliance.partners.models import IdempotentRequest, Partner
from compliance.vault import services as vault
from onboarding import services as onboarding
from onboarding.models import Customer, Document
from screening import selectors as screening
from screening.models import Match
from tests import factories
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import engine_says  # noqa: F401  (a fixture)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine_says")]
IDENTITY = {
    "given_names": "Ana Maria",
    "family_name": "Silva",
    "birth_date": "1990-04-12",
    "nationality": "PT",
    "country": "PT",
    "address": ["Rua das Flores 1"],
}
WORDS = ("Ana Maria", "Silva", "1990-04-12", "Rua das Flores", "she told us")
READS = ("", "/requirements", "/documents", "/people", "/checks", "/events", "/access")


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Any) -> Path:
    settings.STORAGE_ROOT = tmp_path / "files"
    return tmp_path / "files"


class Caller:
    def __init__(self, partner: Partner) -> None:
        self._headers = {"Authorization": f"Bearer {factories.token(partner)}"}

    def __call__(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        data = json.dumps(body) if body is not None else ""
        given = self._headers | {name.replace("_", "-"): value for name, value in headers.items()}
        return Client(raise_request_exception=False).generic(
            method, f"/v1{path}", data, "application/json", headers=given
        )


def erase(customer: Customer) -> None:
    onboarding.erase_customer(customer_id=customer.pk, at=scenes.LATER, actor=system("test"))


def rejected() -> Customer:
    """A customer with everything that is ever sealed: a match, checks, a case and a note; rejected by two officers."""
    factories.policy()
    scenes.publish(scenes.SILVA)
    customer = scenes.run_round(scenes.submitted())
    maker, checker = scenes.officers()
    match = scenes.alert_of(customer, "match")
    proposal = scenes.propose(customer, "true_match", maker, alert=match, note="Ana Maria Silva: she told us so")
    cases.confirm(proposal_id=proposal.pk, officer=checker, at=scenes.LATER)
    if scenes.fresh(customer).status != "rejected":
        scenes.decide(customer, "reject", by=(maker, checker))
    return scenes.fresh(customer)


def sealed_blobs() -> list[tuple[str, bytes]]:
    """Every binary column of every row."""
    return [
        (f"{model._meta.label}.{field.name}", bytes(value))
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.BinaryField)
        for value in model._default_manager.values_list(field.name, flat=True)
        if value
    ]


def test_the_answer_stored_for_a_key_is_erased_with_the_customer() -> None:
    factories.policy()
    partner = factories.partner()
    call = Caller(partner)
    body = {"kind": "person", "identity": IDENTITY}
    made = call("POST", "/customers", body, Idempotency_Key="k-1").json()
    assert call("POST", "/customers", body, Idempotency_Key="k-1").json() == made
    customer = Customer.objects.get()

    erase(customer)

    again = call("POST", "/customers", body, Idempotency_Key="k-1")
    assert (again.status_code, again.json()["code"]) == (410, "erased")
    row = IdempotentRequest.objects.get()
    assert row.subject_id == customer.pk
    with pytest.raises(vault.SealBroken):
        vault.unseal_house(context="idempotency.answer", sealed=bytes(row.sealed))
    assert Customer.objects.count() == 1


def test_every_stored_answer_that_names_somebody_is_under_that_customer_s_key() -> None:
    factories.policy()
    partner = factories.partner()
    call = Caller(partner)
    company = {"legal_name": "Silva Vinhos Lda", "registration_number": "509123", "country": "PT"}
    made = call("POST", "/customers", {"kind": "company", "identity": company}, Idempotency_Key="k-1").json()
    person = {"role": "director", "identity": IDENTITY}
    assert call("POST", f"/customers/{made['id']}/people", person, Idempotency_Key="k-2").status_code == 201

    assert set(IdempotentRequest.objects.values_list("subject_id", flat=True)) == {Customer.objects.get().pk}


def test_nothing_sealed_opens_after_an_erasure(files: Path) -> None:
    customer = rejected()
    match = Match.objects.get()
    document = Document.objects.filter(customer=customer).first()
    assert document is not None
    before = {"files": len(list(files.glob("*/*.sealed"))), "names": screening.match_detail(match).reasons != ()}
    assert before == {"files": 2, "names": True}
    kept = (files / document.storage_key).read_bytes()

    erase(customer)

    blobs = [
        ("check.result", bytes(Check.objects.exclude(result=None).values_list("result", flat=True)[0] or b"")),
        ("proposal.note", bytes(Proposal.objects.exclude(note=None).values_list("note", flat=True)[0] or b"")),
        (f"document.file:{document.pk}", kept),
    ]
    for context, sealed in blobs:
        with pytest.raises(vault.KeyDestroyed):
            vault.unseal(subject_id=customer.pk, context=context, sealed=sealed)
    with pytest.raises(vault.KeyDestroyed):
        screening.match_detail(match)
    assert not [name for name, blob in sealed_blobs() if any(word.encode() in blob for word in WORDS)]
    assert scenes.fresh(customer).identity in {b"", memoryview(b"")}


def test_the_files_are_gone(files: Path, django_capture_on_commit_callbacks: Any) -> None:
    customer = rejected()

    with django_capture_on_commit_callbacks(execute=True):
        erase(customer)

    assert list(files.glob("*/*.sealed")) == []


def test_no_route_page_or_command_shows_what_was_erased(
    django_capture_on_commit_callbacks: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    customer = rejected()
    document = Document.objects.filter(customer=customer).first()
    assert document is not None
    name = public_id("cus", customer.pk)
    with django_capture_on_commit_callbacks(execute=True):
        erase(customer)

    call = Caller(customer.partner)
    answers = {path: call("GET", f"/customers/{name}{path}") for path in READS}
    assert (answers[""].status_code, answers[""].json()["code"]) == (410, "erased")
    desk = Client(raise_request_exception=False)
    desk.force_login(factories.officer("reader"))
    case = public_id("case", Case.objects.get().pk)
    picture = f"/customers/{name}/documents/{public_id('doc', document.pk)}"
    pages = {
        path: desk.get(path) for path in (f"/cases/{case}", f"/customers/{name}", picture, "/", "/customers", "/trail")
    }
    for path, answer in (answers | pages).items():
        assert answer.status_code < 500, (path, answer.content)
        assert not [word for word in WORDS if word in answer.content.decode()], path
    assert pages[picture].status_code in {404, 410}
    for path in (f"/cases/{case}", f"/customers/{name}"):
        assert pages[path].status_code in {200, 410}, path
        assert b"erased" in pages[path].content
    for command in (["rate", name, "--json"], ["erase_customer", name, "--yes"]):
        with pytest.raises((CommandError, SystemExit)):
            call_command(*command)
    call_command("rescreen", "--full", "--json")
    said = capsys.readouterr()
    assert not [word for word in WORDS if word in said.out + said.err]


def test_the_trail_verifies_and_names_nobody() -> None:
    customer = rejected()

    erase(customer)

    report = audit.verify()
    assert (report.verified, report.first_fault) == (True, None)


@pytest.mark.parametrize("status", ["checking", "review", "verified", "restricted"])
def test_while_the_relationship_lives_nothing_is_erased(status: str) -> None:
    customer = factories.customer(status=status)

    with pytest.raises(Exception, match="close the relationship first"):
        erase(customer)

    assert scenes.fresh(customer).erased_at is None
    vault.opener(subject_id=customer.pk)
