"""Words across a document, told from words in it."""

import pytest

from onboarding.quality.findings import Finding
from onboarding.quality.marks import marks
from onboarding.quality.outline import Corners

FIELDS = [("ERIKSSON", (100, 100, 90, 20)), ("ANNA MARIA", (100, 140, 110, 20)), ("UTOPIA", (100, 180, 70, 20))]


def level(left: float, top: float, width: float, height: float) -> Corners:
    return (left, top), (left + width, top), (left + width, top + height), (left, top + height)


ASLANT: Corners = ((100, 300), (300, 150), (312, 166), (112, 316))


def codes(text: str, corners: Corners) -> list[str]:
    words = [(name, level(*box)) for name, box in FIELDS]
    return [finding.code for finding in marks([*words, (text, corners)])]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SPECIMEN", "specimen_mark"),
        ("Muster", "specimen_mark"),
        ("SPECIMEN·SPECIMEN", "specimen_mark"),
        ("VOID", "void_mark"),
        ("COPY", "void_mark"),
    ],
)
def test_a_word_across_the_document_is_a_mark(text: str, code: str) -> None:
    assert codes(text, ASLANT) == [code]
    assert codes(text, level(100, 200, 400, 60)) == [code]


@pytest.mark.parametrize("text", ["SPECIMEN", "VOID"])
def test_a_word_in_a_line_like_others_is_none(text: str) -> None:
    assert codes(text, level(100, 220, 90, 20)) == []


@pytest.mark.parametrize("text", ["AVOIDANCE", "COPYRIGHT", "SPECIMENS", ""])
def test_a_longer_word_that_contains_one_is_none(text: str) -> None:
    assert codes(text, ASLANT) == []


def test_a_mark_says_where_it_is() -> None:
    words = [(name, level(*box)) for name, box in FIELDS]

    assert marks([*words, ("VOID", level(50, 60, 300, 80))]) == (Finding("void_mark", (50, 60, 301, 81)),)


def test_no_words_have_no_marks() -> None:
    assert marks([]) == ()
