"""The workbench's main entries, for every page."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

ENTRIES = (
    ("Cases", "dashboard:queue", ("queue", "case")),
    ("Customers", "dashboard:customers", ("customers", "customer")),
    ("Search", "dashboard:search", ("search", "compare")),
    ("Lists", "dashboard:lists", ("lists", "list", "delta", "entry", "allowed")),
    ("Policy", "dashboard:policy", ("policy", "policy_version", "policy_propose")),
    ("Trail", "dashboard:trail", ("trail",)),
)
RECORDS = ("Records", "admin:index", ())


def navigation(request: HttpRequest) -> dict[str, object]:
    """`navigation`: a list of {label, url, current}; empty for whoever is not signed in."""
    return {"navigation": list(_entries(request))}


def _entries(request: HttpRequest) -> Iterator[dict[str, object]]:
    """The raw records are for administrators."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return
    here = request.resolver_match.url_name if request.resolver_match else ""
    for label, name, own in (*ENTRIES, RECORDS) if user.is_staff else ENTRIES:
        yield {"label": label, "url": reverse(name), "current": here in own}
