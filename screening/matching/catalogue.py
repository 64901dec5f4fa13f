"""Names by number, in arrays, and which of them may resemble a name: no top-k, no comparison with all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import local
from typing import Any

import numpy as np

from screening.matching.arrays import Arrays, Bools, Floats, Ints, Longs, Texts, named, part, postings, ragged, runs
from screening.matching.normalise import Name
from screening.matching.triples import Triples
from screening.matching.vocabulary import JOINED, MOST_EDITS, Near, Vocabulary

LIGHT = 0.35
"""Legal forms, particles and titles weigh no more: nobody is looked for by them."""
_COVERED = 0.55
"""The part of the lighter name's telling words that must find near words in the other, to be compared at all."""
_SHARED = 0.45
"""Or the part of its letter triples that the other must have, too."""


@dataclass(frozen=True, slots=True)
class Meetings:
    """Per word of a name, and per pair of neighbours written together, what may stand for it in a catalogue."""

    words: list[Near]
    """Words, by word."""
    pairs: list[Near]
    """Words, by pair."""
    joined: list[Near]
    """Pairs written together, by word."""

    def without_pairs(self) -> "Meetings":
        """Of the name's words alone, none of them written together."""
        return Meetings(self.words, [_NOTHING] * len(self.pairs), self.joined)

    def of(self, place: int, shift: int) -> Near:
        """All of a word's, alone or with a neighbour, the most alike last; pairs are numbered from `shift` on."""
        found = [self.words[place], *self.pairs[max(place - 1, 0) : place + 1]]
        numbers, alike = self.joined[place]
        if len(numbers):
            found.append((numbers + shift, alike))
        found = [near for near in found if len(near[0])]
        if len(found) < 2:
            return found[0] if found else _NOTHING
        together = np.concatenate([near[1] for near in found])
        order = np.argsort(together, kind="stable")
        return np.concatenate([near[0] for near in found])[order], together[order]


class Catalogue:
    """Immutable once built; searching it is safe from many threads.

    A name is its words' numbers; two neighbours written together are a word of `joined`.
    """

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self.vocabulary = Vocabulary(part(arrays, "words"))
        self._is_thorough = bool(arrays["thorough"][0])
        self.joined = Vocabulary(part(arrays, "joined"), edits=_edits(self._is_thorough))
        self.texts = Texts.from_arrays(part(arrays, "texts"))
        """The words as written, without spaces."""
        self.ordered = Texts.from_arrays(part(arrays, "ordered"))
        """The words in the order of the alphabet, with spaces."""
        self.starts: Longs = arrays["starts"]
        self.tokens: Ints = arrays["tokens"]
        self.pairs: Ints = arrays["pairs"]
        self._post_starts: Longs = arrays["post_starts"]
        self._posts: Ints = arrays["posts"]
        self._triples = Triples(part(arrays, "triples"))
        self.weights: Floats = arrays["weights"]
        """Per name the sum of its words' weights."""
        self._tellings: Floats = arrays["tellings"]
        """The same of its telling words."""
        self._scratch = local()

    def __len__(self) -> int:
        return len(self.starts) - 1

    @staticmethod
    def build(names: Sequence[Name], *, thorough: bool = False) -> "Catalogue":
        """`thorough`: words find pairs written together as generously as pairs find words, in a larger table.

        For names that are looked for from the other side: what a query's pair finds, a listed word must find there.
        """
        vocabulary = Vocabulary.build(token for name in names for token in name.tokens)
        joined = Vocabulary.build((pair for name in names for pair in name.pairs), edits=_edits(thorough))
        texts = Texts.of([name.compact for name in names])
        numbers = {word: number for number, word in enumerate(vocabulary.words)}
        pair_numbers = {word: number for number, word in enumerate(joined.words)}
        starts = np.zeros(len(names) + 1, dtype=np.int64)
        np.cumsum([len(name.tokens) for name in names], out=starts[1:])
        tokens = np.array([numbers[token] for name in names for token in name.tokens], dtype=np.int32)
        pairs = [
            number for name in names for number in [*map(pair_numbers.__getitem__, name.pairs), -1][: len(name.tokens)]
        ]
        arrays: dict[str, Any] = {
            "thorough": np.array([thorough]),
            "starts": starts,
            "tokens": tokens,
            "pairs": np.array(pairs, dtype=np.int32),
        }
        owners = np.repeat(np.arange(len(names)), np.diff(starts))
        together = arrays["pairs"] >= 0
        words = np.concatenate([tokens, arrays["pairs"][together] + len(numbers)])
        arrays["posts"], arrays["post_starts"] = postings(
            words, np.concatenate([owners, owners[together]]), len(numbers) + len(pair_numbers)
        )
        arrays["weights"] = np.bincount(owners, weights=vocabulary.weights[tokens], minlength=len(names)).astype(
            np.float32
        )
        heavy = vocabulary.weights[tokens] > LIGHT
        tellings = np.bincount(owners, weights=vocabulary.weights[tokens] * heavy, minlength=len(names))
        arrays["tellings"] = np.where(tellings > 0, tellings, arrays["weights"]).astype(np.float32)
        ordered = Texts.of([name.sorted_text for name in names])
        return Catalogue(
            arrays
            | named("words", vocabulary.to_arrays())
            | named("joined", joined.to_arrays())
            | named("texts", texts.to_arrays())
            | named("triples", Triples.build(texts))
            | named("ordered", ordered.to_arrays())
        )

    def to_arrays(self) -> Arrays:
        return self._arrays

    def candidates(
        self, name: Name, meetings: Meetings, *, turned: bool = False, slack: float = 0
    ) -> tuple[Ints, Longs]:
        """The names that may resemble `name`, and how many of the triples of its letters each lacks at least.

        A function of the two names alone, of which one asks and the other is listed; `turned`, those of the catalogue
        ask. `slack` lowers the bars.
        """
        covered = self._covering if turned else self._covered
        try:
            rows = covered(name, meetings, _COVERED - slack)
        except BaseException:  # a time limit, say: what was written on the way must not be read by the next search
            self._scratch = local()
            raise
        sharing = self._triples.sharing(name.compact, _SHARED - slack, turned=turned)
        known, lacked = sharing.lacked(rows)
        rows, lacked = rows[~known], lacked[~known]
        return np.concatenate([rows, sharing.rows]), np.concatenate([lacked, sharing.lacking])

    def _covered(self, name: Name, meetings: Meetings, bar: float) -> Ints:
        telling = _telling(name)
        total = sum(name.weights[place] for place in telling)
        scratch = self._arrays_of_thread()
        met, mark, best = scratch.met, scratch.mark, scratch.best
        touched = []
        for place in telling:
            words, near = meetings.of(place, len(self.vocabulary.words))
            first = self._post_starts[words]
            counts = self._post_starts[words + 1] - first
            rows = ragged(self._posts, first, counts)
            best[rows] = np.repeat(near, counts)  # in rising order: of several for one name the last one stays
            rows = _once(rows, mark)
            met[rows] += best[rows] * np.float32(name.weights[place] / total)
            touched.append(rows)
        everywhere = np.concatenate(touched)
        rows = everywhere[met[everywhere] >= bar * np.minimum(1, self._tellings[everywhere] / np.float32(total))]
        met[everywhere] = 0
        return _once(rows, mark)

    def _covering(self, name: Name, meetings: Meetings, bar: float) -> Ints:
        """The same for a listed name: whose telling words it stands for, by the weights of those."""
        alike, found = self._standing_for(meetings)
        rows = self._holding(found)
        if not len(rows):
            return rows
        counts = self.starts[rows + 1] - self.starts[rows]
        places = runs(self.starts[rows], counts)
        words, pairs = self.tokens[places], self.pairs[places]
        together = np.where(pairs >= 0, alike[pairs + len(self.vocabulary.words)], 0)
        met = np.maximum(alike[words], together)
        met[1:] = np.maximum(met[1:], together[:-1])
        weights = self.vocabulary.weights[words]
        weights = np.where((weights > LIGHT) | self._all_light[rows].repeat(counts), weights, 0)
        covered = np.add.reduceat(met * weights, counts.cumsum() - counts)
        total = sum(name.weights[place] for place in _telling(name))
        enough: Ints = rows[covered >= bar * np.minimum(self._tellings[rows], np.float32(total))]
        return enough

    def _standing_for(self, meetings: Meetings) -> tuple[Floats, Longs]:
        """How alike the most alike of a name's words is, by number of word, and of pair after all words; which are."""
        words = len(self.vocabulary.words)
        alike = np.zeros(words + len(self.joined.words), dtype=np.float32)
        joined = ((numbers + words, near) for numbers, near in meetings.joined)
        found = []
        for numbers, near in (*meetings.words, *meetings.pairs, *joined):
            alike[numbers] = np.maximum(alike[numbers], near)
            found.append(numbers)
        return alike, np.unique(np.concatenate(found))

    def _holding(self, words: Longs) -> Ints:
        """The names that hold one of them: a light one counts only where all of the name's words are light."""
        counts = self._post_starts[words + 1] - self._post_starts[words]
        rows = ragged(self._posts, self._post_starts[words], counts)
        weights = np.append(self.vocabulary.weights, np.ones(len(self.joined.words), dtype=np.float32))[words]
        return _once(rows[(weights > LIGHT).repeat(counts) | self._all_light[rows]], self._arrays_of_thread().mark)

    @cached_property
    def _all_light(self) -> Bools:
        """Names without a word that they are looked for by."""
        owners = np.arange(len(self)).repeat(np.diff(self.starts))
        light: Bools = np.bincount(owners[self.vocabulary.weights[self.tokens] > LIGHT], minlength=len(self)) == 0
        return light

    def look_up(self, names: Iterable[Name]) -> None:
        """Looks the words of several names up at once, which costs little more than those of one."""
        everyone = list(names)
        self.vocabulary.nears(sorted({word for name in everyone for word in (*name.tokens, *name.pairs)}))
        self.joined.nears(sorted({word for name in everyone for word in self._joinable(name)}))

    def _joinable(self, name: Name) -> list[str]:
        return [token for token in name.tokens if self._is_thorough or len(token) >= _JOINABLE]

    def meeting(self, name: Name) -> "Meetings":
        """The catalogue's words that may stand for the name's words and pairs."""
        words = self.vocabulary.nears([*name.tokens, *name.pairs])
        long = self._joinable(name)
        joined = dict(zip(long, self.joined.nears(long), strict=True))
        count = len(name.tokens)
        pairs = [_close_enough(near) for near in words[count:]]
        return Meetings(words[:count], pairs, [_close_enough(joined.get(token, _NOTHING)) for token in name.tokens])

    def likeness_by_word(self) -> Floats:
        """Zeros by word number, for this thread to write into and to leave as it was; place -1 is nobody's."""
        if not hasattr(self._scratch, "alike"):
            size = max(len(self.vocabulary.words), len(self.joined.words)) + 1
            self._scratch.alike = np.zeros(size, dtype=np.float32)
        alike: Floats = self._scratch.alike
        return alike

    def _arrays_of_thread(self) -> local:
        if not hasattr(self._scratch, "met"):
            self._scratch.met = np.zeros(len(self), dtype=np.float32)
            self._scratch.best = np.zeros(len(self), dtype=np.float32)
            self._scratch.mark = np.zeros(len(self), dtype=np.int32)
        return self._scratch


def _once(rows: Ints, mark: Ints) -> Ints:
    """Each of the rows once; `mark` has room for what is written at any of them."""
    order = np.arange(len(rows), dtype=np.int32)
    mark[rows] = order
    once: Ints = rows[mark[rows] == order]
    return once


def _close_enough(near: Near) -> Near:
    """Of words written together, those that come close enough to one."""
    numbers, alike = near
    return numbers[alike >= JOINED], alike[alike >= JOINED]


def _edits(thorough: bool) -> int:
    return MOST_EDITS if thorough else 1


def _telling(name: Name) -> list[int]:
    """The places of the words that a name is looked for by; all of them where all are light."""
    heavy = [place for place, weight in enumerate(name.weights) if weight > LIGHT]
    return heavy or list(range(len(name.tokens)))


_NOTHING: Near = (np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))
_JOINABLE = 4
"""Letters that two words written together have at least."""
