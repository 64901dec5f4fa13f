"""The forms that states give to their numbers, by published examples, and their check letters by property."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboarding.ocr.states import is_state
from onboarding.verdict.numbers import FORMS, Form, number_fits, polish_card, portuguese_card, spanish_letter

EXAMPLES = [
    ("AUT", "P", "P4366918"), ("BEL", "P", "EH000000"), ("BGR", "P", "370000002"), ("CYP", "P", "K00000413"),
    ("CZE", "P", "99003853"), ("D", "P", "C01X00T47"), ("D", "PO", "C01YPTNHM"), ("D", "ID", "L01X00T47"),
    ("DNK", "P", "200000002"), ("ESP", "P", "ZAB000254"), ("ESP", "ID", "BAA000589"), ("FIN", "P", "XP8271602"),
    ("FRA", "P", "12AB34567"), ("GBR", "P", "707797979"), ("GRC", "P", "AE0000005"), ("HRV", "P", "007007007"),
    ("HUN", "P", "BA000110"), ("IRL", "P", "XN5003778"), ("ITA", "P", "AA1234567"), ("JPN", "P", "XS1234567"),
    ("LVA", "P", "LV4050088"), ("NLD", "P", "SPECI2014"), ("NLD", "I", "SPECI2014"), ("POL", "P", "ZS0000177"),
    ("POL", "ID", "ABA300000"), ("PRT", "P", "P123456"), ("PRT", "I", "000024759ZZ7"), ("ROU", "P", "050000001"),
    ("USA", "P", "E00007730"),
]  # fmt: skip


@pytest.mark.parametrize(("state", "code", "number"), EXAMPLES)
def test_an_ordinary_number_fits(state: str, code: str, number: str) -> None:
    assert number_fits(state=state, document_code=code, number=number)


@pytest.mark.parametrize(("state", "code", "number"), EXAMPLES)
def test_a_number_with_a_place_too_many_does_not(state: str, code: str, number: str) -> None:
    assert not number_fits(state=state, document_code=code, number=f"{number}00")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.state} {form.kind}")
def test_every_form_names_a_state_and_its_source_and_has_an_example(form: Form) -> None:
    assert is_state(form.state)
    assert "." in form.source or "," in form.source
    assert any(state == form.state and form.fits(number) for state, _, number in EXAMPLES)


@pytest.mark.parametrize(
    ("state", "code", "number"),
    [
        ("D", "P", "C01X00O47"),
        ("POL", "P", "ZS0000178"),
        ("POL", "ID", "ABA300001"),
        ("PRT", "I", "000024759ZZ8"),
        ("NLD", "I", "SPECIO014"),
        ("GBR", "P", "70779797A"),
    ],
)
def test_another_form_or_a_wrong_check_digit_does_not_fit(state: str, code: str, number: str) -> None:
    assert not number_fits(state=state, document_code=code, number=number)


@pytest.mark.parametrize(("state", "code"), [("SWE", "P"), ("GBR", "PD"), ("PRT", "IR"), ("UTO", "P"), ("", "")])
def test_where_nothing_is_published_every_number_fits(state: str, code: str) -> None:
    assert number_fits(state=state, document_code=code, number="!?")


@pytest.mark.parametrize(
    ("personal", "expected"),
    [("12345678Z", True), ("12345678A", False), ("X1234567L", True), ("X1234567A", False), ("", True), ("9999", True)],
)
def test_the_letter_of_a_spanish_number_is_checked(personal: str, expected: bool) -> None:
    fits = number_fits(state="ESP", document_code="ID", number="BAA000589", personal_number=personal)

    assert fits is expected


@given(st.integers(0, 99_999_999))
def test_one_letter_alone_fits_a_dni(number: int) -> None:
    assert sum(spanish_letter(f"{number:08}{letter}") for letter in "TRWAGMYFPDXBNJZSQVHLCKE") == 1


@given(st.integers(0, 99_999), st.from_regex(r"[A-Z]{3}", fullmatch=True))
def test_one_check_digit_alone_fits_a_polish_card(number: int, letters: str) -> None:
    assert sum(polish_card(f"{letters}{digit}{number:05}") for digit in range(10)) == 1


@given(st.integers(0, 999_999_999), st.from_regex(r"[A-Z0-9]{2}", fullmatch=True))
def test_one_check_digit_alone_fits_a_portuguese_card(number: int, version: str) -> None:
    assert sum(portuguese_card(f"{number:09}{version}{digit}") for digit in range(10)) == 1
