"""Every tenth of the shared queries against OFAC's real list: how many are found may not fall."""

import pytest

from screening.matching import Index
from tests.benchmarks.screening import lists, queries
from tests.benchmarks.screening.judging import Judged, judged

pytestmark = pytest.mark.oracle
FLOOR = 0.6
"""Below the thresholds that these rates come to; a lower one would only cost time."""
AT = 0.01
"""The share of names on no list that may have a hit."""


@pytest.fixture(scope="module")
def found() -> dict[str, Judged]:
    index = Index(lists.sdn())
    asked = queries.shared().every(10)
    return {kind: judged(index, asked.of(kind), floor=FLOOR) for kind in ("person", "company")}


@pytest.mark.parametrize(("kind", "floor"), [("person", 0.98), ("company", 0.95)])
def test_listed_names_are_found_however_they_are_written(found: dict[str, Judged], kind: str, floor: float) -> None:
    assert found[kind].recall(AT) >= floor


@pytest.mark.parametrize(("kind", "floor"), [("person", 0.90), ("company", 0.85)])
def test_names_with_two_typos_are_found(found: dict[str, Judged], kind: str, floor: float) -> None:
    assert found[kind].recall_of("typo2", AT) >= floor
