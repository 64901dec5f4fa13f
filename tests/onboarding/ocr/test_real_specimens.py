"""The reader on pictures that no one here drew: a floor that only rises."""

from datetime import date

import pytest

from tests.benchmarks.identity import zone

ON = date(2026, 3, 1)
RIGHT = 41
"""Of 43, all fields right; 42 were on the day of writing."""


@pytest.mark.oracle
def test_the_reader_reads_at_least_as_many_real_zones_as_before() -> None:
    scored = [zone.score(grey, lines, ON) for grey, lines in zone.real_specimens()]

    assert len(scored) == 43
    assert sum(each.right for each in scored) >= RIGHT
    assert sum(each.wrong_name for each in scored) <= 1
