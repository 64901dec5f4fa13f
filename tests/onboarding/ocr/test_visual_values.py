"""Printed values in the forms that fields have."""

import pytest

from onboarding.ocr.visual_values import date_and_rest, in_two_scripts, normalised, printed_date


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("12 AUG 1974", "1974-08-12"),
        ("12AUG1974", "1974-08-12"),
        ("12 AOÛT/AUG 1974", "1974-08-12"),
        ("03 MÄRZ 2020", "2020-03-03"),
        ("03 MRZ 2020", "2020-03-03"),
        ("1O OKT 2O20", "2020-10-10"),
        ("05 ENE/JAN 2031", "2031-01-05"),
        ("07 GIU 2031", "2031-06-07"),
        ("12.08.1974", "1974-08-12"),
        ("12 08 1974", "1974-08-12"),
        ("1974-08-12", "1974-08-12"),
        ("08/25/1974", "1974-08-25"),
        ("12 AUG 74", None),
        ("45 AUG 1974", None),
        ("31.13.1974", None),
        ("12 XXX 1974", None),
    ],
)
def test_dates_are_read_in_the_forms_that_documents_have(printed: str, day: str | None) -> None:
    assert printed_date(printed) == day


@pytest.mark.parametrize(
    ("name", "printed", "value"),
    [
        ("sex", "F", "F"),
        ("sex", "W", "F"),
        ("sex", "M / M", "M"),
        ("sex", "MALMÖ", None),
        ("issuing_state", "UTÓ", "UTO"),
        ("issuing_state", "UTOPIA", None),
        ("document_number", "L7K 204915", "L7K204915"),
        ("document_number", "PASSPORT", None),
        ("document_number", "17 JUN 2022", None),
        ("surname", "GYőRI", "GYŐRI"),
        ("surname", "d'Arvieux.", "D'ARVIEUX"),
        ("surname", "7", None),
        ("categories", "AMABC", "AM A B C"),
        ("categories", "B/BE", "B BE"),
        ("categories", "MINISTRY", None),
        ("nationality", "SWÉ", "SWE"),
        ("address", "...", None),
    ],
)
def test_a_value_is_brought_to_the_form_of_its_field_or_refused(name: str, printed: str, value: str | None) -> None:
    assert normalised(name, printed) == value


def test_a_date_and_a_place_on_one_line_are_parted() -> None:
    assert date_and_rest("16.10.1969 TARNÓW") == ("16.10.1969", "TARNÓW")
    assert date_and_rest("TARNÓW") == ("TARNÓW", "")


@pytest.mark.parametrize(
    ("printed", "national", "latin"),
    [
        ("EΛENH / ELENI", "ΕΛΕΝΗ", "ELENI"),
        ("TEQPTIOY/GEORGIOU", "", "GEORGIOU"),
        ("山田 / YAMADA", "山田", "YAMADA"),
        ("王小明", "王小明", ""),
        ("ELENI", "", "ELENI"),
    ],
)
def test_a_name_is_parted_by_script(printed: str, national: str, latin: str) -> None:
    assert in_two_scripts(printed) == (national, latin)
