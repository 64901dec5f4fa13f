"""Log lines: JSON, one form for everybody, and nothing personal."""

import json
import logging
import sys
from collections.abc import Iterator

import pytest
import structlog
from pytest_django.fixtures import Settings

from compliance import logs


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str], settings: Settings) -> Iterator[pytest.CaptureFixture[str]]:
    settings.LOG_LEVEL = "INFO"
    logs.configure()
    yield capsys
    settings.LOG_FORMAT = "json"
    logs.configure()


def last(lines: pytest.CaptureFixture[str]) -> dict[str, object]:
    return dict(json.loads(lines.readouterr().err.splitlines()[-1]))


def test_an_event_of_ours_is_one_json_object(lines: pytest.CaptureFixture[str]) -> None:
    with structlog.contextvars.bound_contextvars(request_id="one"):
        structlog.get_logger("ours").info("check_done", check_id="chk_1", duration_ms=3)

    line = last(lines)
    assert str(line.pop("timestamp")).endswith("Z")
    assert line == {
        "event": "check_done", "check_id": "chk_1", "duration_ms": 3, "request_id": "one",
        "level": "info", "logger": "ours",
    }  # fmt: skip


def test_a_library_s_line_has_the_same_form_and_the_request_id(lines: pytest.CaptureFixture[str]) -> None:
    with structlog.contextvars.bound_contextvars(request_id="one"):
        logging.getLogger("library").warning("slow: %s", "query")

    line = last(lines)
    assert (line["event"], line["level"], line["logger"], line["request_id"]) == (
        "slow: query",
        "warning",
        "library",
        "one",
    )


def test_what_nobody_has_thought_of_is_withheld(lines: pytest.CaptureFixture[str]) -> None:
    structlog.get_logger("ours").info("customer_created", customer_id="cus_1", name="Jane Roe", birth_date="1980-01-01")

    line = last(lines)
    assert (line["customer_id"], line["name"], line["birth_date"]) == ("cus_1", "[withheld]", "[withheld]")


@pytest.mark.parametrize("ours", [True, False])
def test_an_exception_is_logged_by_place_and_type_without_its_message(
    lines: pytest.CaptureFixture[str], ours: bool
) -> None:
    name = "".join(["Jane", " Roe"])
    try:
        try:
            int(name)
        except ValueError as error:
            raise RuntimeError(name) from error
    except RuntimeError:
        if ours:
            structlog.get_logger("ours").exception("failed")
        else:
            logging.getLogger("library").exception("failed")

    text = lines.readouterr().err
    line = json.loads(text.splitlines()[-1])
    assert "builtins.RuntimeError" in line["exception"]
    assert "builtins.ValueError" in line["exception"]
    assert "test_logs.py" in line["exception"]
    assert name not in text


def test_a_second_configuration_does_not_double_the_lines(lines: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    logging.getLogger("library").warning("once")

    assert lines.readouterr().err.count("once") == 1


def test_the_console_form_is_for_people(lines: pytest.CaptureFixture[str], settings: Settings) -> None:
    settings.LOG_FORMAT = "console"
    logs.configure()

    structlog.get_logger("ours").info("check_done", check_id="chk_1")

    text = lines.readouterr().err
    assert "check_done" in text
    assert "check_id=chk_1" in text
    assert not text.startswith("{")
    assert sys.stderr is not None
