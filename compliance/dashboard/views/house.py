"""What the house itself does: the lists in force and the trail."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from compliance.audit.models import Event
from compliance.cases import selectors as cases
from compliance.dashboard.answers import asked, show
from compliance.dashboard.paging import page
from compliance.policy import services as policies
from screening import selectors as screening


@login_required
@require_GET
def lists(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    limits = policies.current().stale_list_hours
    context = {"lists": [(status, limits.get(status.source)) for status in screening.list_status(at=now)]}
    return render(request, "dashboard/lists.html", context | {"runs": cases.recent_runs()})


@login_required
@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    wanted = asked(request)
    rows = Event.objects.order_by("-at", "-id")
    if wanted:
        rows = rows.filter(subject=wanted) | rows.filter(kind__startswith=wanted)
    context = {"page": page(request, rows), "q": wanted}
    return show(request, page="dashboard/trail.html", part="dashboard/trail_rows.html", context=context)
