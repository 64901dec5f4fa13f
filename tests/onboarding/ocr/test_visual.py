"""Values by their labels, on lines set by hand."""

import numpy as np
import pytest

from onboarding.ocr.printed import Line
from onboarding.ocr.visual import find_fields
from tests.onboarding.ocr.lines import line


def values(*lines: Line) -> dict[str, str]:
    return {name: seen.value for name, seen in find_fields(lines).items()}


def test_a_value_stands_under_its_label() -> None:
    assert values(line("Surname / Nom", 100, 100), line("NORDAHL", 100, 125, height=30)) == {"surname": "NORDAHL"}


def test_a_value_stands_beside_its_label() -> None:
    page = [
        line("Surname", 100, 100),
        line("NORDAHL", 220, 98),
        line("Given names", 100, 140),
        line("FREYA", 260, 138),
        line("Date of birth", 100, 180),
        line("12.08.1974", 270, 178),
    ]

    assert values(*page) == {"surname": "NORDAHL", "given_names": "FREYA", "birth_date": "12.08.1974"}


def test_a_value_stands_behind_its_label_on_one_line() -> None:
    assert values(line("Surname: NORDAHL", 100, 100), line("DOB 12.08.1974", 100, 150)) == {
        "surname": "NORDAHL",
        "birth_date": "12.08.1974",
    }


def test_two_columns_found_as_one_line_are_two_labels_with_a_value_each() -> None:
    page = [line("Sex / Sexe         Place of birth", 100, 100), line("F", 100, 125), line("KALMAR", 290, 125)]

    assert values(*page) == {"sex": "F", "birth_place": "KALMAR"}


def test_a_page_that_leans_is_read_as_one_that_lies_straight() -> None:
    page = [
        line("Surname", 100, 100, lean=0.12),
        line("NORDAHL", 100, 125, height=30, lean=0.12),
        line("Date of birth", 500, 100, lean=0.12),
        line("12 AUG 1974", 500, 125, height=30, lean=0.12),
    ]

    assert values(*page) == {"surname": "NORDAHL", "birth_date": "12 AUG 1974"}


def test_a_value_that_makes_no_sense_is_no_value() -> None:
    assert values(line("Date of birth", 100, 100), line("NORDAHL", 100, 125)) == {}


def test_what_stands_by_an_unread_label_is_nobodys_name() -> None:
    page = [line("Type of permit", 100, 100), line("STUDIES", 100, 125), line("Name", 100, 170), line("NORD", 100, 195)]

    assert values(*page) == {"surname": "NORD"}


def test_the_lines_of_the_zone_are_no_print() -> None:
    assert values(line("Surname", 100, 100), line("P<UTONORDAHL<<FREYA<<<<", 100, 125)) == {}


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Familienname", "surname"),
        ("Apellidos / Surname", "surname"),
        ("Cognome", "surname"),
        ("Prénoms", "given_names"),
        ("Vornamen / Forenames", "given_names"),
        ("Nombre / Given names", "given_names"),
    ],
)
def test_names_are_labelled_in_many_languages(label: str, name: str) -> None:
    assert values(line(label, 100, 100), line("SOLVANG", 100, 125)) == {name: "SOLVANG"}


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Geburtsdatum / Date of birth", "birth_date"),
        ("Fecha de nacimiento", "birth_date"),
        ("Data di nascita", "birth_date"),
        ("Date de délivrance", "issue_date"),
        ("Gültig bis / Valid until", "expiry_date"),
        ("Válido hasta", "expiry_date"),
        ("Scadenza", "expiry_date"),
    ],
)
def test_dates_are_labelled_in_many_languages(label: str, name: str) -> None:
    assert values(line(label, 100, 100), line("12.08.2031", 100, 125)) == {name: "12.08.2031"}


def test_a_label_is_known_by_its_second_language_where_the_first_cannot_be_read() -> None:
    assert values(line("IIpi3Buie / Surname", 100, 100), line("SHEVCHUK", 100, 125)) == {"surname": "SHEVCHUK"}


def test_a_name_in_two_scripts_is_two_fields() -> None:
    page = [
        line("Surname", 100, 100),
        line("ΓEΩPΓIOY / GEORGIOU", 100, 125),
        line("Given names", 100, 170),
        line("EΛENH/ELENI", 100, 195),
    ]

    assert values(*page) == {"surname": "GEORGIOU", "given_names": "ELENI", "name_national": "ΓΕΩΡΓΙΟΥ ΕΛΕΝΗ"}


def test_an_address_goes_on_in_the_next_line() -> None:
    page = [line("Address", 100, 100), line("AHORNWEG 3", 100, 125), line("12345 NOWHERE", 100, 147)]

    assert values(*page) == {"address": "AHORNWEG 3, 12345 NOWHERE"}


LICENCE = [
    line("1.", 100, 100, height=16),
    line("FÜRSTNER", 140, 98),
    line("2.", 100, 140, height=16),
    line("ÉMILE ANTON", 140, 138),
    line("3. 16.10.1969 TARNÓW", 100, 178),
    line("4a. 21.08.2022", 100, 218),
    line("4c. MINISTRY OF NOWHERE", 400, 218),
    line("4b. 20.08.2032", 100, 258),
    line("5.J0CJ739FH", 100, 298),
    line("8. STORGATAN 33, 71889 NOWHERE", 100, 338),
    line("9. AMABC", 100, 378),
]


def test_a_driving_licence_is_read_by_its_numbers() -> None:
    assert values(*LICENCE) == {
        "surname": "FÜRSTNER",
        "given_names": "ÉMILE ANTON",
        "birth_date": "16.10.1969",
        "birth_place": "TARNÓW",
        "issue_date": "21.08.2022",
        "issuing_authority": "MINISTRY OF NOWHERE",
        "expiry_date": "20.08.2032",
        "document_number": "J0CJ739FH",
        "address": "STORGATAN 33, 71889 NOWHERE",
        "categories": "AMABC",
    }


def test_a_number_that_was_not_seen_is_known_by_its_neighbours() -> None:
    assert values(*LICENCE[1:])["surname"] == "FÜRSTNER"


def test_boxes_are_where_the_print_is() -> None:
    (seen,) = find_fields([line("Surname", 100, 100), line("NORDAHL", 100, 125, height=30)]).values()

    assert seen.box == (100, 125, 105, 30)
    assert np.isclose(seen.confidence, 0.95)
