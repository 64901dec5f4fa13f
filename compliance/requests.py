"""The request id: made or accepted at the door, in every log line, and with every task into the workers.

The same door measures each request and turns away bodies that nobody would read.
"""

import re
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import structlog
from celery.signals import before_task_publish, task_prerun
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from structlog.contextvars import bind_contextvars, clear_contextvars

from compliance import health, metrics
from compliance.partners.parsers import MULTIPART_OVERHEAD
from compliance.problems import current_id, is_api, problem

HEADER = "X-Request-ID"
PROBES = {"/healthz": health.healthz, "/readyz": health.readyz}
TASK_HEADER = "gatehouse_request_id"
_SAFE = re.compile(r"[A-Za-z0-9._-]{1,64}")
_log = structlog.get_logger("compliance.requests")


class RequestContext:
    """The outermost middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        clear_contextvars()
        request_id = accepted_id(request.headers.get(HEADER, "")) or uuid4().hex
        bind_contextvars(request_id=request_id)
        started = time.perf_counter()
        try:
            response = _probed(request) or _unreadable(request) or self._get_response(request)
            response[HEADER] = request_id
            _note(request, response, time.perf_counter() - started)
            return response
        finally:
            clear_contextvars()


def accepted_id(given: str) -> str:
    """The caller's own id where it is at most 64 harmless characters, else nothing."""
    return given if _SAFE.fullmatch(given) else ""


def route_of(request: HttpRequest) -> str:
    """The pattern that matched, not the path: metrics must not grow with the ids that are asked for."""
    return str(request.resolver_match.route) if request.resolver_match else "none"


def _probed(request: HttpRequest) -> HttpResponse | None:
    """A probe asks by address: it is answered before Django would refuse the host name."""
    probe = PROBES.get(request.path)
    if probe is None:
        return None
    request.resolver_match = resolve(request.path)
    return probe(request)


def _unreadable(request: HttpRequest) -> HttpResponse | None:
    """A body without a length is not read by WSGI and would pass for an empty one; a huge one is not read at all."""
    declared = request.META.get("CONTENT_LENGTH") or ""
    if not is_api(request.path):
        return None
    if request.META.get("HTTP_TRANSFER_ENCODING") and not declared:
        return problem(code="length_required", status=411, title="Send the body with a Content-Length.")
    if declared and not (declared.isascii() and declared.isdigit()):
        return problem(code="malformed_request", status=400)
    if declared and int(declared) > settings.MAX_UPLOAD_BYTES + MULTIPART_OVERHEAD:
        return problem(code="request_too_large", status=413)
    return None


def _note(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    route, status = route_of(request), response.status_code
    metrics.count_request(route=route, method=str(request.method), status=status, seconds=seconds)
    _log.info("request", method=request.method, route=route, status=status, duration_ms=round(seconds * 1000, 1))


@before_task_publish.connect
def _send_id(headers: dict[str, Any] | None = None, **_: object) -> None:
    if headers is not None and current_id():
        headers.setdefault(TASK_HEADER, current_id())


@task_prerun.connect
def _receive_id(task: Any = None, task_id: str = "", **_: object) -> None:
    clear_contextvars()
    bind_contextvars(task=task.name, task_id=task_id)
    if sent := accepted_id(str(getattr(task.request, TASK_HEADER, None) or "")):
        bind_contextvars(request_id=sent)
