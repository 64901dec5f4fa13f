"""The lists: how they stand, what each version changed, each entry with its whole record; and the rescreening."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from compliance.cases import selectors as cases
from compliance.dashboard import presenting, titled
from compliance.dashboard.answers import asked, show
from compliance.dashboard.paging import page
from compliance.policy import services as policies
from screening import entries
from screening import selectors as screening
from screening.entries import What
from screening.selectors import ListStatus, UnknownVersion


@login_required
@require_GET
def lists(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    limits = policies.current().stale_list_hours
    status = cases.rescreening(now)
    known = sorted(titled.lists(now), key=lambda one: (not one.alarm, one.number is None, one.title))
    context = {
        "lists": [(one, limits.get(one.source), presenting.remedy(one)) for one in known],
        "runs": cases.recent_runs(),
        "status": status,
        "part": round(100 * status.done / status.total) if status.total else 0,
        "age": presenting.span(now - status.oldest_screened_at) if status.oldest_screened_at else "",
    }
    return show(request, page="dashboard/lists.html", part="dashboard/rescreening.html", context=context)


@login_required
@require_GET
def one(request: HttpRequest, source: str) -> HttpResponse:
    """A list with all its versions, and what of the one in force could not be read."""
    now = timezone.now()
    status = _status(source)
    context = {
        "list": status,
        "limit": policies.current().stale_list_hours.get(source),
        "remedy": presenting.remedy(status),
        "age": presenting.span(timedelta(hours=status.age_hours)) if status.age_hours is not None else "",
        "page": page(request, screening.versions(source=source)),
        "now": now,
    }
    return render(request, "dashboard/list.html", context)


def _status(source: str) -> ListStatus:
    """Raises UnknownVersion for a list that nobody knows."""
    for status in titled.lists(timezone.now()):
        if status.source == source:
            return status
    raise UnknownVersion


@login_required
@require_GET
def delta(request: HttpRequest, source: str, number: int) -> HttpResponse:
    """What a version added, changed field by field, or removed; a page at a time, and searched by name or id."""
    version = entries.version(source=source, number=number)
    if version is None:
        raise UnknownVersion
    counts = {What.ADDED: version.added, What.CHANGED: version.changed, What.REMOVED: version.removed}
    fullest = max(counts, key=lambda what: counts[what])
    asked_what = request.GET.get("what", "")
    what = What(asked_what) if asked_what in set(What) else fullest
    wanted = asked(request)
    shown = page(request, entries.delta_rows(version=version, what=what, containing=wanted))
    context = {
        "list": _status(source),
        "version": version,
        "counts": counts.items(),
        "what": what,
        "q": wanted,
        "page": shown,
        "lines": entries.delta_lines(version=version, what=what, rows=shown.object_list),
    }
    return show(request, page="dashboard/delta.html", part="dashboard/delta_rows.html", context=context)


@login_required
@require_GET
def entry(request: HttpRequest, source: str, ref: str) -> HttpResponse:
    """All that its publisher says of the party, and has said."""
    seen = entries.entry(source=source, ref=ref)
    context = {"seen": seen, "list": _status(source), "names": entries.ordered(seen.record.names)}
    return render(request, "dashboard/entry.html", context)
