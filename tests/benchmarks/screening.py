"""Screening: recall at a fixed false-positive rate, queries a second, index build; beside rapidfuzz in the same run."""

import gzip
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz.fuzz import token_sort_ratio
from rapidfuzz.process import cdist

from screening import sources
from screening.matching import Index, Query, normalise, search
from screening.records import Record

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
EVERY = 5
"""Every fifth query: some 2,400, enough to see a loss of one point."""
_FLOOR = 0.5
_KINDS = {"person": "person", "org": "company"}
Asked = dict[str, Any]


def main() -> None:
    if not SHARED.exists():
        print("../shared/data is not here: nothing to measure on.")
        return
    records, index = _build()
    positives, negatives = (_queries(name) for name in ("queries_pos", "queries_neg"))
    for title, best in (("gatehouse", _ours(index)), ("token_sort_ratio", _peer(records))):
        _measure(title, best, positives, negatives)


def _build() -> tuple[tuple[Record, ...], Index]:
    started = time.process_time()
    records = sources.load(sources.SOURCES["ofac_sdn"], SHARED / "watchlists" / "ofac_sdn_2024-01-08").records
    read = time.process_time()
    index = Index((record.ref, record) for record in records)
    built = time.process_time()
    print(f"{len(records)} entries read in {read - started:.2f} s CPU")
    print(f"{len(index.names)} names indexed in {built - read:.2f} s CPU")
    return records, index


def _queries(name: str) -> list[Asked]:
    with gzip.open(SHARED / "screening_bench" / f"{name}.json.gz") as file:
        queries: list[Asked] = json.load(file)
    return queries[::EVERY]


def _ours(index: Index) -> Callable[[Asked], dict[str, float]]:
    def scores(asked: Asked) -> dict[str, float]:
        query = Query((asked["query"],), _KINDS[asked["type"]])
        return {found.key: found.score for found in search(index, query, threshold=_FLOOR)}

    return scores


def _peer(records: Sequence[Record]) -> Callable[[Asked], dict[str, float]]:
    """rapidfuzz's token_sort_ratio over the same normal forms of the same names."""
    texts = {kind: _texts(records, kind) for kind in _KINDS.values()}

    def scores(asked: Asked) -> dict[str, float]:
        refs, names = texts[_KINDS[asked["type"]]]
        query = " ".join(normalise(asked["query"]).tokens)
        alike = cdist([query], names, scorer=token_sort_ratio, score_cutoff=100 * _FLOOR, dtype=np.float32)[0]
        best: dict[str, float] = {}
        for place in np.flatnonzero(alike):
            best[refs[place]] = max(best.get(refs[place], 0.0), float(alike[place]) / 100)
        return best

    return scores


def _texts(records: Sequence[Record], kind: str) -> tuple[list[str], list[str]]:
    pairs = [(record.ref, listed.text) for record in records if record.kind == kind for listed in record.names]
    return [ref for ref, _ in pairs], [" ".join(normalise(text).tokens) for _, text in pairs]


def _measure(
    title: str, scores: Callable[[Asked], dict[str, float]], positives: list[Asked], negatives: list[Asked]
) -> None:
    started = time.process_time()
    true = [(asked, scores(asked).get(asked["id"], 0.0)) for asked in positives]
    false = [(asked, max(scores(asked).values(), default=0.0)) for asked in negatives]
    spent = time.process_time() - started
    print(f"{title}: {(len(true) + len(false)) / spent:.0f} queries a CPU second")
    for kind, rates in (("person", (0.005, 0.01)), ("org", (0.01,))):
        ours = np.array([score for asked, score in true if asked["type"] == kind])
        others = np.sort([score for asked, score in false if asked["type"] == kind])[::-1]
        for rate in rates:
            threshold = float(others[int(rate * len(others))])
            recall = float((ours > threshold).mean())
            print(f"  {kind}: recall {recall:.3f} at a false-positive rate of {rate:.1%} (above {threshold:.3f})")
