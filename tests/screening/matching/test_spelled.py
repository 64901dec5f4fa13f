"""What the engine builds on: a name remembers how its tokens were written."""

from screening.matching.normalise import normalise
from screening.matching.words import weight


def test_a_legal_form_is_one_token_and_remembers_its_spelling() -> None:
    name = normalise("Nordic Ladder Limited Liability Company")

    assert name.tokens == ("nordic", "ladder", "llc")
    assert name.spelled == ("nordic", "ladder", "limitedliabilitycompany")
    assert name.compact == "nordicladderlimitedliabilitycompany"
    assert name.pairs == ("nordicladder", "ladderlimitedliabilitycompany")


def test_neighbours_that_make_up_a_legal_form_together_are_that_form() -> None:
    assert "ltd" in normalise("Ladder Properties Limi ted").pairs


def test_a_word_of_a_legal_form_left_alone_tells_as_little_as_the_form() -> None:
    assert weight("liability") == weight("ltd")
