"""`POST /v1/screenings` as a partner's engineer meets it."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from compliance.audit.models import Event
from compliance.partners.models import Partner
from screening.models import Match
from tests import factories
from tests.screening import lists

pytestmark = pytest.mark.django_db


def _post(owner: Partner, body: dict[str, Any], *scopes: str) -> Any:
    headers = {"Authorization": f"Bearer {factories.token(owner, *scopes)}"}
    return Client().post("/v1/screenings", body, content_type="application/json", headers=headers)


def test_a_screening_answers_with_hits_and_leaves_counts_in_the_trail(tmp_path: Path) -> None:
    factories.policy()
    lists.sync(tmp_path, [lists.row(1, "DROVANIK, Anton", "DOB 12 Mar 1968; nationality Russia.")])
    owner = factories.partner()

    answer = _post(owner, {"name": "Anton Drovanik", "kind": "person", "birth_date": "1968-03-12", "country": "RU"})

    assert answer.status_code == 200
    body = answer.json()
    assert body["lists"] == [{"source": "ofac_sdn", "version": 1}]
    assert [(hit["entry"], hit["score"]) for hit in body["hits"]] == [("ofac_sdn:1", 1.0)]
    event = Event.objects.get(chain=owner.pk)
    assert (event.kind, event.subject) == ("screening.answered", body["id"])
    assert json.loads(event.facts) == {"hits": 1, "lists": {"ofac_sdn": 1}}
    assert Match.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"kind": "robot"}, "kind"),
        ({"birth_date": "1968-02-30"}, "birth_date"),
        ({"country": "XX"}, "country"),
        ({"nationality": "RU"}, "nationality"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_recorded(change: dict[str, str], field: str) -> None:
    owner = factories.partner()

    answer = _post(owner, {"name": "Anton Drovanik", "kind": "person"} | change)

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert not Event.objects.filter(chain=owner.pk).exists()


def test_a_token_without_the_scope_may_not_screen() -> None:
    answer = _post(factories.partner(), {"name": "Anton Drovanik", "kind": "person"}, "customers:read")

    assert answer.status_code == 403


def test_without_a_list_the_answer_is_that_nobody_can_be_screened() -> None:
    factories.policy()

    answer = _post(factories.partner(), {"name": "Anton Drovanik", "kind": "person"})

    assert (answer.status_code, answer.json()["code"]) == (503, "no_list_in_force")
