"""Messages over a socket: eight bytes of length, then as many. Whoever is at the other end, it takes no longer."""

import socket
import time
from collections.abc import Iterable

_LENGTH = 8


class TooLarge(Exception):
    """The other end announces more than it may send."""


def send(pipe: socket.socket, message: Iterable[bytes | memoryview], *, until: float | None = None) -> None:
    """`until` is a moment of time.monotonic(). Raises TimeoutError, OSError."""
    parts = list(message)
    length = sum(len(part) for part in parts).to_bytes(_LENGTH, "big")
    for part in (length, *parts):
        pipe.settimeout(_left(until))
        pipe.sendall(part)


def receive(pipe: socket.socket, *, most: int, until: float | None = None) -> bytearray:
    """One message of at most so many bytes, whole. Raises TooLarge, TimeoutError, EOFError, OSError."""
    length = int.from_bytes(_exactly(pipe, _LENGTH, until), "big")
    if length > most:
        raise TooLarge
    return _exactly(pipe, length, until)


def _exactly(pipe: socket.socket, length: int, until: float | None) -> bytearray:
    whole = bytearray(length)
    missing = memoryview(whole)
    while missing:
        pipe.settimeout(_left(until))
        received = pipe.recv_into(missing)
        if not received:
            raise EOFError
        missing = missing[received:]
    return whole


def _left(until: float | None) -> float | None:
    """Seconds, or None without an end. Raises TimeoutError."""
    if until is None:
        return None
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
