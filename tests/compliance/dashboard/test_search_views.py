"""Looking somebody up: the hits, the comparison, and the line that it leaves."""

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client

from compliance.audit.models import Event
from compliance.kernel.ids import HOUSE
from compliance.partners.models import Officer
from tests import factories
from tests.compliance.dashboard.desks import desk
from tests.screening import lists

pytestmark = pytest.mark.django_db
ANTON = "DOB 12 Mar 1968; nationality Russia; Passport 530284117 (Russia); a.k.a. 'DROVA'."


@pytest.fixture
def listed(tmp_path: Path) -> None:
    factories.policy()
    lists.sync(tmp_path, [lists.row(1, "DROVANIK, Anton", ANTON), lists.row(2, "DROVANIK, Antoni")])


def _search(client: Client, **query: str) -> str:
    return client.get(f"/search?{urlencode(query)}").content.decode()


def _searches() -> list[Event]:
    return list(Event.objects.filter(chain=HOUSE, kind="screening.searched").order_by("seq"))


def test_the_hits_are_shown_best_first_with_score_band_and_what_tells_namesakes_apart(listed: None) -> None:
    page = _search(desk(), q="Anton Drovanik", birth_date="1968-03-12")

    assert page.index("ofac_sdn:1") < page.index("ofac_sdn:2")
    assert "born 1968-03-12" in page
    assert '<span class="tag bad">Strong</span>' in page
    assert "Looked up in OFAC" in page
    assert "/search/compare?q=Anton+Drovanik&amp;birth_date=1968-03-12&amp;entry=ofac_sdn%3A1" in page


def test_a_search_leaves_who_looked_and_counts_and_no_name(listed: None) -> None:
    client = desk("olga")

    _search(client, q="Anton Drovanik", kind="person")

    [event] = _searches()
    assert event.actor == f"officer:{Officer.objects.get(username='olga').pk}"
    assert event.subject.startswith("scr_")
    facts = json.loads(event.facts)
    assert (facts["queries"], facts["lists"]) == (1, {"ofac_sdn": 1})
    assert "Anton" not in event.facts


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({}, "Whom are you looking for?"),
        ({"q": "A"}, "Whom are you looking for?"),
        ({"q": "Zebulon Quackenbush"}, "Nobody like this."),
        ({"q": "Anton Drovanik", "birth_date": "1968-13-01"}, "Birth date: YYYY"),
        ({"q": "Anton Drovanik", "threshold": "7"}, "Threshold: 0.4 to 1"),
        ({"q": "Anton Drovanik", "kind": "vessel"}, "Try fewer particulars"),
        ({"q": "Ant\x00on Drovanik", "list": "nowhere", "kind": "robot", "country": "ZZ"}, "ofac_sdn:1"),
        ({"q": "<script>alert(1)</script>"}, "&lt;script&gt;"),
    ],
)
def test_an_empty_page_says_what_to_do_next(listed: None, query: dict[str, str], says: str) -> None:
    assert says in _search(desk(), **query)


def test_what_is_not_looked_up_leaves_no_line(listed: None) -> None:
    client = desk()

    for query in ({"q": ""}, {"q": "Anton Drovanik", "threshold": "x"}):
        _search(client, **query)

    assert _searches() == []


def test_without_a_list_nobody_is_called_clear() -> None:
    factories.policy()

    page = _search(desk(), q="Anton Drovanik")

    assert "No list is loaded." in page
    assert "Nobody like this" not in page
    assert _searches() == []


def test_the_filters_and_the_threshold_count(listed: None) -> None:
    client = desk()

    strict = _search(client, q="Anton Drovanik", threshold="0.99", birth_date="1990")
    other = _search(client, q="Anton Drovanik", list="ofac_sdn", country="RU")

    assert "ofac_sdn:1" not in strict
    assert "ofac_sdn:1" in other
    assert '<option value="RU" selected>' in other


def test_htmx_gets_the_rows_alone(listed: None) -> None:
    rows = desk().get("/search?q=Anton+Drovanik", headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in rows
    assert "ofac_sdn:1" in rows


def _compare(query: dict[str, str]) -> tuple[int, str]:
    answer = desk().get(f"/search/compare?{urlencode(query)}")
    return answer.status_code, answer.content.decode()


def test_the_comparison_marks_the_letters_that_differ_and_explains_every_reason(listed: None) -> None:
    asked = {"q": "Anton Drovanic", "birth_date": "1968", "country": "RU", "entry": "ofac_sdn:1"}

    status, page = _compare(asked)

    assert status == 200
    assert "Drovani<mark>c</mark>" in page
    assert "DROVANI<mark>K</mark>" in page
    assert "The names are alike" in page
    assert '<span class="differs">same</span>' in page
    assert "/lists/ofac_sdn/entries/1" in page
    assert "/search?q=Anton+Drovanic" in page


def test_whoever_is_nothing_like_the_entry_is_told_so(listed: None) -> None:
    status, page = _compare({"q": "Zebulon Quackenbush", "entry": "ofac_sdn:1"})

    assert status == 200
    assert "no likeness" in page or "Clear" in page


@pytest.mark.parametrize("entry", ["", "ofac_sdn", "ofac_sdn:99", "nowhere:1", "ofac_sdn:<b>"])
def test_an_entry_that_never_was_is_a_page_that_says_so(listed: None, entry: str) -> None:
    status, page = _compare({"q": "Anton Drovanik", "entry": entry})

    assert status == 404
    assert "There is no such entry" in page
