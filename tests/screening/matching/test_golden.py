"""The golden pairs: what was found once is found for ever. The floor only rises."""

import csv
from pathlib import Path

from screening import sources
from screening.matching import Index, Query, search

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
FLOOR = 0.98
THRESHOLD = 0.72


def _index() -> Index:
    codes = ("ofac_sdn", "un")
    lists = [(code, sources.load(sources.find(code), FIXTURES / "watchlists" / code)) for code in codes]
    return Index((f"{code}:{record.ref}", record) for code, reading in lists for record in reading.records)


def _is_right(index: Index, row: dict[str, str]) -> bool:
    found = search(index, Query((row["query"],), row["kind"]), threshold=THRESHOLD)
    keys = [hit.key for hit in found]
    return not keys if row["entry"] == "none" else row["entry"] in keys


def test_the_golden_pairs_come_right() -> None:
    index = _index()
    with (FIXTURES / "golden" / "screening.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    wrong = [row for row in rows if not _is_right(index, row)]

    assert len(rows) > 100
    assert 1 - len(wrong) / len(rows) >= FLOOR, wrong
