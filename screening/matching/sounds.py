"""Spellings of one sound: `Rasheed` and `Rashid`, `Muhammad` and `Mohamed` are one name written down by two clerks."""

import re
from functools import lru_cache

_Rules = tuple[tuple[str, re.Pattern[str], str], ...]


def _rules(*rules: tuple[str, str, str]) -> _Rules:
    """Each: letters without which it changes nothing, and which are sooner looked for; what it looks for; its place."""
    return tuple((needed, re.compile(pattern), written) for needed, pattern, written in rules)


def _rewritten(token: str, rules: _Rules) -> str:
    for needed, pattern, written in rules:
        if needed in token:
            token = pattern.sub(written, token)
    return token


_SOUNDS = _rules(
    ("ph", r"ph", "f"),
    ("ch", r"sch|shch", "sh"),
    ("", r"kh|q|ck|c(?![eiyh])", "k"),
    ("gh", r"gh", "g"),
    ("dh", r"dh", "d"),
    ("th", r"th", "t"),
    ("", r"zh|dzh|dj", "j"),
    ("t", r"tz|ts", "z"),
    ("x", r"x", "ks"),
    ("w", r"w", "v"),
    ("off", r"off$", "ov"),
    ("", r"ee|ie|iy|yy|ij|ei|ey|ai|ay|y|j(?=[aeou])", "i"),
    ("o", r"oo|ou", "u"),
    ("o", r"o", "u"),
    ("e", r"e", "a"),
    ("", r"(.)\1+", r"\1"),
    ("h", r"(?<=.)h\b", ""),
)


@lru_cache(maxsize=200_000)
def sound(token: str) -> str:
    """The token in a spelling of sounds, rough by intent; empty for one too short to tell."""
    if len(token) <= 3 or not token.isalpha():
        return ""
    token = _rewritten(token, _SOUNDS)
    return token if len(token) > 2 else ""


_CONSONANTS = _rules(
    ("h", r"sch|shch|tch|sh|ch", "S"),
    ("ph", r"ph", "f"),
    ("kh", r"kh", "h"),
    ("", r"gh|q|ck|g", "k"),
    ("", r"dzh|dj|zh|dg(?=[ei])", "j"),
    ("dh", r"dh", "d"),
    ("th", r"th", "t"),
    ("t", r"tz|ts", "z"),
    ("x", r"x", "ks"),
    ("c", r"c(?=[eiy])", "s"),
    ("c", r"c", "k"),
    ("w", r"w(?=[aeiouy])", "v"),
    ("w", r"w", ""),
    ("h", r"(?<=.)h$", ""),
    ("", r"^[aeiouy]+", "A"),
    ("", r"[aeiouy]+", ""),
    ("p", r"p", "b"),
    ("v", r"v", "f"),
    ("", r"(.)\1+", r"\1"),
)
RULES = (*_SOUNDS, *_CONSONANTS)
_FEWEST = 3


def skeleton(token: str, fewest: int = _FEWEST) -> str:
    """The consonants of a token, the same for the spellings of one name; empty where they are fewer than `fewest`.

    A vowel that opens the word is kept as `A`; y is a vowel, w only where no vowel follows it.
    """
    if len(token) < fewest or not token.isalpha():
        return ""
    consonants = _consonants(token)
    return consonants if len(consonants) - consonants.startswith("A") >= fewest else ""


@lru_cache(maxsize=200_000)
def _consonants(token: str) -> str:
    return _rewritten(token, _CONSONANTS)
