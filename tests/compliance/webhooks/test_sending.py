"""One request over a real socket: what counts as delivered, and what a hostile receiver cannot do."""

import time

import pytest

from compliance.webhooks.sending import Outcome, post
from tests.compliance.webhooks.receiver import Receiver


def send(url: str, *, deadline: float = 5, allow_private: bool = True) -> Outcome:
    return post(
        url,
        body='{"a":1}',
        headers={"webhook-id": "evt_1"},
        allow_http=True,
        allow_private=allow_private,
        deadline=deadline,
    )


@pytest.mark.parametrize("status", [200, 202, 204])
def test_any_2xx_is_delivered(status: int) -> None:
    with Receiver(status=status) as receiver:
        outcome = send(receiver.url)

    assert outcome.delivered
    assert (outcome.status_code, outcome.error) == (status, "")
    (received,) = receiver.received
    assert (received.method, received.path, received.body) == ("POST", "/hooks?key=1", b'{"a":1}')
    assert received.headers["content-type"] == "application/json"
    assert received.headers["host"] == f"127.0.0.1:{receiver.port}"
    assert received.headers["webhook-id"] == "evt_1"


@pytest.mark.parametrize("status", [400, 401, 404, 410, 429, 500, 503])
def test_any_other_status_is_a_failure_with_a_code(status: int) -> None:
    with Receiver(status=status) as receiver:
        outcome = send(receiver.url)

    assert not outcome.delivered
    assert (outcome.status_code, outcome.error) == (status, f"http_{status}")
    assert outcome.gone == (status == 410)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with Receiver() as other, Receiver(status=status, location=other.url) as receiver:
        outcome = send(receiver.url)

    assert (outcome.status_code, outcome.delivered) == (status, False)
    assert len(receiver.received) == 1
    assert other.received == []


def test_a_server_that_never_answers_is_left_at_the_deadline() -> None:
    with Receiver(wait=30) as receiver:
        started = time.monotonic()
        outcome = send(receiver.url, deadline=0.5)

    assert (outcome.status_code, outcome.error) == (None, "timeout")
    assert time.monotonic() - started < 5
    assert outcome.duration_ms >= 400


def test_a_server_that_answers_a_byte_at_a_time_is_left_at_the_deadline() -> None:
    with Receiver(drip=True) as receiver:
        started = time.monotonic()
        outcome = send(receiver.url, deadline=0.5)

    assert (outcome.status_code, outcome.error) == (None, "timeout")
    assert time.monotonic() - started < 5


def test_a_port_where_nobody_listens_is_a_failure() -> None:
    with Receiver() as receiver:
        url = receiver.url

    assert send(url).error == "connection_failed"


def test_a_server_that_speaks_no_tls_is_a_failure() -> None:
    with Receiver() as receiver:
        outcome = send(receiver.url.replace("http://", "https://"))

    assert outcome.error == "tls_failed"


def test_loopback_is_refused_before_a_connection_is_made() -> None:
    with Receiver() as receiver:
        outcome = send(f"http://127.0.0.1.nip.example:{receiver.port}/", allow_private=False)
        literal = send(receiver.url, allow_private=False)

    assert outcome.error in {"host_unknown", "address_refused"}
    assert literal.error == "address_refused"
    assert receiver.received == []
