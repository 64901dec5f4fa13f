"""A name is accepted when two sources agree on it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.cases.comparison import Declared
from compliance.cases.names import Accepted, NameSeen, accept, names_seen, same_name
from onboarding.readings import DocumentReading, FieldReading, MrzReading

DECLARED = Declared("Ana Maria", "Müller", None)
ZONE = NameSeen("mrz", "MUELLER", "ANA MARIA")
PRINT = NameSeen("viz", "MÜLLER", "Ana Maria")
BARCODE = NameSeen("barcode", "MULLER", "ANA MARIA")
OTHER_ZONE = NameSeen("mrz", "SOUSA", "RITA")
OTHER_PRINT = NameSeen("viz", "SOUSA", "RITA")
OTHER_BARCODE = NameSeen("barcode", "SOUSA", "RITA")


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ([], Accepted(None, proven=False, declared=False)),
        ([ZONE], Accepted(ZONE, proven=True, declared=True)),
        ([PRINT], Accepted(PRINT, proven=True, declared=True)),
        ([ZONE, PRINT, BARCODE], Accepted(ZONE, proven=True, declared=True)),
        ([OTHER_ZONE], Accepted(OTHER_ZONE, proven=False, declared=False)),
        ([OTHER_PRINT], Accepted(OTHER_PRINT, proven=False, declared=False)),
        ([OTHER_ZONE, OTHER_PRINT], Accepted(OTHER_ZONE, proven=True, declared=False)),
        ([OTHER_PRINT, OTHER_BARCODE], Accepted(OTHER_PRINT, proven=True, declared=False)),
        ([OTHER_ZONE, PRINT], Accepted(PRINT, proven=False, declared=True)),
        ([ZONE, OTHER_PRINT], Accepted(ZONE, proven=True, declared=True)),
        ([OTHER_ZONE, PRINT, BARCODE], Accepted(PRINT, proven=False, declared=True)),
        ([OTHER_ZONE, PRINT, OTHER_BARCODE], Accepted(PRINT, proven=False, declared=True)),
    ],
)
def test_the_sources_vote(seen: list[NameSeen], expected: Accepted) -> None:
    assert accept(DECLARED, seen, zone_valid=True) == expected


def test_a_zone_whose_check_digits_are_wrong_contradicts_nobody() -> None:
    assert accept(DECLARED, [OTHER_ZONE, PRINT], zone_valid=False) == Accepted(PRINT, proven=True, declared=True)


def test_print_and_zone_agree_by_transliteration_and_truncation() -> None:
    long = NameSeen("viz", "WICKRAMASINGHE BANDARANAYAKE", "SIRIMAVO")
    cut = NameSeen("mrz", "WICKRAMASINGHE BANDARANAY", "SIR")

    assert same_name(PRINT, ZONE)
    assert same_name(ZONE, PRINT)
    assert same_name(long, cut)
    assert not same_name(PRINT, OTHER_ZONE)


@given(st.permutations([ZONE, PRINT, BARCODE, OTHER_ZONE, OTHER_PRINT]), st.integers(1, 5), st.booleans())
def test_a_name_that_is_not_declared_is_never_called_declared(
    seen: list[NameSeen], count: int, zone_valid: bool
) -> None:
    accepted = accept(Declared("Olga", "Tkachenko", None), seen[:count], zone_valid=zone_valid)

    assert not accepted.declared
    assert accepted.name in seen[:count]


def reading(*, valid: bool, **fields: FieldReading) -> DocumentReading:
    zone = MrzReading("TD3", (), valid, "P", "PRT", "X1", None, "F", None, "PRT", "MUELLER", "ANA MARIA", "")
    return DocumentReading("passport", zone, fields, (), {}, {})


def test_each_source_is_told_apart() -> None:
    seen = names_seen(
        replace(
            reading(
                valid=True,
                surname=FieldReading("MÜLLER", 0.9, None, "viz"),
                given_names=FieldReading("Ana Maria", 0.9, None, "viz"),
            ),
            barcode={"surname": "MULLER", "given_names": "ANA MARIA"},
        ),
        0.6,
    )

    assert seen == (ZONE, PRINT, BARCODE)


def test_what_was_not_read_surely_is_no_source() -> None:
    unsure = FieldReading("MÜLLER", 0.59, None, "viz")

    assert names_seen(reading(valid=False, surname=unsure), 0.6) == ()


def test_a_zone_with_wrong_check_digits_counts_by_its_confidence() -> None:
    surname, given_names = (FieldReading(text, 0.7, None, "mrz") for text in ("MUELLER", "ANA MARIA"))

    assert names_seen(reading(valid=False, surname=surname, given_names=given_names), 0.6) == (ZONE,)
