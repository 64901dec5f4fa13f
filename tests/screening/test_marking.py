"""Two names for the eye: what the marks under the letters mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.marking import marked


def _drawn(ours: str, theirs: str) -> list[str]:
    """Letters that differ in brackets."""
    return [
        "|".join("".join(p.text if p.same else f"[{p.text}]" for p in side) for side in (pair.ours, pair.theirs))
        for pair in marked(ours, theirs)
    ]


@pytest.mark.parametrize(
    ("ours", "theirs", "drawn"),
    [
        ("Anton Drovanic", "DROVANIK, Anton", ["Anton|Anton", "Drovani[c]|DROVANI[K]"]),
        ("Abdul Rahman", "ABDULRAHMAN", ["Abdul Rahman|ABDULRAHMAN"]),
        ("Иван Щукин", "Ivan Shchukin", ["Иван|Ivan", "Щукин|Shchukin"]),
        ("A. Müller", "Anton Mueller", ["A|A[nton]", "Müller|Mu[e]ller"]),
        ("Anton", "Anton Drovanik jr", ["Anton|Anton", "|[Drovanik]", "|[jr]"]),
        ("Anton Drovanik", "Drovanik", ["[Anton]|", "Drovanik|Drovanik"]),
        ("O'Brien", "OBRIEN", ["O'Brien|OBRIEN"]),
        ("", "Anton", ["|[Anton]"]),
    ],
)
def test_the_letters_that_differ_are_marked_on_both_sides(ours: str, theirs: str, drawn: list[str]) -> None:
    assert _drawn(ours, theirs) == drawn


def test_a_word_says_what_became_of_it() -> None:
    verdicts = [pair.verdict for pair in marked("Anton Petrov Drovanic", "Drovanik Anton Jr")]

    assert verdicts == ["same", "missing", "changed", "extra"]


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_pair_of_texts_is_too_odd_and_none_meets_more_than_itself(ours: str, theirs: str) -> None:
    pairs = marked(ours, theirs)

    assert all(pair.ours or pair.theirs for pair in pairs)
    assert all(pair.verdict == "same" for pair in marked(ours, ours))
