"""What of a reading is sure enough to be judged."""

from dataclasses import replace
from datetime import date

from onboarding.readings import FieldReading, MrzReading
from onboarding.verdict.particulars import OF_THE_PICTURE, Particulars, judged, particulars
from onboarding.verdict.tree import NODES

ZONE = MrzReading(
    "TD3", (), True, "P", "PRT", "N123456", "1990-04-12", "F", "2030-01-01", "PRT", "SILVA", "ANA MARIA", "9999"
)
FIELDS = {
    "surname": FieldReading("Silva", 0.9, None),
    "given_names": FieldReading("Ana", 0.59, None),
    "birth_date": FieldReading("1990-04", 0.9, None),
    "issue_date": FieldReading("2020-01-02", 0.9, None),
}
BARCODE = {"surname": "SOUSA", "expiry_date": "2031-05-06"}


def test_a_valid_zone_comes_first_and_what_it_lacks_from_the_print() -> None:
    read = particulars(ZONE, FIELDS, least_confidence=0.6, barcode=BARCODE)

    assert read == Particulars(
        "P", "PRT", "N123456", "9999", "PRT", "SILVA", "ANA MARIA",
        date(1990, 4, 12), date(2020, 1, 2), date(2030, 1, 1),
    )  # fmt: skip


def test_a_zone_with_a_wrong_check_digit_gives_way_to_what_was_read_surely_and_to_the_barcode() -> None:
    read = particulars(replace(ZONE, valid=False), FIELDS, least_confidence=0.6, barcode=BARCODE)

    assert read == Particulars(surname="Silva", issue_date=date(2020, 1, 2), expiry_date=date(2031, 5, 6))


def test_whatever_was_read_whole_has_every_node_judged_and_nothing_has_none() -> None:
    whole = particulars(ZONE, FIELDS, least_confidence=0.6)

    assert judged(whole) | OF_THE_PICTURE == frozenset(NODES["document"])
    assert judged(Particulars()) == frozenset()
