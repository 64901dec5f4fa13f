"""Verifying the stored trail, and writing it to a file that can be verified anywhere else."""

from collections.abc import Iterable
from typing import BinaryIO
from uuid import UUID

from compliance.audit import checkpoints, exported, reading, signatures
from compliance.audit.chain import Fault, Mark, Report, Walk


def verify(*, chain: UUID | None = None, anchors: Iterable[Mark] = ()) -> Report:
    """Reads one chain, or all in the order of their ids, up to the first fault. About 10 µs an event; locks nothing.

    `anchors` are checkpoints kept outside the database, for whoever can delete events can delete checkpoints too.
    Events that are appended meanwhile are verified as well.
    """
    kept = list(anchors)
    wanted = {*reading.chains(), *(UUID(mark.chain) for mark in kept)} if chain is None else {chain}
    tally = _Tally()
    for each in sorted(wanted):
        fault = tally.read(each, [mark for mark in kept if mark.chain == each.hex])
        if fault:
            return tally.report(fault)
    return tally.report(None)


class _Tally:
    """What has been read so far."""

    def __init__(self) -> None:
        self._keys = checkpoints.public_keys()
        self._events = self._chains = self._checkpoints = 0

    def report(self, fault: Fault | None) -> Report:
        return Report(self._events, self._chains, self._checkpoints, True, fault is None, fault)

    def read(self, chain: UUID, anchors: list[Mark]) -> Fault | None:
        self._chains += 1
        marks = reading.marks(chain)
        for mark in marks:
            self._checkpoints += 1
            if what := signatures.wrong(mark, self._keys):
                return Fault(chain.hex, mark.seq, what)
        walk = Walk(chain.hex, [*marks, *anchors])
        fault = _follow(walk, reading.StoredChain(chain))
        self._events += walk.seq
        return fault


def _follow(walk: Walk, stored: reading.StoredChain) -> Fault | None:
    for page in stored.pages():
        if fault := walk.follow(page):
            return fault
    return walk.end(stored.head)


def export(*, file: BinaryIO) -> None:
    """Writes the whole trail, broken or not, in the format of `exported`; nothing is held in memory."""
    file.write(exported.HEADER)
    events = marks = 0
    chains = reading.chains()
    for chain in chains:
        file.write(exported.line({"type": "chain", "chain": chain.hex}))
        for mark in reading.marks(chain):
            file.write(exported.mark_line(mark))
            marks += 1
        stored = reading.StoredChain(chain)
        for page in stored.pages():
            file.writelines(exported.event_lines(page))
            events += len(page)
        seq, hashed = stored.head
        file.write(exported.line({"type": "head", "chain": chain.hex, "seq": seq, "hash": hashed}))
    file.write(exported.line({"type": "end", "chains": len(chains), "events": events, "checkpoints": marks}))
