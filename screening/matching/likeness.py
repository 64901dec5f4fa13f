"""How alike two names are, from the alignment of their words and the likeness of their whole texts: 0 to 1."""

from dataclasses import dataclass

import numpy as np

from screening.matching.alignment import Aligned, Most
from screening.matching.arrays import Bools, Floats

QUERY_LEFT, LISTED_LEFT = 0.4, 0.3
"""What a word left over costs, as a part of its weight: the query's, and the listed name's."""
ALIGNED = 0.65
"""The part of the words' alignment; the rest is the likeness of the whole texts."""
SPELLED = 0.15
"""A text is never less alike than its words are but for this: transcriptions share words and few letters."""
SAME_TEXT, CUT = 0.95, 0.1
"""Texts this alike without their spaces are one name, however it is cut into words, and so alike but for the second."""


@dataclass(frozen=True, slots=True)
class TextsAlike:
    """Per name, 0 to 1: `compact` without spaces, `best` that or with the words sorted, whichever is more."""

    compact: Floats
    best: Floats

    def of(self, kept: Bools) -> "TextsAlike":
        return TextsAlike(self.compact[kept], self.best[kept])


def likeness(aligned: Aligned, texts: TextsAlike, *, turned: bool = False) -> Floats:
    """`turned`: the listed name was looked for among queries."""
    query_cost, listed_cost = _costs(turned)
    left = query_cost * aligned.query_left + listed_cost * aligned.listed_left
    words = np.divide(aligned.agreed, aligned.met + left, out=np.zeros_like(texts.best), where=aligned.met > 0)
    return _together(words, texts)


def ceiling(most: Most, weight: float, listed: Floats, texts: TextsAlike, *, turned: bool = False) -> Floats:
    """What `likeness` cannot exceed, by the weights of both names, what of them can agree, and the texts' likeness.

    Words that meet weigh the mean of both, so what is left over costs least where all that can agree does, wholly.
    """
    query_cost, listed_cost = _costs(turned)
    agreed = (most.query + most.listed) / 2
    left = query_cost * (weight - most.query) + listed_cost * (listed - most.listed)
    return _together(np.divide(agreed, agreed + left, dtype=np.float32), texts) + np.float32(_ROUNDING)


def _costs(turned: bool) -> tuple[float, float]:
    return (LISTED_LEFT, QUERY_LEFT) if turned else (QUERY_LEFT, LISTED_LEFT)


def _together(words: Floats, texts: TextsAlike) -> Floats:
    words = np.maximum(words, np.where(texts.compact >= SAME_TEXT, texts.compact - CUT, 0))
    best = np.maximum(texts.best, words - SPELLED)
    alike: Floats = np.minimum(ALIGNED * words + (1 - ALIGNED) * best, 1).astype(np.float32)
    return alike


_ROUNDING = 1e-5
