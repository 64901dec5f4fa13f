"""Errors as RFC 9457 answers: the only file that knows both `DomainError` and HTTP."""

import json
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from rest_framework import exceptions
from structlog.contextvars import get_contextvars

from compliance.kernel.errors import DomainError

CONTENT_TYPE = "application/problem+json"
TYPE = "urn:gatehouse:problem:"
TITLES = {
    "internal_error": "Something went wrong on our side.",
    "malformed_request": "The request could not be understood.",
    "method_not_allowed": "This method is not allowed here.",
    "not_authenticated": "An access token is needed.",
    "not_found": "There is no such object, or it is not yours.",
    "rate_limited": "Too many requests.",
    "request_too_large": "The request is too large.",
    "temporarily_unavailable": "The service cannot answer at the moment.",
    "unsupported_media_type": "This content type is not accepted here.",
    "validation_failed": "Some fields are missing or wrong.",
}
_CODES = {"throttled": "rate_limited", "parse_error": "malformed_request", "permission_denied": "forbidden"}
_ECHOES = {"invalid_choice": "Not one of the allowed values."}
"""Details that would repeat what was sent, and what is said instead: personal data must not reach a log by them."""


_API = ("/v1/", "/oauth/", "/.well-known/")


def is_api(path: str) -> bool:
    """Whether a program is asking: it gets problems, a person gets pages."""
    return path.startswith(_API) or path == "/v1"


def current_id() -> str:
    """The id of the request, or of the request that sent the task, that is being worked on; empty outside of both."""
    return str(get_contextvars().get("request_id", ""))


def problem(
    *, code: str, status: int, detail: str = "", title: str = "", headers: Mapping[str, str] | None = None, **extra: Any
) -> HttpResponse:
    """An `application/problem+json` answer; `extra` are further members."""
    title = title or TITLES.get(code) or HTTPStatus(status).phrase
    members = {"type": f"{TYPE}{code}", "title": title, "status": status, "detail": detail or title, "code": code}
    body = json.dumps({**members, "request_id": current_id(), **extra, **members}, ensure_ascii=False, default=str)
    headers = {"Cache-Control": "no-store", **(headers or {})}
    return HttpResponse(body, status=status, content_type=CONTENT_TYPE, headers=headers)


_OTHERS: dict[type[Exception], tuple[str, int]] = {
    Http404: ("not_found", 404),
    PermissionDenied: ("forbidden", 403),
    RequestDataTooBig: ("request_too_large", 413),
    TooManyFilesSent: ("request_too_large", 413),
    TooManyFieldsSent: ("malformed_request", 400),
    OperationalError: ("temporarily_unavailable", 503),
}


def answer(exc: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """REST framework's exception handler. None means our bug: raised on, logged, and answered by `server_error`."""
    match exc:
        case DomainError():
            given: dict[str, Any] = {**exc.extra, "code": exc.code, "status": exc.status}
            return problem(**{**given, "title": exc.title, "detail": exc.detail})
        case exceptions.ValidationError():
            errors = [{**error, "pointer": _pointer(error["field"])} for error in field_errors(exc.detail)]
            return problem(code="validation_failed", status=422, errors=errors)
        case exceptions.APIException():
            return _refused(exc)
    code, status = next((answer for kind, answer in _OTHERS.items() if isinstance(exc, kind)), ("", 0))
    headers = {"Retry-After": "5"} if status == 503 else {}
    return problem(code=code, status=status, headers=headers) if code else None


def _refused(exc: exceptions.APIException) -> HttpResponse:
    code = str(exc.default_code)
    headers = {}
    if challenge := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(max(1, round(wait)))
    return problem(code=_CODES.get(code, code), status=exc.status_code, detail=_detail(exc), headers=headers)


def _detail(exc: exceptions.APIException) -> str:
    """The library's own sentences may quote the request; ours never do."""
    ours = not type(exc).__module__.startswith("rest_framework")
    return str(exc.detail) if ours else ""


def field_errors(detail: Any, path: str = "") -> Iterator[dict[str, str]]:
    """One `{"field", "code", "detail"}` per wrong field; `field` is a path (`address.lines.0`), empty for the whole."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            whole = name == "non_field_errors"
            yield from field_errors(inner, path if whole else f"{path}.{name}".lstrip("."))
    elif isinstance(detail, Sequence) and not isinstance(detail, str):
        for place, inner in enumerate(detail):
            nested = isinstance(inner, Mapping | list)
            yield from field_errors(inner, f"{path}.{place}".lstrip(".") if nested else path)
    else:
        code = getattr(detail, "code", "invalid")
        yield {"field": path, "code": code, "detail": _ECHOES.get(code, str(detail))}


def _pointer(field: str) -> str:
    """The field as a JSON pointer in a URI fragment, as RFC 9457 has it in its example: `#/queries/3/birth_date`."""
    places = (place.replace("~", "~0").replace("/", "~1") for place in field.split(".") if place)
    return "#" + "".join(f"/{place}" for place in places)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if not is_api(request.path):
        return _page(request, 400)
    large = isinstance(exception, RequestDataTooBig | TooManyFilesSent)
    return problem(code="request_too_large", status=413) if large else problem(code="malformed_request", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(code="forbidden", status=403) if is_api(request.path) else _page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if not is_api(request.path):
        return _page(request, 404)
    return problem(code="not_found", status=404, title="There is nothing at this address.")


def server_error(request: HttpRequest) -> HttpResponse:
    """Never a word about what happened, only the request id that finds it in the logs."""
    return problem(code="internal_error", status=500) if is_api(request.path) else _page(request, 500)


def _page(request: HttpRequest, status: int) -> HttpResponse:
    """A page that needs neither database nor session: it must work when they do not."""
    context = {"status": status, "phrase": HTTPStatus(status).phrase, "request_id": current_id()}
    return render(None, "problem.html", context, status=status)
