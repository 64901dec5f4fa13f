"""Arrays by name, as they lie in files and in memory: what an index is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Keys = NDArray[np.uint64]
Bools = NDArray[np.bool_]
Arrays = Mapping[str, NDArray[Any]]


def named(prefix: str, arrays: Arrays) -> dict[str, NDArray[Any]]:
    return {f"{prefix}.{name}": array for name, array in arrays.items()}


def part(arrays: Arrays, prefix: str) -> Arrays:
    """Those that `named` gave this prefix, under the names they had before."""
    start = f"{prefix}."
    return {name.removeprefix(start): array for name, array in arrays.items() if name.startswith(start)}


def ragged(values: NDArray[Any], starts: Longs, counts: Longs) -> NDArray[Any]:
    """The runs of `values` that begin at `starts`, `counts` long, one after the other."""
    taken: NDArray[Any] = values[runs(starts, counts)]
    return taken


def runs(starts: Longs, counts: Longs) -> Longs:
    """The numbers from each of `starts` on, `counts` of them, one run after the other."""
    ends = counts.cumsum()
    if not len(ends):
        return ends
    numbers: Longs = (starts - ends + counts).repeat(counts)
    numbers += np.arange(ends[-1])
    return numbers


def places_in(rising: NDArray[Any], values: NDArray[Any]) -> Longs:
    """Where each value is in an array in rising order; -1 where it is not."""
    if not len(rising):
        return np.full(len(values), -1, dtype=np.int64)
    places = np.minimum(rising.searchsorted(values), len(rising) - 1)
    return np.where(rising[places] == values, places, -1)


def postings(words: Longs, rows: Longs, count: int) -> tuple[Ints, Longs]:
    """The rows of every word, one word's after the other, and where each word's begin."""
    order = np.argsort(words, kind="stable")
    starts = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(words, minlength=count), out=starts[1:])
    return rows[order].astype(np.int32), starts


@dataclass(frozen=True, slots=True)
class Texts:
    """Strings, one after the other in memory; `starts` has one more than there are strings."""

    letters: memoryview
    starts: Longs

    @staticmethod
    def of(texts: Sequence[str]) -> "Texts":
        starts = np.zeros(len(texts) + 1, dtype=np.int64)
        np.cumsum([len(text) for text in texts], out=starts[1:])
        return Texts(memoryview("".join(texts).encode()), starts)

    @staticmethod
    def from_arrays(arrays: Arrays) -> "Texts":
        return Texts(memoryview(np.ascontiguousarray(arrays["letters"]).data), arrays["starts"])

    def to_arrays(self) -> Arrays:
        return {"letters": np.frombuffer(self.letters, dtype=np.uint8), "starts": self.starts}

    def sizes(self, places: Ints) -> Longs:
        lengths: Longs = self.starts[places + 1] - self.starts[places]
        return lengths

    def all(self) -> list[str]:
        whole, ends = bytes(self.letters).decode(), self.starts.tolist()
        return [whole[first:last] for first, last in pairwise(ends)]

    def at(self, places: Ints) -> list[bytes]:
        first, last = self.starts[places].tolist(), self.starts[places + 1].tolist()
        letters = self.letters
        return [letters[start:end].tobytes() for start, end in zip(first, last, strict=True)]
