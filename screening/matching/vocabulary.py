"""The words of many names, and which of them are near a given word: exhaustive, without comparing with all of them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations, pairwise
from typing import Any

import numpy as np
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from screening.matching.arrays import Arrays, Bools, Floats, Ints, Keys, Longs, Texts, named, part, ragged
from screening.matching.sounds import skeleton, sound
from screening.matching.words import VOWELLESS, variants, weight

Near = tuple[Ints, Floats]
"""Words by number and how alike each is, the most alike last."""
ALIKE = 0.7
"""Words less alike than this are different words."""
INITIAL = 0.85
"""How alike a letter and a word that begins with it are."""
JOINED = 0.88
"""Two words written together must come this close to one."""
_REMEMBERED = 20_000
"""Words that are not looked up twice."""
_SAME_SOUND = 0.94
_SAME_NAME = 0.93
_SAME_CONSONANTS, _LETTERS_SHARED = 0.82, 0.4
"""Words of the same consonants, which must share this part of their letters."""
_VOWELS_UNKNOWN, _TWO_CONSONANTS = 0.92, 0.85
"""The same where a word came without its vowels: with three consonants or more, and with two."""
_PREFIX = 8
"""Letters of a word that deletions are made of: as many as fit into a number, so that no two prefixes collide."""
MOST_EDITS = 2
_ONE_EDIT, _TWO_EDITS = 3, 6
"""From these lengths of the shorter word on, one and two edits still leave the same word."""


def allowed(length: int) -> int:
    """How many edits (a swap of neighbours is one) may lie between a word of this length and one not shorter."""
    return 0 if length < _ONE_EDIT else 1 if length < _TWO_EDITS else 2


class Vocabulary:
    """Words by number, in the order of their letters.

    Two words within two edits share a string that is left when up to two letters of each are deleted (SymSpell,
    W. Garbe 2012). Those strings, of the first eight letters, are numbers in one sorted array, and so are the words'
    sounds, consonants and the names they are variants of: all that a word may be near to is one binary search away.
    """

    def __init__(self, arrays: Arrays, *, edits: int = 2) -> None:
        self.words = Texts.from_arrays(part(arrays, "letters")).all()
        self.weights: Floats = arrays["weights"]
        self.first = arrays["first"]
        self.lengths = arrays["lengths"]
        self._vowelless = np.array([word.endswith(VOWELLESS) for word in self.words], dtype=bool)
        self._edits = edits
        self._keys: Keys = arrays["keys"]
        self._starts: Longs = arrays["starts"]
        self._holders: Ints = arrays["holders"]
        self._arrays = arrays
        self._known: dict[str, Near] = {}

    @staticmethod
    def build(words: Iterable[str], *, edits: int = 2) -> "Vocabulary":
        """`edits` 1 makes a smaller table, in which words are found by one edit and by nothing else."""
        ordered = sorted(set(words))
        keys, holders = _table(ordered, edits)
        known, first = np.unique(keys, return_index=True)
        arrays: dict[str, Any] = {
            "weights": np.array([weight(word) for word in ordered], dtype=np.float32),
            "first": np.array([ord(word[0]) for word in ordered], dtype=np.uint8),
            "lengths": np.array([min(len(word), 255) for word in ordered], dtype=np.uint8),
            "keys": np.append(known, np.uint64(2**64 - 1)),  # nobody's, so that every search ends before it
            "starts": np.append(first, [len(keys), len(keys)]).astype(np.int64),
            "holders": holders,
        }
        return Vocabulary(arrays | named("letters", Texts.of(ordered).to_arrays()), edits=edits)

    def to_arrays(self) -> Arrays:
        return self._arrays

    def near(self, word: str) -> Near:
        """The words near to `word`, by number, and how alike each is: from ALIKE to 1, the most alike last."""
        return self.nears([word])[0]

    def nears(self, words: Sequence[str]) -> list[Near]:
        """The same for several words at once, which costs little more than for one."""
        unknown = [word for word in dict.fromkeys(words) if word not in self._known]
        if unknown:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            self._known.update(zip(unknown, self._find(unknown), strict=True))
        return [self._known.get(word) or self._find([word])[0] for word in words]

    def _find(self, words: list[str]) -> list[Near]:
        keys = [_keys_of(word, self._edits) for word in words]
        found, counts = self._lookup(np.concatenate(keys))
        if not len(found):
            return [_NONE] * len(words)
        sizes = np.array([len(made) for made in keys])
        askers = np.repeat(np.repeat(np.arange(len(words)), sizes), counts)
        pairs, places = _distinct(askers << 32 | found)
        askers, numbers = pairs >> 32, pairs & 0xFFFFFFFF
        rated, share = _spelled([words[asker] for asker in askers.tolist()], [self.words[n] for n in numbers.tolist()])
        if self._edits == MOST_EDITS:
            asking = np.array([word[-1] == VOWELLESS for word in words], dtype=bool)
            kinds = np.concatenate([_KINDS_OF[size] for size in sizes.tolist()]).repeat(counts)
            _raise_classes(rated, share, asking[askers] | self._vowelless[numbers], places, kinds)
        else:
            rated[rated < JOINED] = 0
        rated[share == 1] = 1
        order = np.lexsort((rated, askers))
        order = order[rated[order] > 0]
        ends = [0, *np.bincount(askers[order], minlength=len(words)).cumsum().tolist()]
        numbers, rated = numbers[order].astype(np.int32), rated[order]
        return [(numbers[first:last], rated[first:last]) for first, last in pairwise(ends)]

    def _lookup(self, keys: Keys) -> tuple[Ints, Longs]:
        """The words that hold each key, one key's after the other, and how many there are of each."""
        places = self._keys.searchsorted(keys)
        known = self._keys[places] == keys
        starts = self._starts[places]
        counts = (self._starts[places + 1] - starts) * known
        return ragged(self._holders, starts, counts), counts


def _distinct(numbers: Longs) -> tuple[Longs, Longs]:
    """Each number once, in rising order, and where among them each was. `np.unique` loads masked arrays first."""
    order = numbers.argsort()
    rising = numbers[order]
    new = np.ones(len(rising), dtype=bool)
    np.not_equal(rising[1:], rising[:-1], out=new[1:])
    places = np.empty(len(rising), dtype=np.int64)
    places[order] = new.cumsum() - 1
    return rising[new], places


def _raise_classes(rated: Floats, share: Floats, vowelless: Bools, places: Longs, kinds: Longs) -> None:
    """Words of one sound, of the same consonants, or variants of one name are alike however they are spelled."""
    by_class = np.flatnonzero(kinds >= 0)
    places, kinds = places[by_class], kinds[by_class]
    bare = vowelless[places]
    consonants = np.where(bare, _VOWELS_UNKNOWN, np.where(share[places] >= _LETTERS_SHARED, _SAME_CONSONANTS, 0))
    pair = np.where(bare, _TWO_CONSONANTS, 0)
    written_otherwise = np.where(kinds == 2, consonants, pair)
    alike = np.where(kinds == 0, _SAME_SOUND, np.where(kinds == 1, _SAME_NAME, written_otherwise))
    np.maximum.at(rated, places, alike.astype(np.float32))


def _spelled(words: list[str], others: list[str]) -> tuple[Floats, Floats]:
    """How alike spellings are, one by one: by edits and a common beginning, 0 or ALIKE to 1; and by edits alone."""
    if not others:
        return np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.float32)
    edits = cpdist(words, others, scorer=OSA.distance, dtype=np.int32)
    beginning = cpdist(words, others, scorer=JaroWinkler.similarity, dtype=np.float32)
    ours = np.fromiter(map(len, words), dtype=np.int32, count=len(words))
    theirs = np.fromiter(map(len, others), dtype=np.int32, count=len(others))
    shorter = np.minimum(ours, theirs)
    share = (1 - edits / np.maximum(ours, theirs)).astype(np.float32)
    bound = np.where(shorter < _ONE_EDIT, 0, np.where(shorter < _TWO_EDITS, 1, 2))
    rated = np.where(edits <= bound, (share + beginning) / 2, 0).astype(np.float32)
    rated[rated < ALIKE] = 0
    return rated, share


@lru_cache(maxsize=200_000)
def classes(word: str) -> tuple[str, str, str, str]:
    """How it sounds, what it is a variant of, its three or more consonants, its two; each empty where it has none.

    What came without its vowels has no sound.
    """
    bare = word.removesuffix(VOWELLESS)
    consonants = skeleton(bare, fewest=2)
    many = skeleton(bare)
    return sound(bare) if bare == word else "", variants(bare), many, "" if many else consonants


def _class_keys(word: str) -> Keys:
    """Four keys; 1, which is nobody's, for a class that the word has not."""
    return np.array([_key(kind, text) for kind, text in enumerate(classes(word))], dtype=np.uint64)


def _key(kind: int, text: str) -> int:
    """No key is a packed string's: those are of ASCII, whose highest bit is never set."""
    if not text:
        return 1
    return int.from_bytes(blake2b(f"{kind}{text}".encode(), digest_size=8).digest(), "little") | 1 << 63


def _table(words: Sequence[str], edits: int) -> tuple[Keys, Ints]:
    """Every key of every word and its holders, in the order of the keys."""
    keys, numbers = [_NO_KEYS], [_NO_NUMBERS]
    lengths = np.array([len(word) for word in words], dtype=np.int64)
    for length in np.unique(lengths):
        members = np.flatnonzero(lengths == length)
        made = _deletions_of([words[number] for number in members.tolist()], int(length), edits)
        keys.append(made.ravel())
        numbers.append(np.repeat(members, made.shape[1]))
    if edits == MOST_EDITS and words:
        same = np.stack([_class_keys(word) for word in words])
        keys.append(same[same > 1])
        numbers.append(np.nonzero(same > 1)[0])
    everything, holders = np.concatenate(keys), np.concatenate(numbers)
    order = np.argsort(everything, kind="stable")
    return everything[order], holders[order].astype(np.int32)


_NONE: Near = (np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))
_NO_KEYS: Keys = np.zeros(0, dtype=np.uint64)
_NO_NUMBERS: Longs = np.zeros(0, dtype=np.int64)


@lru_cache(maxsize=50_000)
def _keys_of(word: str, edits: int) -> Keys:
    """The keys under which the words near to `word` are found: of its deletions, then of its classes."""
    letters = np.frombuffer(word[:_PREFIX].encode().ljust(_PREFIX + 1, b"\0"), dtype=np.uint8)
    picks = _picks(min(len(word), _PREFIX), min(allowed(len(word)), edits))
    packed: Keys = letters[picks].view(np.uint64)[:, 0]
    return np.concatenate([packed, _class_keys(word)]) if edits == MOST_EDITS else packed


def _deletions_of(words: list[str], length: int, edits: int) -> Keys:
    """(words, strings): the prefixes of words of one length with up to `allowed` of their letters deleted, packed."""
    prefix = min(length, _PREFIX)
    letters = np.frombuffer("".join(word[:prefix] for word in words).encode("ascii"), dtype=np.uint8)
    padded = np.zeros((len(words), prefix + 1), dtype=np.uint8)
    padded[:, :prefix] = letters.reshape(len(words), prefix)
    picks = _picks(prefix, min(allowed(length), edits))
    packed = np.ascontiguousarray(padded[:, picks])  # (words, strings, 8)
    keys: Keys = packed.view(np.uint64)[:, :, 0]
    return keys


@lru_cache(maxsize=64)
def _picks(prefix: int, edits: int) -> Longs:
    """(strings, 8): which letters each string keeps; the place after the last letter is empty."""
    rows = []
    for count in range(edits + 1):
        for gone in combinations(range(prefix), count):
            kept = [place for place in range(prefix) if place not in gone]
            rows.append(kept + [prefix] * (_PREFIX - len(kept)))
    return np.array(rows, dtype=np.int64)


_KINDS_OF = [np.array([-1] * max(size - 4, 0) + [0, 1, 2, 3][: min(size, 4)]) for size in range(64)]
"""By the number of a word's keys, which of them are deletions (-1) and which are classes."""
