"""Words that mix Latin letters with Cyrillic or Greek ones of the same look: a slip of the keyboard, or a disguise."""

import re

_TO_LATIN = str.maketrans("авекмнорстухіјѕԁһӏανορτυικεχ", "abekmhopctyxijsdhlavoptuikex")
_TO_CYRILLIC = str.maketrans("abekĸmhopctyxijáàéèóòý", "авеккмнорстухіјааееооу")
_OTHER = "\u0370-\u03ff\u0400-\u04ff"
_MIXED = re.compile(
    f"(?<![^\\W\\d_])[^\\W\\d_]*(?:[a-z\u00df-\u024f][{_OTHER}]|[{_OTHER}][a-z\u00df-\u024f])[^\\W\\d_]*"
)
_LATIN_LETTER = re.compile("[a-z\u00df-\u024f]")


def in_one_script(folded: str) -> str:
    """Each word of the text in one script, where letters of the same look make that possible."""
    return _MIXED.sub(lambda mixed: _one_script(mixed[0]), folded)


def _one_script(word: str) -> str:
    latin, cyrillic = word.translate(_TO_LATIN), word.translate(_TO_CYRILLIC)
    possible = [
        form for form, fits in ((latin, latin.isascii()), (cyrillic, not _LATIN_LETTER.search(cyrillic))) if fits
    ]
    mostly_latin = 2 * len(_LATIN_LETTER.findall(word)) > len(word)
    return (possible[0] if mostly_latin else possible[-1]) if possible else word
