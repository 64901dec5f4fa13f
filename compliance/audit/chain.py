"""The chain itself, in plain Python: how an event is hashed, what a checkpoint states, what makes a chain whole."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TypeAlias

JSON: TypeAlias = "bool | int | float | str | Sequence[JSON] | Mapping[str, JSON] | None"

GENESIS = "0" * 64
"""What the first event of a chain names as its predecessor."""

Row: TypeAlias = tuple[str, int, str, str, str, str, str, str, str, str]
"""chain, seq, id, at, kind, subject, actor, facts, previous, hash; ids as 32 hex digits, `at` as of `instant()`."""

_EVENT = "gatehouse.event.1"
_CHECKPOINT = "gatehouse.checkpoint.1"


class NotFacts(ValueError):
    """Facts are JSON: objects with text keys, arrays, text, whole and finite numbers, true, false, null."""


def canonical(facts: Mapping[str, JSON]) -> str:
    """JSON text with sorted keys, no spaces and no escapes beyond the necessary; raises NotFacts on anything else."""
    _check(facts, "facts")
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotFacts("facts hold text that is not Unicode") from error
    return text


def _check(value: object, place: str) -> None:
    match value:
        case None | bool() | int() | str():
            return
        case float() if math.isfinite(value):
            return
        case Mapping():
            for key, item in value.items():
                if not isinstance(key, str):
                    raise NotFacts(f"{place} has a key that is not text")
                _check(item, f"{place}.{key}")
        case list() | tuple():
            for index, item in enumerate(value):
                _check(item, f"{place}[{index}]")
        case _:
            raise NotFacts(f"{place} is a {type(value).__name__}, which JSON cannot hold")


def instant(at: datetime) -> str:
    """`2026-03-01T12:00:00.000000Z`: UTC, always six decimals; raises ValueError on a time without a zone."""
    if at.tzinfo is None:
        raise ValueError("a time in the trail is aware, not naive")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def packed(fields: Iterable[str]) -> bytes:
    """Each field as `length:text`, the length in bytes of UTF-8: no two lists of fields pack alike."""
    fields = tuple(fields)
    text = "".join([f"{len(field)}:{field}" for field in fields])
    if not text.isascii():
        text = "".join([f"{len(field.encode())}:{field}" for field in fields])
    return text.encode()


def digest(row: Row) -> str:
    """SHA-256, in hex, over every field of the event but its own hash; `previous` is one of them."""
    return sha256(packed((_EVENT, row[0], str(row[1]), *row[2:9]))).hexdigest()


@dataclass(frozen=True, slots=True)
class Mark:
    """A checkpoint: "this chain had this hash at this place", signed (Ed25519, hex) by the key that `key_id` names."""

    id: str
    chain: str
    seq: int
    hash: str
    at: str
    key_id: str
    signature: str

    def statement(self) -> bytes:
        """The bytes that are signed."""
        return packed((_CHECKPOINT, self.id, self.chain, str(self.seq), self.hash, self.at, self.key_id))


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing wrong: in which chain, at which place, and what."""

    chain: str
    seq: int
    what: str

    def __str__(self) -> str:
        return f"chain {self.chain}, event {self.seq}: {self.what}"


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification read; `events` are those found good before it stopped at the first fault."""

    events: int
    chains: int
    checkpoints: int
    signatures_checked: bool
    verified: bool
    first_fault: Fault | None

    def __str__(self) -> str:
        verdict = "The trail is whole" if self.verified else f"The trail is broken: {self.first_fault}"
        doubt = "" if self.signatures_checked else " The signatures were not checked: that needs the public key."
        counts = f"{self.events} events in {self.chains} chains, {self.checkpoints} checkpoints"
        return f"{verdict}.\nVerified: {counts}.{doubt}"


ALTERED = "altered: the hash is not that of the fields"
UNLINKED = "moved, inserted or rewritten: it does not link to the event before it"
MISSING = "missing: the chain goes on after a gap"
REPEATED = "inserted or moved: its place is taken or out of order"
BEYOND = "inserted: it lies beyond the head of the chain"
TRUNCATED = "truncated: the chain ends before its head"
TRUNCATED_CHECKPOINT = "truncated: the chain ends before its checkpoint"
HEAD = "rewritten: the last hash is not that of the head"
REWRITTEN = "rewritten: the hash is not that of the signed checkpoint"
UNREADABLE = "altered: a field has the wrong type"


class Walk:
    """Follows one chain from its first event, or from a place already verified; returns the first fault, or None."""

    def __init__(self, chain: str, marks: Iterable[Mark] = (), start: tuple[int, str] = (0, GENESIS)) -> None:
        self.chain = chain
        self.seq, self.hash = start
        self._marks: dict[int, list[str]] = {}
        for mark in marks:
            self._marks.setdefault(mark.seq, []).append(mark.hash)
        self._last_mark = max(self._marks, default=0)

    def follow(self, rows: Iterable[Row]) -> Fault | None:
        """The next events, in order; may be called again with more."""
        for row in rows:
            what = self._wrong(row)
            if what:
                return Fault(self.chain, min(row[1], self.seq + 1) if what is MISSING else self.seq + 1, what)
            self.seq += 1
            self.hash = row[9]
            if self.seq in self._marks and any(mark != self.hash for mark in self._marks[self.seq]):
                return Fault(self.chain, self.seq, REWRITTEN)
        return None

    def _wrong(self, row: Row) -> str:
        seq = row[1]
        if seq != self.seq + 1:
            return MISSING if isinstance(seq, int) and seq > self.seq else REPEATED
        try:
            hashed = digest(row)
        except (AttributeError, TypeError, UnicodeEncodeError):
            return UNREADABLE
        if hashed != row[9] or row[0] != self.chain:
            return ALTERED
        return UNLINKED if row[8] != self.hash else ""

    def end(self, head: tuple[int, str]) -> Fault | None:
        """No event is left: the head row and every checkpoint must have been reached."""
        seq, hashed = head
        if self._last_mark > self.seq:
            return Fault(self.chain, self.seq + 1, TRUNCATED_CHECKPOINT)
        if seq != self.seq:
            return Fault(self.chain, self.seq + 1, TRUNCATED) if seq > self.seq else Fault(self.chain, seq + 1, BEYOND)
        return None if hashed == self.hash else Fault(self.chain, self.seq, HEAD)
