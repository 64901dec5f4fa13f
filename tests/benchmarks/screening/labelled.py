"""Pairs that others have judged: OFAC's own search tool, Watchman's tests, the spellings of one name."""

import json
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from screening.matching import Index, Query, search
from screening.records import ListedName, Record
from tests.benchmarks.screening import lists
from tests.benchmarks.screening.figures import Figure
from tests.benchmarks.screening.judging import rank_correlation
from tests.benchmarks.screening.quality import REVIEW

BLOCK = "labelled"


def figures(_: Namespace) -> Iterator[Figure]:
    if not lists.has_shared():
        yield Figure(BLOCK, "labelled pairs", note="they are others' and part of the shared data")
        return
    for file, title in (("ofac_tool_scores", "OFAC's tool"), ("watchman_jaro_scores", "Watchman's scores")):
        pairs = _pairs(file)
        rho = rank_correlation([_score(one) for one in pairs], [one["expected_score"] for one in pairs])
        yield Figure(BLOCK, f"{title}: rank correlation", rho, note=f"{len(pairs)} pairs")
    for file, title in (
        ("watchman_cross_script", "Watchman's pairs across scripts"),
        ("watchman_compare_name", "Watchman's pairs of names"),
        ("putin_variants", "spellings of one name"),
    ):
        pairs = _pairs(file)
        right = [(_score(one) >= REVIEW) == one["expected"] for one in pairs]
        wrong = [one["query"] for one, is_right in zip(pairs, right, strict=True) if not is_right]
        note = f"{len(pairs)} pairs; wrong: {', '.join(wrong)}" if wrong else f"{len(pairs)} pairs"
        yield Figure(BLOCK, f"{title}: right at {REVIEW}", sum(right) / len(right), note=note)


def _pairs(name: str) -> list[dict[str, Any]]:
    lines = (lists.SHARED / "labelled" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _score(pair: dict[str, Any]) -> float:
    """0 to 1, whatever kind the candidate is of."""
    index = Index([("candidate", Record("1", "person", (ListedName(pair["candidate"]),)))])
    return max((found.score for found in search(index, Query((pair["query"],)), threshold=0.01)), default=0.0)
