"""What every route shares: who may come in, what a body may hold, and what the answer says."""

import json
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from compliance.partners.models import Credential
from compliance.partners.views import PartnerView
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.compliance.partners.sample")]
THINGS = "/v1/test/things"
JSON = "application/json"


def send(body: bytes | str, kind: str = JSON, *, method: str = "POST", path: str = THINGS, **headers: str) -> Any:
    token = factories.token(factories.partner())
    given = {"Authorization": f"Bearer {token}"} | {name.replace("_", "-"): value for name, value in headers.items()}
    client = Client(raise_request_exception=False)
    return client.generic(method, path, body, content_type=kind, headers=given)


def deep(depth: int) -> str:
    return '{"name":' * depth + "1" + "}" * depth


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 422, "validation_failed"),
        (b"{", 400, "malformed_json"),
        (b"[]", 400, "malformed_json"),
        (b'"text"', 400, "malformed_json"),
        (b"null", 400, "malformed_json"),
        (b"{} {}", 400, "malformed_json"),
        (b'{"name": NaN}', 400, "malformed_json"),
        (b'{"name": Infinity}', 400, "malformed_json"),
        (b'{"name": -Infinity}', 400, "malformed_json"),
        (b'{"amount": 1e999, "name": "a"}', 400, "malformed_json"),
        (b'{"amount": 9223372036854775808, "name": "a"}', 400, "malformed_json"),
        (b'{"amount": ' + b"9" * 5000 + b', "name": "a"}', 400, "malformed_json"),
        (b'{"name": "a", "name": "b"}', 400, "malformed_json"),
        (b'{"name": "a\\u0000b"}', 400, "malformed_json"),
        (b'{"name": "a\x00b"}', 400, "malformed_json"),
        (b'{"na\\u0000me": "a"}', 400, "malformed_json"),
        (b'{"name": "\\ud800"}', 400, "malformed_json"),
        (b'{"name": "\xff"}', 400, "malformed_json"),
        (b"\xef\xbb\xbf{}", 400, "malformed_json"),
        ('{"name": "a"}'.encode("utf-16"), 400, "malformed_json"),
        (deep(33).encode(), 400, "malformed_json"),
        (deep(100_000).encode(), 400, "malformed_json"),
        (b"[" * 100_000, 400, "malformed_json"),
        (b'{"name": "' + b"a" * 1024 * 1024 + b'"}', 413, "request_too_large"),
        (b'{"name": {"a": 1}}', 422, "validation_failed"),
        (b'{"name": ["a"]}', 422, "validation_failed"),
        (b'{"name": null}', 422, "validation_failed"),
        (b'{"name": true}', 422, "validation_failed"),
        (b'{"name": "aaaaaaaaaaaaaaaaaaaaa"}', 422, "validation_failed"),
        (b'{"name": "a", "amount": -1}', 422, "validation_failed"),
        (b'{"name": "a", "amount": 1.5}', 422, "validation_failed"),
        (b'{"name": "a", "address": []}', 422, "validation_failed"),
        (b'{"name": "a", "address": {"city": "b", "country": "XX"}}', 422, "validation_failed"),
        (b'{"name": "a", "surprise": 1}', 422, "validation_failed"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_bad_body_is_a_problem_and_nothing_happens(body: bytes, status: int, code: str) -> None:
    answer = send(body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == f"urn:gatehouse:problem:{code}"
    assert answer.json()["request_id"] == answer["X-Request-ID"]
    assert Credential.objects.exclude(name="").count() == 0


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("", 415),
        ("text/plain", 415),
        ("application/xml", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=x", 415),
        ("application/json; charset=utf-16", 415),
        ("application/json; charset=bz2_codec", 415),
        ("application/json; charset=UTF-8", 201),
    ],
)
def test_only_json_in_utf_8_is_read(kind: str, status: int) -> None:
    answer = send(b'{"name": "a"}', kind)

    assert answer.status_code == status
    if status == 415:
        assert answer.json()["code"] == "unsupported_media_type"


def test_each_wrong_field_is_named_with_its_path_and_no_value_is_repeated() -> None:
    body = {"name": "", "amount": "Jane Roe", "address": {"country": "Jane Roe", "zip": 1}, "Jane": 1}

    answer = send(json.dumps(body))

    assert {(error["field"], error["code"]) for error in answer.json()["errors"]} == {
        ("name", "blank"),
        ("amount", "invalid"),
        ("address.city", "required"),
        ("address.country", "invalid_choice"),
        ("address.zip", "unknown_field"),
        ("Jane", "unknown_field"),
    }
    assert "Jane Roe" not in answer.content.decode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        b"--x\r\nContent-Disposition: form-data\r\n\r\nabc\r\n--x--\r\n",
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
        (
            b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n'
            b"Content-Transfer-Encoding: base64\r\n\r\n!\r\n--x--"
        ),
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="\x00"\r\n\r\nabc\r\n--x--\r\n',
    ],
)
def test_a_broken_multipart_body_is_no_bug_of_ours(body: bytes) -> None:
    answer = send(body, "multipart/form-data; boundary=x", path="/v1/test/uploads")

    assert answer.status_code in {201, 400, 500}


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\xff"]
)
def test_multipart_without_a_boundary_is_malformed(kind: str) -> None:
    answer = send(b"--x--", kind, path="/v1/test/uploads")

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed_multipart")


def test_a_field_sent_twice_is_malformed() -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc\r\n'

    answer = send(part * 2 + b"--x--\r\n", "multipart/form-data; boundary=x", path="/v1/test/uploads")

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed_multipart")


def test_too_many_files_are_too_large() -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="f%d"; filename="a"\r\n\r\nabc\r\n'
    body = b"".join(part % number for number in range(11)) + b"--x--\r\n"

    answer = send(body, "multipart/form-data; boundary=x", path="/v1/test/uploads")

    assert (answer.status_code, answer.json()["code"]) == (413, "request_too_large")


def test_a_class_whose_method_has_no_scope_does_not_start() -> None:
    with pytest.raises(ImproperlyConfigured):

        class Open(PartnerView):
            def get(self) -> None:
                """Forgotten."""

    with pytest.raises(ImproperlyConfigured):

        class Misspelt(PartnerView):
            scopes = {"GET": "customer:read"}

            def get(self) -> None:
                """Misspelt."""


def test_without_a_token_there_is_a_challenge() -> None:
    answer = Client().get(THINGS)

    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
    assert answer["WWW-Authenticate"] == 'Bearer realm="gatehouse"'


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Bearer x y", "bearer nonsense", "Bearer \xfc", "Basic eDp5", "Token x"]
)
def test_a_crooked_authorization_header_is_refused(header: str) -> None:
    answer = Client().get(THINGS, headers={"Authorization": header})

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer ")


def test_a_token_in_the_query_string_is_not_looked_at() -> None:
    token = factories.token(factories.partner())

    assert Client().get(f"{THINGS}?access_token={token}").status_code == 401


def test_a_session_of_the_dashboard_opens_nothing_here() -> None:
    client = Client()
    client.force_login(factories.officer())

    assert client.get(THINGS).status_code == 401


def test_a_token_without_the_scope_is_refused_and_told_which() -> None:
    token = factories.token(factories.partner(), "customers:read")

    answer = Client().post(THINGS, headers={"Authorization": f"Bearer {token}"})

    assert (answer.status_code, answer.json()["code"]) == (403, "insufficient_scope")
    assert answer["WWW-Authenticate"] == (
        'Bearer realm="gatehouse", error="insufficient_scope", scope="customers:write"'
    )


@pytest.mark.parametrize("method", ["DELETE", "PUT", "OPTIONS", "TRACE", "NONSENSE"])
def test_a_method_that_is_not_there_is_405_with_those_that_are(method: str) -> None:
    answer = send(b"", method=method)

    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer["Allow"] == "GET, POST, PATCH, HEAD"


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "nonsense", "", "application/json;q=0"])
def test_the_answer_is_json_whatever_is_accepted(accept: str) -> None:
    answer = send(b"", method="GET", Accept=accept)

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")


@pytest.mark.parametrize("query", ["?a=%00", "?%00=a", "?a=1&a=%00"])
def test_a_nul_in_the_query_is_refused(query: str) -> None:
    answer = send(b"", method="GET", path=THINGS + query)

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed_query")


def test_a_bug_of_ours_says_nothing_but_where_to_look() -> None:
    answer = send(b'{"name": "bug"}', X_Request_ID="my-id-1")

    assert answer.status_code == 500
    assert answer.json() == {
        "type": "urn:gatehouse:problem:internal_error",
        "title": "Something went wrong on our side.",
        "status": 500,
        "detail": "Something went wrong on our side.",
        "code": "internal_error",
        "request_id": "my-id-1",
    }


def test_one_partner_sees_nothing_of_another() -> None:
    mine, other = factories.partner(), factories.partner(name="Other")
    factories.token(other)

    answer = Client().get(THINGS, headers={"Authorization": f"Bearer {factories.token(mine)}"})

    assert len(answer.json()["data"]) == 1


def test_answers_are_not_kept_by_caches() -> None:
    assert send(b"", method="GET")["Cache-Control"] == "no-store"
