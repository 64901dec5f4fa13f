"""Scoring: a sum of weighted findings, clamped, that carries its reasons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.kernel.scoring import Factor, Finding, Reason, Score, score


def long_name(name: str) -> Finding | None:
    """The name is long."""
    return Finding(min(len(name) / 10, 1.0), f"{len(name)} letters")


def has_digit(name: str) -> Finding | None:
    """A digit is in the name."""
    return Finding(1.0) if any(letter.isdigit() for letter in name) else Finding(0.0, "none")


def silent(name: str) -> Finding | None:
    return None


FACTORS = (Factor(long_name, 0.4), Factor(has_digit, -0.5), Factor(silent, 9.0))


def test_each_factor_that_saw_something_is_a_reason_strongest_first() -> None:
    assert score("abcd1", FACTORS, base=0.5) == Score(
        0.2,
        (
            Reason("has_digit", -0.5, "", "A digit is in the name."),
            Reason("long_name", 0.2, "5 letters", "The name is long."),
        ),
    )


def test_a_factor_that_saw_nothing_gives_no_reason() -> None:
    assert [reason.factor for reason in score("abcd", FACTORS).reasons] == ["long_name"]


def test_equally_strong_reasons_come_in_the_order_of_their_names() -> None:
    factors = (Factor(long_name, 1.0), Factor(has_digit, -1.0))

    assert [reason.factor for reason in score("abcdefghi1", factors).reasons] == ["has_digit", "long_name"]


def test_no_factors_leave_the_base() -> None:
    assert score("x", (), base=0.25) == Score(0.25, ())


@pytest.mark.parametrize(("base", "value"), [(-2.0, 0.0), (7.0, 1.0)])
def test_the_value_stays_between_0_and_1(base: float, value: float) -> None:
    assert score("abc", FACTORS, base=base).value == value


@given(st.text(), st.floats(-5, 5))
def test_the_value_is_the_clamped_sum_of_the_reasons(name: str, base: float) -> None:
    scored = score(name, FACTORS, base=base)

    assert scored.value == min(1.0, max(0.0, base + sum(reason.score for reason in scored.reasons)))


def test_a_factor_without_a_docstring_is_explained_by_its_name() -> None:
    assert Factor(silent, 1.0).explanation == "silent"
