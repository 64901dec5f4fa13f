"""The date of the next review."""

from datetime import UTC, datetime

import pytest

from compliance.risk.rating import months_later


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ((2026, 3, 1), 12, (2027, 3, 1)),
        ((2026, 3, 1), 60, (2031, 3, 1)),
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2024, 2, 29), 12, (2025, 2, 28)),
        ((2023, 8, 31), 6, (2024, 2, 29)),
        ((2026, 12, 15), 1, (2027, 1, 15)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(
    start: tuple[int, int, int], months: int, end: tuple[int, int, int]
) -> None:
    assert months_later(datetime(*start, 12, 30, tzinfo=UTC), months) == datetime(*end, 12, 30, tzinfo=UTC)
