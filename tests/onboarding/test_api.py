"""Customers and their evidence over REST: what is answered, and that a refusal changes nothing."""

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from compliance.audit.models import Event
from compliance.kernel.actors import system
from compliance.kernel.ids import new_id, public_id
from compliance.partners.models import Partner
from onboarding import services, storage
from onboarding.models import Customer, Document, RelatedPerson
from onboarding.quality.judge import judge, thresholds
from onboarding.readings import ReadingFinding
from onboarding.verdict.tree import reasons
from tests import factories

pytestmark = pytest.mark.django_db
IDENTITY = {
    "given_names": "Ana Maria",
    "family_name": "Silva",
    "birth_date": "1990-04-12",
    "nationality": "PT",
    "country": "PT",
}
COMPANY = {"legal_name": "Silva Vinhos Lda", "registration_number": "509123", "country": "PT"}
JSON = "application/json"
PICTURES = Path(__file__).parents[2] / "fixtures" / "documents"
FLAT = {
    "code": "image_flat",
    "detail": "Take the picture again: almost nothing can be seen in it.",
    "box": None,
}


class Caller:
    """A partner's engineer with a token."""

    def __init__(self, partner: Partner, *scopes: str) -> None:
        self.partner = partner
        self.headers = {"Authorization": f"Bearer {factories.token(partner, *scopes)}"}
        self.client = Client(raise_request_exception=True)

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(f"/v1{path}", headers=self.headers | headers)

    def post(self, path: str, body: object, **headers: str) -> Any:
        return self.client.post(f"/v1{path}", body, content_type=JSON, headers=self.headers | headers)

    def patch(self, path: str, body: object, **headers: str) -> Any:
        return self.client.patch(f"/v1{path}", body, content_type=JSON, headers=self.headers | headers)

    def delete(self, path: str) -> Any:
        return self.client.delete(f"/v1{path}", headers=self.headers)

    def upload(self, path: str, **fields: object) -> Any:
        return self.client.post(f"/v1{path}", fields, headers=self.headers)


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Any) -> Path:
    settings.STORAGE_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def caller() -> Caller:
    factories.policy()
    return Caller(factories.partner())


def begin(caller: Caller, **changes: object) -> str:
    answer = caller.post("/customers", {"kind": "person", "identity": IDENTITY} | changes)
    assert answer.status_code == 201, answer.content
    return str(answer.json()["id"])


def passport(upload: bytes | None = None, content_type: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile("p.jpg", factories.picture() if upload is None else upload, content_type)


def assert_problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    problem: dict[str, Any] = answer.json()
    assert problem["code"] == code
    assert "Silva" not in answer.content.decode()
    return problem


def test_a_customer_is_begun_and_read_back(caller: Caller) -> None:
    answer = caller.post("/customers", {"kind": "person", "identity": IDENTITY, "reference": "u-1"})

    assert (answer.status_code, answer.headers["ETag"]) == (201, '"r1"')
    begun = answer.json()
    assert {key: begun[key] for key in ("kind", "reference", "status", "product", "identity", "revision")} == {
        "kind": "person",
        "reference": "u-1",
        "status": "draft",
        "product": "standard",
        "identity": IDENTITY,
        "revision": 1,
    }
    read = caller.get(f"/customers/{begun['id']}")
    assert (read.status_code, read.json()) == (200, begun)
    assert caller.get(f"/customers/{begun['id']}", **{"If-None-Match": '"r1"'}).status_code == 304


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, {("kind", "required"), ("identity", "required")}),
        ({"kind": "ship", "identity": IDENTITY}, {("kind", "invalid_choice")}),
        ({"kind": "person", "identity": "Silva"}, {("identity", "not_a_dict")}),
        ({"kind": "person", "identity": IDENTITY, "vip": True}, {("vip", "unknown_field")}),
        (
            {"kind": "person", "identity": IDENTITY | {"birth_date": "2990-01-01", "country": "ZZ", "shoe": 43}},
            {
                ("identity.birth_date", "date_in_future"),
                ("identity.country", "unknown_country"),
                ("identity.shoe", "unknown_field"),
            },
        ),
        (
            {"kind": "company", "identity": {"legal_name": "\u202eevil"}},
            {
                ("identity.legal_name", "control_characters"),
                ("identity.registration_number", "missing"),
                ("identity.country", "missing"),
            },
        ),
    ],
)
def test_wrong_fields_are_all_named_and_nothing_is_kept(
    caller: Caller, body: dict[str, object], errors: set[tuple[str, str]]
) -> None:
    problem = assert_problem(caller.post("/customers", body), 422, "validation_failed")

    assert {(error["field"], error["code"]) for error in problem["errors"]} == errors
    assert Customer.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"product": "lottery"}, 422, "unknown_product"),
        ({"reference": "Ana Silva"}, 422, "invalid_reference"),
        ({"reference": "u-1"}, 409, "reference_taken"),
    ],
)
def test_a_customer_that_cannot_be_is_a_problem(
    caller: Caller, changes: dict[str, object], status: int, code: str
) -> None:
    begin(caller, reference="u-1")
    before = Event.objects.count()

    assert_problem(caller.post("/customers", {"kind": "person", "identity": IDENTITY} | changes), status, code)

    assert (Customer.objects.count(), Event.objects.count()) == (1, before)


def test_a_list_finds_without_telling_names(caller: Caller) -> None:
    first, second = begin(caller, reference="u-1"), begin(caller)

    everything = caller.get("/customers").json()
    assert [row["id"] for row in everything["data"]] == [second, first]
    assert all("identity" not in row for row in everything["data"])
    assert [row["id"] for row in caller.get("/customers?reference=u-1").json()["data"]] == [first]
    assert caller.get("/customers?status=verified").json() == {"data": [], "next_cursor": None}


def test_a_change_needs_the_revision_that_it_was_made_for(caller: Caller) -> None:
    name = begin(caller)

    changed = caller.patch(f"/customers/{name}", {"identity": {"family_name": "Souza"}}, **{"If-Match": '"r1"'})
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"r2"')
    assert changed.json()["identity"]["family_name"] == "Souza"

    late = caller.patch(f"/customers/{name}", {"identity": {"family_name": "Silveira"}}, **{"If-Match": '"r1"'})
    assert_problem(late, 412, "stale_revision")
    assert caller.get(f"/customers/{name}").json() == changed.json()


def test_a_customer_under_review_does_not_change(caller: Caller) -> None:
    customer = factories.customer(of=caller.partner, status="review")
    name = public_id("cus", customer.pk)

    assert_problem(caller.patch(f"/customers/{name}", {"reference": "u-2"}), 409, "customer_not_editable")
    refused = caller.upload(f"/customers/{name}/documents", kind="passport", file=passport())
    assert_problem(refused, 409, "customer_not_editable")
    assert (Document.objects.count(), Customer.objects.get().revision) == (0, 1)


def test_a_document_is_taken_cleaned_and_listed(caller: Caller, files: Path) -> None:
    name = begin(caller)

    answer = caller.upload(f"/customers/{name}/documents", kind="passport", file=passport())

    assert answer.status_code == 201, answer.content
    document = answer.json()
    assert document["id"].startswith("doc_")
    assert [document[key] for key in ("kind", "side", "person", "media_type", "width", "height", "superseded_at")] == [
        "passport",
        "front",
        None,
        "image/jpeg",
        640,
        400,
        None,
    ]
    assert document.pop("quality") == {"findings": [FLAT]}
    assert caller.get(f"/customers/{name}/documents").json()["data"] == [document]
    assert len(list(files.glob("*/*"))) == 1


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"kind": "passport"}, 422, "validation_failed"),
        ({"kind": "passport", "file": "text"}, 422, "validation_failed"),
        ({"kind": "cat", "file": passport()}, 422, "validation_failed"),
        ({"kind": "passport", "file": passport(), "second": passport()}, 422, "validation_failed"),
        ({"kind": "passport", "file": passport(), "colour": "red"}, 422, "validation_failed"),
        ({"kind": "passport", "file": passport(), "side": "back"}, 422, "side_not_expected"),
        ({"kind": "passport", "file": passport(), "person": "per_nobody"}, 404, "not_found"),
        ({"kind": "passport", "file": passport(), "person": public_id("per", new_id())}, 404, "not_found"),
        ({"kind": "passport", "file": passport(b"")}, 422, "file_empty"),
        ({"kind": "passport", "file": passport(b"MZ program")}, 415, "file_type_unknown"),
        ({"kind": "passport", "file": passport(content_type="image/png")}, 415, "file_type_mismatch"),
        ({"kind": "passport", "file": passport(factories.picture()[:300])}, 422, "image_broken"),
    ],
)
def test_a_document_that_will_not_do_leaves_nothing(
    caller: Caller, files: Path, fields: dict[str, object], status: int, code: str
) -> None:
    name = begin(caller)
    before = Event.objects.count()
    for value in fields.values():
        if isinstance(value, SimpleUploadedFile):
            value.seek(0)

    assert_problem(caller.upload(f"/customers/{name}/documents", **fields), status, code)

    assert (Document.objects.count(), Event.objects.count()) == (0, before)
    assert list(files.glob("*/*")) == []


@pytest.mark.parametrize(
    ("file", "kind", "codes"),
    [
        ("astrid-passport.jpg", "passport", []),
        ("ingrid-passport.jpg", "passport", ["image_blurred"]),
        ("camille-selfie.jpg", "selfie", []),
        ("camille-selfie.jpg", "passport", ["image_blurred"]),
    ],
)
def test_an_upload_is_answered_with_what_to_do_better_as_the_worker_will_find_it(
    caller: Caller, file: str, kind: str, codes: list[str]
) -> None:
    name = begin(caller)

    answer = caller.upload(f"/customers/{name}/documents", kind=kind, file=passport((PICTURES / file).read_bytes()))

    assert answer.status_code == 201, answer.content
    told = answer.json()["quality"]["findings"]
    kept = Image.open(BytesIO(storage.read(Document.objects.get()))).convert("RGB")
    found = judge(np.ascontiguousarray(np.asarray(kept)[:, :, ::-1]), thresholds(kind)).findings
    assert [finding["code"] for finding in told] == codes
    words = reasons(ReadingFinding(one.code, one.box, facts=one.facts) for one in found)
    assert told == [{"code": one.code, "detail": one.customer, "box": one.box} for one in words]


def test_an_upload_that_is_too_small_is_answered_with_the_figures_that_say_so(caller: Caller) -> None:
    name = begin(caller)
    small = Image.open(PICTURES / "astrid-passport.jpg").resize((240, 180))
    file = BytesIO()
    small.save(file, "JPEG")

    answer = caller.upload(f"/customers/{name}/documents", kind="passport", file=passport(file.getvalue()))

    told = {one["code"]: one["detail"] for one in answer.json()["quality"]["findings"]}
    assert told["image_small"] == (
        "Take the picture again from nearer: the document is 205 pixels long, 250 are needed."
        " It should fill the picture."
    )


def test_documents_come_as_multipart_only(caller: Caller) -> None:
    name = begin(caller)

    assert_problem(caller.post(f"/customers/{name}/documents", {"kind": "passport"}), 415, "unsupported_media_type")


def test_a_file_beyond_the_limit_is_too_large(caller: Caller, settings: Any) -> None:
    name = begin(caller)
    settings.MAX_UPLOAD_BYTES = 5000

    answer = caller.upload(
        f"/customers/{name}/documents", kind="passport", file=passport(b"\xff\xd8\xff" + bytes(6000))
    )
    assert_problem(answer, 413, "file_too_large")
    answer = caller.upload(f"/customers/{name}/documents", kind="passport", file=passport(bytes(200_000)))
    assert_problem(answer, 413, "request_too_large")
    assert Document.objects.count() == 0


def test_a_broken_multipart_body_is_a_problem(caller: Caller) -> None:
    name = begin(caller)

    answer = caller.client.post(
        f"/v1/customers/{name}/documents",
        b"--x\r\nContent-Disposition: form-data; na",
        content_type="multipart/form-data; boundary=x",
        headers=caller.headers,
    )

    assert answer.status_code in {400, 422}
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert Document.objects.count() == 0


def test_a_company_names_its_people(caller: Caller) -> None:
    name = begin(caller, kind="company", identity=COMPANY)
    body = {"role": "beneficial_owner", "identity": IDENTITY, "share_percent": "60.00"}

    answer = caller.post(f"/customers/{name}/people", body)

    assert answer.status_code == 201, answer.content
    person = answer.json()
    assert (person["role"], person["share_percent"], person["identity"]) == ("beneficial_owner", "60.00", IDENTITY)
    assert caller.get(f"/customers/{name}/people").json()["data"] == [person]
    assert caller.delete(f"/customers/{name}/people/{person['id']}").status_code == 204
    assert caller.get(f"/customers/{name}/people").json()["data"] == []
    assert_problem(caller.delete(f"/customers/{name}/people/{person['id']}"), 404, "not_found")
    assert Customer.objects.get().revision == 3


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"role": "director", "identity": IDENTITY, "share_percent": "10"}, "invalid_share"),
        ({"role": "beneficial_owner", "identity": IDENTITY, "share_percent": "100.01"}, "invalid_share"),
        ({"role": "beneficial_owner", "identity": IDENTITY, "share_percent": "-1"}, "invalid_share"),
        ({"role": "friend", "identity": IDENTITY}, "validation_failed"),
        ({"role": "director", "identity": {}}, "validation_failed"),
    ],
)
def test_a_person_who_cannot_be_is_not_kept(caller: Caller, body: dict[str, object], code: str) -> None:
    name = begin(caller, kind="company", identity=COMPANY)

    assert_problem(caller.post(f"/customers/{name}/people", body), 422, code)

    assert RelatedPerson.objects.count() == 0


def test_a_person_has_no_people(caller: Caller) -> None:
    answer = caller.post(f"/customers/{begin(caller)}/people", {"role": "director", "identity": IDENTITY})

    assert_problem(answer, 409, "not_a_company")


def test_requirements_say_what_is_owed(caller: Caller) -> None:
    name = begin(caller)
    caller.upload(f"/customers/{name}/documents", kind="passport", file=passport())

    owed = caller.get(f"/customers/{name}/requirements").json()

    selfie = {"what": "document", "any_of": ["selfie"], "side": "front", "person": None, "due_at": None}
    assert owed == {"currently_due": [selfie], "past_due": [], "pending": [], "errors": []}


def test_another_partner_sees_and_changes_nothing(caller: Caller) -> None:
    name = begin(caller, kind="company", identity=COMPANY)
    person = caller.post(f"/customers/{name}/people", {"role": "director", "identity": IDENTITY}).json()["id"]
    stranger = Caller(factories.partner(name="Stranger"))
    before = Event.objects.count()

    answers = [
        stranger.get(f"/customers/{name}"),
        stranger.patch(f"/customers/{name}", {"reference": "mine"}),
        stranger.get(f"/customers/{name}/requirements"),
        stranger.get(f"/customers/{name}/documents"),
        stranger.upload(f"/customers/{name}/documents", kind="passport", file=passport()),
        stranger.get(f"/customers/{name}/people"),
        stranger.post(f"/customers/{name}/people", {"role": "director", "identity": IDENTITY}),
        stranger.delete(f"/customers/{name}/people/{person}"),
    ]

    for answer in answers:
        assert_problem(answer, 404, "not_found")
    assert stranger.get("/customers").json()["data"] == []
    assert Event.objects.count() == before


def test_a_token_does_only_what_its_scopes_say(caller: Caller) -> None:
    name = begin(caller)
    reader = Caller(caller.partner, "customers:read")

    assert reader.get(f"/customers/{name}").status_code == 200
    assert reader.post("/customers", {"kind": "person", "identity": IDENTITY}).status_code == 403
    assert reader.patch(f"/customers/{name}", {"reference": "u-1"}).status_code == 403
    assert reader.upload(f"/customers/{name}/documents", kind="passport", file=passport()).status_code == 403
    assert Client().get(f"/v1/customers/{name}").status_code == 401
    assert Customer.objects.get().revision == 1


def test_an_erased_customer_is_gone(caller: Caller) -> None:
    customer = factories.customer(of=caller.partner)
    services.erase_customer(customer_id=customer.pk, at=factories.AT, actor=system("test"))
    name = public_id("cus", customer.pk)

    for answer in (
        caller.get(f"/customers/{name}"),
        caller.patch(f"/customers/{name}", {"reference": "u-1"}),
        caller.get(f"/customers/{name}/documents"),
    ):
        assert_problem(answer, 410, "erased")
    assert caller.get("/customers").json()["data"] == []


def test_a_repeated_key_begins_one_customer(caller: Caller) -> None:
    body = {"kind": "person", "identity": IDENTITY}

    first = caller.post("/customers", body, **{"Idempotency-Key": "k-1"})
    second = caller.post("/customers", body, **{"Idempotency-Key": "k-1"})

    assert first.json() == second.json()
    assert Customer.objects.count() == 1
