"""Workers killed with SIGKILL in the middle of a rescreening: no match is lost, none is doubled."""

import json
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.journeys import house as houses
from tests.journeys.house import ROOT, House
from tests.journeys.test_kill import trail

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("house")]
CUSTOMERS = 400
SECONDS = 240
LISTS = ROOT / "fixtures" / "watchlists"


def crowd(house: House, count: int) -> list[str]:
    """Verified customers; the ids of those whom the next version of the list names."""
    command = [sys.executable, "-m", "tests.journeys.crowd", str(count)]
    done = subprocess.run(
        command, cwd=ROOT, env=dict(house.environment), capture_output=True, text=True, timeout=300, check=True
    )
    ids: list[str] = json.loads(done.stdout)
    return ids


def open_cases(house: House) -> int:
    text = httpx.get(f"{house.base_url}/metrics", timeout=10).text
    found = re.search(r'gatehouse_open_cases\{of=""\} (\d+)', text)
    return int(found.group(1)) if found else 0


def await_cases(house: House, count: int) -> None:
    end = time.monotonic() + SECONDS
    while open_cases(house) < count:
        assert time.monotonic() < end, open_cases(house)
        time.sleep(0.2)


def test_a_rescreening_whose_workers_are_killed_loses_and_doubles_nothing(tmp_path: Path) -> None:
    with houses.running(tmp_path, GATEHOUSE_CHECK_LEASE_SECONDS="4") as house:
        house.manage("watchlist", "sync", "ofac_sdn", "--file", str(LISTS / "ofac_sdn"))
        listed = crowd(house, CUSTOMERS)
        house.manage("rescreen", "--wait")
        house.manage("watchlist", "sync", "ofac_sdn", "--file", str(LISTS / "ofac_sdn_update"))

        time.sleep(random.Random(7).uniform(4, 7))
        assert house.kill_workers() == 2
        for count in (20, len(listed) // 2):
            await_cases(house, count)
            assert house.kill_workers() == 2
        await_cases(house, len(listed))

        house.manage("rescreen", "--wait")
        compared = json.loads(house.manage("rescreen", "--full", "--compare", "--json").splitlines()[-1])
        happened = trail(house, tmp_path / "trail.jsonl")
    assert compared == {"customers": CUSTOMERS, "missing": 0, "superfluous": 0, "failed": 0, "same": True}
    once = {"match.found": 1, "match.lapsed": 0, "case.opened": 1, "case.extended": 0, "customer.restricted": 1}
    assert {customer: {kind: happened[customer][kind] for kind in once} for customer in listed} == dict.fromkeys(
        listed, once
    )
    assert sum(counts["match.found"] for counts in happened.values()) == len(listed)
