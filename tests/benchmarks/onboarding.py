"""Onboardings a minute with real engines and workers, and the CPU of each step beside plain tesseract."""

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import cv2
import numpy as np
from django.test import override_settings
from django.utils import timezone

from compliance.cases import subjects
from compliance.kernel.actors import system
from compliance.policy import services as policies
from compliance.sandbox.client import Credentials, PartnerClient
from compliance.sandbox.people import person
from compliance.sandbox.story import application
from onboarding import identity as identities
from onboarding import services
from onboarding.models import Customer
from onboarding.ocr import tesseract
from screening import services as screening
from tests import factories
from tests.benchmarks import processes
from tests.benchmarks.throwaway import database
from tests.journeys import house as houses
from tests.journeys.house import ROOT, House

CUSTOMERS = int(os.environ.get("BENCH_CUSTOMERS", "12"))
ROUNDS = 3
WORD, BLOCK = "astrid", 6
PICTURES = {kind: ROOT / "fixtures" / "documents" / f"{WORD}-{kind}.jpg" for kind in ("passport", "selfie")}
LISTS = ROOT / "fixtures" / "watchlists"
OPERATOR = system("bench")


def main() -> None:
    with stage() as customer:
        _steps(customer)
    with tempfile.TemporaryDirectory(prefix="gatehouse-bench-") as folder, houses.running(Path(folder)) as house:
        _whole(house)


@contextmanager
def stage() -> Iterator[Customer]:
    """A draft customer and the fixture lists in a database and a folder of their own."""
    with tempfile.TemporaryDirectory() as folder, database(), override_settings(STORAGE_ROOT=Path(folder)):
        for source in ("ofac_sdn", "un"):
            screening.sync(source=source, path=LISTS / source, at=timezone.now(), actor=OPERATOR)
        declared = application(person(WORD))["identity"]
        yield factories.customer(identity=identities.parse("person", declared, today=factories.AT.date()))


def _steps(customer: Customer) -> None:
    """In this process, one after another: CPU seconds, the engines' process included; the median of some rounds."""
    ids: dict[str, UUID] = {}

    def take(kind: str) -> None:
        ids[kind] = factories.document(customer, kind=kind, upload=PICTURES[kind].read_bytes()).pk

    today, policy = timezone.now().date(), policies.current()
    subject = subjects.subjects_of(customer)[0]
    bars = policy.bars(subject.partner_id)
    steps: dict[str, Callable[[], object]] = {
        "baseline: eng on the zone": _plain,
        "intake of the passport": lambda: take("passport"),
        "intake of the selfie": lambda: take("selfie"),
        "document": lambda: services.read_document(document_id=ids["passport"], on=today, before_each=list),
        "face": lambda: services.compare_documents(
            id_document_id=ids["passport"],
            selfie_id=ids["selfie"],
            rules=policy.faces,
            at=factories.AT,
            before_each=list,
        ),
        "screening": lambda: screening.screen(subject=subject, bars=bars),
    }
    costs = {name: _cost(step) for name, step in steps.items()}
    baseline = costs.pop("baseline: eng on the zone")
    print(f"tesseract eng on the passport's zone: {baseline:.3f} CPU s (the baseline)")
    for name, seconds in costs.items():
        print(f"{name:24} {seconds:7.3f} CPU s {seconds / baseline:7.2f} x baseline")
    total = sum(costs.values())
    print(f"{'one onboarding':24} {total:7.3f} CPU s {total / baseline:7.2f} x baseline")


def _plain() -> object:
    grey = cv2.imread(str(PICTURES["passport"]), cv2.IMREAD_GRAYSCALE)
    assert grey is not None
    zone = np.ascontiguousarray(grey[int(grey.shape[0] * 0.75) :], dtype=np.uint8)
    return tesseract.read([zone], model="eng", folder=tesseract.english(), layout=BLOCK)


def _cost(step: Callable[[], object]) -> float:
    step()
    spent = []
    for _ in range(ROUNDS):
        before = _cpu()
        step()
        spent.append(_cpu() - before)
    return statistics.median(spent)


def _cpu() -> float:
    return processes.cpu_seconds(processes.descendants(os.getpid()))


def _whole(house: House) -> None:
    """Through the API and the workers: all submitted at once, until the last is verified."""
    for source in ("ofac_sdn", "un"):
        house.manage("watchlist", "sync", source, "--file", str(LISTS / source))
    made = json.loads(house.manage("partner", "create", "Benchmark", "--json"))

    def everything() -> list[int]:
        return list(processes.descendants(house.process.pid))

    processes.wait_until_calm(everything)
    with PartnerClient(house.base_url, Credentials(made["client_id"], made["client_secret"]), timeout=120) as api:
        before, began = processes.cpu_seconds(everything()), time.perf_counter()
        ids = [_apply(api, number) for number in range(CUSTOMERS)]
        sent = time.perf_counter() - began
        statuses = [api.settled(customer, seconds=900)["status"] for customer in ids]
        elapsed, cpu = time.perf_counter() - began, processes.cpu_seconds(everything()) - before
    assert statuses == ["verified"] * CUSTOMERS, statuses
    print(f"{CUSTOMERS} customers verified in {elapsed:.1f} s ({sent:.1f} s of it until the last was submitted)")
    print(f"{60 * CUSTOMERS / elapsed:.1f} a minute, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(
        f"{cpu / CUSTOMERS:.2f} CPU s each, all of Gatehouse's processes: {120 / (cpu / CUSTOMERS):.1f} a minute alone"
    )


def _apply(api: PartnerClient, number: int) -> str:
    customer: str = api.create_customer(application(person(WORD)) | {"reference": f"bench-{number}"})["id"]
    for kind, path in PICTURES.items():
        api.upload(customer, path, kind=kind)
    api.submit(customer)
    return customer


if __name__ == "__main__":
    main()
