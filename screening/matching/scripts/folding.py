"""Text before its scripts are told apart: one case, one code point per letter, nothing that cannot be seen."""

import re
import unicodedata

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
"""Diacritics that are written on top of a letter; the vowel signs of South Asia are letters."""
_HEAPED = re.compile(f"([{_MARKS}]{{3}})[{_MARKS}]+")
"""More marks on one letter than any language writes; to normalise a heap of them takes the square of its height."""
_MARK = re.compile(f"[{_MARKS}]+")
_ACRONYM = re.compile(r"(?<=[\u05d0-\u05ea])[\"\u05f3\u05f4](?=[\u05d0-\u05ea])")
_UNSEEN = dict.fromkeys(code for code in range(0x10000) if unicodedata.category(chr(code)) == "Cf")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʹʺʼʻʽʾʿˈ′‛＇"))
"""Left out, so that what stands on both sides is one word: `O'Brien`, `Sa'id`."""
_DIGITS = {
    code: str(unicodedata.digit(chr(code))) for code in range(0x80, 0x10000) if unicodedata.digit(chr(code), -1) >= 0
}
_LEFT_OUT: dict[int, str | None] = {**_UNSEEN, **_APOSTROPHES, **_DIGITS}


def fold(text: str) -> str:
    """`text` in NFKC and lower case, without apostrophes, stray diacritics and what no eye sees."""
    if text.isascii():
        return text.replace("'", "").replace("`", "").lower()
    composed = unicodedata.normalize("NFKC", _HEAPED.sub(r"\1", text)).casefold()
    return _ACRONYM.sub("", _MARK.sub("", unicodedata.normalize("NFC", composed).translate(_LEFT_OUT)))
