"""Customers against lists, both ways: a change of 300 entries looked for among N customers, and all of them anew."""

import multiprocessing
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

from screening.matching import Index, Query, Roster, Wanted, search
from tests.benchmarks.screening import lists, queries
from tests.benchmarks.screening.figures import Figure, growth
from tests.benchmarks.screening.peers import PUBLISHED
from tests.benchmarks.screening.quality import REVIEW

BLOCK = "scale"
_DELTA, _CUSTOMERS, _SAMPLE = 300, 100_000, 2_000
_MILLION = 1_000_000
_GOALS = {_MILLION: 6.0}
_CORES = 2


@dataclass(frozen=True, slots=True)
class Delta:
    """CPU seconds of one size."""

    customers: int
    build: float
    load: float
    spent: float
    bytes: int
    hits: int


def figures(options: Namespace) -> Iterator[Figure]:
    sizes = (10_000,) if options.quick else (10_000, 100_000, _MILLION) if options.full else (10_000, 100_000)
    pool = queries.people(lists.everything())
    deltas = [_delta(size, pool) for size in sizes]
    for one in deltas:
        yield from _told(one)
    for small, large in pairwise(deltas):
        exponent = growth(small.spent, large.spent, large.customers / small.customers)
        note = f"from {small.customers:,} to {large.customers:,} customers; 1 is linear"
        yield Figure(BLOCK, f"growth exponent, {_DELTA} changed entries", exponent, note=note)
    yield from _everybody(pool, whole=options.full, sample=_SAMPLE // 4 if options.quick else _SAMPLE)


def _delta(size: int, pool: Sequence[str]) -> Delta:
    changed = dict(Random(_DELTA).sample(lists.everything(), _DELTA))
    subjects = ((str(place), one.query()) for place, one in enumerate(queries.customers(size, pool)))
    started = time.process_time()
    held = Roster.build(subjects).to_bytes()
    built = time.process_time()
    roster = Roster.from_bytes(held)
    loaded = time.process_time()
    hits = roster.resembling(Wanted.of(changed), threshold=REVIEW)
    return Delta(size, built - started, loaded - built, time.process_time() - loaded, len(held), len(hits))


def _told(one: Delta) -> Iterator[Figure]:
    name = f"{_DELTA} changed entries × {one.customers:,} customers"
    note = f"{one.hits:,} hits"
    yield Figure(BLOCK, name, one.spent, "s", _GOALS.get(one.customers), True, PUBLISHED["roster"], note)
    note = f"{one.bytes / one.customers:.0f} bytes a customer, {one.load:.2f} s CPU to load"
    yield Figure(BLOCK, f"the roster of {one.customers:,} customers built", one.build, "s", note=note)


def _everybody(pool: Sequence[str], *, whole: bool, sample: int) -> Iterator[Figure]:
    """All customers against all names: told from a sample, or done on two processes."""
    with tempfile.TemporaryDirectory(prefix="gatehouse-bench-") as place:
        folder = Path(place) / "index"
        index = Index(lists.everything())
        names = len(index.names)
        index.save(folder)
        del index
        name = f"{_CUSTOMERS:,} customers × {names:,} names"
        if whole:
            cpu, wall = _shared_out(folder, _CUSTOMERS, pool)
            note = f"{cpu:.0f} s CPU in all, on {_CORES} processes; the clock says {wall:.0f} s"
            yield Figure(BLOCK, f"{name}, CPU a core", cpu / _CORES, "s", 180, True, note=note)
            return
        asked = queries.customers(sample, pool)
        spent = screened((folder, [one.query() for one in asked])) * _CUSTOMERS / sample
        note = f"told from {sample:,} customers on one core"
        yield Figure(BLOCK, f"{name}, CPU a core of {_CORES}", spent / _CORES, "s", 180, True, note=note)


def _shared_out(folder: Path, count: int, pool: Sequence[str]) -> tuple[float, float]:
    asked = [one.query() for one in queries.customers(count, pool)]
    started = time.monotonic()
    with multiprocessing.get_context("spawn").Pool(_CORES) as processes:
        spent = processes.map(screened, [(folder, asked[part::_CORES]) for part in range(_CORES)], chunksize=1)
    return sum(spent), time.monotonic() - started


def screened(work: tuple[Path, list[Query]]) -> float:
    """CPU seconds for these customers, by a process that opens the index anew."""
    folder, asked = work
    started = time.process_time()
    index = Index.open(folder)
    for query in asked:
        search(index, query, threshold=REVIEW)
    return time.process_time() - started
