"""The allow list: which pairs are silent, by whose word and until when; and taking one off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from compliance.cases import services
from compliance.dashboard.answers import asked
from compliance.dashboard.officers import officer_of
from compliance.dashboard.paging import page
from compliance.kernel.ids import parse_id
from compliance.policy import services as policies
from screening import selectors as screening

_REASONS = {
    services.OffTheList.NEW_FACTS: "New facts about either side",
    services.OffTheList.IN_DOUBT: "In doubt that they are two",
    services.OffTheList.BY_MISTAKE: "Put on the list by mistake",
}


@login_required
@require_GET
def allowed(request: HttpRequest) -> HttpResponse:
    wanted = asked(request, "customer")
    owner = parse_id("cus", wanted) if wanted else None
    shown = page(request, screening.allowed_pairs(owner_id=owner, at=timezone.now()))
    words = policies.current().reasons.get("allow_pair", {})
    context = {
        "page": shown,
        "lines": [(pair, words.get(pair.reason, pair.reason)) for pair in shown.object_list],
        "customer": wanted,
        "reasons": [(str(code), text) for code, text in _REASONS.items()],
    }
    return render(request, "dashboard/allowed.html", context)


@login_required
@require_POST
def disallow(request: HttpRequest, pair: str) -> HttpResponse:
    reason = request.POST.get("reason", "")
    if reason not in _REASONS:
        messages.error(request, "Choose why the pair is taken off. Nothing was changed.")
        return redirect("dashboard:allowed")
    services.disallow(
        pair_id=parse_id("alw", pair),
        reason=services.OffTheList(reason),
        officer=officer_of(request),
        at=timezone.now(),
    )
    messages.success(request, "Taken off the allow list. What it answered is asked about again.")
    return redirect("dashboard:allowed")
