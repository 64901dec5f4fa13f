"""What an operator types, and what comes out."""

import gzip
import json
import subprocess
import sys
from dataclasses import replace
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from compliance.policy.screening import ListBars, ScreeningRules
from screening import sources
from screening.models import ListVersion, Watchlist
from screening.sources import SOURCES, Problem
from tests import factories
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
    assert (hit["entry"], hit["source"], hit["name"]) == ("ofac_sdn:1", "ofac_sdn", "Anton DROVANIK")
    assert list(hit) == ["entry", "source", "name", "score", "name_score", "evidence_score", "reasons"]
    assert list(hit["reasons"][0]) == ["factor", "score", "detail"]
    for score in (hit["score"], hit["name_score"], hit["evidence_score"], hit["reasons"][0]["score"]):
        assert round(score, 6) == score


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


def test_a_pipe_is_answered_line_by_line_up_to_its_first_mistake(listed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    piped = b"name,kind\nAnton Drovanik,person\nAnton,robot\n"
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(piped)))
    out = StringIO()

    with pytest.raises(CommandError, match="standard input, line 3: kind is one of") as error:
        call_command("screen", "--json", "--input", "-", "--list", listed, stdout=out)

    assert error.value.returncode == 2
    assert [json.loads(line)["query"] for line in out.getvalue().splitlines()] == ["Anton Drovanik"]


def test_json_lines_and_gzip_are_known_by_what_they_begin_with(
    tmp_path: Path, listed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = b'{"name": "Anton Drovanik"}\n\n{"name": "Nobody Atall", "id": "x"}\n'
    (tmp_path / "queries.gz").write_bytes(gzip.compress(lines))
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(lines)))

    packed, piped = (
        _screen("--input", tmp_path / "queries.gz", "--list", listed),
        _screen("--input", "-", "--list", listed),
    )

    assert [(line["id"], len(line["hits"])) for line in packed] == [("1", 1), ("x", 0)]
    assert piped == packed


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        ("name\nÀnton\n".encode("latin-1"), "line 2: not UTF-8 text"),
        ("name\nAnton\n".encode("utf-16"), "UTF-16 text: save it as UTF-8"),
        (b"name;kind\nAnton;person\n", "separated by commas"),
        (b"name,age\nAnton,7\n", "Not known: age"),
        (b'name\n"Anton\n', "opened and never closed"),
        (b"name\n" + b"x" * 70_000, "line 2: longer than"),
        (b"name\n--\n", "line 2: the name is missing"),
        ("name\n𒀀𒈾\n".encode(), "line 2: the name is in a script that cannot be compared"),
        (gzip.compress(b"name\nAnton\n" * 99, mtime=0)[:40], "not a whole gzip file"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_words(tmp_path: Path, listed: str, content: bytes, says: str) -> None:
    (tmp_path / "queries").write_bytes(content)

    with pytest.raises(CommandError, match=says) as error:
        call_command("screen", "--input", str(tmp_path / "queries"), "--list", listed, stdout=StringIO())

    assert error.value.returncode == 2


def test_a_country_that_is_none_is_told_and_the_query_is_answered(tmp_path: Path, listed: str) -> None:
    (tmp_path / "queries.csv").write_text("name,country\nAnton Drovanik,Atlantis\n")
    out, err = StringIO(), StringIO()

    call_command("screen", "--json", "--input", f"{tmp_path}/queries.csv", "--list", listed, stdout=out, stderr=err)

    assert len(json.loads(out.getvalue())["hits"]) == 1
    assert "The country of 1 queries is none" in err.getvalue()


def test_lines_of_a_list_that_could_not_be_read_are_told_and_the_others_count(
    listed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = sources.load
    problems = tuple(Problem(number, "no name") for number in range(1, 25))
    monkeypatch.setattr(sources, "load", lambda *given: replace(load(*given), problems=problems))
    err = StringIO()

    call_command("screen", "Anton Drovanik", "--list", listed, stdout=StringIO(), stderr=err)

    told = err.getvalue().splitlines()
    assert (told[0], told[-1]) == ("ofac_sdn: line 1: no name", "ofac_sdn: and 21 more problems in its file.")
    assert len(told) == 4


def test_an_explanation_shows_the_names_letter_by_letter_and_every_reason_in_words(listed: str) -> None:
    told = _run("screen", "Antonn Drovanic", "--explain", "--list", listed)

    assert told[0] == "Antonn Drovanic: 1 hit"
    assert told[3:6] == [
        "      asked   Antonn  Drovanic",
        "      listed  Anton   DROVANIK",
        "                   ^         ^",
    ]
    assert any("The names are alike" in line for line in told)
    assert told[-2].lstrip().startswith("0.") or told[-1].lstrip().startswith("0.")


def test_who_has_read_enough_may_close_the_pipe(tmp_path: Path, listed: str) -> None:
    (tmp_path / "queries.csv").write_text("name\n" + "Anton Drovanik\n" * 2000)
    command = f"{sys.executable} manage.py screen --json --input {tmp_path}/queries.csv --list {listed}"

    ended = subprocess.run(
        ["bash", "-c", f"{command} | head -n 1; exit ${{PIPESTATUS[0]}}"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 141
    assert json.loads(ended.stdout)["id"] == "1"
    assert ended.stderr.splitlines() == [
        "ofac_sdn: alt.csv is not there: the list was read without its aliases.",
        "ofac_sdn: add.csv is not there: the list was read without its addresses.",
    ]


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

    assert first[0] == "ofac_sdn version 1 in force, 2 entries: 2 added, 0 changed, 0 removed."
    assert json.loads(second[0])["new"] is False
    assert {row["source"]: (row["number"], row["entries"]) for row in status} == {
        **dict.fromkeys(SOURCES, (None, 0)),
        "ofac_sdn": (1, 2),
    }
    assert _screen("Anton Drovanik")[0]["hits"][0]["entry"] == "ofac_sdn:1"


@pytest.mark.django_db
def test_against_the_lists_in_force_policy_says_what_is_a_hit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lists.sync(tmp_path, lists.people(*NAMES))
    usual = _screen("Anton Drovanik")[0]["hits"]
    strict = ScreeningRules(lists={"ofac_sdn": ListBars(review=1.0, strong=1.0)})
    policy = replace(factories.policy(), screening=strict)
    monkeypatch.setattr("compliance.policy.services.current", lambda: policy)

    assert [hit["entry"] for hit in usual] == ["ofac_sdn:1"]
    assert _screen("Anton Drovanik")[0]["hits"] == []
    assert _screen("Anton Drovanik", "--threshold", "0.8")[0]["hits"] == usual


@pytest.mark.django_db
def test_a_refused_list_exits_with_2_and_shows_in_the_status(tmp_path: Path) -> None:
    (tmp_path / "sdn.csv").write_bytes(b"")

    with pytest.raises(CommandError, match=r"Refused \(empty\)") as error:
        call_command("watchlist", "sync", "ofac_sdn", "--file", str(tmp_path / "sdn.csv"))

    assert error.value.returncode == 2
    assert ListVersion.objects.count() == 0
    assert Watchlist.objects.get().refused_code == "empty"
    assert "ofac_sdn: not loaded; last attempt refused (empty)" in _run("watchlist", "status")


@pytest.mark.django_db
def test_what_a_version_changed_is_told_entry_by_entry_and_field_by_field(tmp_path: Path) -> None:
    factories.policy()
    lists.sync(tmp_path, [lists.row(1, "DROVANIK, Anton"), lists.row(2, "KELMAZOV, Rustam")])
    lists.sync(tmp_path, [lists.row(1, "DROVANIK, Anton", "DOB 12 Mar 1968."), lists.row(3, "SOLVANG, Astrid")])

    told = _run("watchlist", "diff", "ofac_sdn")
    lines = [json.loads(line) for line in _run("watchlist", "diff", "ofac_sdn", "--json")]
    whole = _run("watchlist", "diff", "ofac_sdn", "--from", 0, "--to", 1)

    assert told[0] == "ofac_sdn, version 2 against 1: 1 added, 1 changed, 1 removed."
    assert told[1:4] == ["+ 3  Astrid SOLVANG", "~ 1  Anton DROVANIK", "      birth dates"]
    assert "        + 1968-03-12" in told
    assert told[-1] == "- 2  Rustam KELMAZOV"
    assert [(line["change"], line["ref"]) for line in lines] == [("added", "3"), ("changed", "1"), ("removed", "2")]
    assert lines[1]["fields"][0] == {"field": "birth_dates", "gone": [], "come": ["1968-03-12"]}
    assert whole[0] == "ofac_sdn, version 1 against nothing: 2 added, 0 changed, 0 removed."


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [("nowhere",), ("un",), ("ofac_sdn", "--to", 9), ("ofac_sdn", "--from", 1)])
def test_a_version_that_there_never_was_is_no_traceback(tmp_path: Path, arguments: tuple[Any, ...]) -> None:
    factories.policy()
    lists.sync(tmp_path, lists.people(*NAMES))

    with pytest.raises(CommandError) as error:
        _run("watchlist", "diff", *arguments)

    assert error.value.returncode == 2


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_named_and_no_refusal(tmp_path: Path) -> None:
    factories.policy()

    with pytest.raises(CommandError, match="nowhere") as error:
        _run("watchlist", "sync", "ofac_sdn", "--file", tmp_path / "nowhere")

    assert error.value.returncode == 2
