"""Names in other scripts, written in Latin letters."""

import unicodedata

from anyascii import anyascii

# BGN/PCGN, without its apostrophes: the way passports and lists spell. Ukrainian and Belarusian letters are among them.
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
}  # fmt: skip
_TABLE = str.maketrans(_CYRILLIC)
_OPENS_WITH_Y = frozenset("аеёиоуыэюяъь")  # after these, and at the start of a word, `е` is `ye`


def latin(text: str) -> str:
    """`text` in lower-case ASCII letters; what is no letter stays as it is or becomes a space."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return anyascii(_cyrillic(folded) if _has_cyrillic(folded) else folded).casefold()


def _has_cyrillic(text: str) -> bool:
    return any("\u0400" <= letter <= "\u04ff" for letter in text)


def _cyrillic(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    previous = [" ", *composed]
    return "".join(
        "ye" if letter == "е" and (before in _OPENS_WITH_Y or not before.isalpha()) else letter.translate(_TABLE)
        for before, letter in zip(previous, composed, strict=False)
    )
