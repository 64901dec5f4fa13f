"""Identifiers: time-ordered UUIDs inside, prefixed Crockford base 32 outside (`cus_01JD…`)."""

import os
import threading
import time
from uuid import UUID

from compliance.kernel.errors import DomainError

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford: no i, l, o, u
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
_LENGTH = 26  # 128 bits in groups of five, the first holding three
HOUSE = UUID(int=0)
"""The chain, owner and tenant of what belongs to no partner: lists, policy, officers."""


class UnknownId(DomainError):
    code = "not_found"
    status = 404
    title = "There is no such object, or it is not yours."


def new_id() -> UUID:
    """A version 7 UUID (RFC 9562 §5.7), greater than every one that this process made before.

    48 bits of Unix milliseconds, 12 bits of their 4096ths (§6.2, method 3), and 62 random bits: rows list in the order
    in which they were made, also those of one millisecond.
    """
    ticks = _CLOCK.next()
    random = int.from_bytes(os.urandom(8), "big") >> 2
    return UUID(int=(ticks >> 12) << 80 | 0x7 << 76 | (ticks & 0xFFF) << 64 | 0b10 << 62 | random)


class _Clock:
    """4096ths of a millisecond since 1970, never the same twice; a clock that is set back is waited out by counting."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next(self) -> int:
        now = (time.time_ns() << 12) // 1_000_000 & (2**60 - 1)
        with self._lock:
            self._last = max(now, self._last + 1)
            return self._last

    def renew(self) -> None:
        """A forked child must not wait for a lock that a thread of its parent held."""
        self._lock = threading.Lock()


_CLOCK = _Clock()
os.register_at_fork(after_in_child=_CLOCK.renew)


def public_id(prefix: str, value: UUID) -> str:
    """`prefix_` and 26 lower-case letters and digits; sorts as the UUID does."""
    number = value.int
    letters = [_ALPHABET[number >> shift & 31] for shift in range((_LENGTH - 1) * 5, -1, -5)]
    return f"{prefix}_{''.join(letters)}"


def parse_id(prefix: str, text: str) -> UUID:
    """The UUID in `text`; raises UnknownId unless it has this prefix and is well formed."""
    kind, _, body = text.rpartition("_")
    if kind != prefix or len(body) != _LENGTH or body[0] > "7":
        raise UnknownId
    number = 0
    for letter in body:
        if letter not in _VALUES:
            raise UnknownId
        number = number << 5 | _VALUES[letter]
    return UUID(int=number)
