"""What an operator types, and what comes out."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from screening.models import ListVersion, Watchlist
from screening.sources import SOURCES
from tests.screening import lists

NAMES = ("DROVANIK, Anton", "KELMAZOV, Rustam")


def _run(*arguments: object) -> list[str]:
    out = StringIO()
    call_command(*map(str, arguments), stdout=out, stderr=StringIO())
    return out.getvalue().splitlines()


def _screen(*arguments: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _run("screen", "--json", *arguments)]


@pytest.fixture
def listed(tmp_path: Path) -> str:
    return f"ofac_sdn={lists.write(tmp_path / 'sdn.csv', lists.people(*NAMES))}"


def test_every_query_has_its_line_in_the_order_asked_without_a_database(tmp_path: Path, listed: str) -> None:
    path = tmp_path / "queries.csv"
    path.write_text("id,name,kind,birth_date\nq1,Astrid Solvang,person,1989-04-17\n,Anton Drovanik,person,\n")

    lines = _screen("--input", path, "--list", listed)

    assert lines[0] == {"id": "q1", "query": "Astrid Solvang", "hits": []}
    assert (lines[1]["id"], lines[1]["query"]) == ("2", "Anton Drovanik")
    hit = lines[1]["hits"][0]
    assert (hit["entry"], hit["source"], hit["name"], hit["score"]) == (
        "ofac_sdn:1",
        "ofac_sdn",
        "Anton DROVANIK",
        0.95,
    )
    assert hit["reasons"] == [
        {"factor": "names_alike", "score": 0.95, "detail": "anton is the same; drovanik is the same"}
    ]


def test_jsonl_is_read_like_csv(tmp_path: Path, listed: str) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_text('{"name": "Rustam Kelmazov", "id": 7}\n')

    lines = _screen("--input", path, "--list", listed)

    assert [(line["id"], line["hits"][0]["entry"]) for line in lines] == [("7", "ofac_sdn:2")]


def test_names_are_screened_as_they_are_typed(listed: str) -> None:
    lines = _screen("Anton Drovanik", "Nobody Atall", "--list", listed)

    assert [(line["query"], len(line["hits"])) for line in lines] == [("Anton Drovanik", 1), ("Nobody Atall", 0)]


@pytest.mark.parametrize(
    "content",
    [
        "nome\nAnton\n",
        "name,name\na,b\n",
        "name,birth_date\nAnton,1968-13-01\n",
        "name,kind\nAnton,robot\n",
        "name,kind\nAnton\n",
        "name\n\nAnton\n" + "x" * 501 + "\n",
        'name\n"Anton\n',
        "id,name\n1,\n",
    ],
)
def test_bad_input_stops_everything_before_the_first_line(tmp_path: Path, listed: str, content: str) -> None:
    path = tmp_path / "queries.csv"
    path.write_text(content)
    out = StringIO()

    with pytest.raises(CommandError) as error:
        call_command("screen", "--json", "--input", str(path), "--list", listed, stdout=out)

    assert error.value.returncode == 2
    assert out.getvalue() == ""


@pytest.mark.parametrize(
    "content", ["[1]\n", "{bad\n", '{"name": ["x"]}\n', '{"name": "x", "age": 3}\n', '{"name": true}\n']
)
def test_bad_jsonl_is_refused(tmp_path: Path, listed: str, content: str) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_text(content)

    with pytest.raises(CommandError) as error:
        call_command("screen", "--input", str(path), "--list", listed)

    assert error.value.returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--input", "/nowhere.csv"),
        ("Anton", "--input", "x.csv"),
        ("Anton", "--list", "nowhere=x"),
        ("A", "--list", "un=/no"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(listed: str, arguments: tuple[str, ...]) -> None:
    more = () if "--list" in arguments else ("--list", listed)

    with pytest.raises(CommandError) as error:
        call_command("screen", *arguments, *more)

    assert error.value.returncode == 2


@pytest.mark.django_db
def test_without_a_list_in_force_nobody_is_called_clear() -> None:
    with pytest.raises(CommandError, match="watchlist sync") as error:
        call_command("screen", "Anton Drovanik")

    assert error.value.returncode == 2


@pytest.mark.django_db
def test_a_list_is_synchronised_and_its_status_told(tmp_path: Path) -> None:
    path = lists.write(tmp_path / "sdn.csv", lists.people(*NAMES))

    first = _run("watchlist", "sync", "ofac_sdn", "--file", path)
    second = _run("watchlist", "sync", "ofac_sdn", "--file", path, "--json")
    status = [json.loads(line) for line in _run("watchlist", "status", "--json")]

    assert first == ["ofac_sdn version 1 in force, 2 entries: 2 added, 0 changed, 0 removed."]
    assert json.loads(second[0])["new"] is False
    assert {row["source"]: (row["number"], row["entries"]) for row in status} == {
        **dict.fromkeys(SOURCES, (None, 0)),
        "ofac_sdn": (1, 2),
    }
    assert _screen("Anton Drovanik")[0]["hits"][0]["entry"] == "ofac_sdn:1"


@pytest.mark.django_db
def test_a_refused_list_exits_with_2_and_shows_in_the_status(tmp_path: Path) -> None:
    (tmp_path / "sdn.csv").write_bytes(b"")

    with pytest.raises(CommandError, match=r"Refused \(empty\)") as error:
        call_command("watchlist", "sync", "ofac_sdn", "--file", str(tmp_path / "sdn.csv"))

    assert error.value.returncode == 2
    assert ListVersion.objects.count() == 0
    assert Watchlist.objects.get().refused_code == "empty"
    assert _run("watchlist", "status")[0] == "ofac_sdn: not loaded; last attempt refused (empty)"
