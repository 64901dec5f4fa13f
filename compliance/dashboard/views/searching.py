"""An officer looks somebody up in the lists, sets them beside an entry, and reads what made the score."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from compliance.dashboard import comparing, drawing, looking, titled
from compliance.dashboard.answers import show
from compliance.dashboard.looking import Lookup
from compliance.dashboard.officers import officer_of
from compliance.kernel.actors import Actor, ActorKind
from compliance.kernel.ids import HOUSE
from compliance.policy import services as policies
from screening import entries, services
from screening.selectors import ListStatus


@login_required
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Each answer leaves a line in the trail: who looked, how many hits, in which versions; no name."""
    statuses = [one for one in titled.lists(timezone.now()) if one.number is not None]
    lookup = _lookup(request, statuses)
    context: dict[str, object] = {
        "lookup": lookup,
        "kinds": looking.KINDS,
        "lists": statuses,
        "countries": looking.countries(),
    }
    if lookup.is_enough and statuses:
        answer = services.search_lists(
            question=lookup.question,
            threshold=lookup.threshold,
            sources=[lookup.source] if lookup.source else None,
            at=timezone.now(),
            actor=Actor(ActorKind.OFFICER, str(officer_of(request).pk)),
        )
        searched = [one for one in statuses if one.source in answer.versions]
        found = {"lines": looking.lines(answer), "found": len(answer.results[0])}
        context |= {"answer": answer, "searched": searched, **found}
    return show(request, page="dashboard/search.html", part="dashboard/search_rows.html", context=context)


@login_required
@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """The one who was looked up beside one entry, at no threshold."""
    statuses = [one for one in titled.lists(timezone.now()) if one.number is not None]
    lookup = _lookup(request, statuses)
    source, _, ref = request.GET.get("entry", "").partition(":")
    seen = entries.entry(source=source, ref=ref)
    compared = entries.compared(question=lookup.question, record=seen.record)
    bands = policies.current().bands(source=source, partner_id=HOUSE)
    context = {
        "lookup": lookup,
        "seen": seen,
        "title": _title(source, statuses),
        "compared": compared,
        "percent": round((compared.score or 0) * 100),
        "band": bands.band(compared.score or 0),
        "pairs": comparing.match_pairs(lookup.side, seen.record, compared.name),
        "weights": drawing.explained(compared.reasons),
    }
    return render(request, "dashboard/compare.html", context)


def _lookup(request: HttpRequest, statuses: list[ListStatus]) -> Lookup:
    usual = policies.current().thresholds.screening_review
    return looking.read(request.GET, usual=usual, sources=[one.source for one in statuses])


def _title(source: str, statuses: list[ListStatus]) -> str:
    return next((one.title for one in statuses if one.source == source), source)
