"""`POST /v1/screenings` as a partner's engineer meets it."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from compliance.audit.models import Event
from compliance.kernel.ids import public_id
from compliance.partners.models import Partner
from compliance.policy import services as policies
from compliance.policy.models import PolicyVersion
from screening.matching import MATCHER_VERSION
from screening.models import Match
from tests import factories
from tests.factories import AT
from tests.screening import lists

pytestmark = pytest.mark.django_db
ANTON = {"name": "Anton Drovanik", "kind": "person", "birth_date": "1968-03-12", "country": "RU"}
ASTRID = {"name": "Astrid Solvang", "kind": "person"}


def _post(owner: Partner, body: dict[str, Any], *scopes: str) -> Any:
    headers = {"Authorization": f"Bearer {factories.token(owner, *scopes)}"}
    return Client().post("/v1/screenings", body, content_type="application/json", headers=headers)


@pytest.fixture
def listed(tmp_path: Path) -> None:
    factories.policy()
    lists.sync(tmp_path, [lists.row(1, "DROVANIK, Anton", "DOB 12 Mar 1968; nationality Russia.")])


def test_a_screening_answers_with_hits_and_leaves_counts_in_the_trail(listed: None) -> None:
    owner = factories.partner()

    answer = _post(owner, ANTON)

    assert answer.status_code == 200
    body = answer.json()
    assert (body["lists"], body["matcher"], body["policy"]) == (
        [{"source": "ofac_sdn", "version": 1}],
        MATCHER_VERSION,
        1,
    )
    [hit] = body["hits"]
    assert (hit["entry"], hit["source"], hit["name"]) == ("ofac_sdn:1", "ofac_sdn", "Anton DROVANIK")
    assert hit["band"] == "strong"
    assert hit["reasons"][0]["explanation"].endswith(".")
    assert set(hit) == {
        "entry", "source", "name", "score", "name_score", "evidence_score", "band", "reasons",
    }  # fmt: skip
    event = Event.objects.get(chain=owner.pk)
    assert (event.kind, event.subject) == ("screening.answered", body["id"])
    facts = {"queries": 1, "hits": 1, "lists": {"ofac_sdn": 1}, "policy": 1, "matcher": MATCHER_VERSION}
    assert json.loads(event.facts) == facts
    assert Match.objects.count() == 0


def test_many_queries_are_answered_in_order_under_their_keys_with_one_line_in_the_trail(listed: None) -> None:
    owner = factories.partner()
    queries = [{"key": "b", **ASTRID}, {"key": "a", **ANTON}, {"key": "7", **ASTRID}]

    answer = _post(owner, {"queries": queries})

    body = answer.json()
    assert answer.status_code == 200
    assert [(one["key"], [hit["entry"] for hit in one["hits"]]) for one in body["answers"]] == [
        ("b", []),
        ("a", ["ofac_sdn:1"]),
        ("7", []),
    ]
    assert body["answers"][1]["hits"] == _post(owner, ANTON).json()["hits"]
    event = Event.objects.get(chain=owner.pk, subject=body["id"])
    assert json.loads(event.facts)["queries"] == 3
    assert "Drovanik" not in event.facts


def test_a_hundred_queries_at_once_are_the_most(listed: None) -> None:
    owner = factories.partner()

    most = _post(owner, {"queries": [{"key": str(number), **ASTRID} for number in range(100)]})
    more = _post(owner, {"queries": [{"key": str(number), **ASTRID} for number in range(101)]})

    assert (most.status_code, len(most.json()["answers"])) == (200, 100)
    assert (more.status_code, more.json()["errors"][0]["pointer"]) == (422, "#/queries")
    assert Event.objects.filter(chain=owner.pk).count() == 1


@pytest.mark.parametrize(
    ("queries", "wrong"),
    [
        ([], [("#/queries", "empty")]),
        ("Anton", [("#/queries", "not_a_list")]),
        ([7], [("#/queries/0", "invalid")]),
        ([ASTRID], [("#/queries/0/key", "required")]),
        ([{"key": "", **ASTRID}], [("#/queries/0/key", "blank")]),
        ([{"key": "x" * 65, **ASTRID}], [("#/queries/0/key", "max_length")]),
        ([{"key": "x", **ASTRID}, {"key": "x", **ANTON}], [("#/queries/1/key", "key_twice")]),
        (
            [{"key": "x", **ANTON, "kind": "robot"}, {"key": "y", **ASTRID}, {"key": "z", **ASTRID, "country": "XX"}],
            [("#/queries/0/kind", "invalid_choice"), ("#/queries/2/country", "unknown_country")],
        ),
        ([{"key": "x", **ASTRID, "name": "…"}], [("#/queries/0/name", "no_letters")]),
        ([{"key": "x", **ASTRID, "name": "𒀀𒈾"}], [("#/queries/0/name", "unknown_script")]),
        ([{"key": "x", **ASTRID, "age": 7}], [("#/queries/0/age", "unknown_field")]),
    ],
)
def test_every_mistake_is_told_by_its_place_and_nobody_is_screened(
    listed: None, queries: Any, wrong: list[tuple[str, str]]
) -> None:
    owner = factories.partner()

    answer = _post(owner, {"queries": queries})

    assert answer.status_code == 422
    assert [(error["pointer"], error["code"]) for error in answer.json()["errors"]] == wrong
    assert not Event.objects.filter(chain=owner.pk).exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "--"}, "name"),
        ({"kind": "robot"}, "kind"),
        ({"birth_date": "1968-02-30"}, "birth_date"),
        ({"country": "XX"}, "country"),
        ({"nationality": "RU"}, "nationality"),
        ({"key": "1"}, "key"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_recorded(change: dict[str, str], field: str) -> None:
    owner = factories.partner()

    answer = _post(owner, {"name": "Anton Drovanik", "kind": "person"} | change)

    assert answer.status_code == 422
    assert [(error["field"], error["pointer"]) for error in answer.json()["errors"]] == [(field, f"#/{field}")]
    assert not Event.objects.filter(chain=owner.pk).exists()


def test_one_query_and_many_are_not_mixed(listed: None) -> None:
    answer = _post(factories.partner(), {**ASTRID, "queries": [{"key": "1", **ASTRID}]})

    assert answer.status_code == 422
    assert {error["pointer"] for error in answer.json()["errors"]} == {"#/name", "#/kind"}


def test_a_partner_s_own_threshold_decides_for_it_alone(listed: None) -> None:
    strict, lenient = factories.partner(name="Strict"), factories.partner(name="Lenient")
    name = public_id("par", strict.pk)
    text = policies.text() + f"\n[screening.partners.{name}]\nreview = 1.0\nstrong = 1.0\n"
    PolicyVersion.objects.create(
        version=2, content=text, sha256="2" * 64, shipped=True, proposed_at=AT, published_at=AT
    )
    query = {"name": "Antonn Drovanikk", "kind": "person"}

    assert _post(strict, query).json()["hits"] == []
    assert [hit["entry"] for hit in _post(lenient, query).json()["hits"]] == ["ofac_sdn:1"]


def test_the_line_in_the_trail_is_the_partner_s_own(listed: None) -> None:
    asking, other = factories.partner(name="Asking"), factories.partner(name="Other")

    _post(asking, ANTON)

    assert Event.objects.filter(chain=asking.pk).count() == 1
    assert not Event.objects.filter(chain=other.pk).exists()


def test_who_asks_too_often_is_told_when_to_come_again(listed: None, settings: Any) -> None:
    settings.PARTNER_REQUESTS_PER_MINUTE = 1
    owner = factories.partner()

    first = _post(owner, {"queries": [{"key": "1", **ASTRID}]})
    second = _post(owner, {"queries": [{"key": "1", **ASTRID}]})

    assert (first.status_code, second.status_code, second.json()["code"]) == (200, 429, "rate_limited")
    assert int(second["Retry-After"]) >= 1
    assert Event.objects.filter(chain=owner.pk).count() == 1


def test_a_token_without_the_scope_may_not_screen() -> None:
    answer = _post(factories.partner(), {"name": "Anton Drovanik", "kind": "person"}, "customers:read")

    assert answer.status_code == 403


def test_without_a_list_the_answer_is_that_nobody_can_be_screened() -> None:
    factories.policy()

    answer = _post(factories.partner(), {"name": "Anton Drovanik", "kind": "person"})

    assert (answer.status_code, answer.json()["code"]) == (503, "no_list_in_force")
