"""The API under load: each route with 10 and 100 callers against the real service; then the gate at a steady rate."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from compliance.sandbox.people import person
from compliance.sandbox.story import application
from tests.benchmarks import processes
from tests.benchmarks.loopback import Tally, load, request
from tests.journeys import house as houses
from tests.journeys.house import ROOT, House

SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))
CALLERS = (10, 100)
PER_SECOND = 500
FIXTURES = ROOT / "fixtures"
_BOUNDARY = "gatehousebench"


@dataclass(frozen=True, slots=True)
class Route:
    name: str
    expected: int
    make: Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Cell:
    """One route under one load. CPU is in microseconds a request, the database server's only where it is a server."""

    tally: Tally
    web: float
    database: float


def main() -> None:
    """Ends with 1 where one answer was not the expected one."""
    with standing() as (house, seeded):
        routes = list(_routes(seeded))
        wrong = _unexpected(house, routes)
        wrong += _steady(house, routes[-1])
    if wrong:
        sys.exit("\n".join(["Answers that should not have been:", *wrong]))


@contextmanager
def standing() -> Iterator[tuple[House, Mapping[str, object]]]:
    """A real service with the fixture lists, a partner, customers, and no limit on requests."""
    with (
        tempfile.TemporaryDirectory(prefix="gatehouse-bench-") as folder,
        houses.running(
            Path(folder),
            GATEHOUSE_PARTNER_REQUESTS_PER_MINUTE="100000000",
            GATEHOUSE_ENGINE_PROCESSES="1",
            GATEHOUSE_LIGHT_PROCESSES="1",
        ) as house,
    ):
        for source in ("ofac_sdn", "un"):
            house.manage("watchlist", "sync", source, "--file", str(FIXTURES / "watchlists" / source))
        seeded = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.seeding"],
            cwd=ROOT,
            env=dict(house.environment),
            stdout=subprocess.PIPE,
            check=True,
        )
        processes.wait_until_calm(lambda: list(processes.descendants(house.process.pid)))
        vendor = urlsplit(house.environment.get("GATEHOUSE_DATABASE_URL", "")).scheme or "sqlite"
        print(f"{vendor}, {os.cpu_count()} cores shared with this client, load {os.getloadavg()[0]:.1f}")
        yield house, json.loads(seeded.stdout)


def _unexpected(house: House, routes: list[Route]) -> list[str]:
    print(
        f"{'route':30} {'callers':>7} {'req/s':>7} {'p50 ms':>7} {'p99 ms':>7} {'web µs':>7} {'db µs':>6} {'ratio':>6}"
    )
    wrong = []
    for callers in CALLERS:
        baseline = 0.0
        for route in routes:
            cell = measure(house, route, callers=callers)
            baseline = baseline or cell.web
            _say(route.name, callers, cell, baseline)
            wrong += _faults(route, callers, cell.tally)
    return wrong


def _steady(house: House, route: Route) -> list[str]:
    cell = measure(house, route, callers=50, per_second=PER_SECOND)
    p50, p99 = (1000 * cell.tally.percentile(share) for share in (0.5, 0.99))
    print(f"{route.name} at {cell.tally.rate:.0f} a second: p50 {p50:.1f} ms, p99 {p99:.1f} ms")
    return _faults(route, 50, cell.tally)


def measure(house: House, route: Route, *, callers: int, per_second: float = 0) -> Cell:
    port = int(urlsplit(house.base_url).port or 0)
    web = processes.called("granian", processes.descendants(house.process.pid))
    name = urlsplit(house.environment.get("GATEHOUSE_DATABASE_URL", "")).path.lstrip("/")
    load(port, route.make, callers=callers, seconds=0.3)
    database = [pid for pid in processes.called(f" {name} ") if pid not in web] if name else []
    before = processes.cpu_seconds(web), processes.cpu_seconds(database)
    tally = load(port, route.make, callers=callers, seconds=SECONDS, per_second=per_second)
    after = processes.cpu_seconds(web), processes.cpu_seconds(database)
    used = [(late - early) / len(tally.seconds) * 1e6 for early, late in zip(before, after, strict=True)]
    return Cell(tally, *used)


def _say(name: str, callers: int, cell: Cell, baseline: float) -> None:
    p50, p99 = (1000 * cell.tally.percentile(share) for share in (0.5, 0.99))
    numbers = f"{cell.tally.rate:7.0f} {p50:7.1f} {p99:7.1f} {cell.web:7.0f} {cell.database:6.0f}"
    print(f"{name:30} {callers:7} {numbers} {cell.web / baseline:6.1f}", flush=True)


def _faults(route: Route, callers: int, tally: Tally) -> list[str]:
    others = {status: count for status, count in tally.statuses.items() if status != route.expected}
    return [f"{route.name} with {callers} callers: {count} x {status}" for status, count in others.items()]


def _routes(seeded: Mapping[str, object]) -> Iterator[Route]:
    """GET /healthz first: the baseline. The forward door last."""
    token, payers, draft = str(seeded["token"]), list(map(str, seeded["payers"])), str(seeded["draft"])  # type: ignore[call-overload]
    identity = application(person("astrid"))
    picture = (FIXTURES / "documents" / "astrid-selfie.jpg").read_bytes()

    def get(path: str) -> Callable[[int], bytes]:
        return lambda number: request("GET", path.format(payers[number % len(payers)]), token=token)

    def post(path: str, body: Callable[[int], Mapping[str, object]]) -> Callable[[int], bytes]:
        return lambda number: _json(path, body(number), token)

    def pay(number: int) -> Mapping[str, object]:
        amount = {"minor": 100, "currency": "EUR"}
        return {"customer": payers[number % len(payers)], "direction": "pay_out", "amount": amount}

    yield Route("GET /healthz", 200, lambda _: request("GET", "/healthz"))
    yield Route("GET /v1/customers/{id}", 200, get("/v1/customers/{}"))
    yield Route("GET /v1/customers", 200, get("/v1/customers"))
    yield Route("GET …/requirements", 200, get("/v1/customers/{}/requirements"))
    yield Route("GET …/access", 200, get("/v1/customers/{}/access"))
    yield Route("POST /v1/customers", 201, post("/v1/customers", lambda _: {**identity, "reference": uuid4().hex}))
    yield Route("POST /v1/payments", 202, post("/v1/payments", pay))
    asked = {"name": "Astrid Lindqvist", "kind": "person"}
    yield Route("POST /v1/screenings", 200, post("/v1/screenings", lambda _: asked))
    yield Route("POST …/documents", 201, lambda _: _upload(f"/v1/customers/{draft}/documents", picture, token))
    yield Route("GET /v1/access", 200, get("/v1/access?customer={}&capability=pay_out&amount=1000&currency=EUR"))


def _json(path: str, body: Mapping[str, object], token: str) -> bytes:
    given = {"Content_Type": "application/json", "Idempotency_Key": uuid4().hex}
    return request("POST", path, token=token, body=json.dumps(body).encode(), **given)


def _upload(path: str, picture: bytes, token: str) -> bytes:
    words = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="kind"\r\n\r\nselfie\r\n--{_BOUNDARY}\r\n'
    words += 'Content-Disposition: form-data; name="file"; filename="s.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    body = words.encode() + picture + f"\r\n--{_BOUNDARY}--\r\n".encode()
    given = {"Content_Type": f"multipart/form-data; boundary={_BOUNDARY}", "Idempotency_Key": uuid4().hex}
    return request("POST", path, token=token, body=body, **given)


if __name__ == "__main__":
    main()
