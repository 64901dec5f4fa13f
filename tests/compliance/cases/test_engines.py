"""The conductor with its real engines, on a few specimens: the journeys tell the rest."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.conf import settings

from compliance.cases.models import Check, CheckKind
from compliance.cases.services import run_check
from compliance.cases.services.engines import Work, work_on
from compliance.cases.services.running import ATTEMPTS, LEASE
from compliance.cases.steps import queue_of
from compliance.jobs import services as jobs
from compliance.kernel.ids import new_id
from compliance.partners.models import Partner
from compliance.policy import services as policies
from compliance.sandbox.specimens import page, papers_text
from onboarding import selectors as evidence
from onboarding import services as onboarding
from onboarding.engines import asking
from onboarding.identity import Identity
from onboarding.models import Customer, DocumentKind, FaceTemplate, Side, Status
from tests import factories
from tests.compliance.cases import scenes
from tests.factories import AT

pytestmark = pytest.mark.django_db
SPECIMENS = settings.BASE_DIR / "fixtures" / "documents"


def astrid(*, selfie: str, of: Partner | None = None, **changes: object) -> Customer:
    return scenes.run_round(astrid_submitted(selfie=selfie, of=of, **changes))


def astrid_submitted(*, selfie: str, of: Partner | None = None, **changes: object) -> Customer:
    identity = {
        "given_names": "Astrid Maria",
        "family_name": "Sölvang",
        "birth_date": "1989-04-17",
        "nationality": "SE",
        "country": "SE",
    }
    scenes.publish(scenes.NOBODY)
    customer = factories.customer(of=of, identity=factories.person_identity(**identity | changes))
    factories.document(customer, kind="passport", upload=(SPECIMENS / "astrid-passport.jpg").read_bytes())
    factories.document(customer, kind="selfie", upload=(SPECIMENS / selfie).read_bytes())
    return scenes.submit(customer)


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


HOME = ("Björkvägen 14", "392 31 Kalmar")
LAST_MONTH = AT.date() - timedelta(days=30)


def bill(*, name: str = "Astrid Sölvang", address: tuple[str, ...] = HOME, issued: date = LAST_MONTH) -> bytes:
    return page.pdf(papers_text.proof_of_address(name=name, address=address, issued=issued).entries)


def extract(*, number: str = "PT-509 123", issued: date = LAST_MONTH) -> bytes:
    return page.pdf(papers_text.registry_extract(name="Silva Vinhos Lda", number=number, issued=issued).entries)


def checked(kind: CheckKind, identity: Identity, paper: DocumentKind, upload: bytes | None) -> list[tuple[str, str]]:
    """The findings of one step, each with the document that a new one would mend."""
    customer = factories.customer(identity=identity)
    if upload:
        onboarding.add_document(
            customer_id=customer.pk,
            partner_id=customer.partner_id,
            kind=paper,
            side=Side.FRONT,
            person_id=None,
            upload=upload,
            declared_type="application/pdf",
            at=AT,
            actor=scenes.ACTOR,
        )
    step = Check(kind=kind, customer=customer, target=customer.pk, round=1, created_at=AT)
    work = work_on(check=step, customer=customer, policy=factories.policy(), at=AT, keep=list)
    assert ("reading" in work.result) == (upload is not None)
    return [(finding.code, finding.document_kind) for finding in work.findings]


def address_of(upload: bytes | None, *, home: tuple[str, ...] = HOME) -> list[tuple[str, str]]:
    identity = factories.person_identity(given_names="Astrid Maria", family_name="Sölvang", address=list(home))
    return checked(CheckKind.ADDRESS, identity, DocumentKind.PROOF_OF_ADDRESS, upload)


def test_a_bill_with_name_and_address_is_clear() -> None:
    assert address_of(bill()) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "Clara Nordahl"}, "address_name_differs"),
        ({"address": ("Björkvägen 15", "392 31 Kalmar")}, "address_differs"),
        ({"issued": AT.date() - timedelta(days=91)}, "address_too_old"),
    ],
)
def test_a_bill_that_is_not_the_customers_or_too_old_is_a_finding(changes: dict[str, object], code: str) -> None:
    assert address_of(bill(**changes)) == [(code, "proof_of_address")]  # type: ignore[arg-type]


def test_a_bill_that_was_not_sent_and_an_address_never_declared_are_asked_for() -> None:
    assert address_of(None) == [("address_missing", "proof_of_address")]
    assert address_of(bill(), home=()) == [("address_missing", "")]


@pytest.mark.parametrize(
    ("upload", "codes"),
    [
        (extract(), []),
        (extract(number="509 124"), ["registry_number_differs"]),
        (extract(issued=AT.date() - timedelta(days=91)), ["registry_too_old"]),
        (None, ["registry_name_missing"]),
    ],
)
def test_a_companys_document_is_its_registry_extract(upload: bytes | None, codes: list[str]) -> None:
    kind = DocumentKind.REGISTRY_EXTRACT

    found = checked(CheckKind.DOCUMENT, factories.company_identity(), kind, upload)

    assert found == [(code, "registry_extract") for code in codes]


def test_papers_are_read_where_documents_are() -> None:
    assert queue_of("address") == queue_of("document") == "ocr"


def in_force(*changes: tuple[str, str]) -> None:
    """The shipped policy with some words replaced, published by two officers."""
    factories.policy()
    text = policies.text()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    publish(text)


def publish(text: str) -> None:
    author, publisher = (factories.officer(f"{role}-{new_id()}") for role in ("author", "publisher"))
    row = policies.propose(content=text, officer=author, at=AT)
    policies.publish(version=row.version, officer=publisher, at=AT)


def test_a_step_is_held_for_longer_before_each_question() -> None:
    factories.policy()
    customer = factories.customer()
    for kind, side, name in (
        ("identity_card", Side.FRONT, "henrik-identity_card-front"),
        ("identity_card", Side.BACK, "henrik-identity_card-back"),
        ("selfie", Side.FRONT, "henrik-selfie"),
    ):
        factories.document(customer, kind=kind, side=side, upload=(SPECIMENS / f"{name}.jpg").read_bytes())

    def holds(kind: CheckKind) -> int:
        step = Check(kind=kind, customer=customer, target=customer.pk, round=1, created_at=AT)
        held: list[None] = []
        work_on(check=step, customer=customer, policy=policies.current(), at=AT, keep=lambda: held.append(None))
        return len(held)

    assert (holds(CheckKind.DUPLICATES), holds(CheckKind.DUPLICATES)) == (3, 1)
    assert (holds(CheckKind.DOCUMENT), holds(CheckKind.FACE)) == (2, 2)


def test_a_worker_that_has_lost_its_step_asks_no_further_question() -> None:
    customer = astrid_submitted(selfie="astrid-selfie.jpg")
    step = Check.objects.get(customer=customer, kind=CheckKind.FACE)
    late = AT + 2 * LEASE
    moments = iter([AT, AT, late, late])

    def slow() -> datetime:
        moment = next(moments)
        if moment == late:
            jobs.claim(Check, pk=step.pk, at=late, lease=LEASE, limit_attempts=ATTEMPTS)
        return moment

    run_check(check_id=step.pk, clock=slow)

    held = Check.objects.get(pk=step.pk)
    assert (held.attempts, held.leased_until, held.finished_at, held.last_error) == (2, late + LEASE, None, "")
    assert FaceTemplate.objects.count() == 0


def test_a_lease_is_longer_than_the_start_of_an_engine_and_a_question() -> None:
    assert timedelta(seconds=asking._START_SECONDS + settings.ENGINE_SECONDS) < LEASE


PERSON_CHECKS = 'person = { standard = ["document", "face", "screening"]'


def test_a_second_customer_with_the_same_document_and_face_is_a_hint_for_a_human() -> None:
    in_force(
        (PERSON_CHECKS, 'person = { standard = ["document", "face", "duplicates", "screening"]'),
        ("keep_templates = false", "keep_templates = true"),
    )
    partner = factories.partner()
    first = astrid(selfie="astrid-selfie.jpg", of=partner)
    second = astrid(selfie="astrid-selfie.jpg", of=partner)

    assert outcomes(first)["duplicates"] == ("clear", [])
    assert outcomes(second)["duplicates"] == ("consider", ["duplicate_document", "duplicate_face"])
    assert (first.status, second.status) == (Status.VERIFIED, Status.REVIEW)


def test_a_liveness_check_asks_for_the_challenge_that_is_missing() -> None:
    in_force((PERSON_CHECKS, 'person = { standard = ["document", "face", "liveness", "screening"]'))
    customer = astrid(selfie="astrid-selfie.jpg")

    assert outcomes(customer)["liveness"] == ("retry", ["challenge_missing"])
    assert customer.status == Status.DRAFT
    assert [demand.code for demand in evidence.open_demands(customer.pk)] == ["challenge_missing"]


def test_a_policy_published_meanwhile_does_not_change_a_running_step() -> None:
    in_force(
        (PERSON_CHECKS, 'person = { standard = ["document", "face", "liveness", "duplicates", "screening"]'),
        ("keep_templates = false", "keep_templates = true"),
    )
    customer = astrid_submitted(selfie="astrid-selfie.jpg")
    held = policies.current()
    looser = (
        policies.text()
        .replace("match_fmr = 0.0001", "match_fmr = 0.001")
        .replace("review_fmr = 0.001", "review_fmr = 0.01")
    )
    publish(
        looser.replace("keep_templates = true", "keep_templates = false").replace(
            "challenge = true", "challenge = false"
        )
    )
    assert policies.current().faces == replace(
        held.faces, match_fmr=1e-3, review_fmr=1e-2, keep_templates=False, challenge=False
    )

    def work(kind: str) -> Work:
        step = Check.objects.get(customer=customer, kind=kind)
        return work_on(check=step, customer=customer, policy=held, at=AT, keep=list)

    compared = work("face").result["comparison"]
    assert (compared["match_at"], compared["review_at"]) == (0.0525, 0.0645)
    assert FaceTemplate.objects.filter(customer=customer).count() == 1
    assert [finding.code for finding in work("liveness").findings] == ["challenge_missing"]
    assert work("duplicates").result["faces"]["fmr"] == 1e-4
