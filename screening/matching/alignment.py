"""How well two names' tokens pair off, one to one: one query against many listed names at once, in numpy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cdist

from screening.matching.sounds import sound

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]

ALIKE = 0.7
"""Tokens less alike than this are different words."""
JOINED = 0.88
"""Two tokens written together must come this close to one."""
_INITIAL = 0.85
_SAME_SOUND = 0.94
_TIE = 0.01
_SHORT = 3  # tokens up to this length are the same or they are not


def similarity(left: list[str], right: list[str]) -> Floats:
    """Token by token, 0 or ALIKE to 1: edit distance (a swap is one edit) and Jaro-Winkler, in equal parts."""
    edits = cdist(left, right, scorer=OSA.normalized_similarity, dtype=np.float32)
    prefix = cdist(left, right, scorer=JaroWinkler.similarity, dtype=np.float32)
    alike = (edits + prefix) / 2
    left_length, right_length = _lengths(left)[:, None], _lengths(right)[None, :]
    short = np.minimum(left_length, right_length) <= _SHORT
    alike[short & (edits < 1)] = 0
    alike[alike < ALIKE] = 0
    alike = np.maximum(alike, np.float32(_SAME_SOUND) * _sound_same(left, right))
    alike[edits == 1] = 1
    initial = ((left_length == 1) | (right_length == 1)) & (_first(left)[:, None] == _first(right)[None, :])
    np.maximum(alike, np.where(initial & (edits < 1), np.float32(_INITIAL), np.float32(0)), out=alike)
    result: Floats = alike
    return result


def _sound_same(left: list[str], right: list[str]) -> Bools:
    ours, theirs = np.array([sound(token) for token in left]), np.array([sound(token) for token in right])
    same: Bools = (ours[:, None] == theirs[None, :]) & (ours != "")[:, None]
    return same


def _lengths(tokens: list[str]) -> Ints:
    return np.fromiter((len(token) for token in tokens), dtype=np.int32, count=len(tokens))


def _first(tokens: list[str]) -> Ints:
    return np.fromiter((ord(token[0]) if token else 0 for token in tokens), dtype=np.int32, count=len(tokens))


@dataclass(frozen=True, slots=True)
class Aligned:
    """Per listed name: the weight of the tokens that met (`met`), the part of it that agrees, and what stayed over."""

    agreed: Floats
    met: Floats
    query_left: Floats
    listed_left: Floats
    width: int
    """Columns that are tokens; those after them are pairs."""
    steps: list[tuple[Ints, Ints, Floats]]
    """Per step the row and the column that met in each listed name, and how alike they are; 0 where none was left."""


def align(cells: Floats, query_weights: Floats, listed_weights: Floats) -> Aligned:
    """Greedy one-to-one alignment: the most alike meet first, and of equals those that weigh most.

    `cells` is (names, rows, columns): rows are the query's n tokens, then its n-1 neighbouring pairs written together;
    columns likewise the listed name's. A pair never meets a pair. Weights are of tokens: (n,) and (names, tokens).
    """
    count, rows, columns = cells.shape
    row_spans, column_spans = _spans(rows), _spans(columns)
    row_weights = query_weights @ row_spans.T.astype(np.float32)
    column_weights = listed_weights @ column_spans.T.astype(np.float32)
    cells[:, row_spans.shape[1] :, :][cells[:, row_spans.shape[1] :, :] < JOINED] = 0
    cells[:, :, column_spans.shape[1] :][cells[:, :, column_spans.shape[1] :] < JOINED] = 0
    weights = (row_weights[None, :, None] + column_weights[:, None, :]) / 2
    order = np.where(cells > 0, cells + _TIE * weights, 0)
    row_clash, column_clash = _clashes(row_spans), _clashes(column_spans)
    everyone = np.arange(count)
    agreed, met = np.zeros(count, np.float32), np.zeros(count, np.float32)
    query_left = np.full(count, query_weights.sum(), np.float32)
    listed_left = listed_weights.sum(axis=1)
    steps = []
    for _ in range(min(row_spans.shape[1], column_spans.shape[1])):
        best = order.reshape(count, -1).argmax(axis=1)
        row, column = best // columns, best % columns
        took = order[everyone, row, column] > 0
        if not took.any():
            break
        alike = np.where(took, cells[everyone, row, column], 0).astype(np.float32)
        weight = weights[everyone, row, column] * took
        agreed += weight * alike
        met += weight
        query_left -= row_weights[row] * took
        listed_left = listed_left - column_weights[everyone, column] * took
        steps.append((row.astype(np.int32), column.astype(np.int32), alike))
        order *= ~(row_clash[row][:, :, None] & took[:, None, None])
        order *= ~(column_clash[column][:, None, :] & took[:, None, None])
    return Aligned(agreed, met, np.maximum(query_left, 0), np.maximum(listed_left, 0), column_spans.shape[1], steps)


def _spans(cells: int) -> Bools:
    """(cells, tokens): which tokens each of `2n - 1` rows or columns covers."""
    tokens = (cells + 1) // 2
    singles = np.eye(tokens, dtype=bool)
    return np.concatenate([singles, singles[:-1] | singles[1:]])


def _clashes(spans: Bools) -> Bools:
    clashes: Bools = np.any(spans[:, None, :] & spans[None, :, :], axis=2)
    return clashes
