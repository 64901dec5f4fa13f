"""How well distances tell people apart: LFW's folds, whose people differ, labelled on one and judged on the other."""

import csv
from collections.abc import Iterator
from itertools import chain

import numpy as np

from onboarding.faces import engine
from tests.benchmarks.faces.pictures import FULL, LFW, read
from tests.benchmarks.faces.rates import NO_FACE, Half, accuracy, half, told
from tests.benchmarks.screening.figures import Figure

BLOCK = "faces: likeness"
PAIRS_A_FOLD = 600
STEP = 1 if FULL else 30
LEAST_PAIRS = 20
"""Fewer alike strangers than this label nothing."""
RATES = {1e-4: 0.83, 1e-3: 0.95, 1e-2: None}
"""And the goal of true matches at each."""
PEERS = {
    1e-4: "one view 69.8 %, six 83.0 %, as measured elsewhere on all of LFW",
    1e-3: "91.2 %, 95.1 %",
    1e-2: "",
}
Rows = list[dict[str, str]]


def figures() -> Iterator[Figure]:
    if not (LFW / "pairs.csv").exists():
        yield Figure(BLOCK, "LFW", note="not here: ../shared/data/identity/faces")
        return
    halves = _halves()
    yield from _enrolment(halves)
    note = "each half's best distance, on the other half"
    yield Figure(BLOCK, "accuracy", accuracy(halves), "%", 0.99, peer="98.6 %, 99.1 %", note=note)
    for rate, goal in RATES.items():
        yield from _crossed(halves, rate, goal)
        yield _shipped(halves, rate)


def _halves() -> tuple[Half, Half]:
    with (LFW / "pairs.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    folds = [rows[start : start + PAIRS_A_FOLD][::STEP] for start in (0, PAIRS_A_FOLD)]
    names = sorted({row[side] for row in chain(*folds) for side in ("a", "b")})
    found = {name: engine.look(read(LFW / name)).embedding for name in names}
    return half(found, folds[0]), half(found, folds[1])


def _enrolment(halves: tuple[Half, Half]) -> Iterator[Figure]:
    pairs = np.concatenate([half.genuine for half in halves] + [half.impostor for half in halves])
    strangers = sum(half.strangers(np.ones(half.people)) for half in halves)
    people = sum(half.people for half in halves)
    yield Figure(BLOCK, "pairs of strangers", strangers, note=f"within two halves of together {people} people")
    lost = int((pairs >= NO_FACE).sum())
    yield Figure(BLOCK, f"pairs with a face that is not found, of {len(pairs)}", lost, "", 0, at_most=True)


def _crossed(halves: tuple[Half, Half], rate: float, goal: float | None) -> Iterator[Figure]:
    name = f"1 false match in {round(1 / rate):,}"
    if min(half.strangers(np.ones(half.people)) for half in halves) * rate < LEAST_PAIRS:
        yield Figure(BLOCK, name, note="too few pairs in this sample")
        return
    seen = told(halves, rate)
    note = f"95 % interval {seen.low.true:.1%} to {seen.high.true:.1%}"
    lost = f"second fold alone {seen.second.true:.1%}; faces not found as no match {seen.mean.true_of_all:.1%}"
    yield Figure(BLOCK, f"{name}: true matches", seen.mean.true, "%", goal, peer=PEERS[rate], note=f"{note}; {lost}")
    note = f"95 % interval {seen.low.false / rate:.2f} to {seen.high.false / rate:.2f}; at {seen.mean.limit:.4f}"
    yield Figure(BLOCK, f"{name}: false, on the other half", seen.mean.false / rate, "× the label", note=note)


def _shipped(halves: tuple[Half, Half], rate: float) -> Figure:
    limit = engine.model().distance_at(rate)
    pairs = np.concatenate([half.genuine for half in halves])
    strangers = sum(half.strangers(np.ones(half.people)) for half in halves)
    false = sum((half.alike <= limit).sum() for half in halves) / strangers
    note = f"false {false:.2e}; the shipped labels saw both halves"
    return Figure(BLOCK, f"  at the shipped {limit}", float(np.mean(pairs <= limit)), "%", note=note)
