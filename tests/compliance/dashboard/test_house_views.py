"""Lists, trail, policy: what the house itself does, and what keeps it from doing so."""

from datetime import timedelta

import pytest
from django.utils import timezone

from compliance.audit.models import Event
from compliance.policy import services as policies
from compliance.policy.models import PolicyVersion
from onboarding.models import Customer
from screening.models import Watchlist
from tests import factories
from tests.compliance.dashboard.desks import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def fresh() -> None:
    factories.fresh_lists(at=timezone.now())


def _queue() -> str:
    return desk().get("/").content.decode()


def test_a_house_in_order_says_nothing_about_itself(fresh: None) -> None:
    assert 'class="strip"' not in _queue()


def test_a_list_that_was_refused_or_is_too_old_is_told_at_the_top_of_the_queue(fresh: None) -> None:
    now = timezone.now()
    Watchlist.objects.filter(source="ofac_sdn").update(refused_at=now, refused_code="shrunk", refused_detail="Half.")
    Watchlist.objects.exclude(source="ofac_sdn").update(checked_at=now - timedelta(days=30))

    queue = _queue()

    assert "was refused" in queue
    assert "last confirmed 30 d ago" in queue
    assert "shrunk" in desk().get("/lists").content.decode()


def test_a_list_that_was_never_loaded_closes_the_gate_and_is_told() -> None:
    factories.policy()

    assert "was never loaded: no payment passes the gate." in _queue()
    assert "manage.py watchlist sync ofac_sdn" in desk().get("/lists").content.decode()


def test_the_trail_is_searched_by_subject_and_by_kind(matched: Customer) -> None:
    client = desk()

    assert "case.opened" in client.get("/trail?q=case.op").content.decode()
    assert "customer.created" not in client.get("/trail?q=case.op").content.decode()
    assert "Nothing found." in client.get("/trail?q=nothing%00").content.decode()
    assert "<html" not in client.get("/trail", headers={"HX-Request": "true"}).content.decode()


def _changed() -> str:
    return policies.text().replace("match_fmr = 0.0001", "match_fmr = 0.0002")


def test_two_officers_change_the_policy(fresh: None) -> None:
    maker, checker = desk("maker"), desk("checker")

    answer = maker.post("/policy/propose", {"content": _changed().replace("\n", "\r\n")})
    mine = maker.get("/policy/2").content.decode()
    shown = checker.get("/policy/2").content.decode()

    assert (answer.status_code, answer["Location"]) == (302, "/policy/2")
    assert policies.current().version == 1
    assert "Policy version 2 waits for a second officer." in _queue()
    assert 'action="/policy/2/publish"' not in mine
    assert 'class="removed">-match_fmr = 0.0001' in shown
    assert 'class="added">+match_fmr = 0.0002' in shown
    checker.post("/policy/2/publish")
    assert policies.current().faces.match_fmr == 0.0002
    assert "Version 2" in checker.get("/policy").content.decode()
    assert "was in force" in checker.get("/policy/1").content.decode()


def test_who_proposed_a_policy_cannot_publish_it(fresh: None) -> None:
    maker = desk()
    maker.post("/policy/propose", {"content": _changed()})
    events = Event.objects.count()

    answer = maker.post("/policy/2/publish", follow=True)

    assert "by another officer than the one who proposed it" in answer.content.decode()
    assert policies.current().version == 1
    assert Event.objects.count() == events


@pytest.mark.parametrize("content", ["", "title = ", 'title = "x"\n<script>alert(1)</script>', "\x00"])
def test_a_policy_with_mistakes_comes_back_with_them_and_is_not_stored(fresh: None, content: str) -> None:
    answer = desk().post("/policy/propose", {"content": content})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()
    assert PolicyVersion.objects.count() == 1


@pytest.mark.parametrize("version", [7, 10**30])
def test_an_unknown_policy_is_a_page_that_says_so(fresh: None, version: int) -> None:
    client = desk()

    assert client.get(f"/policy/{version}").status_code == 404
    assert client.post(f"/policy/{version}/publish").status_code == 404


def test_without_a_policy_the_workbench_says_what_is_missing() -> None:
    answer = desk().get("/")

    assert answer.status_code == 503
    assert b"manage.py policy load" in answer.content


def test_an_address_that_is_not_there_is_a_page() -> None:
    answer = desk().get("/nowhere")

    assert answer.status_code == 404
    assert b"There is nothing at this address." in answer.content
