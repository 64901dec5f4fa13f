"""Every address there is: closed without a token, closed without the scope, and nothing open by accident."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from compliance.kernel.ids import new_id, public_id
from compliance.partners.views import PartnerView
from tests import factories

OPEN = frozenset(
    ["oauth/token", ".well-known/oauth-authorization-server", "openapi.yaml", "docs", "healthz", "readyz", "metrics"]
)
"""What needs neither a token nor a session."""
PREFIXES = {
    "customer": "cus", "document": "doc", "person": "per", "payment": "pay", "endpoint": "whe", "delivery": "dlv",
}  # fmt: skip


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for item in (resolver or get_resolver()).url_patterns:
        route = prefix + str(item.pattern)
        if isinstance(item, URLResolver):
            yield from routes(item, route)
        else:
            yield route, item


API = [(route, item) for route, item in routes() if route.startswith("v1/")]
CALLS = [
    pytest.param(route, method, id=f"{method} {route}")
    for route, item in API
    for method in getattr(getattr(item.callback, "view_class", None), "scopes", {})
]


def address(route: str) -> str:
    """A path that matches `route`, with well-formed ids of nothing."""

    def value(match: re.Match[str]) -> str:
        kind, _, name = match[1].rpartition(":")
        if kind == "int":
            return "1"
        return public_id(PREFIXES.get(name.removesuffix("_id"), "cus"), new_id())

    return "/" + re.sub(r"<([^>]+)>", value, route)


def call(method: str, path: str, token: str | None) -> tuple[int, dict[str, str], str]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = Client(raise_request_exception=False).generic(method, path, b"{}", "application/json", headers=headers)
    return answer.status_code, dict(answer.json() if answer.content else {}), answer["Content-Type"]


def test_there_are_routes_to_look_at() -> None:
    assert len(CALLS) >= 5


@pytest.mark.parametrize(("route", "item"), API, ids=[route for route, _ in API])
def test_each_route_under_v1_is_a_partner_view_with_a_name(route: str, item: URLPattern) -> None:
    view = getattr(item.callback, "view_class", None)

    assert view is not None
    assert issubclass(view, PartnerView)
    assert item.name
    assert not route.endswith("/")


@pytest.mark.django_db
@pytest.mark.parametrize(("route", "method"), CALLS)
def test_each_call_is_closed_without_a_token(route: str, method: str) -> None:
    status, body, kind = call(method, address(route), None)

    assert (status, body["code"], kind) == (401, "not_authenticated", "application/problem+json")


@pytest.mark.django_db
@pytest.mark.parametrize(("route", "method"), CALLS)
def test_each_call_is_closed_without_its_scope(route: str, method: str) -> None:
    view = next(item.callback.view_class for path, item in API if path == route)  # type: ignore[attr-defined]
    others = sorted({"customers:read", "payments:write", "events:read"} - {view.scopes[method]})

    status, body, kind = call(method, address(route), factories.token(factories.partner(), *others))

    assert (status, body["code"], kind) == (403, "insufficient_scope", "application/problem+json")


@pytest.mark.django_db
@pytest.mark.parametrize(("route", "method"), [param for param in CALLS if "<" in str(param.values[0])])
def test_ids_of_nothing_and_of_the_wrong_form_are_not_found(route: str, method: str) -> None:
    """404, or a problem with the body that is looked at first; the gate, closed on any doubt, 403 or 503."""
    token = factories.token(factories.partner())
    for path in (address(route), "/" + re.sub(r"<[^>]+>", "nonsense", route), "/" + re.sub(r"<[^>]+>", "%00", route)):
        status, body, _ = call(method, path, token)

        assert status in ({403, 404, 503} if "access" in route else {400, 404, 415, 422}), (path, body)
        assert method != "GET" or status != 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "route", sorted({route for route, _ in routes() if not route.startswith(("v1/", "admin/"))} - OPEN)
)
def test_every_other_page_sends_a_stranger_to_the_door(route: str) -> None:
    """The dashboard: a redirect to the sign-in page, or that page itself."""
    answer = Client().get(address(route))

    assert answer.status_code in {200, 302, 403, 404, 405}
    assert answer.status_code != 200 or b"password" in answer.content or "assets" in route
