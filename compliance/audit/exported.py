"""The exported trail, in plain Python: one JSON object a line, no byte left to choice, verified in one pass.

`header`; for each chain, in order, `chain`, its `checkpoint`s, its `event`s and its `head`; last `end` with the counts.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from operator import itemgetter
from typing import Any

from compliance.audit import signatures
from compliance.audit.chain import TRUNCATED_CHECKPOINT, Fault, Mark, Report, Row, Walk

EVENT = ("chain", "seq", "id", "at", "kind", "subject", "actor", "facts", "previous", "hash")
_MARK = ("id", "chain", "seq", "hash", "at", "key_id", "signature")
_mark_fields = itemgetter(*_MARK)
_event_fields = itemgetter(*EVENT)
_MEMBERS = {
    "chain": {"type", "chain"},
    "checkpoint": {"type", *_MARK},
    "event": {"type", *EVENT},
    "head": {"type", "chain", "seq", "hash"},
    "end": {"type", "chains", "events", "checkpoints"},
}
_NUMBERS = {"seq", "chains", "events", "checkpoints"}

BAD_LINE = "line {} of the file is not as it was exported"
MISPLACED = "line {} of the file is out of place"
NO_END = "truncated: the file has no end"
MISCOUNTED = "the file does not hold as many records as its end says"


class NotAnExport(ValueError):
    """The file does not begin as an exported trail does."""


def line(record: Mapping[str, object]) -> bytes:
    """One record as its line of the file."""
    text = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return text.encode(errors="backslashreplace") + b"\n"


HEADER = line({"type": "header", "format": "gatehouse-trail-1"})


def mark_line(mark: Mark) -> bytes:
    return line({"type": "checkpoint", **asdict(mark)})


def event_lines(rows: Iterable[Row]) -> Iterator[bytes]:
    return (line({"type": "event", **dict(zip(EVENT, row, strict=True))}) for row in rows)


def read_marks(lines: Iterable[bytes]) -> list[Mark]:
    """Checkpoints kept outside the database, one line each; raises NotAnExport on anything else."""
    records = [_parsed(each) for each in lines if each.strip()]
    if any(record is None or record["type"] != "checkpoint" for record in records):
        raise NotAnExport("this is not a file of checkpoints")
    return [Mark(*_mark_fields(record)) for record in records if record]


def verify(lines: Iterable[bytes], *, keys: Mapping[str, bytes] | None = None, anchors: Sequence[Mark] = ()) -> Report:
    """Reads the file up to its first fault. Without `keys` the signatures of checkpoints are taken on trust.

    Raises NotAnExport if the first line is not the header.
    """
    remaining = iter(lines)
    if next(remaining, b"") != HEADER:
        raise NotAnExport("this is not an exported trail")
    reading = _Reading(keys, anchors)
    for number, each in enumerate(remaining, start=2):
        if fault := reading.take(number, _parsed(each)):
            return reading.report(fault)
    return reading.report(reading.finish())


def _parsed(text: bytes) -> dict[str, Any] | None:
    """The record, or None unless the line is byte for byte what `line()` writes, with the members of its type."""
    try:
        record = json.loads(text)
    except ValueError:
        return None
    if not isinstance(record, dict) or not isinstance(record.get("type"), str):
        return None
    known = record.keys() == _MEMBERS.get(record["type"])
    typed = known and all(type(value) is (int if name in _NUMBERS else str) for name, value in record.items())
    return record if typed and line(record) == text else None


class _Reading:
    """What has been read so far, and the chain that is open."""

    def __init__(self, keys: Mapping[str, bytes] | None, anchors: Sequence[Mark]) -> None:
        self._keys = keys
        self._anchors = anchors
        self._events = self._chains = self._checkpoints = 0
        self._chain = ""
        self._marks: list[Mark] = []
        self._walk: Walk | None = None
        self._open = self._ended = False

    def report(self, fault: Fault | None) -> Report:
        events = self._events + (self._walk.seq if self._walk else 0)
        return Report(events, self._chains, self._checkpoints, self._keys is not None, fault is None, fault)

    def take(self, number: int, record: dict[str, Any] | None) -> Fault | None:
        if record is None:
            return self._fault(BAD_LINE.format(number))
        if self._misplaced(record):
            return self._fault(MISPLACED.format(number))
        handlers = {
            "chain": self._begin,
            "checkpoint": self._take_mark,
            "event": self._take_event,
            "head": self._close,
            "end": self._end,
        }
        return handlers[record["type"]](record)

    def finish(self) -> Fault | None:
        """The last line was read."""
        return None if self._ended else self._fault(NO_END)

    def _fault(self, what: str) -> Fault:
        return Fault(self._chain, (self._walk.seq if self._walk else 0) + 1, what)

    def _misplaced(self, record: dict[str, Any]) -> bool:
        match record["type"]:
            case "chain":
                return self._open or self._ended or record["chain"] <= self._chain
            case "end":
                return self._open or self._ended
            case "checkpoint" if self._walk:
                return True
            case "checkpoint" | "head":
                return not self._open or record["chain"] != self._chain
        return not self._open

    def _begin(self, record: dict[str, Any]) -> None:
        self._chain, self._open = record["chain"], True
        self._chains += 1
        self._marks = [mark for mark in self._anchors if mark.chain == self._chain]

    def _take_mark(self, record: dict[str, Any]) -> Fault | None:
        mark = Mark(*_mark_fields(record))
        self._marks.append(mark)
        self._checkpoints += 1
        what = signatures.wrong(mark, self._keys) if self._keys is not None else ""
        return Fault(mark.chain, mark.seq, what) if what else None

    def _started(self) -> Walk:
        if self._walk is None:
            self._walk = Walk(self._chain, self._marks)
        return self._walk

    def _take_event(self, record: dict[str, Any]) -> Fault | None:
        return self._started().follow([_event_fields(record)])

    def _close(self, record: dict[str, Any]) -> Fault | None:
        walk = self._started()
        if fault := walk.end((record["seq"], record["hash"])):
            return fault
        self._events += walk.seq
        self._walk, self._open = None, False
        self._anchors = [mark for mark in self._anchors if mark.chain != self._chain]
        return None

    def _end(self, record: dict[str, Any]) -> Fault | None:
        self._ended = True
        if self._anchors:
            return Fault(self._anchors[0].chain, 1, TRUNCATED_CHECKPOINT)
        counted = (self._chains, self._events, self._checkpoints)
        return (
            None if (record["chains"], record["events"], record["checkpoints"]) == counted else self._fault(MISCOUNTED)
        )
