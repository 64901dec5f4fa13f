"""From strips to lines: fillers are counted badly by every model, and edges of the card are read as letters."""

from datetime import date

from onboarding.ocr.assemble import Candidate, candidates, fit, looks_like_mrz, settle, vote
from onboarding.ocr.network import Doubt, Text

ON = date(2026, 1, 1)
NAMES = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
DATA = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"


def fitted(text: str, width: int) -> tuple[str, int] | None:
    made = fit(Text(text, 0.5), width)
    return (made.line, made.edits) if made else None


def best(*strips: list[Text]) -> Candidate:
    return max(candidates(list(strips), on=ON), key=lambda one: one.rank)


def test_a_line_of_the_right_width_is_left_alone() -> None:
    assert fitted(NAMES, 44) == (NAMES, 0)


def test_the_longest_run_of_fillers_gives_or_takes() -> None:
    assert fitted(NAMES[:-3], 44) == (NAMES, 3)
    assert fitted(NAMES + "<<", 44) == (NAMES, 2)
    assert fitted("AB<<CD<<<<12", 10) == ("AB<<CD<<12", 2)


def test_a_line_without_fillers_cannot_be_made_to_fit() -> None:
    assert fitted("ABC", 10) is None
    assert fitted("BBELSER<<JULIETTE<HENRIKE<SOPHI", 30) is None
    assert fitted("A" * 50, 44) is None


def test_doubts_stay_with_their_letters_when_fillers_come_or_go() -> None:
    doubts = (Doubt(0, "8", 0.1), Doubt(10, "7", 0.2))

    longer = fit(Text("AB<<CD<<<<12", 0.5, doubts), 14)
    shorter = fit(Text("AB<<CD<<<<12", 0.5, doubts), 10)

    assert longer is not None
    assert [(longer.line[doubt.place], doubt.letter) for doubt in longer.doubts] == [("A", "8"), ("1", "7")]
    assert shorter is not None
    assert [(shorter.line[doubt.place], doubt.letter) for doubt in shorter.doubts] == [("A", "8"), ("1", "7")]


def test_two_strips_make_a_passport() -> None:
    made = best([Text(NAMES[:-2], 0.9)], [Text(DATA, 0.8)])

    assert (made.mrz.lines, made.confidence, made.edits, made.first) == ((NAMES, DATA), 0.8, 2, 0)


def test_a_strip_above_the_zone_is_left_out() -> None:
    made = best([Text("SIGNATUREOFBEARER", 0.9)], [Text(NAMES, 0.9)], [Text(DATA, 0.9)])

    assert (made.mrz.lines, made.first) == ((NAMES, DATA), 1)


def test_right_check_digits_win_over_a_confident_network() -> None:
    wrong = DATA.replace("740812", "740813")

    made = best([Text(NAMES, 0.9)], [Text(wrong, 0.99), Text(DATA, 0.3)])

    assert made.mrz.lines[1] == DATA


def test_a_second_choice_settles_a_check_digit_and_is_recorded() -> None:
    wrong = "C" + DATA.replace("740812", "746812")
    doubts = (Doubt(16, "1", 0.3), Doubt(16, "0", 0.2), Doubt(3, "5", 0.4))

    made = settle(best([Text(NAMES, 0.9)], [Text(wrong, 0.9, doubts)]), on=ON)

    assert made.mrz.lines[1] == DATA
    assert made.mrz.valid
    assert [(one.line, one.place, one.read, one.taken) for one in made.mrz.repairs] == [(1, 15, "6", "0")]


def test_an_unlikely_second_choice_settles_nothing() -> None:
    wrong = DATA.replace("740812", "746812")

    made = settle(best([Text(NAMES, 0.9)], [Text(wrong, 0.9, (Doubt(15, "0", 0.01),))]), on=ON)

    assert made.mrz.lines[1] == wrong
    assert made.mrz.repairs == ()


def test_what_most_looks_saw_is_taken_and_the_rest_is_doubted() -> None:
    other = NAMES.replace("ANNA", "ANMA")

    voted, agree = vote([Text(NAMES, 0.5), Text(other, 0.9), Text(NAMES, 0.4)], 44)

    assert (voted.text, round(agree, 2)) == (NAMES, 0.67)
    assert [(doubt.place, doubt.letter, round(doubt.likely, 2)) for doubt in voted.doubts] == [(17, "M", 0.33)]


def test_one_sure_look_outweighs_two_doubtful_ones() -> None:
    other = NAMES.replace("ANNA", "ANMA")
    doubtful = Text(other, 0.5, (Doubt(17, "N", 0.45),))

    voted, agree = vote([Text(NAMES, 0.9), doubtful, doubtful], 44)

    assert (voted.text, round(agree, 2)) == (NAMES, 0.63)


def test_a_look_of_the_right_width_counts_more_than_one_that_had_to_be_cut() -> None:
    edged = "C" + NAMES

    voted, agree = vote([Text(edged, 0.5), Text(NAMES, 0.5), Text(edged, 0.5), Text(NAMES, 0.4)], 44)

    assert (voted.text, round(agree, 2)) == (NAMES, 0.67)


def test_neither_prose_nor_what_cannot_be_read_looks_like_a_zone() -> None:
    assert looks_like_mrz(Text(DATA, 0.9))
    assert not looks_like_mrz(Text("GIVENNAMESPRENOMS", 0.9))
    assert not looks_like_mrz(Text(DATA, 0.7))
