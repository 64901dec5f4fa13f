"""One symmetric normal form for the names of lists and of customers."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from screening.matching import words
from screening.matching.scripts import Consonants, in_latin, otherwise
from screening.matching.words.compounds import in_parts

_MOST = 32
"""Tokens of a name that are compared; of a longer one the most telling, lest padding hide them."""
_SPELT_OUT, _LONG = 5, 9
"""From these lengths on one and two wrong letters still leave a legal form's word recognisable."""
VOWELLESS = words.VOWELLESS
_LONGEST_PHRASE = max(len(phrase) for phrase in words.PHRASES)


@dataclass(frozen=True)
class Name:
    """A name as its tokens, in the order written; legal forms are canonical, initials stand alone."""

    tokens: tuple[str, ...]
    """A token that came without its vowels ends in `~`: it is compared by its consonants."""
    spelled: tuple[str, ...]
    """Each token as it was written: `limitedliabilitycompany` where the token is the form `llc`."""

    @cached_property
    def weights(self) -> tuple[float, ...]:
        return tuple(words.weight(token) for token in self.tokens)

    @cached_property
    def pairs(self) -> tuple[str, ...]:
        """Neighbours written together: `al zahrani` is also `alzahrani`, `ladder limited` also `ladderlimited`."""
        return tuple(
            words.FORMS.get(left + right, left + right)
            for left, right in zip(self.spelled, self.spelled[1:], strict=False)
        )

    @cached_property
    def compact(self) -> str:
        """The words as written, without spaces: unmoved by a word that is split or two that are joined."""
        return "".join(self.spelled)

    @cached_property
    def sorted_text(self) -> str:
        return " ".join(sorted(token.removesuffix(VOWELLESS) for token in self.tokens))


@lru_cache(maxsize=10_000)
def normalise(text: str) -> Name:
    """The normal form of `text`: Latin letters, lower case, no punctuation; empty where it holds no letter or digit."""
    return _name(in_latin(_spoken(text)))


def readings(text: str) -> tuple[Name, ...]:
    """The ways in which `text` may be read, the likeliest first: one, or two for Korean and for Chinese characters."""
    others = (_name(way) for way in otherwise(_spoken(text)))
    return (normalise(text), *(name for name in others if name != normalise(text)))


def is_comparable(text: str) -> bool:
    """Whether anything of a name is left to compare: of a script that nobody has romanised nothing may be."""
    return any(form.tokens for form in readings(text))


def _spoken(text: str) -> str:
    return text.replace("&", " and ").replace("№", " no ")


def _name(latin: list[str]) -> Name:
    read = _forms(in_parts(_initialisms(latin)))
    read = read if len(read) <= _MOST else _most_telling(read)
    marked = (f"{token}{VOWELLESS}" if isinstance(token, Consonants) else str(token) for token, _ in read)
    return Name(tuple(marked), tuple(str(word) for _, word in read))


def _most_telling(read: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those that weigh most, in the order written; of equals the first."""
    ranked = sorted(range(len(read)), key=lambda place: (-words.weight(read[place][0]), place))
    return [read[place] for place in sorted(ranked[:_MOST])]


def _initialisms(tokens: list[str]) -> list[str]:
    """`i b m` becomes `ibm`; two letters stay apart, for they may be a person's initials."""
    joined: list[str] = []
    run: list[str] = []
    for token in [*tokens, ""]:
        if len(token) == 1 and token.isalpha():
            run.append(token)
            continue
        joined += ["".join(run)] if len(run) > 2 and tuple(run) not in words.PHRASES else run
        run = []
        if token:
            joined.append(token)
    return joined


def _forms(tokens: list[str]) -> list[tuple[str, str]]:
    """Each token, or legal form, with how it was written."""
    result: list[tuple[str, str]] = []
    position = 0
    while position < len(tokens):
        length, form = _form_at(tokens, position)
        result.append((form, "".join(tokens[position : position + length])))
        position += length
    return result


@lru_cache(maxsize=50_000)
def _meant(token: str) -> str:
    """The word of a legal form that a misspelt token means, else the token."""
    if len(token) < _SPELT_OUT or token in words.OF_PHRASES:
        return token
    allowed = 1 if len(token) < _LONG else 2
    near = extractOne(token, words.SPELT_OUT, scorer=OSA.distance, score_cutoff=allowed)
    return near[0] if near else token


def _form_at(tokens: list[str], position: int) -> tuple[int, str]:
    """The legal form that begins here and its length in tokens, else the token itself."""
    for length in range(min(_LONGEST_PHRASE, len(tokens) - position), 1, -1):
        form = words.PHRASES.get(tuple(_meant(token) for token in tokens[position : position + length]))
        if form:
            return length, form
    meant = _meant(tokens[position]) if len(tokens) > 1 else tokens[position]
    return 1, words.FORMS.get(meant, tokens[position])
