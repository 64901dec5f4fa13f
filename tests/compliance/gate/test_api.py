"""The two doors of the gate: for the engineer, and for the proxy, which is never given a 5xx."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client
from django.utils import timezone

from compliance.kernel.ids import public_id
from onboarding.models import Customer
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer() -> Customer:
    return factories.payer(at=timezone.now())


@pytest.fixture
def bearer(customer: Customer) -> dict[str, str]:
    return {"Authorization": f"Bearer {factories.token(customer.partner, 'access:read')}"}


def cus(customer: Customer) -> str:
    return public_id("cus", customer.pk)


def question(customer: Customer, **words: str) -> dict[str, str]:
    given = {"Customer": cus(customer), "Capability": "pay_out", **words}
    return {f"X-Gatehouse-{name}": value for name, value in given.items()}


def test_the_engineer_sees_what_a_customer_may_do(client: Client, customer: Customer, bearer: dict[str, str]) -> None:
    answer = client.get(f"/v1/customers/{cus(customer)}/access", headers=bearer)

    assert answer.status_code == 200
    body = answer.json()
    assert body["customer"] == cus(customer)
    assert body["reason"] is None
    assert [(one["capability"], one["allowed"]) for one in body["capabilities"]] == [
        ("pay_out", True),
        ("pay_in", True),
        ("refund", True),
        ("hold", True),
    ]
    assert body["capabilities"][0]["limits"]["EUR"] == 1_500_000


def test_a_restricted_customer_may_only_hold(client: Client, customer: Customer, bearer: dict[str, str]) -> None:
    Customer.objects.update(status="restricted")

    body = client.get(f"/v1/customers/{cus(customer)}/access", headers=bearer).json()

    assert [one["capability"] for one in body["capabilities"] if one["allowed"]] == ["hold"]
    assert body["reason"] == "not_available"


@pytest.mark.parametrize("path", ["/v1/customers/{}/access", "/v1/access?customer={}&capability=hold"])
def test_another_partners_customer_stays_unseen(client: Client, customer: Customer, path: str) -> None:
    stranger = {"Authorization": f"Bearer {factories.token(factories.partner(name='Other'))}"}

    answer = client.get(path.format(cus(customer)), headers=stranger)

    assert answer.status_code == (404 if "customers" in path else 403)
    assert cus(customer) not in answer.content.decode()


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/v1/access", "/v1/access/some/payments?customer=cus_x&capability=hold"])
def test_the_proxy_is_answered_whatever_method_and_path_it_passes_on(
    client: Client, customer: Customer, bearer: dict[str, str], method: str, path: str
) -> None:
    answer = getattr(client, method)(path, headers={**bearer, **question(customer, Amount="1000", Currency="EUR")})

    assert answer.status_code == 200
    assert answer.content == b""
    assert answer["X-Gatehouse-Policy"] == "1"
    assert answer["Cache-Control"] == "no-store"


def test_the_question_may_stand_in_the_query(client: Client, customer: Customer, bearer: dict[str, str]) -> None:
    query = {"customer": cus(customer), "capability": "pay_out", "amount": "1500001", "currency": "EUR"}

    answer = client.get("/v1/access", query, headers=bearer)

    assert answer.status_code == 403
    assert answer.json()["reason"] == "limit_exceeded"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"Customer": ""}, "customer_not_permitted"),
        ({"Customer": "cus_0"}, "customer_not_permitted"),
        ({"Customer": "doc_00000000000000000000000000"}, "customer_not_permitted"),
        ({"Capability": ""}, "customer_not_permitted"),
        ({"Capability": "everything"}, "customer_not_permitted"),
        ({"Amount": "1000"}, "customer_not_permitted"),
        ({"Currency": "EUR"}, "malformed_question"),
        ({"Amount": "-5", "Currency": "EUR"}, "malformed_question"),
        ({"Amount": "1e3", "Currency": "EUR"}, "malformed_question"),
        ({"Amount": "9" * 5000, "Currency": "EUR"}, "malformed_question"),
        ({"Amount": "١٠", "Currency": "EUR"}, "malformed_question"),
        ({"Amount": "1000", "Currency": "euro"}, "customer_not_permitted"),
        ({"Amount": "0", "Currency": "EUR"}, "customer_not_permitted"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_as_a_403(
    client: Client, customer: Customer, bearer: dict[str, str], words: dict[str, str], code: str
) -> None:
    answer = client.get("/v1/access", headers={**bearer, **question(customer, **words)})

    assert answer.status_code == 403
    assert answer.json()["code"] == code


def test_a_query_cannot_overrule_the_header_that_the_proxy_sets(
    client: Client, customer: Customer, bearer: dict[str, str]
) -> None:
    Customer.objects.update(status="restricted")
    other = factories.customer(of=customer.partner, status="verified", reference="other")
    factories.rating(other)

    answer = client.get(f"/v1/access?customer={cus(other)}", headers={**bearer, **question(customer)})

    assert answer.status_code == 403
    assert answer.json()["code"] == "malformed_question"


def test_no_token_is_a_401_and_no_scope_a_403(client: Client, customer: Customer) -> None:
    wrong = {"Authorization": f"Bearer {factories.token(customer.partner, 'payments:read')}"}

    assert client.get("/v1/access", headers=question(customer)).status_code == 401
    assert client.get("/v1/access", headers={**question(customer), "Authorization": "Bearer x"}).status_code == 401
    assert client.get("/v1/access", headers={**question(customer), **wrong}).status_code == 403


@contextmanager
def failing(error: Exception, *, words: str = "") -> Iterator[None]:
    """Every statement that holds `words` fails."""

    def fail(execute: Any, sql: str, *rest: Any) -> Any:
        if words in sql:
            raise error
        return execute(sql, *rest)

    with connection.execute_wrapper(fail):
        yield


@pytest.mark.parametrize("words", ["", "screening_watchlist", "policy_policyversion", "oauth2_provider"])
@pytest.mark.parametrize("error", [OperationalError("down"), RuntimeError("a bug"), KeyError("another")])
def test_whatever_fails_the_proxy_gets_a_403(
    client: Client, customer: Customer, bearer: dict[str, str], words: str, error: Exception
) -> None:
    with failing(error, words=words):
        answer = client.get("/v1/access", headers={**bearer, **question(customer)})

    assert answer.status_code == 403
    assert answer.json()["reason"] == "temporarily_unavailable"


def test_with_the_store_down_the_engineer_gets_a_503(
    client: Client, customer: Customer, bearer: dict[str, str]
) -> None:
    with failing(OperationalError("down"), words="screening_watchlist"):
        answer = client.get(f"/v1/customers/{cus(customer)}/access", headers=bearer)

    assert answer.status_code == 503
    assert answer.json()["code"] == "temporarily_unavailable"


def test_the_door_asks_the_database_twice(
    client: Client, customer: Customer, bearer: dict[str, str], django_assert_num_queries: Any
) -> None:
    client.get("/v1/access", headers={**bearer, **question(customer)})

    with django_assert_num_queries(2):
        client.get("/v1/access", headers={**bearer, **question(customer)})
