"""What the trail and the vault cost, in CPU time and as ratios to plain work done in the same run."""

import os
import time
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from typing import Any

from django.db import transaction

from compliance.audit import services as audit
from compliance.audit.models import ChainHead
from compliance.kernel.actors import system
from compliance.kernel.ids import HOUSE, new_id
from compliance.vault import services
from tests.benchmarks import throwaway
from tests.factories import AT

EVENTS = 5_000
BOXES = 3_000
DATA = os.urandom(2_048)


def cpu(work: Callable[[], object]) -> float:
    """Seconds of this process's CPU that the work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def repeat(work: Callable[[], object]) -> None:
    for _ in range(BOXES):
        work()


def say(what: str, count: int, seconds: float, baseline: float, unit: str) -> None:
    print(f"{what:<34} {count / seconds:>12,.0f} /s CPU {seconds / baseline:>10.1f} x {unit}")


def trail() -> None:
    """A `record()` against a plain INSERT through the ORM; verifying against SHA-256 of the same bytes."""
    facts = {"check": "chk_01jd00000000000000000000", "round": 1, "outcome": "clear"}
    event: dict[str, Any] = {"kind": "check.completed", "actor": system("bench"), "facts": facts, "at": AT}

    def insert() -> None:
        for _ in range(EVENTS):
            with transaction.atomic():
                ChainHead.objects.create(chain=new_id(), hash="")

    def record() -> None:
        for number in range(EVENTS):
            with transaction.atomic():
                audit.record(partner_id=HOUSE, subject=f"cus_{number:026}", **event)

    plain = cpu(insert)
    ChainHead.objects.all().delete()
    say("plain INSERT, one a transaction", EVENTS, plain, plain, "itself")
    say("audit.record, one a transaction", EVENTS, cpu(record), plain, "plain INSERT")
    hashing = cpu(lambda: [sha256(DATA[:400]).hexdigest() for _ in range(EVENTS)])
    seconds = min(cpu(audit.verify) for _ in range(3))
    say("audit.verify", EVENTS, seconds, hashing, "SHA-256 of 400 bytes")
    if EVENTS / seconds < 50_000:
        print("audit.verify is below its floor of 50,000 events a second of CPU")


def vault() -> None:
    """Sealing 2 KiB, with the key unwrapped each time and once, against SHA-256 of the same bytes."""
    subject = new_id()
    services.create_key(subject_id=subject, at=AT)
    opener = services.opener(subject_id=subject)
    box = opener.seal(context="c", data=DATA)
    hashing = cpu(lambda: [sha256(DATA).digest() for _ in range(BOXES)])
    works: dict[str, Callable[[], object]] = {
        "vault.seal 2 KiB": lambda: services.seal(subject_id=subject, context="c", data=DATA),
        "vault.unseal 2 KiB": lambda: services.unseal(subject_id=subject, context="c", sealed=box),
        "opener.seal 2 KiB": lambda: opener.seal(context="c", data=DATA),
        "opener.unseal 2 KiB": lambda: opener.unseal(context="c", sealed=box),
        "vault.blind_index": lambda: services.blind_index(purpose="p", value="X1"),
    }
    for name, work in works.items():
        say(name, BOXES, cpu(partial(repeat, work)), hashing, "SHA-256 of 2 KiB")


def main() -> None:
    """Runs on the embedded SQLite, or on the server of `GATEHOUSE_DATABASE_URL`, in a database of its own."""
    with throwaway.database() as vendor:
        print(f"trail and vault on {vendor}; this process's CPU only, the server's is not counted")
        trail()
        vault()


if __name__ == "__main__":
    main()
