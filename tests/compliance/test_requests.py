"""The request id at the door, in the logs and in the workers, and the bodies that are turned away."""

import re
from typing import Any

import pytest
import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from compliance import requests
from compliance.celery import app
from compliance.problems import current_id


@pytest.mark.parametrize("given", ["a", "0b1c-2d.3_4", "x" * 64])
def test_a_harmless_id_of_the_caller_is_kept(given: str) -> None:
    assert Client().get("/healthz", headers={"X-Request-ID": given})["X-Request-ID"] == given


@pytest.mark.parametrize("given", ["", "x" * 65, "a b", "a\tb", "ü", '"', "a;b", "../etc"])
def test_another_one_is_replaced(given: str) -> None:
    answer = Client().get("/healthz", headers={"X-Request-ID": given})

    assert re.fullmatch(r"[0-9a-f]{32}", answer["X-Request-ID"])


def test_the_id_is_known_while_the_request_is_answered_and_forgotten_after() -> None:
    seen = []

    def view(_request: HttpRequest) -> HttpResponse:
        seen.append(current_id())
        return HttpResponse()

    requests.RequestContext(view)(RequestFactory().get("/x", headers={"X-Request-ID": "one"}))

    assert (seen, current_id()) == (["one"], "")


def test_it_is_forgotten_after_a_bug_too() -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        requests.RequestContext(view)(RequestFactory().get("/x", headers={"X-Request-ID": "one"}))

    assert current_id() == ""


@pytest.mark.parametrize(
    ("meta", "status", "code"),
    [
        ({"CONTENT_LENGTH": str(settings.MAX_UPLOAD_BYTES * 2)}, 413, "request_too_large"),
        ({"CONTENT_LENGTH": "9" * 40}, 413, "request_too_large"),
        ({"CONTENT_LENGTH": "-1"}, 400, "malformed_request"),
        ({"CONTENT_LENGTH": "x"}, 400, "malformed_request"),
        ({"CONTENT_LENGTH": "٣"}, 400, "malformed_request"),
        ({"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}, 411, "length_required"),
    ],
)
@pytest.mark.parametrize("path", ["/v1/customers", "/oauth/token"])
def test_a_body_that_nobody_would_read_is_turned_away_unread(
    path: str, meta: dict[str, str], status: int, code: str
) -> None:
    answer = Client().post(path, **meta)  # type: ignore[arg-type]

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["X-Request-ID"]


@app.task(name="tests.note")
def note() -> None:
    """Nothing: what it carries is looked at."""


@pytest.fixture
def task() -> Any:
    return app.tasks["tests.note"]


def test_the_id_travels_with_a_task(task: Any) -> None:
    sent: dict[str, object] = {}
    structlog.contextvars.bind_contextvars(request_id="one")

    requests._send_id(headers=sent)
    structlog.contextvars.clear_contextvars()
    task.push_request(**sent)
    requests._receive_id(task=task, task_id="t1")

    assert sent == {"gatehouse_request_id": "one"}
    assert structlog.contextvars.get_contextvars() == {"task": "tests.note", "task_id": "t1", "request_id": "one"}
    task.pop_request()
    structlog.contextvars.clear_contextvars()


def test_a_published_message_carries_the_id_in_its_headers(task: Any) -> None:
    structlog.contextvars.bind_contextvars(request_id="one")
    try:
        with app.connection_for_write("memory://") as broker:
            task.apply_async(connection=broker, queue="notes")
            channel: Any = broker.default_channel
            message = channel.basic_get("notes", no_ack=True)
    finally:
        structlog.contextvars.clear_contextvars()

    assert message.headers["gatehouse_request_id"] == "one"
