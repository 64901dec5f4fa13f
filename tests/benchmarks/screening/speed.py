"""What a query costs over 114,793 names, over a tenth of them and over ten times as many; building and memory."""

import json
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from screening.matching import Index
from screening.records import ListedName, Record
from tests.benchmarks.screening import inventing, lists, queries
from tests.benchmarks.screening.figures import Figure, growth
from tests.benchmarks.screening.lists import Entries
from tests.benchmarks.screening.peers import PUBLISHED

BLOCK = "speed"
_DELTA = 300
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU seconds and bytes of one size."""

    names: int
    build: float
    save: float
    disk: int
    told: dict[str, Any]

    def percentile(self, pass_: str, share: float) -> float:
        """Milliseconds: `pass_` is cold, warm or batch."""
        return float(np.percentile(self.told[pass_], share)) * 1000

    def rate(self, pass_: str) -> float:
        """Queries a CPU second."""
        return len(self.told[pass_]) / float(sum(self.told[pass_]))


def figures(options: Namespace) -> Iterator[Figure]:
    asked = _asked(200 if options.quick else 1000)
    measured: dict[int, Measured] = {}
    for tenths in (1, 10, 100) if options.full else (1, 10):
        measured[tenths] = measure(_entries(tenths), asked)
        yield from _figures(measured[tenths], tenths)
        if tenths == 10:
            yield from _delta()
    for smaller, larger in pairwise(measured):
        yield from _growth(measured[smaller], measured[larger])


def _asked(count: int) -> dict[str, list[tuple[str, str]]]:
    """Half of the single queries name a listed party; of the files, a partner's customers, hardly any does."""
    dice = Random(queries.SEED)
    found = queries.shared() if lists.has_shared() else queries.own(lists.everything(), count=count // 8)
    some = [*dice.sample(found.listed, count // 2), *dice.sample(found.unlisted, count // 2)]
    dice.shuffle(some)
    sets = {
        "single": some,
        "batch": queries.customers(2 * count, queries.bystanders()),
        "listed words": queries.customers(2 * count, queries.people(lists.everything())),
    }
    return {name: [(one.text, one.kind) for one in asked] for name, asked in sets.items()}


def _entries(tenths: int) -> Entries:
    entries = lists.everything()
    return entries[:: 10 // tenths] if tenths <= 10 else recombined(entries, times=tenths // 10)


def recombined(entries: Entries, *, times: int) -> Entries:
    """As many entries so many times, with names put together from those of two: the words of the lists, other names."""
    dice = Random(times)
    pools = {
        person: [name.text for _, record in entries if (record.kind == "person") == person for name in record.names]
        for person in (True, False)
    }
    return [
        (f"{copy}:{key}", _made(record, pools[record.kind == "person"], dice))
        for copy in range(times)
        for key, record in entries
    ]


def _made(record: Record, pool: list[str], dice: Random) -> Record:
    names = tuple(ListedName(inventing.recombined(pool, dice), name.kind, name.strength) for name in record.names)
    return Record(record.ref, record.kind, names)


def measure(entries: Entries, asked: dict[str, list[tuple[str, str]]]) -> Measured:
    """Builds and saves here; opens and asks in a fresh process."""
    with tempfile.TemporaryDirectory(prefix="gatehouse-bench-") as place:
        started = time.process_time()
        index = Index(entries)
        built = time.process_time()
        index.save(Path(place) / "index")
        saved = time.process_time()
        names = len(index.names)
        del index
        told = _read(Path(place), asked)
        disk = sum(file.stat().st_size for file in (Path(place) / "index").iterdir())
    return Measured(names, built - started, saved - built, disk, told)


def _read(place: Path, asked: dict[str, list[tuple[str, str]]]) -> dict[str, Any]:
    (place / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks.screening",
        "reading",
        str(place / "index"),
        str(place / "asked.json"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _figures(one: Measured, tenths: int) -> Iterator[Figure]:
    yield from _single(one, tenths)
    names = f"{one.names:,} names"
    whole, million = tenths == 10, tenths == 100
    for file, goal in (("batch", 600), ("listed words", None)):
        note = f"{len(one.told[file])} customers, each once"
        name = f"{names}: queries a second, a file" + ("" if file == "batch" else f" made of {file}")
        yield Figure(BLOCK, name, one.rate(file), "/s", goal if whole else None, note=note)
    yield Figure(BLOCK, f"{names}: index built", one.build, "s", 25 if whole else None, at_most=True)
    yield Figure(BLOCK, f"{names}: index saved", one.save, "s", note=f"{one.disk / _MB:.0f} MB on disk")
    yield Figure(BLOCK, f"{names}: index opened by a fresh process", one.told["open"] * 1000, "ms")
    private = (one.told["bytes"]["private"] - one.told["idle"]["private"]) / _MB
    note = f"{private:.0f} MB more than the idle process is its own; the rest it shares with all that open the index"
    goal = 3000 if million else None
    yield Figure(
        BLOCK, f"{names}: memory after all queries", one.told["bytes"]["rss"] / _MB, "MB", goal, True, note=note
    )


def _single(one: Measured, tenths: int) -> Iterator[Figure]:
    """Cold: a process that was asked nothing before, and each query once; warm: all of them again."""
    names = f"{one.names:,} names"
    goals: dict[int, float] = {10: {50: 3.0, 99: 8.0}, 100: {99: 25.0}}.get(tenths, {})
    peer = {10: PUBLISHED["single"], 100: PUBLISHED["million"]}.get(tenths, "")
    for pass_ in ("cold", "warm"):
        for share in (50, 99):
            name = f"{names}: one query, caches {pass_}, p{share}"
            yield Figure(BLOCK, name, one.percentile(pass_, share), "ms", goals.get(share), True, peer)
    note = f"{one.rate('warm'):,.0f} when asked again"
    peer, goal = (PUBLISHED["rate"], 300) if tenths == 10 else ("", None)
    yield Figure(BLOCK, f"{names}: queries a second, one by one", one.rate("cold"), "/s", goal, False, peer, note)


def _delta() -> Iterator[Figure]:
    """A list's change is an index of its own over the changed entries, laid over the others."""
    changed = Random(_DELTA).sample(lists.everything(), _DELTA)
    with tempfile.TemporaryDirectory(prefix="gatehouse-bench-") as place:
        started = time.process_time()
        Index(changed).save(Path(place) / "delta")
        index = Index.open(Path(place) / "delta")
        spent = time.process_time() - started
    note = f"{len(index.names)} names, built, saved and opened"
    yield Figure(BLOCK, f"a delta of {_DELTA} entries", spent, "s", 1, True, note=note)


def _growth(small: Measured, large: Measured) -> Iterator[Figure]:
    times = large.names / small.names
    costs = {
        "p50": (small.percentile("warm", 50), large.percentile("warm", 50)),
        "p99": (small.percentile("warm", 99), large.percentile("warm", 99)),
        "a file": (1 / small.rate("batch"), 1 / large.rate("batch")),
        "build": (small.build, large.build),
        "disk": (float(small.disk), float(large.disk)),
    }
    for name, (less, more) in costs.items():
        note = f"from {small.names:,} to {large.names:,} names; 1 is linear"
        yield Figure(BLOCK, f"growth exponent, {name}", growth(less, more, times), note=note)
