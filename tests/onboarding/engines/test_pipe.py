"""Messages have until a moment, however little is missing then."""

import socket
import time
from collections.abc import Iterator

import pytest

from onboarding.engines.pipe import receive, send


@pytest.fixture
def pipe() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_a_message_arrives_as_it_was_sent(pipe: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pipe

    send(theirs, (b"ab", memoryview(b"c")), until=time.monotonic() + 10)

    assert receive(ours, most=3, until=time.monotonic() + 10) == b"abc"


def test_nothing_is_received_once_time_is_over(pipe: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pipe
    send(theirs, (b"abc",))

    with pytest.raises(TimeoutError):
        receive(ours, most=3, until=time.monotonic())

    assert receive(ours, most=3) == b"abc"


def test_nothing_is_sent_once_time_is_over(pipe: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pipe

    with pytest.raises(TimeoutError):
        send(theirs, (b"abc",), until=time.monotonic())

    ours.setblocking(False)
    with pytest.raises(BlockingIOError):
        ours.recv(1)
