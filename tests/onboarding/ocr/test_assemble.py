"""From strips to lines: fillers are counted badly by every model, and edges of the card are read as letters."""

from datetime import date

from onboarding.ocr.assemble import Text, candidates, fit, looks_like_mrz, vote

ON = date(2026, 1, 1)
NAMES = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
DATA = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"


def test_a_line_of_the_right_width_is_left_alone() -> None:
    assert fit(NAMES, 44) == (NAMES, 0)


def test_the_longest_run_of_fillers_gives_or_takes() -> None:
    assert fit(NAMES[:-3], 44) == (NAMES, 3)
    assert fit(NAMES + "<<", 44) == (NAMES, 2)
    assert fit("AB<<CD<<<<12", 10) == ("AB<<CD<<12", 2)


def test_a_line_without_fillers_cannot_be_made_to_fit() -> None:
    assert fit("ABC", 10) is None
    assert fit("BBELSER<<JULIETTE<HENRIKE<SOPHI", 30) is None
    assert fit("A" * 50, 44) is None


def test_two_strips_make_a_passport() -> None:
    best = max(candidates([[Text(NAMES[:-2], 0.9)], [Text(DATA, 0.8)]], on=ON), key=lambda one: one.rank)

    assert (best.mrz.lines, best.confidence, best.edits, best.first) == ((NAMES, DATA), 0.8, 2, 0)


def test_a_strip_above_the_zone_is_left_out() -> None:
    strips = [[Text("SIGNATUREOFBEARER", 0.9)], [Text(NAMES, 0.9)], [Text(DATA, 0.9)]]

    best = max(candidates(strips, on=ON), key=lambda one: one.rank)

    assert (best.mrz.lines, best.first) == ((NAMES, DATA), 1)


def test_right_check_digits_win_over_a_confident_model() -> None:
    wrong = DATA.replace("740812", "740813")

    best = max(candidates([[Text(NAMES, 0.9)], [Text(wrong, 0.99), Text(DATA, 0.3)]], on=ON), key=lambda one: one.rank)

    assert best.mrz.lines[1] == DATA


def test_what_most_looks_saw_is_taken() -> None:
    other = NAMES.replace("ANNA", "ANMA")

    assert vote([Text(NAMES, 0.5), Text(other, 0.9), Text(NAMES, 0.4)], 44) == (NAMES, 2 / 3)


def test_a_look_of_the_right_width_counts_more_than_one_that_had_to_be_cut() -> None:
    edged = "C" + NAMES

    line, agree = vote([Text(edged, 0.5), Text(NAMES, 0.5), Text(edged, 0.5), Text(NAMES, 0.4)], 44)

    assert (line, agree) == (NAMES, 0.5)


def test_prose_does_not_look_like_a_zone() -> None:
    assert looks_like_mrz(DATA)
    assert not looks_like_mrz("GIVENNAMESPRENOMS")
