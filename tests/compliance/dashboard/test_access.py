"""Who gets in, and what a browser may keep."""

from uuid import UUID

import pytest
from django.test import Client

from compliance.dashboard import urls
from compliance.kernel.ids import public_id
from compliance.partners.models import Officer
from onboarding.models import Customer
from tests import factories
from tests.compliance.cases import scenes
from tests.compliance.dashboard.desks import case_url, customer_url, desk

pytestmark = pytest.mark.django_db
OPEN = {"login"}
PLACES = {"<int:version>": "1", "<int:number>": "1", "<slug:source>": "un", "<path:ref>": "QDi.001"}
PREFIX = {"case": "case", "proposal": "prp", "customer": "cus", "document": "doc", "pair": "alw"}

NOBODY = UUID("01932c07-f3a0-7000-8000-000000000001")


def _addresses() -> list[str]:
    """Every address of the workbench with some id in it, but those that are open to everybody."""
    return [_filled(str(pattern.pattern)) for pattern in urls.urlpatterns if pattern.name not in OPEN]


def _filled(route: str) -> str:
    for name, prefix in PREFIX.items():
        route = route.replace(f"<str:{name}>", public_id(prefix, NOBODY))
    for place, value in PLACES.items():
        route = route.replace(place, value)
    return "/" + route


@pytest.mark.parametrize("address", _addresses())
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_sees_or_does_anything_without_signing_in(address: str, method: str) -> None:
    answer = getattr(Client(), method)(address)

    if address == "/logout":
        assert answer.status_code in {302, 405}
        return
    assert answer.status_code == 302
    assert answer["Location"].startswith("/login?next=")


def test_an_officer_signs_in_and_out() -> None:
    factories.policy()
    factories.officer("olga")
    client = Client()

    wrong = client.post("/login", {"username": "olga", "password": "wrong"})
    right = client.post("/login", {"username": "olga", "password": "correct horse battery"})
    queue = client.get("/")
    out = client.post("/logout")

    assert b"do not match" in wrong.content
    assert (right.status_code, right["Location"]) == (302, "/")
    assert b"olga" in queue.content
    assert (out.status_code, out["Location"]) == (302, "/login")
    assert client.get("/").status_code == 302


def test_signing_out_by_a_link_does_nothing() -> None:
    factories.policy()
    client = desk()

    assert client.get("/logout").status_code == 405
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_signing_in_leads_nowhere_else(target: str) -> None:
    factories.officer("olga")

    answer = Client().post("/login", {"username": "olga", "password": "correct horse battery", "next": target})

    assert answer["Location"] == "/"


def test_signing_in_leads_back_to_the_page_that_was_asked_for() -> None:
    factories.officer("olga")

    answer = Client().post("/login", {"username": "olga", "password": "correct horse battery", "next": "/lists"})

    assert answer["Location"] == "/lists"


def test_a_suspended_officer_is_out_at_once() -> None:
    factories.policy()
    client = desk("olga")
    Officer.objects.filter(username="olga").update(is_active=False)

    assert client.get("/").status_code == 302


def test_a_table_that_refreshes_after_the_session_sends_the_whole_window_to_the_sign_in() -> None:
    answer = Client().get("/login?next=/", headers={"HX-Request": "true"})

    assert answer["HX-Redirect"] == "/login?next=/"
    assert answer.content == b""


def test_no_browser_keeps_what_an_officer_saw(matched: Customer) -> None:
    client = desk()

    for address in ("/", "/customers", "/trail", case_url(matched), customer_url(matched)):
        assert client.get(address)["Cache-Control"] == "no-store, private", address


def test_no_page_lets_a_stranger_s_script_run(matched: Customer) -> None:
    policy = desk().get(case_url(matched))["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy


def test_no_look_changes_anything(matched: Customer, seen: Customer) -> None:
    client, before = desk(), scenes.state()

    for customer in (matched, seen):
        assert client.get(case_url(customer)).status_code == 200
        assert client.get(customer_url(customer)).status_code == 200
    for address in ("/", "/customers", "/search", "/lists", "/trail", "/policy", "/policy/1", "/policy/propose"):
        assert client.get(address).status_code == 200, address
    for address in (f"{case_url(matched)}/propose", f"{case_url(matched)}/assign"):
        assert client.get(address).status_code == 405

    assert scenes.state() == before


def test_a_form_from_elsewhere_is_refused_as_a_page(matched: Customer) -> None:
    desk()
    strict, before = Client(enforce_csrf_checks=True), scenes.state()
    strict.force_login(Officer.objects.get(username="maker"))

    answer = strict.post(f"{case_url(matched)}/assign", {"take": "1"})

    assert answer.status_code == 403
    assert b"This form is no longer valid" in answer.content
    assert scenes.state() == before


def test_records_cannot_be_changed_by_anybody(matched: Customer) -> None:
    boss = Officer.objects.create_superuser(username="boss", password="correct horse battery")
    client, before = Client(), scenes.state()
    client.force_login(boss)
    index = client.get("/admin/").content.decode()

    for model, key in (("onboarding/customer", matched.pk), ("cases/case", matched.cases.get().pk)):
        page = client.get(f"/admin/{model}/{key}/change/")
        assert page.status_code == 200
        assert 'name="_save"' not in page.content.decode()
        assert client.post(f"/admin/{model}/{key}/change/", {"status": "verified"}).status_code == 403
        assert client.post(f"/admin/{model}/{key}/delete/", {"post": "yes"}).status_code == 403
        assert client.get(f"/admin/{model}/add/").status_code == 403

    assert "gatehouse/admin.css" in index
    assert scenes.state() == before


def test_the_records_site_offers_nothing_to_write() -> None:
    boss = Officer.objects.create_superuser(username="boss", password="correct horse battery")
    client = Client()
    client.force_login(boss)

    index = client.get("/admin/").content.decode()

    assert "addlink" not in index
    assert "changelink" not in index
    assert "viewlink" in index
