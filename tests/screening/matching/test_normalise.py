"""The normal form: one for all spellings, and nothing of a name lost silently."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.matching.normalise import normalise, readings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O'Brien", "OBrien"),
        ("Abd al-Rahman", "Abdurrahman"),
        ("Abdel Kader", "Abdelkader"),
        ("Noor ud-Din", "Nooruddin"),
        ("Салтыков Иван", "SALTYKOV Ivan"),
        ("محمد عبد الكريم", "Muhammad Abdul-Karim"),
        ("ＭＯＲＯＺ ＬＴＤ", "Moroz Limited"),
        ("ООО «Звезда»", "Zvezda LLC"),
        ("Акционерное общество Звезда", "ZVEZDA, JSC"),
        ("Gwiazda Spółka z ograniczoną odpowiedzialnością", "Gwiazda sp. z o.o."),
        ("Yıldız Anonim Şirketi", "YILDIZ A.O."),
        ("星光株式会社", "星光 Co., Ltd."),
    ],
)
def test_two_spellings_have_one_form(one: str, other: str) -> None:
    assert sorted(normalise(one).tokens) == sorted(normalise(other).tokens)


def test_the_places_of_words_without_vowels_are_known() -> None:
    name = normalise("خالد دقلو")

    assert name.tokens == ("khalid", "dqlu~")
    assert name.compact == "khaliddqlu"
    assert name.sorted_text == "dqlu khalid"
    assert type(name.tokens[1]) is str


def test_a_second_reading_follows_the_likeliest() -> None:
    assert [name.tokens for name in readings("박근혜")] == [("pak", "kunhye"), ("park", "geunhye")]
    assert [name.tokens for name in readings("Park Geun-hye")] == [("park", "geun", "hye")]


def test_padding_cannot_hide_the_telling_words_of_a_long_name() -> None:
    name = normalise("the company of " * 20 + "Viktor Morozenko")

    assert len(name.tokens) == 32
    assert name.tokens[-2:] == ("viktor", "morozenko")


@pytest.mark.parametrize("empty", ["", " ", "!!!", "\u200b", "\u0301" * 50, "«»"])
def test_a_text_without_letters_has_no_tokens(empty: str) -> None:
    assert normalise(empty).tokens == ()


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(alphabet="abcdefghiklmnoprstuvyz", min_size=3, max_size=9), min_size=1, max_size=6))
def test_a_normal_form_is_its_own(words: list[str]) -> None:
    once = normalise(" ".join(words)).tokens

    assert normalise(" ".join(once)).tokens == once


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=120))
def test_no_text_is_too_strange(text: str) -> None:
    name = normalise(text)

    assert all(token.isascii() and token.removesuffix("~").isalnum() for token in name.tokens)
    assert len(name.tokens) == len(name.spelled) == len(name.weights) <= 32


@pytest.mark.parametrize("letters", ["ивано", "іы", "محمد", "김정은", "αβγου"])
def test_a_word_without_end_takes_time_by_its_length_and_not_by_its_square(letters: str) -> None:
    long = letters * (20_000 // len(letters))

    started = process_time()
    normalise(long)

    assert process_time() - started < 3  # its square would take ten seconds and more
