"""Spellings of one sound: `Rasheed` and `Rashid`, `Muhammad` and `Mohamed` are one name written down by two clerks."""

import re
from functools import lru_cache

_RULES = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"ph", "f"),
        (r"sch|shch", "sh"),
        (r"kh|q|ck|c(?![eiyh])", "k"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"zh|dzh|dj", "j"),
        (r"tz|ts", "z"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"off$", "ov"),
        (r"ee|ie|iy|yy|ij|ei|ey|ai|ay|y|j(?=[aeou])", "i"),
        (r"oo|ou", "u"),
        (r"o", "u"),
        (r"e", "a"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)h\b", ""),
    )
)


@lru_cache(maxsize=200_000)
def sound(token: str) -> str:
    """The token in a spelling of sounds, rough by intent; empty for one too short to tell."""
    if len(token) <= 3 or not token.isalpha():
        return ""
    for pattern, written in _RULES:
        token = pattern.sub(written, token)
    return token if len(token) > 2 else ""
