"""The letters of Arabic, Persian, Urdu, Pashto and Kurdish."""

import re

_SAME = {
    "ا": "أإآٱ", "ي": "ىیېۍێئے", "ک": "ك", "ه": "ةۀہھۂۃە", "و": "ؤۆ", "": "ء\u0640\u200c\u0654",
}  # fmt: skip
"""A letter ← those that look or sound like it; the hamza, the stretching stroke and the joiner are left out."""
_PLAIN = str.maketrans({variant: letter for letter, variants in _SAME.items() for variant in variants})
_LETTERS = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ک": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u", "ي": "i", "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ڤ": "v",
    "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n", "ټ": "t", "ډ": "d", "ړ": "r", "ڼ": "n", "ښ": "sh", "ږ": "zh", "څ": "ts",
    "ځ": "dz", "ګ": "g", "ڭ": "ng", "ڕ": "r", "ڵ": "l", "ڨ": "g", "ڮ": "k", "ݣ": "g", "ڪ": "k",
}  # fmt: skip
_TABLE = str.maketrans(_LETTERS)
_PERSIAN = str.maketrans(_LETTERS | {"ث": "s", "ذ": "z", "ض": "z", "ق": "gh"})
_LETTERS_OF_IRAN = re.compile(r"[پچژگکی]")
_GLIDES = (
    (re.compile(r"(?<=[اي])و|\bو|و(?=[اوي])"), "w"),
    (re.compile(r"\bي(?=.)|ي(?=ا)"), "y"),
    (re.compile(r"(?<=..)ه\b"), "a"),
    (re.compile(r"(?<=\w)ع|\bع(?=ا)"), ""),
)


def plain(text: str) -> str:
    """One letter for the several that look or sound alike, so that a word is looked up in one way."""
    return text.translate(_PLAIN)


def is_persian(text: str) -> bool:
    """Whether letters stand in it that Arabic has not, or that it writes with other code points."""
    return _LETTERS_OF_IRAN.search(text) is not None


def consonants(word: str, *, persian: bool) -> str:
    """A plain word letter by letter; و and ي are glides beside a vowel, else vowels."""
    for pattern, latin in _GLIDES:
        word = pattern.sub(latin, word)
    return word.translate(_PERSIAN if persian else _TABLE)
