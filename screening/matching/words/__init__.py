"""Words that tell parties apart less than others do, and words that are one word in several spellings."""

from functools import lru_cache

from screening.matching.words.frequent import FAMILY, GIVEN
from screening.matching.words.given_names import CLASSES
from screening.matching.words.legal_forms import FORMS, OF_PHRASES, PHRASES, SPELT_OUT
from screening.matching.words.particles import PARTICLES, TITLES
from screening.matching.words.patronymics import is_patronymic, parent, sex
from screening.matching.words.trade import COMMON, MEANINGS

__all__ = [
    "COMMON",
    "FORMS",
    "OF_PHRASES",
    "PARTICLES",
    "PHRASES",
    "SPELT_OUT",
    "TITLES",
    "VOWELLESS",
    "is_patronymic",
    "telling",
    "variants",
    "weight",
]

VOWELLESS = "~"
"""Ends a token whose script leaves vowels out."""
OF_FORM, OF_PARTICLE, OF_TITLE, OF_TRADE, OF_SHORT = 0.2, 0.3, 0.35, 0.65, 0.7
OF_GIVEN_NAME, OF_FAMILY_NAME, OF_PATRONYMIC, OF_ANY = 0.8, 0.85, 0.6, 1.0
"""How much a word tells, 0 to 1, by what it is; names only as far as very many people bear them."""

_FORM_WORDS = frozenset(FORMS.values()) | ({word for word in OF_PHRASES if len(word) > 3} - COMMON)
"""Legal forms, and the words that they are made of: `liability` alone is what is left of a damaged form."""


def telling(tokens: tuple[str, ...]) -> int:
    """How many of the tokens are words of their own: particles and legal forms are not, initials are."""
    return sum(len(token) == 1 or weight(token) > OF_PARTICLE for token in tokens)


_KINDS = (
    (FAMILY, OF_FAMILY_NAME),
    (GIVEN, OF_GIVEN_NAME),
    (COMMON | MEANINGS.keys(), OF_TRADE),
    (TITLES, OF_TITLE),
    (PARTICLES, OF_PARTICLE),
    (_FORM_WORDS, OF_FORM),
)
_WEIGHTS = {word: weight for words, weight in _KINDS for word in words}
"""A word of several kinds is of the last, which tells least."""


@lru_cache(maxsize=200_000)
def weight(token: str) -> float:
    """How much a token tells, 0 to 1. It depends on the token alone, never on a list, so that a score never drifts."""
    token = token.removesuffix(VOWELLESS)
    if len(token) == 1:
        return min(OF_PARTICLE, _WEIGHTS.get(token, OF_ANY))
    if len(token) == 2:
        return min(OF_SHORT, _WEIGHTS.get(token, OF_ANY))
    return _WEIGHTS.get(token) or (OF_PATRONYMIC if is_patronymic(token) else OF_ANY)


@lru_cache(maxsize=200_000)
def variants(token: str) -> str:
    """The class of the words that the token is one with, the same for each of them; empty where it has none.

    Given names over languages, nicknames, spellings, patronymics of one father, words of trade in translation.
    """
    known = CLASSES.get(token) or MEANINGS.get(token)
    if known:
        return known
    if is_patronymic(token):
        father = parent(token)
        named = (
            CLASSES.get(father) or CLASSES.get(father + "y") or CLASSES.get(father + "iy") or CLASSES.get(father + "a")
        )
        return f"{named}-{sex(token)}" if named else ""
    return ""
