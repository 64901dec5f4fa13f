"""The policy: what is in force, what is proposed, and publishing it, which takes a second officer."""

from collections.abc import Iterator
from difflib import unified_diff

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from compliance.dashboard.answers import sentence
from compliance.dashboard.officers import officer_of
from compliance.kernel.errors import DomainError
from compliance.policy import lookbacks, selectors, services
from compliance.policy.models import PolicyVersion
from screening import selectors as screening
from screening.services import MATCHER_VERSION


@login_required
@require_GET
def policy(request: HttpRequest) -> HttpResponse:
    number = services.current().version
    named = screening.matcher_not_named()
    context = {
        "row": selectors.version(number),
        "versions": selectors.versions(),
        "waiting": selectors.waiting(),
        "named": named,
        "at_hand": MATCHER_VERSION,
        "report": lookbacks.on_matcher(MATCHER_VERSION, against=number) if named else None,
    }
    return render(request, "dashboard/policy.html", context)


@login_required
@require_GET
def version(request: HttpRequest, version: int) -> HttpResponse:
    """One version beside the one in force."""
    row = selectors.version(version)
    if row is None:
        raise services.UnknownPolicy
    waits = row.version in {one.version for one in selectors.waiting()}
    context = {
        "row": row,
        "waits": waits,
        "in_force": services.current().version,
        "changes": list(_changes(services.text(), row)),
        "own": row.proposed_by_id == officer_of(request).pk,
        "seen": services.lookback(version=row.version, at=timezone.now()) if waits else "",
        "report": lookbacks.newest(row.version),
    }
    return render(request, "dashboard/policy_version.html", context)


def _changes(in_force: str, row: PolicyVersion) -> Iterator[tuple[str, str]]:
    """(kind, line): `added`, `removed`, `place`, or nothing for a line that stays."""
    kinds = {"+": "added", "-": "removed", "@": "place"}
    lines = list(unified_diff(in_force.splitlines(), row.content.splitlines(), lineterm="", n=2))
    for line in lines[2:]:
        yield kinds.get(line[:1], ""), line


@login_required
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """The form; a document with mistakes comes back with them."""
    if request.method == "GET":
        return render(request, "dashboard/policy_propose.html", {"content": services.text()})
    content = request.POST.get("content", "").replace("\r\n", "\n").replace("\x00", "")
    try:
        row = services.propose(content=content, officer=officer_of(request), at=timezone.now())
    except DomainError as error:
        context = {"content": content, "mistake": sentence(error)}
        return render(request, "dashboard/policy_propose.html", context, status=error.status)
    messages.success(request, f"Version {row.version} is proposed. Another officer has to publish it.")
    return redirect("dashboard:policy_version", version=row.version)


@login_required
@require_POST
def publish(request: HttpRequest, version: int) -> HttpResponse:
    try:
        services.publish(version=version, officer=officer_of(request), at=timezone.now())
        messages.success(request, f"Version {version} is in force.")
    except services.UnknownPolicy:
        raise
    except DomainError as error:
        messages.error(request, sentence(error))
    return redirect("dashboard:policy_version", version=version)
