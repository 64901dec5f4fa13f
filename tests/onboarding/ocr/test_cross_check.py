"""What counts as a difference between the two zones, and what does not."""

from datetime import date

import pytest

from onboarding.ocr.cross_check import agree, mismatches
from onboarding.ocr.mrz import parse
from onboarding.ocr.visual import Seen
from onboarding.ocr.visual_values import printed_date, spelled

LINES = ("P<UTOMUELLENBACH<<KONRAD<GUENTHER<<<<<<<<<<<", "W2TZ5PHWM1BEL8710215M3205080<<<<<<<<<<<<<<<6")
MRZ = parse(LINES, on=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("surname", "MÜLLENBACH"),
        ("surname", "MULLENBACH"),
        ("surname", "MÜLLENBAGH"),
        ("given_names", "KONRAD GÜNTHER"),
        ("birth_date", "21 OCT 1987"),
        ("birth_date", "21.10.1987"),
        ("birth_date", "1987-10-21"),
        ("birth_date", "unreadable"),
        ("document_number", "W2TZSPHWM"),
        ("document_number", "W2TZ5 PHWM"),
        ("sex", "M"),
        ("nationality", "BEL"),
        ("nationality", "BELGIAN"),
    ],
)
def test_the_same_in_another_spelling_agrees(name: str, printed: str) -> None:
    assert agree(name, printed, MRZ)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("surname", "LINDQVIST"),
        ("given_names", "KONRAD"),
        ("birth_date", "21 OCT 1986"),
        ("expiry_date", "08 MAY 2033"),
        ("document_number", "W2TZ5PHWN"),
        ("sex", "F"),
        ("nationality", "FRA"),
    ],
)
def test_another_value_does_not(name: str, printed: str) -> None:
    seen = {name: Seen(printed, 0.9, (0, 0, 1, 1))}

    assert not agree(name, printed, MRZ)
    assert [finding.code for finding in mismatches(MRZ, seen)] == [f"viz_mrz_mismatch.{name}"]


def test_a_doubtful_reading_proves_nothing() -> None:
    assert mismatches(MRZ, {"surname": Seen("LINDQVIST", 0.5, (0, 0, 1, 1))}) == ()


def test_a_finding_repeats_no_personal_data() -> None:
    (finding,) = mismatches(MRZ, {"surname": Seen("LINDQVIST", 0.9, (0, 0, 1, 1))})

    assert "LINDQVIST" not in finding.detail
    assert "MUELLENBACH" not in finding.detail


def test_dates_are_read_day_first() -> None:
    assert printed_date("09/12 AUG/AOUT 1974") == "1974-08-12"
    assert printed_date("03.04.2020") == "2020-04-03"
    assert printed_date("12 AUG 74") is None
    assert printed_date("45 AUG 1974") is None


def test_names_are_spelled_as_the_zone_does() -> None:
    assert spelled("Ødegård-Müller") == "OEDEGAARD MUELLER"
    assert spelled("d’Été") == "DETE"
