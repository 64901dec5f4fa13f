"""Errors as RFC 9457 answers, and as pages for people."""

import json

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.db import OperationalError
from django.http import Http404
from django.test import Client, RequestFactory
from rest_framework import exceptions
from rest_framework.exceptions import ErrorDetail

from compliance import problems
from compliance.kernel.errors import DomainError


class Unpaid(DomainError):
    code = "unpaid"
    status = 402
    title = "Something is owed."


def test_a_domain_error_becomes_its_problem() -> None:
    answer = problems.answer(Unpaid("Pay first.", owed=3, status="tampered"), {})

    assert answer is not None
    assert (answer.status_code, answer["Content-Type"]) == (402, "application/problem+json")
    assert json.loads(answer.content) == {
        "type": "urn:gatehouse:problem:unpaid",
        "title": "Something is owed.",
        "status": 402,
        "detail": "Pay first.",
        "code": "unpaid",
        "owed": 3,
        "request_id": "",
    }


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Http404("Jane Roe"), 404, "not_found"),
        (PermissionDenied("Jane Roe"), 403, "forbidden"),
        (RequestDataTooBig("Jane Roe"), 413, "request_too_large"),
        (TooManyFieldsSent("Jane Roe"), 400, "malformed_request"),
        (OperationalError("Jane Roe"), 503, "temporarily_unavailable"),
        (exceptions.ParseError("Jane Roe"), 400, "malformed_request"),
        (exceptions.NotFound("Jane Roe"), 404, "not_found"),
        (exceptions.UnsupportedMediaType("Jane Roe"), 415, "unsupported_media_type"),
        (exceptions.MethodNotAllowed("Jane Roe"), 405, "method_not_allowed"),
        (exceptions.Throttled(3), 429, "rate_limited"),
    ],
)
def test_a_library_s_error_becomes_a_problem_without_its_words(error: Exception, status: int, code: str) -> None:
    answer = problems.answer(error, {})

    assert answer is not None
    assert (answer.status_code, json.loads(answer.content)["code"]) == (status, code)
    assert "Jane Roe" not in answer.content.decode()


def test_who_comes_too_often_is_told_when_to_come_again() -> None:
    answer = problems.answer(exceptions.Throttled(2.2), {})

    assert answer is not None
    assert answer["Retry-After"] == "3"


def test_a_bug_is_not_answered_here() -> None:
    assert problems.answer(RuntimeError("ours"), {}) is None


def test_nested_errors_are_named_by_their_path() -> None:
    detail = {
        "name": [ErrorDetail("Needed.", "required")],
        "lines": [{}, {"city": [ErrorDetail("Long.", "max_length")]}],
        "address": {"non_field_errors": [ErrorDetail("Odd.", "odd")]},
        "kind": [ErrorDetail('"Jane Roe" is no choice.', "invalid_choice")],
    }

    assert list(problems.field_errors(detail)) == [
        {"field": "name", "code": "required", "detail": "Needed."},
        {"field": "lines.1.city", "code": "max_length", "detail": "Long."},
        {"field": "address", "code": "odd", "detail": "Odd."},
        {"field": "kind", "code": "invalid_choice", "detail": "Not one of the allowed values."},
    ]


@pytest.mark.parametrize(
    "path", ["/v1", "/v1/", "/v1/nothing", "/oauth/nothing", "/v1/customers/", "/.well-known/nothing"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_program_gets_a_problem_where_there_is_nothing(path: str, method: str) -> None:
    answer = Client().generic(method, path)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["title"] == "There is nothing at this address."


def test_a_person_gets_a_page_where_there_is_nothing() -> None:
    answer = Client().get("/nothing<script>")

    assert (answer.status_code, answer["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert b"There is nothing at this address." in answer.content
    assert b"<script>" not in answer.content


@pytest.mark.parametrize(("path", "kind"), [("/v1/x", "application/problem+json"), ("/x", "text/html; charset=utf-8")])
def test_each_of_the_framework_s_own_errors_has_its_answer(path: str, kind: str) -> None:
    request = RequestFactory().get(path)
    answers = [
        problems.bad_request(request, SuspiciousOperation("Jane Roe")),
        problems.forbidden(request, PermissionDenied("Jane Roe")),
        problems.not_found(request, Http404("Jane Roe")),
        problems.server_error(request),
    ]

    assert [answer.status_code for answer in answers] == [400, 403, 404, 500]
    assert {answer["Content-Type"] for answer in answers} == {kind}
    assert not any(b"Jane Roe" in answer.content for answer in answers)


def test_a_host_that_we_are_not_gets_a_400() -> None:
    answer = Client().get("/v1/x", headers={"Host": "evil.example"})

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed_request")
