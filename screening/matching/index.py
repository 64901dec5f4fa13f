"""The names of many entries in arrays, and the search through all of them: nothing is cut off at a number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from screening.matching.alignment import Aligned, Bools, Floats, Ints, align, similarity
from screening.matching.normalise import Name, normalise
from screening.records import ListedName, Record

_NEAR = 0.6
"""Tokens at least this close (edit distance) make a candidate; the alignment judges them more strictly."""
_EDITS = 3
_COVERED = 0.55
"""The part of the query's weight that must find near tokens."""
_RATIO = 72.0
"""Or the whole text, without spaces, is at least this alike (of 100): for splits, joins and short names."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The names of one query's candidates: positions in the index, how they align, how alike the whole texts are."""

    positions: Ints
    aligned: Aligned
    texts: Floats


class Index:
    """Immutable once built; searching it is safe from many threads."""

    def __init__(self, entries: Iterable[tuple[str, Record]]) -> None:
        self.keys: list[str] = []
        self.records: list[Record] = []
        rows: list[tuple[Name, ListedName, int]] = []
        for key, record in entries:
            forms = ((normalise(listed.text), listed) for listed in record.names)
            rows += [(form, listed, len(self.keys)) for form, listed in forms if form.tokens]
            self.keys.append(key)
            self.records.append(record)
        rows.sort(key=lambda row: len(row[0].compact))
        self.forms = [form for form, _, _ in rows]
        self.names = [listed for _, listed, _ in rows]
        self.owners = np.array([owner for _, _, owner in rows], dtype=np.int32)
        self._lay_out()
        self._by_identifier = _identifiers(self.records)

    def _lay_out(self) -> None:
        words = {token for form in self.forms for token in form.tokens}
        self._vocabulary = sorted(words, key=lambda word: (len(word), word))
        numbers = {word: number for number, word in enumerate(self._vocabulary)}
        longest = max((len(form.tokens) for form in self.forms), default=1)
        self._tokens = np.full((len(self.forms), longest), -1, dtype=np.int32)
        self._weights = np.zeros((len(self.forms), longest), dtype=np.float32)
        for row, form in enumerate(self.forms):
            self._tokens[row, : len(form.tokens)] = [numbers[token] for token in form.tokens]
            self._weights[row, : len(form.tokens)] = form.weights
        self._lengths = np.array([len(word) for word in self._vocabulary], dtype=np.int32)
        rows, columns = np.nonzero(self._tokens >= 0)
        order = np.argsort(self._tokens[rows, columns], kind="stable")
        self._postings = rows[order].astype(np.int32)
        counts = np.bincount(self._tokens[rows, columns], minlength=len(self._vocabulary))
        self._starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        self._compact = [form.compact for form in self.forms]
        self._letters = np.stack([letters(text) for text in ["", *self._compact]], axis=1)[:, 1:].copy()
        self._sizes = np.array([len(text) for text in self._compact], dtype=np.int32)
        self._near = lru_cache(maxsize=20_000)(self._near_words)

    def holders(self, identifier: str) -> Sequence[int]:
        """The entries, by place, that hold this identifier, however it is punctuated."""
        return self._by_identifier.get(plain_identifier(identifier), ())

    def compare(self, query: Name) -> Compared | None:
        """Every listed name that may resemble `query`; None where there is none."""
        if not query.tokens or not self.forms:
            return None
        near = self._coverage(query) >= _COVERED
        near[self._whole_texts(query)] = True
        positions = np.flatnonzero(near).astype(np.int32)
        if not len(positions):
            return None
        return self._align(query, positions)

    def _whole_texts(self, query: Name) -> Ints:
        """The names whose text, without spaces, is like the query's.

        Letters that one text has and the other lacks must be edited: counting them tells most names apart at once.
        """
        size, share = len(query.compact), 1 - _RATIO / 100
        least, most = size * (1 - share) / (1 + share), size * (1 + share) / (1 - share)
        first, last = np.searchsorted(self._sizes, [np.floor(least), np.ceil(most) + 1])
        edits = np.abs(self._letters[:, first:last] - letters(query.compact)[:, None]).sum(axis=0, dtype=np.int16)
        close = np.flatnonzero(edits <= share * (self._sizes[first:last] + size)) + first
        choices = [self._compact[position] for position in close]
        alike = cdist([query.compact], choices, scorer=ratio, score_cutoff=_RATIO, dtype=np.float32)[0]
        whole: Ints = close[alike > 0].astype(np.int32)
        return whole

    def _coverage(self, query: Name) -> Floats:
        """Per listed name, the part of the query's weight whose tokens, alone or joined, are near one of the name's."""
        count = len(query.tokens)
        covered = np.stack([self._best(token) for token in query.tokens])
        for place, pair in enumerate(query.pairs):
            best = self._best(pair)
            np.maximum(covered[place], best, out=covered[place])
            np.maximum(covered[place + 1], best, out=covered[place + 1])
        weights = np.array(query.weights[:count], dtype=np.float32)
        coverage: Floats = weights @ covered / weights.sum()
        return coverage

    def _best(self, token: str) -> Floats:
        """Per listed name, how near the nearest of its tokens is."""
        best = np.zeros(len(self.forms), dtype=np.float32)
        words, near = self._near(token)
        lengths = self._starts[words + 1] - self._starts[words]
        places = np.repeat(self._starts[words] - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
        places += np.arange(len(places))
        best[self._postings[places]] = np.repeat(near, lengths)  # of several assigned to one name, the last one stays
        return best

    def _near_words(self, token: str) -> tuple[Ints, Floats]:
        """The words of the index near to a token, the nearest last."""
        first, last = np.searchsorted(self._lengths, [len(token) - _EDITS, len(token) + _EDITS + 1])
        words = self._vocabulary[first:last]
        edits = cdist([token], words, scorer=Levenshtein.distance, score_cutoff=_EDITS, dtype=np.int32)[0]
        close = np.flatnonzero(edits <= _EDITS)
        near = 1 - edits[close] / np.maximum(self._lengths[first:last][close], len(token))
        kept = near >= _NEAR
        order = np.argsort(near[kept], kind="stable")
        return (close[kept][order] + first).astype(np.int32), near[kept][order].astype(np.float32)

    def _align(self, query: Name, positions: Ints) -> Compared:
        tokens = self._tokens[positions]
        width = int((tokens >= 0).sum(axis=1).max())
        tokens, weights = tokens[:, :width], self._weights[positions, :width]
        forms = [self.forms[position] for position in positions]
        aligned = align(self._cells(query, tokens, forms), np.array(query.weights, dtype=np.float32), weights)
        return Compared(positions, aligned, _texts_alike(query, forms))

    def _cells(self, query: Name, tokens: Ints, forms: list[Name]) -> Floats:
        """(names, rows, columns) of similarity: tokens with tokens, tokens with pairs, pairs with tokens."""
        count, width = tokens.shape
        words, places = np.unique(tokens, return_inverse=True)
        vocabulary = [self._vocabulary[word] if word >= 0 else "" for word in words]
        singles = similarity([*query.tokens, *query.pairs], vocabulary)
        singles[:, words < 0] = 0
        length = len(query.tokens)
        cells = np.zeros((count, 2 * length - 1, 2 * width - 1), dtype=np.float32)
        cells[:, :, :width] = singles[:, places.reshape(count, width)].transpose(1, 0, 2)
        cells[:, :length, width:] = _pair_cells(query, forms, width)
        return cells


def _texts_alike(query: Name, forms: list[Name]) -> Floats:
    """0 to 1: the texts without spaces, or with their words sorted, whichever are more alike."""
    compact = cdist([query.compact], [form.compact for form in forms], scorer=ratio, dtype=np.float32)[0]
    ordered = cdist([query.sorted_text], [form.sorted_text for form in forms], scorer=ratio, dtype=np.float32)[0]
    alike: Floats = np.maximum(compact, ordered) / np.float32(100)
    return alike


def _pair_cells(query: Name, forms: list[Name], width: int) -> Floats:
    places: dict[str, int] = {"": 0}
    grid = np.zeros((len(forms), width - 1), dtype=np.int32)
    for row, form in enumerate(forms):
        for column, pair in enumerate(form.pairs):
            grid[row, column] = places.setdefault(pair, len(places))
    alike = similarity(list(query.tokens), list(places))
    alike[:, 0] = 0
    alike[_initials(query), :] = 0
    cells: Floats = alike[:, grid].transpose(1, 0, 2)
    return cells


def _initials(query: Name) -> Bools:
    return np.array([len(token) == 1 for token in query.tokens])


def letters(text: str) -> NDArray[np.int8]:
    """How often each letter and digit occurs, as far as that fits into seven bits."""
    codes = np.frombuffer(text.encode("ascii", "ignore"), dtype=np.uint8)
    counts = np.bincount(codes, minlength=128)
    few: NDArray[np.int8] = np.minimum(np.concatenate([counts[48:58], counts[97:123]]), 60).astype(np.int8)
    return few


def plain_identifier(text: str) -> str:
    """Letters and digits only, so that `92/664` is `92664`; empty for less than five, which identify nobody."""
    plain = "".join(letter for letter in text.casefold() if letter.isalnum())
    return plain if len(plain) >= 5 else ""


def _identifiers(records: Sequence[Record]) -> dict[str, list[int]]:
    holders: dict[str, list[int]] = {}
    for place, record in enumerate(records):
        for plain in {plain_identifier(identifier.number) for identifier in record.identifiers} - {""}:
            holders.setdefault(plain, []).append(place)
    return holders
