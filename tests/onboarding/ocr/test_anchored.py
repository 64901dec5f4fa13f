"""Print that says what the zone does, found without its label."""

from datetime import date

from onboarding.ocr.anchored import anchored
from onboarding.ocr.mrz import parse
from onboarding.ocr.visual import Seen
from tests.onboarding.ocr.lines import line

LINES = ("P<UTOMUELLENBACH<<KONRAD<GUENTHER<<<<<<<<<<<", "W2TZ5PHWM1BEL8710215M3205080<<<<<<<<<<<<<<<6")
MRZ = parse(LINES, on=date(2026, 1, 1))


def test_a_name_a_number_and_a_date_are_found_by_what_they_say() -> None:
    page = [
        line("МЮЛЛЕНБАХ / MÜLLENBACH", 100, 100),
        line("KONRAD GÜNTHER", 100, 150),
        line("21.10.1987", 100, 200),
        line("W2TZ5PHWM", 100, 250),
    ]

    found = anchored(MRZ, page, {})

    assert {name: seen.value for name, seen in found.items()} == {
        "surname": "MÜLLENBACH",
        "given_names": "KONRAD GÜNTHER",
        "birth_date": "21.10.1987",
        "document_number": "W2TZ5PHWM",
    }


def test_what_was_seen_by_its_label_stays_whatever_it_says() -> None:
    seen = {"surname": Seen("LINDQVIST", 0.9, (0, 0, 1, 1))}

    assert anchored(MRZ, [line("MÜLLENBACH", 100, 100)], seen) == seen


def test_another_name_is_not_taken_for_it_nor_the_zone_for_print() -> None:
    assert anchored(MRZ, [line("LINDQVIST", 100, 100), line("MUELLENBACH<<", 100, 150)], {}) == {}
