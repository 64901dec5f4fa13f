"""Tables with a header: what stands above it, rows that are too short, and what several rows say together."""

from pathlib import Path

import pytest

from screening.sources import ListRefused
from screening.sources.rows import Row, first, gathered, lines_of, read_csv, stated


def _read(folder: Path, text: str) -> list[Row]:
    path = folder / "list.csv"
    path.write_bytes(text.encode())
    return list(read_csv(path, delimiter=";", required={"id", "name"}))


def test_a_header_is_found_below_a_report_date_and_blank_cells_say_nothing(tmp_path: Path) -> None:
    rows = _read(tmp_path, '\ufeffReport: today\r\nname;id;note\r\n"Anton\r\nDrovanik ";1;\r\n;;\r\n  ;2;x\r\n')

    assert rows == [Row(4, {"name": "Anton Drovanik", "id": "1"}), Row(6, {"id": "2", "note": "x"})]
    assert rows[1]["name"] == ""


def test_cells_beyond_the_header_are_let_pass_where_they_are_empty(tmp_path: Path) -> None:
    assert _read(tmp_path, "id;name\r\n1;Anton;;\r\n") == [Row(2, {"id": "1", "name": "Anton"})]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("id;note\r\n1;x\r\n", "wrong_list"),
        ("a\r\nb\r\nc\r\nid;name\r\n", "wrong_list"),
        ("id;name\r\n1\r\n", "truncated"),
        ("id;name\r\n1;Anton;x\r\n", "truncated"),
        ('id;name\r\n1;"Anton\r\n', "truncated"),
        ('id;name\r\n1;"Anton"x\r\n', "malformed"),
    ],
)
def test_an_unsound_table_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(ListRefused) as refusal:
        _read(tmp_path, text)

    assert refusal.value.reason == reason


def test_the_rows_of_a_party_are_gathered_wherever_they_stand() -> None:
    rows = [
        Row(2, {"id": "1", "a": "x"}),
        Row(3, {"id": "2"}),
        Row(4, {"id": "1", "a": "y", "b": "x"}),
        Row(5, {"a": "z"}),
    ]

    parties = gathered(rows, "id")

    assert [[row.line for row in party] for party in parties] == [[2, 4], [3], [5]]
    assert stated(parties[0], "b", "a") == ("x", "y")
    assert lines_of(parties[0], "a") == {"x": 2, "y": 4}
    assert (first(parties[0], "b"), first(parties[1], "b")) == ("x", "")
