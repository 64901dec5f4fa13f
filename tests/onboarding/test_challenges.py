"""Challenges over REST and in the worker: asked for, answered once, judged, and their frames removed."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import cv2
import pytest
from django.conf import settings as conf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from compliance.audit.models import Event
from compliance.kernel.actors import system
from compliance.policy.faces import FaceRules
from compliance.sandbox.specimens.faces import look
from compliance.sandbox.specimens.look import Shot
from compliance.sandbox.specimens.portrait import render
from onboarding import services, storage
from onboarding.models import Challenge, ChallengeFrame, Customer
from tests import factories
from tests.factories import AT
from tests.onboarding.test_api import Caller, assert_problem, begin

pytestmark = pytest.mark.django_db
ACTOR = system("test")


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Any) -> Path:
    settings.STORAGE_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def caller() -> Caller:
    factories.policy()
    return Caller(factories.partner())


def frames(number: int = 5, upload: bytes | None = None) -> dict[str, SimpleUploadedFile]:
    picture = upload or factories.picture()
    return {f"frame_{place}": SimpleUploadedFile("f.jpg", picture, "image/jpeg") for place in range(1, number + 1)}


def ask(caller: Caller, customer: str) -> str:
    answer = caller.post(f"/customers/{customer}/challenges", None)
    assert answer.status_code == 201, answer.content
    return str(answer.json()["id"])


def test_a_challenge_is_asked_for_and_answered_once(caller: Caller) -> None:
    customer = begin(caller)
    asked = caller.post(f"/customers/{customer}/challenges", None).json()
    path = f"/customers/{customer}/challenges/{asked['id']}/frames"

    answered = caller.upload(path, **frames(6))

    assert set(asked["moves"]) <= {"turn_left", "turn_right", "blink"}
    assert (len(asked["moves"]), asked["answered_at"]) == (4, None)
    assert answered.status_code == 201, answered.content
    assert answered.json()["answered_at"] is not None
    assert ChallengeFrame.objects.count() == 6
    assert len(list(storage.files())) == 6
    assert [event.parsed["frames"] for event in Event.objects.filter(kind="challenge.answered")] == [6]
    assert_problem(caller.upload(path, **frames()), 409, "challenge_over")
    assert len(list(storage.files())) == 6
    listed = caller.get(f"/customers/{customer}/challenges").json()["data"]
    assert [one["id"] for one in listed] == [asked["id"]]


def test_a_newer_challenge_ends_the_older_one(caller: Caller) -> None:
    customer = begin(caller)
    older, newer = ask(caller, customer), ask(caller, customer)

    assert_problem(caller.upload(f"/customers/{customer}/challenges/{older}/frames", **frames()), 409, "challenge_over")
    assert caller.upload(f"/customers/{customer}/challenges/{newer}/frames", **frames()).status_code == 201


def test_an_expired_challenge_takes_no_frames(caller: Caller) -> None:
    customer = begin(caller)
    challenge = ask(caller, customer)
    Challenge.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    sent = caller.upload(f"/customers/{customer}/challenges/{challenge}/frames", **frames())

    assert_problem(sent, 409, "challenge_over")
    assert (ChallengeFrame.objects.count(), list(storage.files())) == (0, [])


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        (frames(4), 422, "validation_failed"),
        (frames(5) | {"frame_11": frames(1)["frame_1"]}, 422, "validation_failed"),
        (frames(4) | {"frame_5": SimpleUploadedFile("f.jpg", b"%PDF", "image/jpeg")}, 415, "file_type_unknown"),
    ],
)
def test_a_wrong_answer_keeps_nothing(sent: dict[str, Any], status: int, code: str, caller: Caller) -> None:
    customer = begin(caller)
    challenge = ask(caller, customer)

    answer = caller.upload(f"/customers/{customer}/challenges/{challenge}/frames", **sent)

    assert_problem(answer, status, code)
    assert (ChallengeFrame.objects.count(), list(storage.files())) == (0, [])
    assert Challenge.objects.get().answered_at is None


def test_a_company_and_a_customer_who_is_no_draft_are_not_asked(caller: Caller) -> None:
    company = begin(caller, kind="company", identity={"legal_name": "S", "registration_number": "1", "country": "PT"})
    assert_problem(caller.post(f"/customers/{company}/challenges", None), 409, "challenge_for_persons")

    person = begin(caller)
    Customer.objects.filter(kind="person").update(status="verified")
    assert_problem(caller.post(f"/customers/{person}/challenges", None), 409, "customer_not_editable")


def test_the_challenge_of_another_customer_is_not_there(caller: Caller) -> None:
    one, two = begin(caller), begin(caller)
    challenge = ask(caller, one)

    assert_problem(caller.upload(f"/customers/{two}/challenges/{challenge}/frames", **frames()), 404, "not_found")


def rendered(name: str, yaw: float) -> bytes:
    drawn = render(look(name), Shot(yaw=yaw, span=3.5), width=320, height=400)
    return bytes(cv2.imencode(".jpg", drawn)[1])


def answered(moves: list[str], pictures: list[bytes]) -> Customer:
    customer = factories.customer()
    challenge = services.open_challenge(customer_id=customer.pk, partner_id=customer.partner_id, at=AT, actor=ACTOR)
    Challenge.objects.update(moves=moves)
    taken = services.take_frames(
        challenge_id=challenge.pk,
        customer_id=customer.pk,
        partner_id=customer.partner_id,
        uploads=[(picture, "image/jpeg") for picture in pictures],
        at=AT,
    )
    services.keep_frames(frames=taken, at=AT, actor=ACTOR)
    return customer


def judged(customer: Customer, selfie: bytes) -> tuple[list[str], object]:
    document = factories.document(customer, kind="selfie", upload=selfie)
    seen = services.check_liveness(
        customer_id=customer.pk, selfie_id=document.pk, rules=FaceRules(), since=AT, at=AT, before_each=list
    )
    return [finding.code for finding in seen.findings], seen.result["challenge"]


def test_frames_are_judged_by_their_moves_and_by_who_makes_them() -> None:
    ada = [rendered("ada", yaw) for yaw in (0, 24, -24)]
    stranger = (conf.BASE_DIR / "fixtures/documents/viktor-selfie.jpg").read_bytes()
    customer = answered(["turn_left", "turn_right"], ada)

    passed = judged(customer, ada[0])
    other_person = judged(customer, stranger)
    Challenge.objects.update(moves=["turn_right", "turn_left"])
    other_moves = judged(customer, ada[0])

    challenge = str(Challenge.objects.get().pk)
    assert passed == ([], {"challenge": challenge, "frames": 3, "fault": None})
    assert other_person == (["challenge_failed"], {"challenge": challenge, "frames": 3, "fault": "not_the_selfie"})
    assert other_moves == (["challenge_failed"], {"challenge": challenge, "frames": 3, "fault": "other_moves"})


def test_without_an_answer_the_challenge_is_missing() -> None:
    selfie = (conf.BASE_DIR / "fixtures/documents/astrid-selfie.jpg").read_bytes()

    assert judged(factories.customer(), selfie) == (["challenge_missing"], {})


def test_judged_frames_go_with_the_next_sweep_and_others_stay() -> None:
    customer = answered(["blink"], [factories.picture()] * 3)
    assert services.sweep_faces(at=AT + timedelta(hours=2)).frames == 0

    Challenge.objects.update(judged_at=AT)

    assert services.sweep_faces(at=AT + timedelta(minutes=59)).frames == 0
    assert services.sweep_faces(at=AT + timedelta(hours=2)).frames == 3
    assert ChallengeFrame.objects.filter(customer=customer).count() == 0


def test_the_sweep_of_files_leaves_frames_alone_and_an_erasure_takes_them() -> None:
    customer = answered(["blink"], [factories.picture()] * 3)

    assert services.sweep_files(at=timezone.now() + timedelta(hours=2)).removed == 0
    services.erase_customer(customer_id=customer.pk, at=AT, actor=ACTOR)

    assert ChallengeFrame.objects.count() == 0
