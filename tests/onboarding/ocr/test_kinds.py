"""What tells the kind of a document."""

from datetime import date

import pytest

from onboarding.ocr.kinds import of_print, of_zone
from onboarding.ocr.mrz import parse
from tests.onboarding.ocr.lines import line

CARD = ("{}UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")
VISA = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<")


@pytest.mark.parametrize(
    ("code", "kind"),
    [("I<", "identity_card"), ("ID", "identity_card"), ("AR", "residence_permit"), ("IR", "residence_permit")],
)
def test_a_card_is_told_by_the_letters_of_its_zone(code: str, kind: str) -> None:
    assert of_zone(parse((CARD[0].format(code), *CARD[1:]), on=date(2026, 1, 1))) == kind


def test_a_visa_is_of_no_kind() -> None:
    assert of_zone(parse(VISA, on=date(2026, 1, 1))) is None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("AUFENTHALTSTITEL / RESIDENCE PERMIT", "residence_permit"),
        ("TITRE DE SÉJOUR", "residence_permit"),
        ("DRIVING LICENCE", "driving_licence"),
        ("FÜHRERSCHEIN", "driving_licence"),
        ("REISEPASS / PASSPORT", "passport"),
        ("CARTE NATIONALE D'IDENTITÉ", "identity_card"),
        ("Passport No.", None),
        ("LIBRARY CARD", None),
    ],
)
def test_a_page_is_told_by_its_title(title: str, kind: str | None) -> None:
    assert of_print([line(title, 100, 40, height=30), line("NORDAHL", 100, 100)]) == kind


def test_a_page_with_the_numbers_of_a_licence_is_one_without_a_title() -> None:
    page = [
        line(text, 100, 100 + row * 40)
        for row, text in enumerate(("1. NORDAHL", "2. FREYA", "4a. 21.08.2022", "5. X12345"))
    ]

    assert of_print(page) == "driving_licence"


def test_three_numbers_are_a_list_and_no_licence() -> None:
    assert (
        of_print([line(text, 100, 100 + row * 40) for row, text in enumerate(("1. NORDAHL", "2. FREYA", "5. X12345"))])
        is None
    )
