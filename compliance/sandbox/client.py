"""A partner's engineer over HTTP: the calls of the demo, the journeys and the benchmarks."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

import httpx

Json = dict[str, Any]
SETTLED = frozenset({"draft", "review", "verified", "restricted", "rejected", "closed"})


class UnexpectedAnswer(Exception):
    """The service answered something else than the story tells: method, path, status and the problem's own words."""


class TookTooLong(Exception):
    """Something that a worker should have done by now has not happened."""


@dataclass(frozen=True, slots=True)
class Credentials:
    client_id: str
    client_secret: str


class PartnerClient:
    """One partner's session. Every POST carries an `Idempotency-Key`; a 401 fetches a new token once."""

    def __init__(self, base_url: str, credentials: Credentials, *, timeout: float = 30) -> None:
        self._http = httpx.Client(base_url=base_url, timeout=timeout)
        self._credentials = credentials
        self._authorise()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def _authorise(self) -> None:
        pair = (self._credentials.client_id, self._credentials.client_secret)
        answer = self._http.post("/oauth/token", data={"grant_type": "client_credentials"}, auth=pair)
        if answer.status_code != httpx.codes.OK:
            raise UnexpectedAnswer(f"POST /oauth/token: {answer.status_code} {answer.text[:300]}")
        self._http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def send(self, method: str, path: str, **options: Any) -> httpx.Response:
        headers = dict(options.pop("headers", {}))
        if method == "POST":
            headers.setdefault("Idempotency-Key", str(uuid4()))
        answer = self._http.request(method, path, headers=headers, **options)
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            self._authorise()
            answer = self._http.request(method, path, headers=headers, **options)
        return answer

    def ask(self, method: str, path: str, *, expect: int, **options: Any) -> Json:
        answer = self.send(method, path, **options)
        if answer.status_code != expect:
            raise UnexpectedAnswer(f"{method} {path}: {answer.status_code}, expected {expect}: {answer.text[:500]}")
        body: Json = answer.json()
        return body

    def create_customer(self, body: Mapping[str, Any]) -> Json:
        return self.ask("POST", "/v1/customers", expect=201, json=dict(body))

    def upload(self, customer: str, path: Path, *, kind: str, side: str = "front") -> Json:
        files = {"file": (path.name, path.read_bytes(), "image/jpeg")}
        data = {"kind": kind, "side": side}
        return self.ask("POST", f"/v1/customers/{customer}/documents", expect=201, data=data, files=files)

    def submit(self, customer: str) -> Json:
        return self.ask("POST", f"/v1/customers/{customer}/submit", expect=202)

    def customer(self, customer: str) -> Json:
        return self.ask("GET", f"/v1/customers/{customer}", expect=200)

    def requirements(self, customer: str) -> Json:
        return self.ask("GET", f"/v1/customers/{customer}/requirements", expect=200)

    def pay(self, customer: str, *, minor: int, currency: str = "EUR", direction: str = "pay_out") -> httpx.Response:
        body = {"customer": customer, "direction": direction, "amount": {"minor": minor, "currency": currency}}
        return self.send("POST", "/v1/payments", json=body)

    def settled(self, customer: str, *, seconds: float = 120, see: Callable[[Json], None] = lambda _: None) -> Json:
        """Waits until the workers are done with the customer; `see` is called with each answer on the way."""
        return self.until(customer, lambda found: found["status"] in SETTLED, seconds=seconds, see=see)

    def until(
        self,
        customer: str,
        reached: Callable[[Json], bool],
        *,
        seconds: float = 120,
        see: Callable[[Json], None] = lambda _: None,
    ) -> Json:
        end = time.monotonic() + seconds
        while True:
            found = self.customer(customer)
            see(found)
            if reached(found):
                return found
            if time.monotonic() > end:
                raise TookTooLong(f"{customer} is still {found['status']} after {seconds:.0f} seconds.")
            time.sleep(0.25)
