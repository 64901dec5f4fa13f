"""Customers: found by id, reference or status; one with all that is known; and the pictures they sent."""

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from compliance.dashboard import files, pictures
from compliance.dashboard.answers import asked, show
from compliance.dashboard.paging import page
from compliance.kernel.ids import UnknownId, parse_id
from onboarding import selectors as onboarding
from onboarding.models import Customer, Status


@login_required
@require_GET
def customers(request: HttpRequest) -> HttpResponse:
    wanted, status = asked(request), request.GET.get("status", "")
    rows = Customer.objects.select_related("partner").order_by("-id")
    if status in Status.values:
        rows = rows.filter(status=status)
    if wanted:
        rows = rows.filter(_named(wanted))
    context = {"page": page(request, rows), "q": wanted, "status": status, "statuses": Status.choices}
    return show(request, page="dashboard/customers.html", part="dashboard/customers_rows.html", context=context)


def _named(wanted: str) -> Q:
    try:
        return Q(pk=parse_id("cus", wanted))
    except UnknownId:
        return Q(reference__icontains=wanted)


@login_required
@require_GET
def customer(request: HttpRequest, customer: str) -> HttpResponse:
    found = onboarding.customer_by_id(customer_id=parse_id("cus", customer))
    return render(request, "dashboard/customer.html", {"file": files.customer_page(found)})


def _box(text: str) -> pictures.Box | None:
    """`x,y,width,height` in pixels; anything else shows the whole picture."""
    numbers = text.split(",")
    if len(numbers) != 4 or not all(number.isascii() and number.isdigit() and len(number) < 6 for number in numbers):
        return None
    x, y, width, height = map(int, numbers)
    return x, y, width, height


@login_required
@require_GET
def picture(request: HttpRequest, customer: str, document: str) -> HttpResponse:
    """The sealed picture, opened for this one answer; no browser or proxy keeps it."""
    media_type, content = pictures.picture(
        customer_id=parse_id("cus", customer),
        document_id=parse_id("doc", document),
        box=_box(request.GET.get("box", "")),
    )
    headers = {
        "Content-Disposition": "inline",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=media_type, headers=headers)
