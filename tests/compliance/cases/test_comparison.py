"""What a document says against what was declared."""

from dataclasses import replace
from datetime import date

import pytest

from compliance.cases.comparison import Declared, differences, names_agree
from onboarding.verdict.particulars import Particulars

DECLARED = Declared("Ana Maria", "Silva", date(1990, 4, 12), "PT")
READ = Particulars(document_number="X1", nationality="PRT", birth_date=date(1990, 4, 12), expiry_date=date(2030, 1, 1))


def codes(declared: Declared = DECLARED, read: Particulars = READ) -> list[str]:
    return list(differences(declared, read))


@pytest.mark.parametrize(
    ("family", "given", "surname", "given_names"),
    [
        ("Müller", "Jürgen", "MUELLER", "JUERGEN"),
        ("Müller", "Jürgen", "MULLER", "JURGEN"),
        ("Groß", "Åsa", "GROSS", "AASA"),
        ("Sørensen", "Bjørn", "SOERENSEN", "BJOERN"),
        ("Sørensen", "Bjørn", "SORENSEN", "BJORN"),
        ("Muñoz", "José", "MUNOZ", "JOSE"),
        ("van der Berg", "Jan", "VANDERBERG", "JAN"),
        ("O'Connor", "Siobhán", "OCONNOR", "SIOBHAN"),
        ("Smith-Jones", "Anne", "SMITH JONES", "ANNE"),
        ("Silva", "Ana", "SILVA", "ANA MARIA"),
        ("Silva", "Ana Maria", "SILVA", "ANA"),
        ("Иванов", "Пётр", "IVANOV", "PETR"),
        ("Eriksson", "Anna Maria", "ERIKSSON", "ANNA MARlA"),
        ("Papadopoulos", "Konstantinos", "PAPADOPOULOS", "KONSTANTINQS"),
        ("Wickramasinghe Bandaranayake", "Sirimavo", "WICKRAMASINGHE BANDARANAY", "SIR"),
        ("Sukarno", "", "SUKARNO", ""),
        ("Silva", "Ana", "ANA SILVA", ""),
    ],
)
def test_the_same_name_in_another_spelling_agrees(family: str, given: str, surname: str, given_names: str) -> None:
    assert names_agree(Declared(given, family, None), surname=surname, given_names=given_names)


@pytest.mark.parametrize(
    ("family", "given", "surname", "given_names"),
    [
        ("Silva", "Ana", "SOUSA", "ANA"),
        ("Silva", "Ana", "SILVA", "BEATRIZ"),
        ("Silva", "Ana Maria", "SILVA", "ANA CLARA"),
        ("Li", "Wei", "LE", "WEI"),
        ("Silva", "Ana", "SILVA", "A"),
        ("Silva", "Ana", "S", "ANA"),
        ("Silva", "Ana", "MARIA", "SILVA"),
        ("Silva", "", "SILVA", "ANA"),
        ("A", "M", "AL QAHTANI", "MOHAMMED ABDULLAH SALEH"),
        ("Li", "Jo", "LINDQVIST BERGSTROM", "JOHANNA MARIA"),
    ],
)
def test_another_name_does_not_agree(family: str, given: str, surname: str, given_names: str) -> None:
    assert not names_agree(Declared(given, family, None), surname=surname, given_names=given_names)


def test_a_document_that_says_what_was_declared_gives_no_finding() -> None:
    assert codes() == []


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        (replace(READ, birth_date=date(1990, 12, 4)), ["birth_date_differs"]),
        (replace(READ, nationality="ESP"), ["nationality_differs"]),
        (replace(READ, nationality="UTO"), []),
        (replace(READ, nationality=""), []),
        (replace(READ, birth_date=None), ["birth_date_unread"]),
        (replace(READ, expiry_date=None), ["expiry_date_unread"]),
        (replace(READ, document_number=""), ["document_number_unread"]),
        (replace(READ, birth_date=date(1980, 1, 1), nationality="ESP"), ["birth_date_differs", "nationality_differs"]),
    ],
)
def test_each_difference_has_its_code(read: Particulars, expected: list[str]) -> None:
    assert codes(read=read) == expected


def test_german_passports_say_d() -> None:
    assert codes(replace(DECLARED, nationality="DE"), replace(READ, nationality="D")) == []
    assert codes(replace(DECLARED, nationality="PT"), replace(READ, nationality="D")) == ["nationality_differs"]
