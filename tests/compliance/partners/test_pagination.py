"""Pages and entity tags."""

from typing import Any

import pytest
from django.test import Client

from compliance.partners.models import Credential, Partner
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.compliance.partners.sample")]
THINGS = "/v1/test/things"


def get(token: str, path: str = THINGS, method: str = "GET", **headers: str) -> Any:
    given = {"Authorization": f"Bearer {token}"} | {name.replace("_", "-"): value for name, value in headers.items()}
    return Client().generic(method, path, b"{}" if method == "PATCH" else b"", "application/json", headers=given)


@pytest.fixture
def owner() -> Partner:
    owner = factories.partner()
    for number in range(7):
        Credential.objects.create(partner=owner, name=str(number))
    return owner


@pytest.fixture
def token(owner: Partner) -> str:
    return factories.token(owner)


def test_the_pages_hold_everything_once_newest_first(token: str) -> None:
    seen, cursor, pages = [], "", 0
    while pages == 0 or cursor:
        body = get(token, f"{THINGS}?limit=3" + (f"&cursor={cursor}" if cursor else "")).json()
        seen += body["data"]
        cursor, pages = body["next_cursor"], pages + 1

    assert (seen, pages) == (["", "6", "5", "4", "3", "2", "1", "0"], 3)


def test_a_page_that_is_just_full_has_no_next_one(token: str) -> None:
    assert get(token, f"{THINGS}?limit=8").json()["next_cursor"] is None


def test_what_is_added_meanwhile_moves_no_page(owner: Partner, token: str) -> None:
    first = get(token, f"{THINGS}?limit=3").json()
    Credential.objects.create(partner=owner, name="new")

    second = get(token, f"{THINGS}?limit=3&cursor={first['next_cursor']}").json()

    assert second["data"] == ["4", "3", "2"]


@pytest.mark.parametrize("limit", ["0", "-1", "101", "1000", "x", "", "1.5", "٣", "9" * 5000])
def test_a_limit_out_of_range_is_refused(token: str, limit: str) -> None:
    answer = get(token, f"{THINGS}?limit={limit}")

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_limit")


@pytest.mark.parametrize("cursor", ["", "x", "1", "1.x", "%FF", "a" * 5000])
def test_a_cursor_that_we_did_not_make_is_refused(token: str, cursor: str) -> None:
    answer = get(token, f"{THINGS}?cursor={cursor}")

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_cursor")


def test_a_cursor_of_another_partner_is_refused(token: str) -> None:
    cursor = get(token, f"{THINGS}?limit=1").json()["next_cursor"]

    answer = get(factories.token(factories.partner(name="Other")), f"{THINGS}?cursor={cursor}")

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_cursor")


@pytest.mark.parametrize(
    ("header", "status", "code"),
    [
        (None, 200, None),
        ("*", 200, None),
        ('"r3"', 200, None),
        (' "r3" ', 200, None),
        ('"r2"', 412, "stale_revision"),
        ('W/"r3"', 412, "stale_revision"),
        ('"r3", "r4"', 400, "malformed_if_match"),
        ("r3", 400, "malformed_if_match"),
        ('"3"', 400, "malformed_if_match"),
        ('"r' + "9" * 16 + '"', 400, "malformed_if_match"),
    ],
)
def test_a_change_is_meant_for_one_revision(token: str, header: str | None, status: int, code: str | None) -> None:
    answer = get(token, method="PATCH", **({"If-Match": header} if header else {}))

    assert answer.status_code == status
    assert answer.json().get("code") == code
    assert status != 200 or answer["ETag"] == '"r4"'


@pytest.mark.parametrize(
    ("header", "status"),
    [('"r7"', 304), ('W/"r7"', 304), ('"r6", "r7"', 304), ("*", 304), ('"r6"', 200), ("nonsense", 200), ("", 200)],
)
def test_what_is_known_already_is_not_sent_again(token: str, header: str, status: int) -> None:
    answer = get(token, f"{THINGS}/one", **{"If-None-Match": header})

    assert (answer.status_code, answer["ETag"]) == (status, '"r7"')
    assert (answer.content == b"") is (status == 304)


def test_a_partner_s_own_limit_is_in_every_answer_and_holds(token: str, settings: Any) -> None:
    settings.PARTNER_REQUESTS_PER_MINUTE = 2

    first, second, third = (get(token) for _ in range(3))

    assert (first["RateLimit-Policy"], first["RateLimit"]) == ('"partner";q=2;w=60', '"partner";r=1;t=30')
    assert second.status_code == 200
    assert (third.status_code, third.json()["code"], third["Retry-After"] in {"29", "30"}) == (
        429,
        "rate_limited",
        True,
    )
    assert third["RateLimit"] == '"partner";r=0;t=60'


def test_a_second_credential_gives_no_second_quota(owner: Partner, token: str, settings: Any) -> None:
    settings.PARTNER_REQUESTS_PER_MINUTE = 2

    answers = [get(token), get(factories.token(owner)), get(factories.token(owner))]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
