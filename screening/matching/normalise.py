"""One symmetric normal form for the names of lists and of customers."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from screening.matching import words
from screening.matching.scripts import latin

_APOSTROPHES = re.compile(r"['’‘`´ʼʻʿʾ\"]")
_BREAKS = re.compile(r"[^a-z0-9]+")
_MAX_TOKENS = 16
_SPELT_OUT, _LONG = 5, 9
"""From these lengths on one and two wrong letters still leave a legal form's word recognisable."""
_LONGEST_PHRASE = max(len(phrase) for phrase in words.PHRASES)


@dataclass(frozen=True)
class Name:
    """A name as its tokens, in the order written; legal forms are canonical, initials stand alone."""

    tokens: tuple[str, ...]

    @cached_property
    def weights(self) -> tuple[float, ...]:
        return tuple(words.weight(token) for token in self.tokens)

    @cached_property
    def pairs(self) -> tuple[str, ...]:
        """Neighbours written together: `al zahrani` is also `alzahrani`."""
        return tuple(left + right for left, right in zip(self.tokens, self.tokens[1:], strict=False))

    @cached_property
    def compact(self) -> str:
        """The tokens in the order written, without spaces: unmoved by a word that is split or two that are joined."""
        return "".join(self.tokens)

    @cached_property
    def sorted_text(self) -> str:
        return " ".join(sorted(self.tokens))


@lru_cache(maxsize=50_000)
def normalise(text: str) -> Name:
    """The normal form of `text`: Latin letters, lower case, no punctuation; empty where it holds no letter or digit."""
    spelled = _APOSTROPHES.sub("", latin(_APOSTROPHES.sub("", text))).replace("&", " and ")
    tokens = [token for token in _BREAKS.split(spelled) if token]
    return Name(tuple(_forms(_initialisms(tokens)))[:_MAX_TOKENS])


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


def _forms(tokens: list[str]) -> list[str]:
    result: list[str] = []
    position = 0
    while position < len(tokens):
        length, form = _form_at(tokens, position)
        result.append(form)
        position += length
    return result


@lru_cache(maxsize=50_000)
def _meant(token: str) -> str:
    """The word of a legal form that a misspelt token means, else the token."""
    if len(token) < _SPELT_OUT or token in words.SPELT_OUT:
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
