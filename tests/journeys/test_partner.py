"""A partner's engineer from the first token to an accepted payment, over plain HTTP."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from compliance.sandbox.people import person
from compliance.sandbox.receiver import Receiver
from tests.journeys import partners
from tests.journeys.house import House
from tests.journeys.partners import Integration

pytestmark = pytest.mark.journey
COMPANY = {"legal_name": "Solvang Fisk AB", "registration_number": "556-0001", "country": "SE"}


@pytest.fixture(scope="module")
def partner(house: House) -> Iterator[Integration]:
    partners.sync_lists(house)
    with partners.join(house, name="Journey Pay") as joined:
        yield joined


def test_from_the_first_token_to_an_accepted_payment_and_to_the_last(house: House, partner: Integration) -> None:
    with Receiver() as receiver:
        partners.listen(partner, receiver)
        customer = begins(partner)
        sends_evidence(partner, customer)
        hears_of_it(partner, customer, receiver)
    pays(partner, customer)
    is_sent_away(house, partner, customer)


def begins(partner: Integration) -> str:
    body = {"kind": "person", "reference": "p-1", "identity": partners.identity(person("astrid"))}
    key = str(uuid4())
    created = partner.post("/v1/customers", expect=201, key=key, json=body)
    again = partner.post("/v1/customers", expect=201, key=key, json=body)
    assert (again.json(), again.headers["Idempotency-Replayed"]) == (created.json(), "true")
    assert int(created.headers["RateLimit"].split("r=")[1].split(";")[0]) > 0
    at = f"/v1/customers/{created.json()['id']}"
    stale = partner.http.patch(at, json={"reference": "p-2"}, headers={"If-Match": '"r9"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "stale_revision")
    fresh = partner.http.patch(at, json={"reference": "p-2"}, headers={"If-Match": created.headers["ETag"]})
    assert (fresh.status_code, fresh.headers["ETag"]) == (200, '"r2"')
    assert partner.get(at, expect=304, headers={"If-None-Match": '"r2"'}).content == b""
    return str(created.json()["id"])


def sends_evidence(partner: Integration, customer: str) -> None:
    at = f"/v1/customers/{customer}"
    assert [one["any_of"] for one in partner.get(f"{at}/requirements").json()["currently_due"]] != []
    assert partner.get(f"{at}/access").json()["reason"] == "verification_incomplete"
    assert partner.post(f"{at}/submit", expect=422).json()["code"] == "requirements_due"
    partner.upload(customer, "astrid-passport.jpg", kind="passport")
    partner.upload(customer, "astrid-selfie.jpg", kind="selfie")
    assert partner.get(f"{at}/requirements").json()["currently_due"] == []
    assert partner.post(f"{at}/submit", expect=202).json()["status"] == "checking"
    partner.until(lambda: partner.get(at).json()["status"] != "checking")
    assert partner.get(at).json()["status"] == "verified"


def hears_of_it(partner: Integration, customer: str, receiver: Receiver) -> None:
    kinds = [one["kind"] for one in partner.get(f"/v1/events?subject={customer}").json()["data"]]
    assert {"customer.created", "customer.submitted", "customer.verified"} <= set(kinds)
    partner.until(lambda: any(one["type"] == "customer.verified" for one in receiver.events.values()), seconds=30)
    assert receiver.refused == 0


def pays(partner: Integration, customer: str) -> None:
    standing = partner.get(f"/v1/customers/{customer}/access").json()
    assert [grant["allowed"] for grant in standing["capabilities"] if grant["capability"] == "pay_out"] == [True]
    gate = {"X-Gatehouse-Customer": customer, "X-Gatehouse-Capability": "pay_out"}
    partner.get("/v1/access", headers=gate | {"X-Gatehouse-Amount": "1000", "X-Gatehouse-Currency": "EUR"})
    refused = partner.get("/v1/access", expect=403, headers=gate | {"X-Gatehouse-Capability": "fly"})
    assert refused.headers["Content-Type"] == "application/problem+json"
    order = {"customer": customer, "direction": "pay_out", "amount": {"minor": 1000, "currency": "EUR"}}
    key = str(uuid4())
    paid = partner.post("/v1/payments", expect=202, key=key, json=order).json()
    assert partner.post("/v1/payments", expect=202, key=key, json=order).json() == paid
    assert partner.get(f"/v1/payments/{paid['id']}").json() == paid
    assert [one["id"] for one in partner.get("/v1/payments").json()["data"]] == [paid["id"]]


def is_sent_away(house: House, partner: Integration, customer: str) -> None:
    house.manage("partner", "revoke", partner.client_id)
    gone = partner.get(f"/v1/customers/{customer}", expect=401)
    assert gone.json()["code"] == "invalid_token"
    pair = (partner.client_id, partner.client_secret)
    no_more = partner.http.post("/oauth/token", data={"grant_type": "client_credentials"}, auth=pair)
    assert (no_more.status_code, no_more.json()["error"]) == (401, "invalid_client")


def test_a_company_with_a_director_and_an_owner_is_told_what_each_of_them_owes(house: House) -> None:
    with partners.join(house, name="Company Pay") as partner:
        names_its_people(partner)


def names_its_people(partner: Integration) -> None:
    made = partner.post("/v1/customers", expect=201, json={"kind": "company", "identity": COMPANY}).json()
    at = f"/v1/customers/{made['id']}"
    assert {one["what"] for one in partner.get(f"{at}/requirements").json()["currently_due"]} == {"document", "person"}

    director = {"role": "director", "identity": partners.identity(person("henrik"))}
    owner = {"role": "beneficial_owner", "share_percent": "60", "identity": partners.identity(person("sofie"))}
    people = [partner.post(f"{at}/people", expect=201, json=body).json()["id"] for body in (director, owner)]

    due = partner.get(f"{at}/requirements").json()["currently_due"]
    assert {one["what"] for one in due} == {"document"}
    assert {one["person"] for one in due} - {None} <= set(people)
    assert [one["id"] for one in partner.get(f"{at}/people").json()["data"]] == people[::-1]
    partner.upload(made["id"], "henrik-identity_card-front.jpg", kind="identity_card", side="front", person=people[0])
    partner.upload(made["id"], "henrik-identity_card-back.jpg", kind="identity_card", side="back", person=people[0])
    assert (
        partner.http.post(f"{at}/submit", headers={"Idempotency-Key": str(uuid4())}).json()["code"]
        == "requirements_due"
    )
