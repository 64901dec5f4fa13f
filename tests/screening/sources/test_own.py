"""A partner's file: what every column means, and what is said of rows that are bad."""

from pathlib import Path

import pytest

from compliance.kernel.ids import new_id, public_id
from screening import sources
from screening.records import BirthDate, Identifier, ListedName, Record
from screening.sources import SOURCES, BadRows, ListRefused, Problem, UnknownSource, own
from tests.screening.lists import FIXTURES

OWN = SOURCES["own"]


def load(path: Path, text: str | bytes, *, keep_going: bool = False) -> sources.Reading:
    path = path / "own.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return sources.load(OWN, path, keep_going=keep_going)


def problems(path: Path, text: str) -> list[tuple[int, str]]:
    with pytest.raises(BadRows) as refusal:
        load(path, text)
    return [(problem.line, problem.detail) for problem in refusal.value.problems]


def test_every_column_has_its_place(tmp_path: Path) -> None:
    text = (
        "id,name,kind,aliases,birth_date,country,identifier,reason,topics\n"
        "u-1,  Bohumil   Trzaskalik ,person,B. Trzaskalik; Bohus;,1971-06;1972,CZ;Slovakia;cz,X1;X2,"
        '"Sold it twice, in 2024.",fraud;pep\n'
    )

    assert load(tmp_path, text).records == (
        Record(
            ref="u-1",
            kind="person",
            names=(
                ListedName("Bohumil Trzaskalik"),
                ListedName("B. Trzaskalik", "alias"),
                ListedName("Bohus", "alias"),
            ),
            birth_dates=(BirthDate("1971-06-01", "1971-06-30"), BirthDate("1972-01-01", "1972-12-31")),
            countries=("CZ", "SK"),
            identifiers=(Identifier("identifier", "X1"), Identifier("identifier", "X2")),
            topics=("fraud", "pep"),
            remarks="Sold it twice, in 2024.",
        ),
    )


@pytest.mark.parametrize("start", ["", "\ufeff", "\n\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_three_columns_in_any_order_are_enough(tmp_path: Path, start: str, end: str) -> None:
    text = start + end.join(["kind,id,name", "vessel,v,MV PRETEND PEARL", ""])

    record = load(tmp_path, text).records[0]

    assert (record.ref, record.kind, record.topics) == ("v", "vessel", ("own",))


def test_the_fixture_list_reads_whole() -> None:
    reading = sources.load(OWN, FIXTURES / "own")

    assert ([record.ref for record in reading.records], reading.problems) == (["u-1", "u-2", "u-3", "u-4"], ())


@pytest.mark.parametrize(
    ("row", "detail"),
    [
        ("1,Vrbanova", "The row has not as many values as there are columns."),
        ("1,Vrbanova,person,,,,,,,", "The row has not as many values as there are columns."),
        (",Vrbanova,person,,,,,,", "id: missing."),
        ("1,,person,,,,,,", "name: missing."),
        ("1,Vrbanova,,,,,,,", "kind: missing."),
        ("1,Vrbanova,Person,,,,,,", "kind: one of person, company, vessel, aircraft."),
        ("1,--,person,,,,,,", "name: a name without a letter or a digit is never found."),
        ("1,Vrbanova,person,?,,,,,", "aliases: a name without a letter or a digit is never found."),
        ("1,Vrb\u202eanova,person,,,,,,", "name: control and invisible characters are not allowed."),
        ("1,Vrbanova,person,,1971-02-30,,,,", "birth_date: YYYY, YYYY-MM or YYYY-MM-DD, and a day that there was."),
        ("1,Vrbanova,person,,30.1.1971,,,,", "birth_date: YYYY, YYYY-MM or YYYY-MM-DD, and a day that there was."),
        ("1,Vrbanova,person,,,Atlantis,,,", "country: an ISO 3166-1 code or an English name."),
        ("1,Vrbanova,person,,,,,,Fraud!", "topics: lower-case words such as fraud, sanction, pep."),
        ("x" * 81 + ",Vrbanova,person,,,,,,", "id: too long."),
        ("1," + "x" * 501 + ",person,,,,,,", "name: too long."),
        ("1,Vrbanova,person," + "y" * 501 + ",,,,,", "aliases: too long."),
        ("1,Vrbanova,person," + "a;b" * 101 + ",,,,,", "aliases: more than 100 values."),
        ("0,Vrbanova,person,,,,,,", "id: line 2 has it already."),
    ],
)
def test_a_bad_row_is_told_by_its_line_and_repeats_nothing(tmp_path: Path, row: str, detail: str) -> None:
    header = "id,name,kind,aliases,birth_date,country,identifier,reason,topics\n"
    good = '0,Someone,person,,,,,"two\nlines",\n'

    assert problems(tmp_path, header + good + row + "\n") == [(4, detail)]


def test_every_bad_row_is_told_and_none_is_lost(tmp_path: Path) -> None:
    text = "id,name,kind\n1,A,person\n2,,person\n3,C,robot\n\n4,D,person\n1,E,person\n"

    assert [line for line, _ in problems(tmp_path, text)] == [3, 4, 7]


def test_the_good_rows_are_taken_where_that_is_said(tmp_path: Path) -> None:
    reading = load(tmp_path, "id,name,kind\n1,A,person\n2,,person\n", keep_going=True)

    assert [record.ref for record in reading.records] == ["1"]
    assert reading.problems == (Problem(3, "name: missing."),)


def test_a_file_without_one_good_row_is_refused_whatever_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadRows):
        load(tmp_path, "id,name,kind\n1,,person\n", keep_going=True)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\r\n \r\n", "empty"),
        (b"id,name,kind\n", "empty"),
        (b"<html>503</html>", "wrong_list"),
        (b"1,Vrbanova,person\n", "wrong_list"),
        (b"id;name;kind\n1;Vrbanova;person\n", "wrong_list"),
        (b"id,name,kind,nickname\n1,A,person,B\n", "wrong_list"),
        (b"id,name,kind,name\n1,A,person,B\n", "wrong_list"),
        (b"id,name\n1,A\n", "wrong_list"),
        (b'id,name,kind\n1,"Vrbanova,person\n', "malformed"),
        (b"id,name,kind\n1,Vrb\xe1nova,person\n", "malformed"),
        ("id,name,kind\n1,Vrbanova,person\n".encode("utf-16"), "malformed"),
        (b"id,name,kind\n" + b"1,A,person\n" * 50_001, "too_large"),
    ],
)
@pytest.mark.parametrize("keep_going", [False, True])
def test_a_file_that_is_no_list_is_refused_whatever_is_said(
    tmp_path: Path, content: bytes, reason: str, keep_going: bool
) -> None:
    with pytest.raises(ListRefused) as refusal:
        load(tmp_path, content, keep_going=keep_going)

    assert refusal.value.reason == reason
    assert "Vrb" not in refusal.value.detail


def test_a_list_is_known_by_its_partner() -> None:
    partner = new_id()
    code = own.code(partner)

    assert code == public_id("own", partner)
    assert (own.partner_of(code), own.family(code), sources.find(code).code) == (partner, "own", code)
    assert (own.partner_of("un"), own.family("un"), own.partner_of("own")) == (None, "un", None)


def test_a_code_that_only_looks_like_a_partners_is_unknown() -> None:
    with pytest.raises(UnknownSource):
        sources.find("own_zzz")
