"""A PDF's text layer against its picture: what the picture does not show was not read by any human."""

import re
from collections.abc import Iterable, Iterator, Sequence

from anyascii import anyascii
from rapidfuzz import fuzz, process

ALIKE = 75
"""Of 100: an engine that misreads one letter in four still saw the word."""
SEEN = 0.6
"""Share of a line's words that the picture has to show; of its numbers, all."""
GROSS = 0.5
"""Where fewer words of the whole layer are on the picture, the two are not the same paper."""
NEARBY = 3
"""Lines of the picture, one after another, that one line of the layer may be parted into."""
_LONG = 3
"""Shorter words are found by chance."""
_MISREAD = str.maketrans("OILSBZ", "011582")


def plain(text: str) -> list[str]:
    """The words in Latin capitals and digits."""
    return re.findall(r"[A-Z0-9]+", anyascii(text).upper())


def shown(layer: Iterable[str], picture: Sequence[str]) -> Iterator[str]:
    """The lines of the layer that the picture shows too; the others may be hidden, and count for nothing."""
    nearby = [_words(picture[first : first + NEARBY]) for first in range(len(picture))]
    for line in layer:
        words = _words([line])
        if any(_numbers(words) <= _numbers(seen) and _share(words, seen) >= SEEN for seen in nearby):
            yield " ".join(line.split())


def disagrees(layer: Iterable[str], picture: Iterable[str]) -> bool:
    return _share(_words(layer), _words(picture)) < GROSS


def _words(lines: Iterable[str]) -> set[str]:
    return {word for line in lines for word in plain(line)}


def _numbers(words: set[str]) -> set[str]:
    return {word.translate(_MISREAD) for word in words if any(sign.isdigit() for sign in word)}


def _share(words: set[str], seen: set[str]) -> float:
    """Of the long words; a line of short ones alone is taken word by word."""
    asked = {word for word in words if len(word) >= _LONG} or words
    found = sum(
        word in seen or process.extractOne(word, seen, score_cutoff=ALIKE, scorer=fuzz.ratio) is not None
        for word in asked
    )
    return found / len(asked) if asked else 0.0
