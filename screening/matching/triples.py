"""Three letters in a row: which texts share enough of them to be alike, however their words are cut."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from screening.matching.arrays import Arrays, Bools, Ints, Longs, Texts, places_in, postings

_SHORTEST = 6
"""Letters of a text from which on its triples tell something."""
_READ = 0.8
"""The part of a text's triples, the rarest, whose texts are read; by the others only what was found is judged."""
_FEW = 8
"""Triples of a short text; the others must share more of them, so that fewer are counted."""
_ALPHABET = 37


@dataclass(frozen=True, slots=True)
class Sharing:
    """The texts that share enough of a text's triples, in rising order, and how many of these they lack."""

    rows: Ints
    lacking: Longs
    others: int
    """What every other text lacks at least."""

    def lacked(self, rows: Ints) -> tuple[Bools, Longs]:
        """Whether each of these texts shares enough, and how many triples it lacks, or lacks at least."""
        places = places_in(self.rows, rows)
        known = places >= 0
        lacking = np.full(len(rows), self.others, dtype=np.int64)
        lacking[known] = self.lacking[places[known]]
        return known, lacking


class Triples:
    """The triples of texts in Latin letters and digits."""

    def __init__(self, arrays: Arrays) -> None:
        self._starts: Longs = arrays["starts"]
        self._rows: Ints = arrays["rows"]

    @staticmethod
    def build(texts: Texts) -> Arrays:
        made, holders = _of_each(texts)
        rows, starts = postings(made, holders, _ALPHABET**3)
        return {"rows": rows, "starts": starts}

    def sharing(self, text: str, bar: float, *, turned: bool = False) -> Sharing:
        """The texts that hold this part of the triples of `text` or more; none for a text that is too short.

        `turned`: those of whose own triples `text` holds this part.
        """
        if len(text) < (3 if turned else _SHORTEST):
            return _NOBODY
        triples = set(triples_of(np.frombuffer(text.encode(), dtype=np.uint8)).tolist())
        holders = sorted(map(self._holders, triples), key=len)
        if turned:
            return self._sharing_of_theirs(holders, bar)
        needed = max(int(np.ceil(bar * len(triples))), 2)
        asked = min(int((1 - _READ) * len(triples)), needed - 1)
        read = len(triples) - asked
        rows, shared = _often(np.concatenate(holders[:read]), needed - asked)
        for common in holders[read:]:
            shared += places_in(common, rows) >= 0
        enough = shared >= needed
        return Sharing(rows[enough], len(triples) - shared[enough], len(triples) - needed + 1)

    def _sharing_of_theirs(self, holders: list[Ints], bar: float) -> Sharing:
        every = np.concatenate(holders)
        short = self._counts[every] < _FEW
        few, many = _often(every[short], 2), _often(every[~short], max(int(np.ceil(bar * _FEW)), 2))
        rows, shared = np.concatenate([few[0], many[0]]), np.concatenate([few[1], many[1]])
        enough = shared >= bar * self._counts[rows]
        order = rows[enough].argsort()
        return Sharing(rows[enough][order], (len(holders) - shared[enough])[order], 0)

    @cached_property
    def _counts(self) -> Longs:
        """How many triples each text has; of texts behind the last that has any, nothing."""
        return np.bincount(self._rows)

    def _holders(self, triple: int) -> Ints:
        """The texts that hold it, in rising order."""
        first, last = self._starts[triple : triple + 2].tolist()
        return self._rows[first:last]


_NOBODY = Sharing(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64), 0)


def _often(rows: Ints, times: int) -> tuple[Ints, Longs]:
    """Those that are there so many times or more, each once, in rising order, and how many times they are there."""
    rows.sort()
    last = len(rows) - times + 1
    if last < 1:
        return rows[:0], np.zeros(0, dtype=np.int64)
    often = rows[:last][rows[times - 1 :] == rows[:last]]
    once = np.append(often[:1], often[1:][often[1:] != often[:-1]])
    return once, rows.searchsorted(once, side="right") - rows.searchsorted(once)


_CODES = np.zeros(256, dtype=np.int64)
for _digit in range(10):
    _CODES[ord("0") + _digit] = 1 + _digit
for _letter in range(26):
    _CODES[ord("a") + _letter] = 11 + _letter


def triples_of(letters: NDArray[np.uint8]) -> Longs:
    """A number for each three letters in a row."""
    codes = _CODES[letters]
    triples: Longs = (codes[:-2] * _ALPHABET + codes[1:-1]) * _ALPHABET + codes[2:]
    return triples


def _of_each(texts: Texts) -> tuple[Longs, Longs]:
    """The triples of every text, each once, and whose they are."""
    triples = (
        triples_of(np.frombuffer(texts.letters, dtype=np.uint8))
        if len(texts.letters) > 2
        else np.zeros(0, dtype=np.int64)
    )
    owners = np.repeat(np.arange(len(texts.starts) - 1), np.diff(texts.starts))[: len(triples)]
    whole = np.arange(len(triples)) + 2 < texts.starts[owners + 1]
    both = np.unique((owners[whole] << 16) | triples[whole])
    return both & 0xFFFF, both >> 16
