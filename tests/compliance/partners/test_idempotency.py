"""One key, one doing: replays, misuse, crashes, and the races on PostgreSQL."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from compliance.partners import idempotency, services
from compliance.partners.models import Credential, IdempotentRequest, Partner
from tests import factories
from tests.compliance.partners import sample

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.compliance.partners.sample")]


def post(token: str, key: str | None, body: object = None, path: str = "/v1/test/things") -> Any:
    headers = {"Authorization": f"Bearer {token}"} | ({"Idempotency-Key": key} if key is not None else {})
    client = Client(raise_request_exception=False)
    return client.post(path, json.dumps(body or {"name": "one"}), content_type="application/json", headers=headers)


def made(owner: Partner) -> list[str]:
    """The names of what POSTs have made; the token's own credential has none."""
    return [row.name for row in Credential.objects.filter(partner=owner).exclude(name="").order_by("id")]


def test_the_same_request_again_gets_the_first_answer_and_does_nothing() -> None:
    owner = factories.partner()
    token = factories.token(owner)

    first = post(token, "k1")
    second = post(token, "k1")

    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json() == first.json()
    assert "Idempotency-Replayed" not in first.headers
    assert (second["Idempotency-Replayed"], second["ETag"]) == ("true", '"r1"')
    assert made(owner) == ["one"]


def test_spaces_and_the_order_of_names_do_not_make_another_request() -> None:
    owner = factories.partner()
    token = factories.token(owner)
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": '"k1"'}

    post(token, "k1", {"name": "one", "amount": 1})
    second = Client().post(
        "/v1/test/things", ' { "amount":1,\n"name":"one"}', content_type="application/json", headers=headers
    )

    assert second["Idempotency-Replayed"] == "true"
    assert made(owner) == ["one"]


def test_another_body_or_another_route_with_the_same_key_is_refused() -> None:
    owner = factories.partner()
    token = factories.token(owner)
    post(token, "k1")

    body = post(token, "k1", {"name": "two"})
    route = post(token, "k1", path="/v1/test/payments")

    assert (body.status_code, body.json()["code"]) == (422, "idempotency_key_reused")
    assert (route.status_code, route.json()["code"]) == (422, "idempotency_key_reused")
    assert made(owner) == ["one"]


def test_two_partners_may_use_the_same_key() -> None:
    first, second = factories.partner(), factories.partner(name="Other")

    answers = [post(factories.token(owner), "k1") for owner in (first, second)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert (made(first), made(second)) == (["one"], ["one"])


def test_a_refusal_of_the_service_is_replayed_and_what_it_recorded_stays() -> None:
    owner = factories.partner()
    token = factories.token(owner)

    first = post(token, "k1", {"name": "refused"})
    second = post(token, "k1", {"name": "refused"})

    assert (first.status_code, second.status_code) == (403, 403)
    assert second.json() == first.json()
    assert second["Content-Type"] == "application/problem+json"
    assert made(owner) == ["refused"]


def test_an_answer_of_the_door_is_not_stored() -> None:
    owner = factories.partner()
    token = factories.token(owner)

    wrong = post(token, "k1", {"name": ""})
    right = post(token, "k1", {"name": "one"})

    assert (wrong.status_code, right.status_code) == (422, 201)
    assert made(owner) == ["one"]


@pytest.mark.parametrize("name", ["bug", "late bug"])
def test_a_bug_of_ours_leaves_nothing_and_the_key_is_free_again(name: str) -> None:
    owner = factories.partner()
    token = factories.token(owner)

    answer = post(token, "k1", {"name": name})

    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert made(owner) == []
    assert IdempotentRequest.objects.count() == 0
    assert post(token, "k1").status_code == 201


def test_a_death_before_the_answer_is_stored_undoes_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever dies between the work and the stored answer, the database forgets both."""
    owner = factories.partner()
    token = factories.token(owner)

    def die(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(idempotency, "_store", die)
        with pytest.raises(SystemExit):
            post(token, "k1")

    assert made(owner) == []
    assert post(token, "k1").status_code == 201
    assert made(owner) == ["one"]


def test_the_stored_answer_cannot_be_read_in_the_table() -> None:
    owner = factories.partner()

    answer = post(factories.token(owner), "k1")

    row = IdempotentRequest.objects.get()
    assert answer.json()["client_id"].encode() not in bytes(row.sealed)
    assert (row.status_code, row.route) == (201, "/v1/test/things")


def test_a_key_expires_after_a_day() -> None:
    owner = factories.partner()
    token = factories.token(owner)
    post(token, "k1")
    IdempotentRequest.objects.update(created_at=timezone.now() - timedelta(hours=24, seconds=1))

    again = post(token, "k1", {"name": "two"})

    assert again.status_code == 201
    assert made(owner) == ["one", "two"]


def test_the_purge_takes_the_expired_rows_only() -> None:
    token = factories.token(factories.partner())
    post(token, "old")
    at = timezone.now()
    IdempotentRequest.objects.update(created_at=at - idempotency.LIFETIME)
    post(token, "new")

    assert idempotency.purge(at=at) == 1
    assert [row.key for row in IdempotentRequest.objects.all()] == ["new"]


def test_a_payment_without_a_key_is_refused() -> None:
    answer = post(factories.token(factories.partner()), None, path="/v1/test/payments")

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")


@pytest.mark.parametrize("key", ["", " ", '"', "a b", "ü", "x" * 256, 'a"b', "\x7f"])
def test_a_malformed_key_is_refused(key: str) -> None:
    owner = factories.partner()

    answer = post(factories.token(owner), key)

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_malformed")
    assert made(owner) == []


def test_a_multipart_body_is_known_again_under_another_boundary() -> None:
    owner = factories.partner()
    headers = {"Authorization": f"Bearer {factories.token(owner)}", "Idempotency-Key": "k1"}

    def send(content: bytes, boundary: str) -> Any:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'.encode()
        body = head + content + f"\r\n--{boundary}--\r\n".encode()
        kind = f"multipart/form-data; boundary={boundary}"
        return Client().generic("POST", "/v1/test/uploads", body, content_type=kind, headers=headers)

    first, same, other = send(b"abc", "one"), send(b"abc", "two"), send(b"abd", "one")

    assert (first.status_code, first.json()) == (201, {"size": 3})
    assert (same.json(), same["Idempotency-Replayed"]) == ({"size": 3}, "true")
    assert other.json()["code"] == "idempotency_key_reused"
    assert made(owner) == ["upload"]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_twenty_racing_requests_one_is_done() -> None:
    owner = factories.partner()
    token = factories.token(owner)
    barrier = Barrier(10)

    def race(_: int) -> Any:
        barrier.wait()
        try:
            return post(token, "k1")
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(race, range(20)))

    codes = {answer.status_code for answer in answers}
    done = [answer for answer in answers if answer.status_code == 201]
    assert codes <= {201, 409}
    assert len([answer for answer in done if "Idempotency-Replayed" not in answer.headers]) == 1
    assert len({answer.content for answer in done}) == 1
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} <= {"idempotency_in_progress"}
    assert made(owner) == ["one"]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_while_the_first_request_runs_the_second_is_told_so_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = factories.partner()
    token = factories.token(owner)
    begun, go_on = Event(), Event()
    work = services.issue_credential

    def held(**arguments: Any) -> object:
        begun.set()
        go_on.wait(10)
        return work(**arguments)

    monkeypatch.setattr(services, "issue_credential", held)

    def first() -> Any:
        try:
            return post(token, "k1")
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(first)
        begun.wait(10)
        second = post(token, "k1")
        go_on.set()

        assert (second.status_code, second.json()["code"]) == (409, "idempotency_in_progress")
        assert running.result().status_code == 201
    assert made(owner) == ["one"]


def test_a_file_is_left_ready_to_be_read_again() -> None:
    file = SimpleUploadedFile("a.jpg", b"abc")

    idempotency._file_digest(file)

    assert file.read() == b"abc"


def upload(token: str, key: str | None, content: bytes) -> Any:
    headers = {"Authorization": f"Bearer {token}"} | ({"Idempotency-Key": key} if key else {})
    file = SimpleUploadedFile("a.jpg", content, "image/jpeg")
    return Client(raise_request_exception=False).post("/v1/test/uploads", {"file": file}, headers=headers)


def test_the_slow_part_is_done_before_the_key_s_transaction_and_not_at_all_for_a_replay() -> None:
    owner = factories.partner()
    token, outside = factories.token(owner), len(connection.savepoint_ids)
    sample.PREPARED.clear()

    answers = [upload(token, "k1", b"12345") for _ in range(3)]

    assert [(answer.status_code, answer.json()) for answer in answers] == [(201, {"size": 5})] * 3
    [seen] = sample.PREPARED
    assert seen == outside
    assert made(owner) == ["upload"]


def test_without_a_key_the_slow_part_is_done_too() -> None:
    owner = factories.partner()
    sample.PREPARED.clear()

    assert upload(factories.token(owner), None, b"123").json() == {"size": 3}
    assert len(sample.PREPARED) == 1


def test_a_refusal_of_the_slow_part_is_stored_and_replayed() -> None:
    owner = factories.partner()
    token = factories.token(owner)
    sample.PREPARED.clear()

    first, second = upload(token, "k1", b"1"), upload(token, "k1", b"1")

    assert (first.status_code, second.status_code, second["Idempotency-Replayed"]) == (403, 403, "true")
    assert second.json() == first.json()
    assert len(sample.PREPARED) == 1
    assert made(owner) == []
