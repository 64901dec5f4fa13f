"""How well two names' words pair off, one to one: one name against many at once, in numpy."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from screening.matching.arrays import Bools, Floats, Ints, runs
from screening.matching.catalogue import Catalogue, Meetings
from screening.matching.normalise import Name
from screening.matching.vocabulary import INITIAL, Near

_TIE = 0.01


@dataclass(frozen=True, slots=True)
class Aligned:
    """Per listed name: the weight of the words that met (`met`), the part of it that agrees, and what stayed over."""

    agreed: Floats
    met: Floats
    query_left: Floats
    listed_left: Floats
    width: int
    """Columns that are words; those after them are pairs."""
    steps: list[tuple[Ints, Ints, Floats]]
    """Per step the row and the column that met in each listed name, and how alike they are; 0 where none was left."""


@dataclass(frozen=True, slots=True)
class Most:
    """Per listed name the weight of the query's words, and of its own, that can agree at most, whichever words meet."""

    query: Floats
    listed: Floats

    def of(self, kept: Bools) -> "Most":
        return Most(self.query[kept], self.listed[kept])


def most(catalogue: Catalogue, name: Name, meetings: Meetings, rows: Ints) -> Most:
    """As if every word met what is most like it, however often that has met others."""
    first = catalogue.starts[rows]
    counts = catalogue.starts[rows + 1] - first
    places = runs(first, counts)
    tokens, pairs = catalogue.tokens[places], catalogue.pairs[places]
    begins = counts.cumsum() - counts
    scratch = catalogue.likeness_by_word()
    letters, alone = _initials(catalogue, tokens)
    listed = np.zeros(len(tokens), dtype=np.float32)
    query = np.zeros((len(name.tokens), len(rows)), dtype=np.float32)
    for place, token in enumerate(name.tokens):
        alike = _alike(tokens, meetings.words[place], scratch)
        _raise_initials(alike, token, letters, alone)
        if len(meetings.joined[place][0]):
            joined = _alike(pairs, meetings.joined[place], scratch)
            np.maximum(listed[1:], joined[:-1], out=listed[1:])
            np.maximum(alike, joined, out=alike)
        np.maximum(listed, alike, out=listed)
        query[place] = np.maximum.reduceat(alike, begins)
    for place, near in enumerate(meetings.pairs):
        if len(near[0]):
            alike = _alike(tokens, near, scratch)
            np.maximum(listed, alike, out=listed)
            both = query[place : place + 2]
            np.maximum(both, np.maximum.reduceat(alike, begins), out=both)
    weights = catalogue.vocabulary.weights[tokens]
    return Most(np.array(name.weights, dtype=np.float32) @ query, np.add.reduceat(listed * weights, begins))


def align(catalogue: Catalogue, name: Name, meetings: Meetings, rows: Ints) -> Aligned:
    """Greedy one-to-one alignment: the most alike meet first, and of equals those that weigh most.

    Rows are the name's n words, then its n-1 neighbouring pairs written together; columns likewise the listed name's.
    A pair never meets a pair.
    """
    first = catalogue.starts[rows]
    counts = catalogue.starts[rows + 1] - first
    width = int(counts.max())
    places = first[:, None] + np.arange(width)
    there = np.arange(width) < counts[:, None]
    places[~there] = 0
    tokens = np.where(there, catalogue.tokens[places], -1)
    pairs = np.where(there, catalogue.pairs[places], -1)[:, : width - 1]
    cells = _cells(catalogue, name, meetings, tokens, pairs)
    weights = np.where(there, catalogue.vocabulary.weights[tokens], np.float32(0))
    return _greedy(cells, np.array(name.weights, dtype=np.float32), weights)


def _cells(catalogue: Catalogue, name: Name, meetings: Meetings, tokens: Ints, pairs: Ints) -> Floats:
    """(names, rows, columns) of likeness: words with words, words with pairs, pairs with words."""
    count, width = tokens.shape
    length = len(name.tokens)
    cells = np.zeros((count, 2 * length - 1, 2 * width - 1), dtype=np.float32)
    scratch = catalogue.likeness_by_word()
    letters, alone = _initials(catalogue, tokens)
    for place, token in enumerate(name.tokens):
        cells[:, place, :width] = _alike(tokens, meetings.words[place], scratch)
        _raise_initials(cells[:, place, :width], token, letters, alone)
        if len(meetings.joined[place][0]):
            cells[:, place, width:] = _alike(pairs, meetings.joined[place], scratch)
    for place, near in enumerate(meetings.pairs):
        if len(near[0]):
            cells[:, length + place, :width] = _alike(tokens, near, scratch)
    return cells


def _initials(catalogue: Catalogue, tokens: Ints) -> tuple[NDArray[np.uint8], Bools]:
    """Each word's first letter, 0 for no word, and whether it is all of it."""
    words = catalogue.vocabulary
    return words.first[tokens] * (tokens >= 0), words.lengths[tokens] == 1


def _raise_initials(alike: Floats, token: str, letters: NDArray[np.uint8], alone: Bools) -> None:
    """A letter may stand for a word that begins with it."""
    met = letters == ord(token[0])
    if len(token) > 1:
        met &= alone
    if met.any():
        np.maximum(alike, met * np.float32(INITIAL), out=alike)


def _alike(words: Ints, near: Near, scratch: Floats) -> Floats:
    """How alike each word is to the one that these are near to."""
    numbers, alike = near
    try:
        scratch[numbers] = alike
        return scratch[words]
    finally:
        scratch[numbers] = 0


def _greedy(cells: Floats, query_weights: Floats, listed_weights: Floats) -> Aligned:
    count, rows, columns = cells.shape
    row_spans, column_spans = _spans(rows), _spans(columns)
    row_weights = np.concatenate([query_weights, query_weights[:-1] + query_weights[1:]])
    column_weights = np.concatenate([listed_weights, listed_weights[:, :-1] + listed_weights[:, 1:]], axis=1)
    row_clash, column_clash = _clashes(rows), _clashes(columns)
    weights = (row_weights[None, :, None] + column_weights[:, None, :]) / 2
    order = np.where(cells > 0, cells + np.float32(_TIE) * weights, np.float32(0))
    flat = order.reshape(count, -1)
    everyone = np.arange(count)
    agreed, met = np.zeros(count, np.float32), np.zeros(count, np.float32)
    query_left = np.full(count, query_weights.sum(), np.float32)
    listed_left = listed_weights.cumsum(axis=1)[:, -1]  # one by one: the same however wide and many the others are
    steps = []
    for _ in range(min(row_spans.shape[1], column_spans.shape[1])):
        best = flat.argmax(axis=1)
        took = flat[everyone, best] > 0
        if not took.any():
            break
        row, column = np.divmod(best, columns)
        alike = np.where(took, cells[everyone, row, column], np.float32(0))
        weight = weights[everyone, row, column] * took
        agreed += weight * alike
        met += weight
        query_left -= row_weights[row] * took
        listed_left = listed_left - column_weights[everyone, column] * took
        steps.append((row.astype(np.int32), column.astype(np.int32), alike))
        order[row_clash[row]] = 0
        order.transpose(0, 2, 1)[column_clash[column]] = 0
    return Aligned(agreed, met, np.maximum(query_left, 0), np.maximum(listed_left, 0), column_spans.shape[1], steps)


@lru_cache(maxsize=256)
def _spans(cells: int) -> Bools:
    """(cells, tokens): which tokens each of `2n - 1` rows or columns covers."""
    tokens = (cells + 1) // 2
    singles = np.eye(tokens, dtype=bool)
    return np.concatenate([singles, singles[:-1] | singles[1:]])


@lru_cache(maxsize=256)
def _clashes(cells: int) -> Bools:
    spans = _spans(cells)
    clashes: Bools = np.any(spans[:, None, :] & spans[None, :, :], axis=2)
    return clashes
