"""Proofs of address and registry extracts against what was declared."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.conf import settings

from compliance.cases.papers import DeclaredPaper, address_codes, registry_codes
from compliance.policy.parsing import parse
from onboarding.readings import PaperReading, ReadingFinding

THRESHOLDS = parse(settings.POLICY_FILE.read_text(encoding="utf-8")).thresholds
TODAY = date(2026, 3, 1)
LINES = ("Utopia Power & Light", "Frau Ines Jagermann", "Lindenstr. 40", "D-O1187 Dresden", "Amount to pay: 12.40")
BILL = PaperReading("proof_of_address", LINES, "picture", date(2026, 2, 3), {}, (), {})
INES = DeclaredPaper(("Inès Jägermann",), ("Lindenstraße 40", "01187 Dresden", "Deutschland"), country="DE")
EXTRACT = PaperReading(
    "registry_extract",
    ("Register of Companies", "Company name: Tidal Alder Limited", "Company number: 94 360-329"),
    "text",
    date(2026, 2, 3),
    {"company_name": "Tidal Alder Limited"},
    (),
    {},
)
TIDAL = DeclaredPaper(("Tidal Alder Ltd",), number="UT94360329")


def of_address(reading: PaperReading = BILL, declared: DeclaredPaper = INES) -> tuple[str, ...]:
    return address_codes(reading, declared=declared, thresholds=THRESHOLDS, on=TODAY)


def of_registry(reading: PaperReading = EXTRACT, declared: DeclaredPaper = TIDAL) -> tuple[str, ...]:
    return registry_codes(reading, declared=declared, thresholds=THRESHOLDS, on=TODAY)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (("Lindenstraße 40", "01187 Dresden"), ()),
        (("01187 Dresden", "Lindenstrasse 40", "Germany"), ()),
        (("Lindenstraße 40, 01187 Dresden",), ()),
        (("Lindenstraße 40", "01 187 Dresden"), ()),
        (("Lindenstraße 41", "01187 Dresden"), ("address_differs",)),
        (("Lindenstraße 40", "01188 Dresden"), ("address_differs",)),
        (("Ahornweg 40", "01187 Leipzig"), ("address_differs",)),
        (("Lindenstraße 4", "01187 Dresden"), ("address_differs",)),
        (("Lindenstraße 1", "01187 Dresden"), ("address_differs",)),
        (("Lindenstraße 40", "01187 Leipzig"), ("address_differs",)),
        (("Germany",), ("address_differs",)),
        ((), ("address_missing",)),
    ],
)
def test_an_address_is_found_whatever_its_order_and_spelling(
    address: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert of_address(declared=replace(INES, address=address)) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Jägermann Inès",), ()),
        (("Clara Nordahl", "Ines Jaegermann"), ()),
        (("Inès Maria Jägermann",), ("address_name_differs",)),
        (("Inès Nordahl",), ("address_name_differs",)),
    ],
)
def test_one_of_the_names_has_to_stand_on_the_paper(names: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert of_address(declared=replace(INES, names=names)) == expected


@pytest.mark.parametrize(
    ("days", "expected"), [(0, ()), (90, ()), (91, ("address_too_old",)), (None, ("address_date_missing",))]
)
def test_a_proof_of_address_has_a_date_of_the_last_ninety_days(days: int | None, expected: tuple[str, ...]) -> None:
    issued = None if days is None else TODAY - timedelta(days=days)

    assert of_address(replace(BILL, issued=issued)) == expected


def test_of_a_paper_that_cannot_be_read_nothing_else_is_said() -> None:
    blurred = (ReadingFinding("text_unreadable"),)

    assert of_address(replace(BILL, lines=(), issued=None, findings=blurred)) == ("text_unreadable",)
    assert of_registry(replace(EXTRACT, lines=(), issued=None, findings=blurred)) == ("text_unreadable",)


@pytest.mark.parametrize(
    ("reading", "declared", "expected"),
    [
        (EXTRACT, TIDAL, ()),
        (EXTRACT, replace(TIDAL, names=("Copper Quarry Ltd",)), ("registry_name_differs",)),
        (replace(EXTRACT, fields={}), replace(TIDAL, names=("Copper Quarry Ltd",)), ("registry_name_missing",)),
        (EXTRACT, replace(TIDAL, number="UT94360328"), ("registry_number_differs",)),
        (EXTRACT, replace(TIDAL, number="329"), ("registry_number_differs",)),
        (replace(EXTRACT, issued=None), TIDAL, ("registry_date_missing",)),
        (replace(EXTRACT, issued=date(2025, 11, 1)), TIDAL, ("registry_too_old",)),
    ],
)
def test_an_extract_shows_name_number_and_day(
    reading: PaperReading, declared: DeclaredPaper, expected: tuple[str, ...]
) -> None:
    assert of_registry(reading, declared) == expected
