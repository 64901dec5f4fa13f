"""What the house itself does: the trail."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from compliance.audit.models import Event
from compliance.dashboard.answers import asked, show
from compliance.dashboard.paging import page


@login_required
@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    wanted = asked(request)
    rows = Event.objects.order_by("-at", "-id")
    if wanted:
        rows = rows.filter(subject=wanted) | rows.filter(kind__startswith=wanted)
    context = {"page": page(request, rows), "q": wanted}
    return show(request, page="dashboard/trail.html", part="dashboard/trail_rows.html", context=context)
