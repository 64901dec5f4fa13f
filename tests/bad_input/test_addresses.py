"""Ids, cursors, headers and methods that are none, and everything of another partner: the same 404 as nothing."""

import json

import pytest

from compliance.kernel.ids import new_id, public_id
from compliance.partners.models import IdempotentRequest
from tests import factories
from tests.bad_input.scene import CALLS, Call, Scene, assert_problem, filled, fingerprint, picture
from tests.bad_input.test_bodies import send
from tests.compliance.test_routes import API

pytestmark = pytest.mark.django_db
READS = (
    "customers/{draft}",
    "customers/{draft}/requirements",
    "customers/{draft}/documents",
    "customers/{draft}/people",
    "customers/{draft}/checks",
    "customers/{draft}/events",
    "customers/{ready}/challenges",
    "customers/{draft}/access",
    "payments/{payment}",
    "webhook-endpoints/{endpoint}",
    "webhook-endpoints/{endpoint}/deliveries",
)
LISTS = ("customers", "payments", "webhook-endpoints", "customers/{draft}/documents", "customers/{draft}/people",
         "customers/{draft}/checks", "customers/{draft}/events", "customers/{ready}/challenges",
         "webhook-endpoints/{endpoint}/deliveries")  # fmt: skip
UPLOAD = "customers/{draft}/documents"
SINGLE = ("watchlist",)
FRAMES = "customers/{ready}/challenges/{challenge}/frames"
UPLOADS = (Call("POST", UPLOAD), Call("POST", FRAMES), Call("PUT", "watchlist"))
WITH_ID = tuple(call for call in CALLS if "{" in call.route)
PLACES = {"draft": "cus", "ready": "cus", "payer": "cus", "person": "per", "payment": "pay", "endpoint": "whe"}


def wrong_ids(scene: Scene, place: str) -> list[str]:
    real = scene.ids[place]
    prefix, body = real.split("_")
    other = "whe" if prefix == "cus" else "cus"
    return [
        f"{other}_{body}", real.upper(), real + "0", real[:-1], body, prefix + "_", "_" * 30, real.replace("_", "-"),
        "%00", real + "%00", "%0A" + real, real + "%20", "%F0%9F%92%A9", "%FF%FE", "..%2F..", "8" * 300, "-1", "null",
        "z" + real[1:], f"{prefix}_8{body[1:]}", f"{prefix}_{'i' * 26}", public_id(prefix, new_id()), "*",
        "' OR 1=1 --",
    ]  # fmt: skip


@pytest.mark.parametrize("route", READS)
def test_reading_what_is_not_there_is_a_404(scene: Scene, route: str) -> None:
    place = route.partition("{")[2].partition("}")[0]
    before = fingerprint()

    for wrong in wrong_ids(scene, place):
        answer = scene.send("GET", scene.path(route, **{place: wrong}))
        assert_problem(answer, (404, "not_found"))
    assert fingerprint() == before


@pytest.mark.parametrize("call", WITH_ID, ids=str)
def test_changing_what_is_not_there_is_a_404(scene: Scene, call: Call) -> None:
    before = fingerprint()
    body = filled(scene, call.body)

    for place in [name for name in PLACES if f"{{{name}}}" in call.route]:
        for wrong in wrong_ids(scene, place):
            path = scene.path(call.route, **{place: wrong})
            sent = scene.send(call.method, path, "" if body is None else json.dumps(body))
            assert_problem(sent, (404, "not_found"))
            assert fingerprint() == before, path


def test_another_partner_s_objects_are_not_there(scene: Scene) -> None:
    """Every route, with every scope: 404, empty lists, a closed gate; and a row of nobody's has changed."""
    stranger = Scene(other := factories.partner(name="Other"), factories.token(other), scene.ids)
    before = fingerprint()

    for route in READS:
        assert_problem(stranger.send("GET", stranger.path(route)), (404, "not_found"))
    for route in ("customers", "payments", "webhook-endpoints", "events"):
        assert stranger.send("GET", f"/v1/{route}").json()["data"] == []
    for ask in (
        f"payments?customer={scene.ids['payer']}",
        f"events?subject={scene.ids['payer']}",
        "customers?reference=u-1",
    ):
        answer = stranger.send("GET", f"/v1/{ask}")
        assert answer.status_code == 404 or answer.json()["data"] == [], ask
    for call in WITH_ID:
        assert_problem(send(stranger, call, filled(scene, call.body)), (404, "not_found"))
    assert_problem(stranger.upload(stranger.path(UPLOAD), file=picture(), kind="registry_extract"), (404, "not_found"))
    frames = {f"frame_{place}": picture() for place in range(1, 6)}
    assert_problem(stranger.upload(stranger.path(FRAMES), **frames), (404, "not_found"))
    payment = next(call for call in CALLS if call.route == "payments")
    assert_problem(send(stranger, payment, filled(scene, payment.body)), (404, "not_found"))
    gate = stranger.send("GET", f"/v1/access?customer={scene.ids['payer']}&capability=pay_out")
    assert_problem(gate, (403, "customer_not_permitted"))
    assert fingerprint() == before


def test_the_walk_above_misses_no_route() -> None:
    shapes = {(method, scenes_shape(route)) for route, item in API for method in item.callback.view_class.scopes}  # type: ignore[attr-defined]
    walked = {("GET", scenes_shape(f"v1/{route}")) for route in (*READS, *LISTS, *SINGLE, "events")}
    walked |= {(call.method, scenes_shape(f"v1/{call.route}")) for call in (*CALLS, *UPLOADS)}

    assert {one for one in shapes if not one[1].startswith("v1/access")} == walked


def scenes_shape(route: str) -> str:
    return "/".join("*" if part[0] in "<{" else part for part in route.split("/"))


@pytest.mark.parametrize("route", LISTS)
@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("limit=0", "invalid_limit"),
        ("limit=-1", "invalid_limit"),
        ("limit=101", "invalid_limit"),
        ("limit=1.5", "invalid_limit"),
        ("limit=", "invalid_limit"),
        ("limit=٣", "invalid_limit"),
        ("limit=" + "9" * 5000, "invalid_limit"),
        ("cursor=", "invalid_cursor"),
        ("cursor=sesame", "invalid_cursor"),
        ("cursor=a.b", "invalid_cursor"),
        ("cursor=%F0%9F%92%A9.x", "invalid_cursor"),
        ("cursor=" + "x" * 5000, "invalid_cursor"),
        ("cursor=%00", "malformed_query"),
        ("%00=1", "malformed_query"),
        ("unheard=%00", "malformed_query"),
    ],
)
def test_a_wrong_query_is_a_400(scene: Scene, route: str, query: str, code: str) -> None:
    assert_problem(scene.send("GET", f"{scene.path(route)}?{query}"), (400, code))


@pytest.mark.parametrize("query", ["status=sesame", "reference=sesame", "status=%FF", "reference=" + "x" * 3000])
def test_a_filter_that_nothing_passes_is_an_empty_list(scene: Scene, query: str) -> None:
    answer = scene.send("GET", f"/v1/customers?{query}")

    assert (answer.status_code, answer.json()["data"]) == (200, [])


@pytest.mark.parametrize(
    ("header", "status", "code"),
    [
        ("sesame", 400, "malformed_if_match"),
        ("1", 400, "malformed_if_match"),
        ('"1"', 400, "malformed_if_match"),
        ('"r-1"', 400, "malformed_if_match"),
        ('"r1", "r2"', 400, "malformed_if_match"),
        ('"r' + "9" * 500 + '"', 400, "malformed_if_match"),
        ('W/"r1"', 412, "stale_revision"),
        ('"r999"', 412, "stale_revision"),
        ('"r0"', 412, "stale_revision"),
    ],
)
@pytest.mark.parametrize("call", [call for call in CALLS if call.method == "PATCH"], ids=str)
def test_a_wrong_if_match_changes_nothing(scene: Scene, call: Call, header: str, status: int, code: str) -> None:
    before = fingerprint()

    assert_problem(send(scene, call, filled(scene, call.body), If_Match=header), (status, code))
    assert fingerprint() == before


@pytest.mark.parametrize("key", ["", '""', "with blank", "x" * 256, "ключ", "a\tb", '"open', "\x7f"])
@pytest.mark.parametrize(
    "call", [call for call in CALLS if call.method == "POST" and call.route != "screenings"], ids=str
)
def test_a_wrong_idempotency_key_is_a_400(scene: Scene, call: Call, key: str) -> None:
    before = fingerprint()

    answer = send(scene, call, filled(scene, call.body), Idempotency_Key=key)

    assert_problem(answer, (400, "idempotency_key_malformed"))
    assert fingerprint() == before
    assert IdempotentRequest.objects.count() == 0


def test_a_payment_needs_a_key(scene: Scene) -> None:
    before = fingerprint()

    assert_problem(scene.send("POST", "/v1/payments", b"{}"), (400, "idempotency_key_missing"))
    assert fingerprint() == before


def test_a_key_that_was_used_for_something_else_is_refused(scene: Scene) -> None:
    customers, payment = CALLS[0], next(call for call in CALLS if call.route == "payments")
    assert send(scene, payment, filled(scene, payment.body)).status_code == 202
    before = fingerprint()

    answer = send(scene, customers, customers.body, Idempotency_Key="k-1")

    assert_problem(answer, (422, "idempotency_key_reused"))
    assert fingerprint() == before


@pytest.mark.parametrize("route", sorted({*READS, *LISTS, *(call.route for call in CALLS)}))
def test_other_methods_and_addresses_are_problems(scene: Scene, route: str) -> None:
    before = fingerprint()
    known = {call.method for call in (*CALLS, *UPLOADS) if call.route == route}
    known |= {"GET", "HEAD"} if route in (*READS, *LISTS, *SINGLE) else set()

    for method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"} - known:
        answer = scene.send(method, scene.path(route))
        assert answer.status_code == 405, method
        if method != "HEAD":
            assert_problem(answer, (405, "method_not_allowed"))
    for path in (scene.path(route) + "/", scene.path(route) + "/nothing/at/all"):
        assert_problem(scene.send("POST", path), (404, "not_found"), (405, "method_not_allowed"))
    assert fingerprint() == before


@pytest.mark.parametrize("route", [*READS, *LISTS, *SINGLE])
def test_head_is_get_without_the_body(scene: Scene, route: str) -> None:
    answer = scene.send("HEAD", scene.path(route))

    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Bearer sesame", "Basic c2VzYW1l", "Bearer " + "x" * 5000, "Bearer \xff", "sesame"],
)
def test_a_wrong_token_is_a_401_everywhere(scene: Scene, header: str) -> None:
    before = fingerprint()

    for call in CALLS:
        answer = send(scene, call, filled(scene, call.body), Authorization=header)
        problem = assert_problem(answer)
        assert (answer.status_code, problem["code"] in {"not_authenticated", "invalid_token"}) == (401, True)
        assert answer["WWW-Authenticate"].startswith("Bearer")
    assert fingerprint() == before


def test_a_token_in_the_query_is_none(scene: Scene) -> None:
    answer = scene.send("GET", f"/v1/customers?access_token={scene.token}", Authorization="")

    assert_problem(answer, (401, "not_authenticated"))
