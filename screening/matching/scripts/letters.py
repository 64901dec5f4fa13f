"""What a reader of a script hands on: words in Latin letters, some of them without their vowels."""

import re
from collections.abc import Callable, Mapping

Reader = Callable[[str], list[str]]
"""Takes text of one script, folded, with its punctuation and digits; gives its words in lower-case ASCII."""

_BREAKS = re.compile(r"[\W_]+")


class Consonants(str):
    """A word of a script that writes no short vowels, letter by letter: to be compared by its skeleton."""

    __slots__ = ()


def split(text: str) -> list[str]:
    """The words of a text whose script writes words apart."""
    return [word for word in _BREAKS.split(text) if word]


def longest(text: str, place: int, readings: Mapping[str, object], most: int) -> str:
    """The longest key of `readings`, of at most `most` letters, that `text` has at `place`; empty where none is."""
    for length in range(min(most, len(text) - place), 0, -1):
        if text[place : place + length] in readings:
            return text[place : place + length]
    return ""
