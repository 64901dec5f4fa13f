"""What a document may not say, rule by rule."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboarding.ocr.states import known_states
from onboarding.verdict.particulars import Particulars
from onboarding.verdict.rules import Bounds, age, broken

TODAY = date(2026, 3, 1)
READ = Particulars(
    document_code="P",
    issuing_state="PRT",
    document_number="N123456",
    surname="SILVA",
    given_names="ANA MARIA",
    birth_date=date(1990, 4, 12),
    issue_date=date(2020, 1, 2),
    expiry_date=date(2030, 1, 1),
)
BOUNDS = Bounds(minimum_age=18)


def codes(read: Particulars = READ, bounds: Bounds = BOUNDS) -> list[str]:
    return [finding.code for finding in broken(read, bounds, on=TODAY)]


def test_a_document_in_order_breaks_no_rule() -> None:
    assert codes() == []


def test_what_was_not_read_breaks_no_rule() -> None:
    assert codes(Particulars()) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"expiry_date": date(2026, 2, 28)}, ["document_expired"]),
        ({"expiry_date": TODAY}, []),
        ({"issue_date": date(2030, 1, 2)}, ["issue_after_expiry"]),
        ({"issue_date": date(2030, 1, 1)}, []),
        ({"birth_date": date(2008, 3, 2)}, ["under_age"]),
        ({"birth_date": date(2008, 3, 1)}, []),
        ({"issuing_state": "XYZ"}, ["issuing_state_unknown"]),
        ({"issuing_state": "RKS"}, []),
        ({"document_number": "1234567"}, ["number_format"]),
        ({"issuing_state": "UTO"}, ["number_known_specimen"]),
        ({"issuing_state": "D", "document_number": "C01X00T47"}, ["number_known_specimen"]),
        ({"issuing_state": "D", "document_number": "C01XYZ123", "surname": "MUSTERMANN"}, ["number_known_specimen"]),
        ({"issuing_state": "SWE", "surname": "ERIKSSON", "document_number": "12345678"}, []),
        ({"issuing_state": "QAT", "document_number": "00000000"}, ["number_known_specimen"]),
        (
            {"birth_date": date(2010, 1, 1), "expiry_date": date(2019, 1, 1)},
            ["under_age", "document_expired", "issue_after_expiry"],
        ),
    ],
)
def test_each_rule_has_its_code(changes: dict[str, object], expected: list[str]) -> None:
    assert codes(replace(READ, **changes)) == expected  # type: ignore[arg-type]


def test_a_sandbox_takes_documents_of_utopia_but_not_the_published_specimens() -> None:
    sandbox = replace(BOUNDS, specimen_states=True)
    ours = replace(READ, issuing_state="UTO", document_number="L7K204915")

    assert codes(ours, sandbox) == []
    assert codes(replace(ours, document_number="L898902C3"), sandbox) == ["number_known_specimen"]
    assert codes(replace(ours, surname="ERIKSSON", given_names="ANNA MARIA"), sandbox) == ["number_known_specimen"]


def test_a_compromised_number_is_asked_for_with_its_state() -> None:
    asked: list[tuple[str, str]] = []

    def compromised(state: str, number: str) -> bool:
        asked.append((state, number))
        return True

    assert codes(bounds=replace(BOUNDS, compromised=compromised)) == ["number_compromised"]
    assert asked == [("PRT", "N123456")]


def test_a_finding_names_its_field() -> None:
    found = list(broken(replace(READ, birth_date=date(2020, 1, 1)), BOUNDS, on=TODAY))

    assert [(finding.code, finding.field) for finding in found] == [("under_age", "birth_date")]


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2026, 2, 28), 17), (date(2026, 3, 1), 18), (date(2028, 2, 28), 19), (date(2028, 2, 29), 20)],
)
def test_who_was_born_on_a_leap_day_grows_older_too(on: date, expected: int) -> None:
    assert age(date(2008, 2, 29), on) == expected


@given(st.dates(date(1900, 1, 1), date(2020, 1, 1)), st.integers(0, 120))
def test_a_year_later_everybody_is_a_year_older(born: date, years: int) -> None:
    birthday = (
        date(born.year + years, 3, 1) if (born.month, born.day) == (2, 29) else born.replace(year=born.year + years)
    )

    assert age(born, birthday) == years
    assert age(born, birthday - timedelta(days=1)) == years - 1 or (born.month, born.day) == (2, 29)


@given(st.sampled_from(sorted(known_states())))
def test_every_state_of_doc_9303_is_known(state: str) -> None:
    assert "issuing_state_unknown" not in codes(replace(READ, issuing_state=state))


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 400))
def test_days_of_validity_that_policy_asks_for_are_added(expiry: date, days: int) -> None:
    found = codes(replace(READ, expiry_date=expiry, issue_date=None), replace(BOUNDS, validity_days=days))

    assert ("document_expired" in found) == (expiry < TODAY + timedelta(days=days))
