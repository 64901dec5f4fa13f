"""Each change is what its name says, and the same for the same seed."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.screening.perturbing import CHANGES, variants

NAME = "Viktor Anatolevich Morozenko"
SEEDS = range(50)


def _all(text: str, kind: str, category: str) -> set[str | None]:
    return {CHANGES[kind][category](text, Random(seed)) for seed in SEEDS}


def test_the_same_seed_makes_the_same_variants() -> None:
    assert variants(NAME, "person", Random(7)) == variants(NAME, "person", Random(7))


def test_a_person_whose_name_has_three_words_can_have_every_change() -> None:
    assert set(variants(NAME, "person", Random(7))) == set(CHANGES["person"])


def test_a_dropped_middle_name_leaves_the_first_and_the_last() -> None:
    assert _all(NAME, "person", "drop_middle") == {"Viktor Morozenko"}


def test_an_initial_stands_for_one_of_the_given_names() -> None:
    assert _all(NAME, "person", "initial") == {"V Anatolevich Morozenko", "Viktor A Morozenko"}


def test_reordering_keeps_the_words() -> None:
    assert {tuple(sorted(str(one).split())) for one in _all(NAME, "person", "reorder")} == {tuple(sorted(NAME.split()))}


def test_joining_and_splitting_keep_the_letters() -> None:
    made = _all(NAME, "person", "join_split")

    assert {str(one).replace(" ", "") for one in made} == {NAME.replace(" ", "")}
    assert {len(str(one).split()) for one in made} == {2, 4}


def test_another_legal_form_takes_the_place_of_the_last() -> None:
    assert _all("Falcon Trading Ltd", "company", "legal_form") == {"Falcon Trading Limited"}


def test_a_legal_form_is_left_out_only_where_two_words_remain() -> None:
    assert _all("Falcon Trading, Ltd.", "company", "drop_legal") == {"Falcon Trading"}
    assert _all("Falcon Ltd", "company", "drop_legal") == {None}


def test_a_name_that_cannot_have_a_change_has_none() -> None:
    assert set(variants("Ng", "person", Random(7))) == {"exact", "typo1", "typo2", "add_middle", "diacritics"} - (
        set() if "diacritics" in variants("Ng", "person", Random(7)) else {"diacritics"}
    )


@given(text=st.text(alphabet=st.characters(categories=["L", "Zs"]), min_size=1, max_size=40), seed=st.integers(0, 999))
def test_no_change_fails_or_comes_out_empty(text: str, seed: int) -> None:
    for kind in CHANGES:
        if text.split():
            assert all(made.strip() for made in variants(text, kind, Random(seed)).values())
