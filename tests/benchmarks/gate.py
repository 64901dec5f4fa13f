"""Gate decisions: how many a second, what one costs in CPU, and how that compares to a view that does nothing."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.utils import timezone

from compliance.gate import services
from compliance.kernel.ids import public_id
from compliance.kernel.money import Money
from compliance.urls import urlpatterns as real
from tests import factories
from tests.benchmarks.throwaway import database

ROUNDS = 2_000
CUSTOMERS = 200


def nothing(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("v1/nothing", nothing), *real]


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one call, in microseconds of this process: `wall` includes the database server, `cpu` does not."""

    wall: float
    cpu: float


def main() -> None:
    with database() as vendor:
        decision, door, empty = measure()
    print(f"{vendor}: {ROUNDS} calls each, one process, one after another")
    for name, cost in (("decision (gate.require)", decision), ("GET /v1/access", door), ("empty view", empty)):
        print(f"{name:26} {1e6 / cost.wall:8.0f}/s   {cost.wall:7.0f} µs wall   {cost.cpu:7.0f} µs CPU")
    print(f"GET /v1/access costs {door.cpu / empty.cpu:.1f} times the CPU of an empty view under the same middleware.")


def measure() -> tuple[Cost, Cost, Cost]:
    now = timezone.now()
    partner = factories.partner()
    customers = [factories.payer(of=partner, at=now)]
    for number in range(1, CUSTOMERS):
        customers.append(factories.customer(of=partner, status="verified", reference=str(number)))
        factories.rating(customers[-1])
    ids = [customer.pk for customer in customers]
    words = [public_id("cus", pk) for pk in ids]
    client = Client(SERVER_NAME="localhost", headers={"Authorization": f"Bearer {factories.token(partner)}"})
    amount = Money(1_000, "EUR")

    def decide(number: int) -> None:
        services.require(
            customer_id=ids[number % CUSTOMERS], partner_id=partner.pk, capability="pay_out", amount=amount, at=now
        )

    def ask(number: int) -> None:
        question = {"customer": words[number % CUSTOMERS], "capability": "pay_out"}
        answer = client.get("/v1/access", {**question, "amount": "1000", "currency": "EUR"})
        assert answer.status_code == 200, answer.content

    with override_settings(ROOT_URLCONF=__name__):
        return cost_of(decide), cost_of(ask), cost_of(lambda _: client.get("/v1/nothing"))


def cost_of(call: Callable[[int], object]) -> Cost:
    for number in range(100):
        call(number)
    wall, cpu = time.perf_counter(), time.process_time()
    for number in range(ROUNDS):
        call(number)
    return Cost((time.perf_counter() - wall) / ROUNDS * 1e6, (time.process_time() - cpu) / ROUNDS * 1e6)
