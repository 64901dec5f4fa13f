"""Engines that crash in a real worker: the worker lives on, other steps too, and every customer finishes once."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest

from compliance.sandbox.client import PartnerClient
from compliance.sandbox.people import person
from compliance.sandbox.story import application
from tests.benchmarks import processes
from tests.journeys import house as houses
from tests.journeys.house import House
from tests.journeys.test_kill import LISTS, PICTURES, partner, trail

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("house")]
CUSTOMERS = 4
CRASHES = 3
SECONDS = 300


def called(house: House, words: str) -> set[int]:
    """The processes of the house whose command line holds the words."""
    return set(processes.called(words, processes.descendants(house.process.pid)))


def busy_engines(house: House, spent: dict[int, float]) -> list[int]:
    """The hosts of engines that have used the CPU since they were last looked at."""
    now = {pid: processes.cpu_seconds([pid]) for pid in called(house, "onboarding.engines.host")}
    busy = [pid for pid, seconds in now.items() if seconds > spent.get(pid, seconds)]
    spent.update(now)
    return busy


def crash_engines(house: House) -> None:
    """A segmentation fault in every engine that is at work, so often."""
    spent: dict[int, float] = {}
    crashed, end = 0, time.monotonic() + SECONDS
    while crashed < CRASHES and time.monotonic() < end:
        time.sleep(0.5)
        for pid in busy_engines(house, spent):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSEGV)
                crashed += 1
    assert crashed >= CRASHES


def test_an_engine_that_crashes_ends_no_worker_and_loses_no_customer(tmp_path: Path) -> None:
    with houses.running(tmp_path, GATEHOUSE_ENGINE_PROCESSES="2") as house:
        for source in ("ofac_sdn", "un"):
            house.manage("watchlist", "sync", source, "--file", str(LISTS / source))
        with PartnerClient(house.base_url, partner(house), timeout=60) as api:
            astrid = person("astrid")
            ids = []
            for number in range(CUSTOMERS):
                customer = api.create_customer(application(astrid) | {"reference": f"crash-{number}"})["id"]
                api.upload(customer, PICTURES / "astrid-passport.jpg", kind="passport")
                api.upload(customer, PICTURES / "astrid-selfie.jpg", kind="selfie")
                ids.append(customer)
            workers = called(house, "celery")
            for customer in ids:
                api.submit(customer)

            crash_engines(house)

            waiting, end = set(ids), time.monotonic() + SECONDS
            while waiting and time.monotonic() < end:
                waiting = {customer for customer in waiting if api.customer(customer)["status"] == "checking"}
                time.sleep(0.5)
            assert {api.customer(customer)["status"] for customer in ids} == {"verified"}
        assert workers <= called(house, "celery")
        happened = trail(house, tmp_path / "trail.jsonl")
    for customer in ids:
        assert (happened[customer]["check.completed"], happened[customer]["check.parked"]) == (3, 0)
