"""One name against all of a catalogue: candidates, their texts, their words, and how alike they are."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from screening.matching.alignment import Aligned, Most, align, most
from screening.matching.arrays import Bools, Floats, Ints, Longs
from screening.matching.catalogue import Catalogue
from screening.matching.likeness import TextsAlike, ceiling, likeness
from screening.matching.normalise import Name


@dataclass(frozen=True, slots=True)
class Compared:
    """Names that resemble one: their places, how alike each is (0 to 1) and how the words align."""

    rows: Ints
    alike: Floats
    aligned: Aligned


def compare(
    names: Catalogue,
    name: Name,
    *,
    floor: float,
    fits: Callable[[Ints], Bools] | None = None,
    turned: bool = False,
    slack: float = 0,
) -> Compared | None:
    """The names that are at least `floor` like `name`, and perhaps some that are less; None where there is none.

    `fits` says which of some places count. `turned`: `name` is listed, and the catalogue holds queries. `slack` lowers
    the bars that candidates have to reach.
    """
    if not name.tokens or not len(names):
        return None
    meetings = names.meeting(name)
    rows, lacked = names.candidates(name, meetings, turned=turned, slack=slack)
    if fits is not None:
        right = fits(rows)
        rows, lacked = rows[right], lacked[right]
    if not len(rows):
        return None
    bar = _Bar(sum(name.weights), floor, turned)
    agreed = most(names, name, meetings, rows)
    worth = bar.in_reach(agreed, names.weights[rows], _texts_bound(names, name, rows, lacked))
    rows, agreed = rows[worth], agreed.of(worth)
    texts = _texts_alike(names, name, rows)
    worth = bar.in_reach(agreed, names.weights[rows], texts)
    rows, texts = rows[worth], texts.of(worth)
    if not len(rows):
        return None
    aligned = align(names, name, meetings, rows)
    alike = likeness(aligned, texts, turned=turned)
    if turned:  # a query's word finds fewer pairs of a listed name than these find of its words
        single = align(names, name, meetings.without_pairs(), rows)
        alike = np.maximum(alike, likeness(single, texts, turned=True))
    return Compared(rows, alike, aligned)


@dataclass(frozen=True, slots=True)
class _Bar:
    """What a name of this weight must be like to be worth aligning."""

    weight: float
    floor: float
    turned: bool

    def in_reach(self, agreed: Most, listed: Floats, texts: TextsAlike) -> Bools:
        """Of which names it is, by what can agree at most and how alike the texts can be at most."""
        can: Bools = ceiling(agreed, self.weight, listed, texts, turned=self.turned) >= self.floor
        return can


def _texts_bound(names: Catalogue, name: Name, rows: Ints, lacked: Longs) -> TextsAlike:
    """What the likeness of the texts cannot exceed, by their lengths and by the triples that a text lacks.

    A letter that goes takes three triples along at most.
    """
    sizes, length = names.texts.sizes(rows), len(name.compact)
    both = sizes + length
    edits = np.maximum(np.abs(sizes - length), lacked / 3)
    compact = (1 - edits / np.maximum(both, 1)).astype(np.float32)
    sizes, length = names.ordered.sizes(rows), len(name.sorted_text)
    ordered = (1 - np.abs(sizes - length) / np.maximum(sizes + length, 1)).astype(np.float32)
    return TextsAlike(compact, np.maximum(compact, ordered))


def _texts_alike(names: Catalogue, name: Name, rows: Ints) -> TextsAlike:
    if not len(rows):
        return TextsAlike(np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.float32))
    compact = cdist([name.compact.encode()], names.texts.at(rows), scorer=ratio, dtype=np.float32)[0]
    ordered = cdist([name.sorted_text.encode()], names.ordered.at(rows), scorer=ratio, dtype=np.float32)[0]
    return TextsAlike(compact / np.float32(100), np.maximum(compact, ordered) / np.float32(100))
