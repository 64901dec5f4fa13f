"""What words tell, and which are one."""

import pytest

from screening.matching import words
from screening.matching.normalise import normalise
from screening.matching.words import is_patronymic, telling, variants, weight
from screening.matching.words.given_names import CLASSES


@pytest.mark.parametrize(
    "spellings",
    [
        "aleksandr alexander oleksandr sasha alejandro",
        "william bill guillermo",
        "muhammad mohammed mohamed mehmet magomed",
        "yusuf joseph jose iosif",
        "vladimirovich volodymyrovych",
        "sergeevich serhiyovych",
        "lee yi ri",
        "plant zavod factory",
        "ibn bin ben",
    ],
)
def test_names_that_are_one_name_are_of_one_class(spellings: str) -> None:
    assert len({variants(spelling) for spelling in spellings.split()} - {""}) == 1
    assert all(variants(spelling) for spelling in spellings.split())


def test_father_and_child_are_not_of_one_class() -> None:
    assert len({variants("vladimir"), variants("vladimirovich"), variants("vladimirovna")}) == 3


def test_a_name_that_nobody_knows_has_no_class() -> None:
    assert variants("morozenko") == ""


@pytest.mark.parametrize(
    "token",
    ["ivanovich", "sergeyevna", "ilyich", "nikitichna", "petrovych", "olehivna", "mammadoglu", "mikalaeuna"],
)
def test_patronymics_are_known_by_their_endings(token: str) -> None:
    assert is_patronymic(token)


@pytest.mark.parametrize("token", ["ivanov", "vich", "anna", "una", "malkovich", "shevchenko"])
def test_other_names_are_no_patronymics(token: str) -> None:
    assert not is_patronymic(token)


def test_the_more_people_share_a_word_the_less_it_tells() -> None:
    order = ["ltd", "al", "sheikh", "trading", "mohammad", "kim", "morozenko"]
    told = [weight(word) for word in order]

    assert told == sorted(told)
    assert len(set(told)) == len(told)
    assert all(0 < value <= 1 for value in told)


def test_particles_and_forms_are_not_counted_as_telling() -> None:
    assert telling(("ivan", "al", "morozenko", "llc")) == 2


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("llc", "X Общество с ограниченной ответственностью"),
        ("llc", "X ТзОВ"),
        ("jsc", "X Публичное акционерное общество"),
        ("jsc", "X Naamloze Vennootschap"),
        ("llc", "X Gesellschaft mit beschränkter Haftung"),
        ("soe", "X Federal State Unitary Enterprise"),
        ("llc", "X Товарищество с ограниченной ответственностью"),
        ("jsc", "X Sociedad Anónima"),
        ("llc", "X Društvo s ograničenom odgovornošću"),
        ("llc", "X ش.ذ.م.م"),
        ("jsc", "X Акционерно дружество"),
        ("fze", "X Free Zone Establishment"),
    ],
)
def test_a_legal_form_is_one_in_all_languages(form: str, text: str) -> None:
    assert normalise(text).tokens[-1] == form


def test_the_tables_are_as_large_as_their_task() -> None:
    assert len(words.FORMS) + len(words.PHRASES) > 550
    assert len(set(CLASSES.values())) > 400


def test_every_form_is_its_own_form() -> None:
    assert {words.FORMS.get(form, form) for form in words.FORMS.values()} == set(words.FORMS.values())
    assert {words.FORMS.get(form, form) for form in words.PHRASES.values()} == set(words.PHRASES.values())
