"""What counts as a difference between the two zones, and what does not."""

from datetime import date

import pytest

from onboarding.ocr.cross_check import agree, agreed, mismatches, same_name
from onboarding.ocr.mrz import parse
from onboarding.ocr.visual import Seen
from onboarding.ocr.visual_values import printed_date, spelled
from onboarding.quality.findings import Finding

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
        ("surname", "MÜLLENBACH KONRAD GÜNTHER"),
        ("given_names", "KONRAD GÜNTHER MÜLLENBACH"),
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


def test_the_number_of_a_visa_may_be_that_of_the_passport_it_is_for() -> None:
    lines = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<")

    assert agree("document_number", "M123889546", parse(lines, on=date(2026, 1, 1)))


def test_a_doubtful_reading_proves_nothing() -> None:
    assert mismatches(MRZ, {"surname": Seen("LINDQVIST", 0.5, (0, 0, 1, 1))}) == ()


def test_a_finding_repeats_no_personal_data() -> None:
    (finding,) = mismatches(MRZ, {"surname": Seen("LINDQVIST", 0.9, (0, 0, 1, 1))})

    assert finding == Finding("viz_mrz_mismatch.surname")


def test_dates_are_read_day_first() -> None:
    assert printed_date("09/12 AUG/AOUT 1974") == "1974-08-12"
    assert printed_date("03.04.2020") == "2020-04-03"
    assert printed_date("12 AUG 74") is None
    assert printed_date("45 AUG 1974") is None


def test_names_are_spelled_as_the_zone_does() -> None:
    assert spelled("Ødegård-Müller") == "OEDEGAARD MUELLER"
    assert spelled("d’Été") == "DETE"


@pytest.mark.parametrize(
    ("printed", "zone"),
    [
        ("MÜLLER GEB. SCHMIDT", "MUELLER"),
        ("PAPANDROPOULOUS KONSTANTINA ALEXANDRA", "PAPANDROPOULOUS KONSTANTINA AL"),
        ("NILAVADHANANANDA CHAYAPA DEJTHAMRONG", "NILAVADHANANANDA C D"),
        ("ANNA MARIA ELISABETH", "ANNA ELISABETH"),
    ],
)
def test_a_name_cut_at_the_end_of_the_zone_is_the_same(printed: str, zone: str) -> None:
    assert same_name(printed, zone, truncated=True)


def test_a_name_is_not_cut_where_the_zone_has_room() -> None:
    assert not same_name("ANNA MARIA ELISABETH", "ANNA ELISABETH", truncated=False)


def test_letters_of_two_names_in_another_order_are_another_name() -> None:
    assert not same_name("ELISABETH ANNA", "ANNA ELISABETH", truncated=True)


def test_a_number_that_differs_in_look_alikes_is_taken_as_its_check_digit_settles_it() -> None:
    assert agreed("document_number", "W2TZSPHWM", MRZ) == "W2TZ5PHWM"
    assert agreed("document_number", "W2TZ5PHWN", MRZ) == "W2TZ5PHWN"
    assert agreed("surname", "MÜLLENBACH", MRZ) == "MÜLLENBACH"


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("JÖRGSÉBASTIEN", "JÖRG SÉBASTIEN"),
        ("JÖ RG SÉBASTIEN", "JÖRG SÉBASTIEN"),
        ("JÖRG-SÉBASTIEN", "JÖRG-SÉBASTIEN"),
        ("JÖRGSÉBASTIAN", "JÖRGSÉBASTIAN"),
        ("JÖRGSÉBASTIENNE", "JÖRGSÉBASTIENNE"),
        ("JÖRG", "JÖRG"),
    ],
)
def test_a_name_whose_letters_are_the_zones_is_parted_as_it_is_there(printed: str, told: str) -> None:
    mrz = parse(("P<UTOMUELLER<<JOERG<SEBASTIEN<<<<<<<<<<<<<<<", LINES[1]), on=date(2026, 1, 1))

    assert agreed("given_names", printed, mrz) == told
