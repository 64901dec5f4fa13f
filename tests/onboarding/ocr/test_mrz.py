"""The parser against Doc 9303's own specimens, and against everything it can be made to say by a writer."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboarding.ocr.check_digits import check_digit
from onboarding.ocr.layouts import LAYOUTS, Format
from onboarding.ocr.mrz import Mrz, NotMrz, full_date, parse, split_names
from tests.onboarding.ocr.compose import Document, compose

ON = date(2026, 1, 1)
TD3 = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
TD2 = ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")
TD1 = ("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")
FRA = ("IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<", "8806923102858CORINNE<<<<<<<6512068F6")
MRVA = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<")
MRVB = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<")


def swapped(lines: tuple[str, ...], line: int, place: int, letter: str) -> tuple[str, ...]:
    changed = lines[line][:place] + letter + lines[line][place + 1 :]
    return (*lines[:line], changed, *lines[line + 1 :])


@pytest.mark.parametrize(
    ("lines", "format_", "number"),
    [
        (TD3, "TD3", "L898902C3"),
        (TD2, "TD2", "D23145890"),
        (TD1, "TD1", "D23145890"),
        (MRVA, "MRVA", "L8988901C"),
        (MRVB, "MRVB", "L8988901C"),
    ],
)
def test_the_specimens_of_doc_9303_are_read(lines: tuple[str, ...], format_: str, number: str) -> None:
    mrz = parse(lines, on=ON)

    assert (mrz.format, mrz.document_number, mrz.valid) == (format_, number, True)
    assert (mrz.surname, mrz.given_names, mrz.sex, mrz.issuing_state) == ("ERIKSSON", "ANNA MARIA", "F", "UTO")
    assert mrz.lines == lines
    assert mrz.repairs == ()


def test_a_french_card_of_before_2021_says_its_names_in_two_places_and_no_expiry() -> None:
    mrz = parse(FRA, on=ON)

    assert (mrz.format, mrz.document_number, mrz.valid, mrz.repairs) == ("FRA", "880692310285", True, ())
    assert (mrz.surname, mrz.given_names, mrz.birth_date, mrz.sex) == ("BERTHIER", "CORINNE", "1965-12-06", "F")
    assert (mrz.issuing_state, mrz.nationality, mrz.expiry_date) == ("FRA", "FRA", None)
    assert [check.field for check in mrz.checks] == ["document_number", "birth_date", "composite"]


def test_a_romanian_card_parts_the_personal_number_around_the_birth_date() -> None:
    lines = romanian(optional="1123450")

    mrz = parse(lines, on=ON)

    assert (mrz.format, mrz.document_number, mrz.valid) == ("TD2", "XR123456", True)
    assert mrz.personal_number == "1800101123450"


def test_a_romanian_number_whose_own_check_digit_is_wrong_is_not_told() -> None:
    assert parse(romanian(optional="1123454"), on=ON).personal_number == ""
    assert parse(romanian(optional="112345"), on=ON).personal_number == ""


def test_a_passport_has_its_personal_number_in_the_optional_data() -> None:
    assert parse(TD3, on=ON).personal_number == "ZE184226B"
    assert parse(TD1, on=ON).personal_number == ""


def romanian(*, optional: str) -> tuple[str, ...]:
    data = f"XR123456<{check_digit('XR123456<')}ROU800101{check_digit('800101')}M310804{check_digit('310804')}"
    data += optional.ljust(7, "<")
    return ("IDROUIONESCU<<MARIA<ELENA".ljust(36, "<"), data + check_digit(data[:10] + data[13:20] + data[21:35]))


def test_a_look_alike_in_the_rest_of_a_long_number_is_settled_too() -> None:
    lines = ("I<UTOD23145890<7O49<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<")
    right = ("I<UTOD23145890<70" + check_digit("D2314589070") + "<<<<<<<<<<<<", *lines[1:])
    right = (
        right[0],
        right[1][:-1] + check_digit(right[0][5:] + right[1][:7] + right[1][8:15] + right[1][18:29]),
        right[2],
    )

    mrz = parse((right[0].replace("<70", "<7O"), *right[1:]), on=ON)

    assert (mrz.document_number, mrz.valid) == ("D2314589070", True)
    assert [(one.line, one.place, one.read, one.taken) for one in mrz.repairs] == [(0, 16, "O", "0")]


def test_a_passport_gives_all_its_fields() -> None:
    mrz = parse(TD3, on=ON)

    assert (mrz.document_code, mrz.nationality, mrz.birth_date, mrz.expiry_date) == (
        "P",
        "UTO",
        "1974-08-12",
        "2012-04-15",
    )
    assert mrz.optional_data == "ZE184226B"
    assert not mrz.names_truncated
    assert [check.field for check in mrz.checks] == [
        "document_number",
        "birth_date",
        "expiry_date",
        "personal_number",
        "composite",
    ]


def test_each_wrong_check_digit_is_reported_alone() -> None:
    mrz = parse(swapped(TD3, 1, 19, "3"), on=ON)

    wrong = {check.field: (check.printed, check.expected) for check in mrz.checks if not check.valid}
    assert wrong == {"birth_date": ("3", "2"), "composite": ("0", "3")}
    assert not mrz.valid


def test_a_document_number_of_more_than_nine_places_goes_on_in_the_optional_data() -> None:
    mrz = parse(
        ("I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<"), on=ON
    )

    assert mrz.document_number == "D23145890734"
    assert mrz.optional_data == ""
    assert mrz.check("document_number") is not None
    assert mrz.valid


def test_the_two_optional_fields_of_a_card_are_parted_by_a_bar() -> None:
    mrz = parse(compose(Document("TD1", optional_data="ABC<1", optional_data_2="XY")), on=ON)

    assert mrz.optional_data == "ABC<1|XY"


def test_an_empty_personal_number_needs_no_check_digit() -> None:
    lines = compose(Document("TD3"))

    mrz = parse(swapped(lines, 1, 42, "<"), on=ON)

    assert mrz.valid


@pytest.mark.parametrize(
    ("text", "on", "born"),
    [
        ("740812", ON, "1974-08-12"),
        ("260101", ON, "2026-01-01"),
        ("260102", ON, "1926-01-02"),
        ("000229", ON, "2000-02-29"),
        ("050229", ON, None),
        ("74<<<<", ON, "1974"),
        ("7408<<", ON, "1974-08"),
        ("74<<12", ON, None),
        ("<<<<<<", ON, None),
        ("741312", ON, None),
        ("7A0812", ON, None),
    ],
)
def test_a_birth_date_is_in_the_latest_century_that_is_not_in_the_future(text: str, on: date, born: str | None) -> None:
    assert full_date(text, not_after=on) == born


def test_an_expiry_date_may_lie_ahead_but_not_by_half_a_century() -> None:
    assert parse(compose(Document("TD3", expiry_date="350101")), on=ON).expiry_date == "2035-01-01"
    assert parse(compose(Document("TD3", expiry_date="961210")), on=ON).expiry_date == "1996-12-10"


def test_a_letter_in_a_date_is_repaired_and_the_repair_recorded() -> None:
    mrz = parse(swapped(TD3, 1, 15, "O"), on=ON)

    assert mrz.birth_date is not None
    assert [(repair.line, repair.place, repair.read, repair.taken) for repair in mrz.repairs] == [(1, 15, "O", "0")]


def test_a_digit_in_a_name_is_repaired_and_the_repair_recorded() -> None:
    mrz = parse(swapped(TD3, 0, 7, "1"), on=ON)

    assert mrz.surname == "ERIKSSON"
    assert [(repair.read, repair.taken) for repair in mrz.repairs] == [("1", "I")]


def test_a_look_alike_in_the_number_is_settled_by_the_check_digits() -> None:
    mrz = parse(swapped(TD3, 1, 5, "O"), on=ON)

    assert mrz.document_number == "L898902C3"
    assert [(repair.read, repair.taken) for repair in mrz.repairs] == [("O", "0")]


def test_nothing_is_repaired_where_it_is_not_asked_for() -> None:
    mrz = parse(swapped(TD3, 1, 5, "O"), on=ON, repair=False)

    assert mrz.document_number == "L8989O2C3"
    assert mrz.repairs == ()
    assert not mrz.valid


@pytest.mark.parametrize(
    ("field", "surname", "given"),
    [
        ("ERIKSSON<<ANNA<MARIA<<<<", "ERIKSSON", "ANNA MARIA"),
        ("VAN<DER<MUELLEN<<ANNA<<<", "VAN DER MUELLEN", "ANNA"),
        ("ARKFREITH<<<<<<<<<<<<<<<", "ARKFREITH", ""),
        ("SPITERI<MANDY<<<<<<<<<<<", "SPITERI MANDY", ""),
        ("A<<B<<C<<<<<<<<<<<<<<<<<", "A", "B C"),
    ],
)
def test_names_are_split_at_the_first_double_filler(field: str, surname: str, given: str) -> None:
    assert split_names(field) == (surname, given)


def test_names_that_fill_their_field_may_be_cut() -> None:
    mrz = parse(
        ("ITNLD52151673<4VNR1234567890<<", "9404014F1106172CHE<I<28<<<<<<2", "BELSER<<JULIETTE<HENRIKE<SOPHI"), on=ON
    )

    assert mrz.names_truncated
    assert mrz.given_names == "JULIETTE HENRIKE SOPHI"


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("",),
        TD3[:1],
        (TD3[0], TD3[1][:-1]),
        (TD3[0].lower(), TD3[1]),
        (TD1[0], TD1[1]),
        (*TD3, TD3[0]),
        ("P" * 44, "É" * 44),
    ],
)
def test_lines_of_no_format_are_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(NotMrz):
        parse(lines, on=ON)


def test_check_digits_follow_the_example_of_the_standard() -> None:
    assert check_digit("520727") == "3"
    assert check_digit("AB2134<<<") == "5"


WORD = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=6)
NUMBER = st.text("ABCEFGHJKLMNPRSTUVWXYZ0123456789", min_size=1, max_size=9)
DAY = st.dates(date(1930, 1, 1), date(2025, 12, 31))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    return Document(
        draw(st.sampled_from(sorted(LAYOUTS))),
        document_number=draw(NUMBER),
        birth_date=draw(DAY).strftime("%y%m%d"),
        expiry_date=draw(DAY).strftime("%y%m%d"),
        sex=draw(st.sampled_from("MF<")),
        surname=draw(WORD),
        given_names=draw(WORD),
        optional_data=draw(st.text("ABC123", max_size=5)),
    )


@given(documents())
def test_what_is_written_is_read_again(document: Document) -> None:
    mrz = parse(compose(document), on=ON, repair=False)

    assert mrz.valid
    assert (mrz.document_number, mrz.surname, mrz.given_names) == (
        document.document_number,
        document.surname,
        document.given_names,
    )
    assert mrz.optional_data == document.optional_data
    assert mrz.sex == document.sex.replace("<", "X")
    assert (mrz.birth_date or "")[2:].replace("-", "") == document.birth_date


@given(documents())
def test_repairs_leave_a_right_zone_as_it_is(document: Document) -> None:
    lines = compose(document)

    assert replace(parse(lines, on=ON), repairs=()) == parse(lines, on=ON, repair=False)


@given(documents(), st.data())
def test_one_wrong_digit_in_a_date_is_always_found(document: Document, data: st.DataObject) -> None:
    lines = compose(document)
    span = LAYOUTS[document.format].fields["birth_date"]
    place = data.draw(st.integers(span.start, span.end - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != lines[span.line][place]]))

    mrz: Mrz = parse(swapped(lines, span.line, place, other), on=ON)

    check = mrz.check("birth_date")
    assert check is not None
    assert not check.valid


@given(st.sampled_from(["TD1", "TD2", "TD3", "MRVA", "MRVB"]), st.data())
def test_any_lines_of_the_right_width_are_parsed_without_an_exception(format_: Format, data: st.DataObject) -> None:
    layout = LAYOUTS[format_]
    line = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<", min_size=layout.width, max_size=layout.width)
    lines = tuple(data.draw(line) for _ in range(layout.count))

    mrz = parse(lines, on=ON)

    assert len(mrz.checks) == len(LAYOUTS[mrz.format].checks)
