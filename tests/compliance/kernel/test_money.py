"""Money: whole minor units of one currency, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.kernel.money import CurrencyMismatch, InvalidMoney, Money

EUR, JPY = Money(100, "EUR"), Money(100, "JPY")


@given(st.integers(), st.integers())
def test_adding_and_subtracting_are_those_of_whole_numbers(one: int, other: int) -> None:
    assert Money(one, "EUR") + Money(other, "EUR") == Money(one + other, "EUR")
    assert Money(one, "EUR") - Money(other, "EUR") == Money(one - other, "EUR")


@given(st.integers(), st.integers())
def test_amounts_compare_as_numbers_do(one: int, other: int) -> None:
    a, b = Money(one, "EUR"), Money(other, "EUR")

    assert (a < b, a <= b, a > b, a >= b) == (one < other, one <= other, one > other, one >= other)


def test_different_currencies_never_combine() -> None:
    attempts = (
        lambda: EUR + JPY,
        lambda: EUR - JPY,
        lambda: EUR < JPY,
        lambda: EUR <= JPY,
    )

    for attempt in attempts:
        with pytest.raises(CurrencyMismatch) as raised:
            attempt()
        assert raised.value.code == "currency_mismatch"
    assert EUR != JPY


@pytest.mark.parametrize("minor", [1.0, "1", True, None])
def test_an_amount_that_is_no_whole_number_is_refused(minor: object) -> None:
    with pytest.raises(InvalidMoney):
        Money(minor, "EUR")  # type: ignore[arg-type]


@pytest.mark.parametrize("currency", ["", "EU", "EURO", "eur", "E1R", "ÉUR", "EUR\n"])
def test_a_currency_that_is_no_iso_code_is_refused(currency: str) -> None:
    with pytest.raises(InvalidMoney):
        Money(1, currency)


def test_money_says_what_it_counts() -> None:
    assert str(Money(1050, "EUR")) == "1050 EUR (minor units)"
