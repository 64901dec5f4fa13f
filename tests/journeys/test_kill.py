"""Workers killed with SIGKILL in the middle of everything: every customer finishes once, nothing lost or doubled."""

import json
import random
import time
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from compliance.sandbox.client import Credentials, PartnerClient
from compliance.sandbox.people import Story, person
from compliance.sandbox.story import application
from tests.journeys import house as houses
from tests.journeys.house import ROOT, House

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("house")]
CUSTOMERS = 50
KILLS = 4
SECONDS = 420
PICTURES = ROOT / "fixtures" / "documents"
LISTS = ROOT / "fixtures" / "watchlists"


def partner(house: House) -> Credentials:
    made = json.loads(house.manage("partner", "create", "Kill Test", "--json"))
    return Credentials(made["client_id"], made["client_secret"])


def apply(api: PartnerClient) -> list[str]:
    """Fifty customers with the same honest pictures; all submitted before the first kill."""
    astrid = person("astrid")
    assert astrid.story is Story.CLEAR
    ids = []
    for number in range(CUSTOMERS):
        customer = api.create_customer(application(astrid) | {"reference": f"kill-{number}"})["id"]
        api.upload(customer, PICTURES / "astrid-passport.jpg", kind="passport")
        api.upload(customer, PICTURES / "astrid-selfie.jpg", kind="selfie")
        api.submit(customer)
        ids.append(customer)
    return ids


def trail(house: House, path: Path) -> dict[str, Counter[str]]:
    """How often each kind of event happened to each subject, from a verified export of the whole trail."""
    house.manage("audit", "verify", "--export", str(path))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in map(json.loads, path.read_text().splitlines()):
        if "subject" in line:
            counts[line["subject"]][line["kind"]] += 1
    return counts


def test_every_customer_finishes_once_however_often_the_workers_are_killed(tmp_path: Path) -> None:
    with houses.running(tmp_path, GATEHOUSE_CHECK_LEASE_SECONDS="15") as house:
        for source in ("ofac_sdn", "un"):
            house.manage("watchlist", "sync", source, "--file", str(LISTS / source))
        with PartnerClient(house.base_url, partner(house), timeout=60) as api:
            ids = apply(api)
            dice = random.Random(7)
            for _ in range(KILLS):
                time.sleep(dice.uniform(0.5, 4))
                assert house.kill_workers() == 2

            end = time.monotonic() + SECONDS
            waiting = set(ids)
            while waiting and time.monotonic() < end:
                waiting = {customer for customer in waiting if api.customer(customer)["status"] == "checking"}
                time.sleep(0.5)

            assert waiting == set()
            assert {api.customer(customer)["status"] for customer in ids} == {"verified"}
        happened = trail(house, tmp_path / "trail.jsonl")
    once = {"customer.created": 1, "customer.submitted": 1, "check.completed": 3, "customer.verified": 1}
    for customer in ids:
        assert {kind: happened[customer][kind] for kind in once} == once
