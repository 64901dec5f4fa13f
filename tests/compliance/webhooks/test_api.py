"""Webhook endpoints, deliveries and events over REST."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from compliance.audit import services as audit
from compliance.audit.models import Event
from compliance.kernel.actors import system
from compliance.kernel.ids import new_id, public_id
from compliance.partners.models import Partner
from compliance.webhooks.models import Delivery, Endpoint
from compliance.webhooks.services import deliveries
from tests import factories

pytestmark = pytest.mark.django_db
URL = "https://acme.example/hooks"


class Caller:
    def __init__(self, partner: Partner) -> None:
        self.partner = partner
        self._client = Client()
        self._token = factories.token(partner)

    def __call__(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        given = {"Authorization": f"Bearer {self._token}", **{name.replace("_", "-"): v for name, v in headers.items()}}
        send = getattr(self._client, method)
        if body is None:
            return send(f"/v1/{path}", headers=given)
        return send(f"/v1/{path}", body, content_type="application/json", headers=given)


@pytest.fixture
def call() -> Caller:
    return Caller(factories.partner())


def happen(partner: Partner, kind: str, subject: str = "cus_1") -> str:
    with transaction.atomic():
        event = audit.record(
            partner_id=partner.pk, kind=kind, subject=subject, actor=system("t"), facts={"a": 1}, at=timezone.now()
        )
    return public_id("evt", event.pk)


def test_an_endpoint_is_made_shown_changed_and_deleted_and_its_secret_shown_once(call: Caller) -> None:
    made = call("post", "webhook-endpoints", {"url": URL, "kinds": ["customer.verified"]})
    path = f"webhook-endpoints/{made.json()['id']}"

    assert made.status_code == 201
    assert made.json()["secret"].startswith("whsec_")
    shown = call("get", path)
    assert "secret" not in shown.json()
    assert shown.json() == {name: value for name, value in made.json().items() if name != "secret"}
    assert (shown["ETag"], call("get", path, if_none_match='"r1"').status_code) == ('"r1"', 304)

    changed = call("patch", path, {"enabled": False}, if_match='"r1"')
    assert (changed.status_code, changed.json()["enabled"], changed.json()["disabled_reason"]) == (
        200,
        False,
        "partner",
    )
    assert call("patch", path, {"enabled": True}, if_match='"r1"').status_code == 412

    assert [one["id"] for one in call("get", "webhook-endpoints").json()["data"]] == [made.json()["id"]]
    assert call("delete", path).status_code == 204
    assert call("get", path).status_code == 404
    assert call("get", "webhook-endpoints").json() == {"data": [], "next_cursor": None}


def test_the_same_key_makes_one_endpoint_and_shows_the_same_secret(call: Caller) -> None:
    first = call("post", "webhook-endpoints", {"url": URL}, idempotency_key="k1")
    second = call("post", "webhook-endpoints", {"url": URL}, idempotency_key="k1")

    assert first.json() == second.json()
    assert Endpoint.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "validation_failed"),
        ({"url": URL, "secret": "mine"}, "validation_failed"),
        ({"url": 7, "kinds": "all"}, "validation_failed"),
        ({"url": "http://acme.example/"}, "endpoint_address_refused"),
        ({"url": "https://127.0.0.1/"}, "endpoint_address_refused"),
        ({"url": "https://[::ffff:169.254.169.254]/"}, "endpoint_address_refused"),
        ({"url": URL, "kinds": ["match.found"]}, "unknown_event_kind"),
    ],
)
def test_a_wrong_endpoint_is_a_422_and_nothing_is_made(call: Caller, body: dict[str, Any], code: str) -> None:
    answer = call("post", "webhook-endpoints", body)

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert Endpoint.objects.count() == 0
    assert Event.objects.count() == 0


def test_another_partners_endpoint_is_not_found_by_any_route(call: Caller) -> None:
    path = f"webhook-endpoints/{call('post', 'webhook-endpoints', {'url': URL}).json()['id']}"
    stranger = Caller(factories.partner(name="Other"))
    before = Event.objects.count()

    for method, rest, body in [
        ("get", "", None),
        ("patch", "", {"enabled": False}),
        ("delete", "", None),
        ("get", "/deliveries", None),
        ("post", "/replay", {"since": "2026-01-01T00:00:00Z"}),
        ("post", "/rotate-secret", {}),
    ]:
        assert stranger(method, path + rest, body).status_code == 404
    assert Event.objects.count() == before


def test_a_rotation_shows_another_secret(call: Caller) -> None:
    made = call("post", "webhook-endpoints", {"url": URL}).json()

    rotated = call("post", f"webhook-endpoints/{made['id']}/rotate-secret", {})

    assert rotated.status_code == 200
    assert rotated.json()["secret"] != made["secret"]
    assert rotated["ETag"] == '"r2"'


def test_deliveries_are_listed_and_replayed(call: Caller) -> None:
    path = f"webhook-endpoints/{call('post', 'webhook-endpoints', {'url': URL}).json()['id']}"
    happened = [happen(call.partner, "customer.submitted"), happen(call.partner, "customer.verified")]
    deliveries.fan_out(at=timezone.now())
    Delivery.objects.filter(event__kind="customer.submitted").update(
        parked_at=timezone.now(), attempts=10, status_code=500, last_error="http_500"
    )

    listed = call("get", f"{path}/deliveries").json()["data"]

    assert set(happened) <= {one["event"] for one in listed}
    failed = next(one for one in listed if one["kind"] == "customer.submitted")
    assert (failed["status"], failed["attempts"], failed["status_code"], failed["error"]) == (
        "failed", 10, 500, "http_500",
    )  # fmt: skip
    early = call("post", f"{path}/replay", {"since": "2020-01-01T00:00:00Z"})
    recent = call("post", f"{path}/replay", {"since": (timezone.now() - timedelta(hours=1)).isoformat()})
    assert (early.status_code, early.json()["code"]) == (422, "replay_too_long")
    assert (recent.status_code, recent.json()) == (202, {"deliveries": 1})


def test_events_show_what_a_partner_may_see_in_order_and_no_facts(call: Caller) -> None:
    first = happen(call.partner, "customer.submitted")
    happen(call.partner, "match.found")
    happen(call.partner, "case.opened")
    other = happen(call.partner, "customer.submitted", "cus_2")
    last = happen(call.partner, "customer.restricted")
    happen(factories.partner(name="Other"), "customer.verified")

    body = call("get", "events").json()

    assert [(one["id"], one["kind"], one["subject"], one["sequence"]) for one in body["data"]] == [
        (first, "customer.submitted", "cus_1", 1),
        (other, "customer.submitted", "cus_2", 1),
        (last, "customer.restricted", "cus_1", 2),
    ]
    assert set(body["data"][0]) == {"id", "kind", "subject", "sequence", "at"}
    assert body["next_cursor"] is None


def test_a_match_and_an_expiry_look_the_same_in_the_events(call: Caller) -> None:
    happen(call.partner, "match.found", "cus_1")
    happen(call.partner, "customer.restricted", "cus_1")
    happen(call.partner, "customer.restricted", "cus_2")

    matched, expired = call("get", "events").json()["data"]

    assert {**matched, "id": "", "at": "", "subject": ""} == {**expired, "id": "", "at": "", "subject": ""}


def test_events_are_read_by_pages_of_one_subject_and_from_any_event_on(call: Caller) -> None:
    ids = [happen(call.partner, "customer.updated") for _ in range(5)]
    happen(call.partner, "customer.updated", "cus_2")

    page = call("get", "events?limit=2&subject=cus_1").json()
    rest = call("get", f"events?subject=cus_1&cursor={page['next_cursor']}").json()

    assert [one["id"] for one in page["data"] + rest["data"]] == ids
    assert [one["sequence"] for one in rest["data"]] == [3, 4, 5]


def test_a_cursor_that_is_no_event_of_this_partner_is_refused(call: Caller) -> None:
    foreign = happen(factories.partner(name="Other"), "customer.verified")
    hidden = happen(call.partner, "match.found")

    for cursor in (foreign, hidden, public_id("evt", new_id()), "7", ""):
        assert call("get", f"events?cursor={cursor}").status_code == 404
    assert call("get", "events?limit=0").status_code == 400
