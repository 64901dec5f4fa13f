"""POST and GET /v1/payments: what is accepted, refused, repeated and not understood."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from compliance.audit.models import Event
from compliance.kernel.ids import new_id, public_id
from compliance.payments.models import Payment
from onboarding.models import Customer
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer() -> Customer:
    return factories.payer(at=timezone.now())


class Caller:
    def __init__(self, client: Client, token: str) -> None:
        self._client = client
        self._token = token

    def post(self, body: object, *, key: str | None = "key-1") -> Any:
        headers = {"Authorization": f"Bearer {self._token}"}
        if key is not None:
            headers["Idempotency-Key"] = key
        return self._client.post("/v1/payments", body, content_type="application/json", headers=headers)

    def get(self, path: str) -> Any:
        return self._client.get(path, headers={"Authorization": f"Bearer {self._token}"})


@pytest.fixture
def caller(client: Client, customer: Customer) -> Caller:
    return Caller(client, factories.token(customer.partner))


def body(of: Customer, /, **changes: Any) -> dict[str, Any]:
    given = {
        "customer": public_id("cus", of.pk),
        "direction": "pay_out",
        "amount": {"minor": 1000, "currency": "EUR"},
        "reference": "invoice-7",
    }
    return given | changes


def test_a_payment_of_a_verified_customer_is_accepted(caller: Caller, customer: Customer) -> None:
    answer = caller.post(body(customer))

    payment = Payment.objects.get()
    assert answer.status_code == 202
    assert answer.json() == {
        "id": public_id("pay", payment.pk),
        "customer": public_id("cus", customer.pk),
        "direction": "pay_out",
        "amount": {"minor": 1000, "currency": "EUR"},
        "reference": "invoice-7",
        "status": "accepted",
        "created_at": payment.created_at.isoformat(),
    }
    assert answer["Location"] == f"/v1/payments/{public_id('pay', payment.pk)}"
    assert caller.get(answer["Location"]).json() == answer.json()


def test_the_same_key_pays_once(caller: Caller, customer: Customer) -> None:
    first, second = caller.post(body(customer)), caller.post(body(customer))

    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json() == second.json()
    assert Payment.objects.count() == 1


def test_without_a_key_nothing_is_paid(caller: Caller, customer: Customer) -> None:
    answer = caller.post(body(customer), key=None)

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")
    assert Payment.objects.count() == 0


def test_a_refusal_is_neutral_and_stays_in_the_trail_once(caller: Caller, customer: Customer) -> None:
    Customer.objects.update(status="restricted")

    answers = [caller.post(body(customer)), caller.post(body(customer))]

    for answer in answers:
        assert answer.status_code == 403
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["code"] == "customer_not_permitted"
        assert answer.json()["reason"] == "not_available"
        assert answer.json()["detail"] == "This is not available to the customer."
    assert Payment.objects.count() == 0
    assert Event.objects.filter(kind="payment.refused").count() == 1


def test_a_customer_of_nobody_and_of_another_partner_are_not_found(
    client: Client, caller: Caller, customer: Customer
) -> None:
    stranger = Caller(client, factories.token(factories.partner(name="Other")))

    nobody = caller.post(body(customer, customer=public_id("cus", new_id())))
    foreign = stranger.post(body(customer))

    assert (nobody.status_code, foreign.status_code) == (404, 404)
    assert nobody.json()["detail"] == foreign.json()["detail"]
    assert Payment.objects.count() == 0
    assert not Event.objects.filter(kind__startswith="payment.").exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"direction": "hold"}, "direction"),
        ({"direction": "sideways"}, "direction"),
        ({"amount": {"minor": "1000", "currency": "EUR"}}, "amount.minor"),
        ({"amount": {"minor": 10.0, "currency": "EUR"}}, "amount.minor"),
        ({"amount": {"minor": True, "currency": "EUR"}}, "amount.minor"),
        ({"amount": {"minor": 0, "currency": "EUR"}}, "amount.minor"),
        ({"amount": {"minor": -1, "currency": "EUR"}}, "amount.minor"),
        ({"amount": {"minor": 10**15 + 1, "currency": "EUR"}}, "amount.minor"),
        ({"amount": {"minor": 1, "currency": "eur"}}, "amount.currency"),
        ({"amount": {"minor": 1, "currency": "EUR\n"}}, "amount.currency"),
        ({"amount": {"minor": 1}}, "amount.currency"),
        ({"amount": 1000}, "amount"),
        ({"amount": {"minor": 1, "currency": "EUR", "cents": 1}}, "amount.cents"),
        ({"customer": 7}, "customer"),
        ({"customer": None}, "customer"),
        ({"reference": "x" * 101}, "reference"),
        ({"urgent": True}, "urgent"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_paid(
    caller: Caller, customer: Customer, changes: dict[str, Any], field: str
) -> None:
    answer = caller.post(body(customer, **changes))

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert Payment.objects.count() == 0
    assert not Event.objects.filter(kind__startswith="payment.").exists()


def test_a_code_that_is_no_currency_is_a_problem_of_its_own(caller: Caller, customer: Customer) -> None:
    answer = caller.post(body(customer, amount={"minor": 1, "currency": "ABC"}))

    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_currency")


def test_the_list_is_newest_first_by_pages_and_the_partners_own(
    client: Client, caller: Caller, customer: Customer
) -> None:
    made = [caller.post(body(customer), key=f"key-{number}").json()["id"] for number in range(3)]
    stranger = Caller(client, factories.token(factories.partner(name="Other")))

    first = caller.get("/v1/payments?limit=2").json()
    second = caller.get(f"/v1/payments?limit=2&cursor={first['next_cursor']}").json()

    assert [one["id"] for one in first["data"] + second["data"]] == made[::-1]
    assert second["next_cursor"] is None
    assert stranger.get("/v1/payments").json() == {"data": [], "next_cursor": None}
    assert stranger.get(f"/v1/payments/{made[0]}").status_code == 404


def test_the_list_may_be_of_one_customer(caller: Caller, customer: Customer) -> None:
    paid = caller.post(body(customer)).json()["id"]

    mine = caller.get(f"/v1/payments?customer={public_id('cus', customer.pk)}").json()["data"]
    others = caller.get(f"/v1/payments?customer={public_id('cus', new_id())}").json()["data"]

    assert [one["id"] for one in mine] == [paid]
    assert others == []
    assert caller.get("/v1/payments?customer=acme").status_code == 404
