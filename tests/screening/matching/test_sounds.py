"""Skeletons: the consonants of a name, one for its spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.matching.normalise import normalise
from screening.matching.sounds import RULES, skeleton, sound


@pytest.mark.parametrize(
    "spellings",
    [
        "mohammad muhamed mohamed mhmd",
        "qasim kassem gasem ghasem",
        "tawfiq toufik tewfik",
        "jawad javad",
        "sharif cherif shareef",
        "belkacem bilqasim blqasm",
    ],
)
def test_spellings_of_one_name_have_one_skeleton(spellings: str) -> None:
    assert len({skeleton(spelling) for spelling in spellings.split()}) == 1


def test_an_opening_vowel_is_kept() -> None:
    assert skeleton("ahmad") == "Ahmd"
    assert skeleton("hamdi") == "hmd"


def test_few_consonants_tell_nothing_unless_asked_for() -> None:
    assert skeleton("rana") == ""
    assert skeleton("rana", 2) == skeleton("rna", 2) == "rn"
    assert skeleton("42nd") == ""


@pytest.mark.parametrize(("arabic", "latin"), [("دقلو", "Daqlou"), ("دروكدال", "Droukdal"), ("سمرقندي", "Samarqandi")])
def test_an_unknown_arabic_word_has_the_skeleton_of_its_latin_spelling(arabic: str, latin: str) -> None:
    assert skeleton(normalise(arabic).tokens[0].removesuffix("~")) == skeleton(normalise(latin).tokens[0]) != ""


def test_two_clerks_spell_one_sound() -> None:
    assert sound("rasheed") == sound("rashid")
    assert sound("hosseini") == sound("husayni")


@given(st.text(alphabet="acdefghijkopqstuvwxyz", max_size=9))
def test_a_rule_changes_only_what_holds_the_letters_it_needs(token: str) -> None:
    changing = [needed for needed, pattern, written in RULES if pattern.sub(written, token) != token]

    assert [needed for needed in changing if needed not in token] == []
