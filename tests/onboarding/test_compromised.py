"""The list of compromised document numbers: digests alone, asked by state and number."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from onboarding import selectors, services
from onboarding.verdict.particulars import Particulars
from onboarding.verdict.rules import Bounds, broken
from tests.factories import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _file(tmp_path: Path, settings: Any) -> None:
    settings.COMPROMISED_NUMBERS = tmp_path / "here" / "compromised.index"
    settings.COMPROMISED_NUMBERS_NAMED = False


def run(*words: str) -> str:
    out = StringIO()
    call_command("compromised", *words, stdout=out, stderr=StringIO())
    return out.getvalue().strip()


def test_without_a_list_no_number_is_compromised() -> None:
    assert not selectors.is_compromised("PRT", "N123456")


def test_a_list_that_is_named_and_missing_lets_nobody_through(settings: Any) -> None:
    settings.COMPROMISED_NUMBERS_NAMED = True

    with pytest.raises(selectors.CompromisedListMissing):
        selectors.is_compromised("PRT", "N123456")


def test_a_number_is_found_however_it_is_written_and_of_its_state_alone() -> None:
    run("add", "PRT", "n 123-456")

    assert selectors.is_compromised("PRT", "N123456")
    assert not selectors.is_compromised("ESP", "N123456")
    assert not selectors.is_compromised("PRT", "N123457")


def test_a_number_of_any_state_is_found_in_all() -> None:
    run("add", "*", "N123456")

    assert selectors.is_compromised("ESP", "N123456")


@pytest.mark.parametrize("unread", ["", "PR", "P<T", "XYZ"])
def test_where_no_state_was_read_a_number_of_every_state_is_found(unread: str) -> None:
    run("add", "PRT", "N123456")
    run("add", "D", "C01XYZ123")

    assert selectors.is_compromised(unread, "N123456")
    assert selectors.is_compromised(unread, "C01XYZ123")
    assert not selectors.is_compromised(unread, "N123457")


def test_a_document_without_a_state_is_brought_to_a_human() -> None:
    run("add", "PRT", "N123456")
    read = Particulars(document_number="N123456", surname="SILVA")

    found = broken(read, Bounds(minimum_age=0, compromised=selectors.is_compromised), on=AT.date())

    assert [finding.code for finding in found] == ["number_compromised"]


def test_the_file_holds_no_number(settings: Any) -> None:
    run("add", "PRT", "N123456")

    text = Path(settings.COMPROMISED_NUMBERS).read_text()
    assert "123456" not in text
    assert len(text.split()) == 1


def test_numbers_are_added_to_those_there_are_and_counted_once() -> None:
    assert services.list_compromised(numbers=[("PRT", "N1"), ("D", "C2")]) == 2
    assert services.list_compromised(numbers=[("PRT", "N1"), ("FRA", "3")]) == 1

    assert run("count") == "3"


def test_a_file_is_imported(tmp_path: Path) -> None:
    file = tmp_path / "lost.csv"
    file.write_text("State,Number\nPRT,N123456\nd,C01XYZ123\n")

    run("import", str(file))

    assert selectors.is_compromised("D", "C01XYZ123")
    assert run("count") == "2"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("number\nN123456\n", "the first line must be: state,number"),
        ("state,number\nPRT,N1\nXYZ,N2\n", "Number 2: XYZ is no state"),
        ("state,number\nPRT,--\n", "Number 1 is empty"),
        ("state,number\nPRT\n", "Number 1 is empty"),
    ],
)
def test_a_file_with_a_mistake_changes_nothing(tmp_path: Path, settings: Any, text: str, message: str) -> None:
    file = tmp_path / "lost.csv"
    file.write_text(text)

    with pytest.raises(CommandError, match=message) as refused:
        run("import", str(file))

    assert refused.value.returncode == 2
    assert not Path(settings.COMPROMISED_NUMBERS).exists()


def test_a_file_that_is_not_there_is_a_clear_refusal(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read") as refused:
        run("import", str(tmp_path / "gone.csv"))

    assert refused.value.returncode == 2
