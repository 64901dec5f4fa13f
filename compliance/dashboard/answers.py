"""How the workbench answers: a page or the part that htmx asks for, refusals as pages, nothing kept by browsers."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from compliance.kernel.errors import DomainError
from compliance.problems import current_id, is_api


class Answers:
    """Middleware: a `DomainError` that a page raises becomes a page; what shows customers is not stored anywhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        if request.resolver_match and request.resolver_match.app_name in {"dashboard", "admin"}:
            response["Cache-Control"] = "no-store, private"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DomainError) or is_api(request.path):
            return None
        return refusal(status=exception.status, title=sentence(exception))


def sentence(error: DomainError) -> str:
    """What was refused and, where the error says more than its class, why."""
    return error.title if error.detail == error.title else f"{error.title} {error.detail}"


def refusal(*, status: int, title: str) -> HttpResponse:
    """A page that needs neither database nor session."""
    context = {"status": status, "title": title, "request_id": current_id()}
    return render(None, "problem.html", context, status=status)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW: the form is from an older session, or from somewhere else."""
    return refusal(status=403, title="This form is no longer valid. Nothing was changed: go back, reload, try again.")


def show(request: HttpRequest, *, page: str, part: str, context: Mapping[str, Any]) -> HttpResponse:
    """`part` alone where htmx swaps it in, else the whole `page`, also when htmx restores one from the history."""
    htmx = getattr(request, "htmx", None)
    swapped = htmx is not None and bool(htmx) and not htmx.history_restore_request
    response = render(request, part if swapped else page, {**context, "swapped": swapped})
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return response


def asked(request: HttpRequest, name: str = "q", longest: int = 120) -> str:
    """What was typed into a search field, as a store can take it: PostgreSQL knows no NUL."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:longest]
