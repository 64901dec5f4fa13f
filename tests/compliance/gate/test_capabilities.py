"""Every cell of the table, and everything that is not in it."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.gate.capabilities import TABLE, Capability, allowed
from compliance.risk.models import Level
from onboarding.models import Status

EVERYTHING = frozenset({"pay_out", "pay_in", "refund", "hold"})
HOLD = frozenset({"hold"})
EXPECTED = {
    ("review", "low"): HOLD,
    ("review", "medium"): HOLD,
    ("review", "high"): HOLD,
    ("review", "prohibited"): HOLD,
    ("verified", "low"): EVERYTHING,
    ("verified", "medium"): EVERYTHING,
    ("verified", "high"): EVERYTHING,
    ("verified", "prohibited"): HOLD,
    ("restricted", "low"): HOLD,
    ("restricted", "medium"): HOLD,
    ("restricted", "high"): HOLD,
    ("restricted", "prohibited"): HOLD,
}


@pytest.mark.parametrize(("status", "level"), [*product(Status.values, [*Level.values, None])])
def test_a_cell_of_the_table_allows_exactly_what_is_written_here(status: str, level: str | None) -> None:
    assert allowed(status, level) == EXPECTED.get((status, level or ""), frozenset())


def test_the_table_has_a_line_for_every_status() -> None:
    assert set(TABLE) == set(Status.values)


@given(st.text(), st.none() | st.text())
def test_an_unknown_status_allows_nothing(status: str, level: str | None) -> None:
    if status not in Status.values:
        assert allowed(status, level) == frozenset()


@given(st.sampled_from(Status.values), st.text())
def test_an_unknown_level_allows_nothing(status: str, level: str) -> None:
    if level not in Level.values:
        assert allowed(status, level) == frozenset()


def test_a_capability_is_written_as_the_api_writes_it() -> None:
    assert [str(capability) for capability in Capability] == ["pay_out", "pay_in", "refund", "hold"]
