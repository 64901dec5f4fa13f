"""A partner of a running house: made by the operator's commands, seen through plain HTTP."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx

from compliance.sandbox.people import Specimen
from compliance.sandbox.receiver import Receiver
from tests.journeys.house import ROOT, House

PICTURES = ROOT / "fixtures" / "documents"
LISTS = ROOT / "fixtures" / "watchlists"


@dataclass(frozen=True, slots=True)
class Integration:
    """What a partner's engineer has in hand."""

    http: httpx.Client
    client_id: str
    client_secret: str
    token: str

    def post(self, path: str, *, expect: int, key: str = "", **options: Any) -> httpx.Response:
        answer = self.http.post(path, headers={"Idempotency-Key": key or str(uuid4())}, **options)
        assert answer.status_code == expect, answer.text
        return answer

    def get(self, path: str, *, expect: int = 200, **options: Any) -> httpx.Response:
        answer = self.http.get(path, **options)
        assert answer.status_code == expect, answer.text
        return answer

    def upload(self, customer: str, file: str, **fields: str) -> httpx.Response:
        files = {"file": (file, (PICTURES / file).read_bytes(), "image/jpeg")}
        return self.post(f"/v1/customers/{customer}/documents", expect=201, data=fields, files=files)

    def until(self, reached: Callable[[], bool], *, seconds: float = 180) -> None:
        end = time.monotonic() + seconds
        while not reached():
            assert time.monotonic() < end, "the workers are not done"
            time.sleep(0.3)


def sync_lists(house: House) -> None:
    for source in ("ofac_sdn", "un"):
        house.manage("watchlist", "sync", source, "--file", str(LISTS / source))


@contextmanager
def join(house: House, *, name: str) -> Iterator[Integration]:
    """A new partner with a token."""
    made = json.loads(house.manage("partner", "create", name, "--json"))
    pair = (made["client_id"], made["client_secret"])
    with httpx.Client(base_url=house.base_url, timeout=60) as http:
        answer = http.post("/oauth/token", data={"grant_type": "client_credentials"}, auth=pair)
        assert answer.status_code == 200, answer.text
        token: str = answer.json()["access_token"]
        http.headers["Authorization"] = f"Bearer {token}"
        yield Integration(http, *pair, token)


def listen(partner: Integration, receiver: Receiver) -> str:
    """A webhook endpoint; answers its secret."""
    made = partner.post("/v1/webhook-endpoints", expect=201, json={"url": receiver.url}).json()
    receiver.secret = made["secret"]
    return receiver.secret


def identity(specimen: Specimen) -> dict[str, Any]:
    return {
        "given_names": specimen.given_names,
        "family_name": specimen.family_name,
        "birth_date": specimen.birth_date.isoformat(),
        "nationality": specimen.nationality,
        "country": specimen.nationality,
        "address": list(specimen.address),
    }
