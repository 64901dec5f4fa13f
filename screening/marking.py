"""Two names word by word and letter by letter, for the eye: what is the same, what differs, what only one side has.

A drawing, not the score: the score's own account is in its reasons.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from screening.matching import normalise

_WORD = re.compile(r"[^\s\-‐-―/,.;:()\"“”«»&]+")
_ALIKE = 0.5
"""Words less alike than this are shown as two words, each without a partner."""
_JOINED = 0.9
_INITIAL = 0.7
_SAME_FORM = 0.99
"""Written otherwise, and the same word to the engine: `Co` and `Company`."""
_LETTER_BY_LETTER = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "DIGIT")
"""Scripts whose letters can be set beside Latin ones; others are shown as the engine spells them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of letters of one word; `same` where the other word has it too."""

    text: str
    same: bool


@dataclass(frozen=True, slots=True)
class WordPair:
    """A word, or two that are written together, of each side; one of them is empty where it met nothing."""

    ours: tuple[Part, ...]
    theirs: tuple[Part, ...]
    alike: float

    @property
    def verdict(self) -> str:
        """same, changed, missing (only ours has it) or extra (only theirs)."""
        if not self.theirs:
            return "missing"
        if not self.ours:
            return "extra"
        return "same" if self.alike == 1 else "changed"


@dataclass(frozen=True, slots=True)
class _Word:
    """`key` is what is compared; `places` says which letter of `shown` each of its letters stands for."""

    shown: str
    key: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    """One word, or two neighbours, from `start` to before `end` in its name."""

    start: int
    end: int
    word: _Word

    @property
    def taken(self) -> frozenset[int]:
        return frozenset(range(self.start, self.end))


def marked(ours: str, theirs: str) -> tuple[WordPair, ...]:
    """The words of `ours` in order, each with its closest of `theirs`, then those that `theirs` alone has."""
    mine, other = _words(ours), _words(theirs)
    met = _met(_spans(mine), _spans(other))
    pairs = [(left.start, _pair(left.word, right.word)) for left, right in met]
    left_over = set(range(len(mine))) - {place for left, _ in met for place in left.taken}
    right_over = set(range(len(other))) - {place for _, right in met for place in right.taken}
    pairs += [(place, WordPair((Part(mine[place].shown, False),), (), 0.0)) for place in left_over]
    extra = [WordPair((), (Part(other[place].shown, False),), 0.0) for place in sorted(right_over)]
    return (*(pair for _, pair in sorted(pairs, key=lambda item: item[0])), *extra)


def closest(names: Sequence[str], listed: str) -> str:
    """The name that shares most letters with the listed one, word by word."""
    return max(names, key=lambda name: sum(pair.alike for pair in marked(name, listed) if pair.theirs and pair.ours))


def _words(text: str) -> list[_Word]:
    found = [_word(piece) for piece in _WORD.findall(_spelled(text))]
    return [word for word in found if word.key]


def _spelled(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    letters = (letter for letter in composed if letter.isalnum())
    if all(unicodedata.name(letter, "").startswith(_LETTER_BY_LETTER) for letter in letters):
        return composed
    return " ".join(normalise(text).tokens)


def _word(shown: str) -> _Word:
    keys = ["".join(sign for sign in anyascii(letter).casefold() if sign.isalnum()) for letter in shown]
    return _Word(shown, "".join(keys), tuple(place for place, key in enumerate(keys) for _ in key))


def _spans(words: list[_Word]) -> list[_Span]:
    singles = [_Span(place, place + 1, word) for place, word in enumerate(words)]
    joined = [_Span(place, place + 2, _joined(*words[place : place + 2])) for place in range(len(words) - 1)]
    return [*singles, *joined]


def _joined(left: _Word, right: _Word) -> _Word:
    moved = tuple(place + len(left.shown) + 1 for place in right.places)
    return _Word(f"{left.shown} {right.shown}", left.key + right.key, left.places + moved)


def _met(ours: list[_Span], theirs: list[_Span]) -> list[tuple[_Span, _Span]]:
    """The most alike first, each word once; of equals the longer, then the earlier."""
    candidates = sorted(_candidates(ours, theirs), key=lambda item: (-item[0], -len(item[1].word.key), item[1].start))
    taken_ours, taken_theirs, met = set[int](), set[int](), []
    for _, left, right in candidates:
        if not (left.taken & taken_ours or right.taken & taken_theirs):
            taken_ours |= left.taken
            taken_theirs |= right.taken
            met.append((left, right))
    return met


def _candidates(ours: list[_Span], theirs: list[_Span]) -> Iterator[tuple[float, _Span, _Span]]:
    for left in ours:
        for right in theirs:
            words = len(left.taken) + len(right.taken)
            alike = _alike(left.word, right.word)
            if words < 4 and alike >= (_ALIKE if words == 2 else _JOINED):
                yield alike, left, right


def _alike(left: _Word, right: _Word) -> float:
    if left.key != right.key and normalise(left.shown) == normalise(right.shown):
        return _SAME_FORM
    if min(len(left.key), len(right.key)) == 1 and left.key != right.key:
        return _INITIAL if left.key[0] == right.key[0] else 0.0
    return Levenshtein.normalized_similarity(left.key, right.key)


def _pair(left: _Word, right: _Word) -> WordPair:
    ours, theirs = set[int](), set[int]()
    for step in Levenshtein.opcodes(left.key, right.key):
        if step.tag != "equal":
            ours |= set(left.places[step.src_start : step.src_end])
            theirs |= set(right.places[step.dest_start : step.dest_end])
    return WordPair(_parts(left.shown, ours), _parts(right.shown, theirs), _alike(left, right))


def _parts(shown: str, changed: set[int]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for place, letter in enumerate(shown):
        same = place not in changed
        if parts and parts[-1].same == same:
            parts[-1] = Part(parts[-1].text + letter, same)
        else:
            parts.append(Part(letter, same))
    return tuple(parts)
