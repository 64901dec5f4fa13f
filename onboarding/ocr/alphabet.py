"""Which letters a document may show: of the thousands that the network knows, those of other uses are left out."""

import unicodedata

_MARKS = frozenset(" .,:;/-'()<>&+#*°º·’\"")
_SCRIPTS = ("LATIN CAPITAL LETTER ", "LATIN SMALL LETTER ", "GREEK CAPITAL LETTER ", "GREEK SMALL LETTER ")
_IDEOGRAPHS = ("CJK UNIFIED IDEOGRAPH", "HIRAGANA LETTER", "KATAKANA LETTER")
LAST_LATIN = "ž"
"""The end of Latin Extended-A: every official language of Europe, Turkish and Vietnamese's common letters."""


def is_readable(letter: str) -> bool:
    """Latin, Greek, Han and Kana, digits of Europe, and the few marks that stand in names, dates and addresses."""
    if len(letter) != 1:
        return False
    if letter in _MARKS or letter in "0123456789ȘșȚț":
        return True
    name = unicodedata.name(letter, "")
    return name.startswith(_IDEOGRAPHS) or (
        name.startswith(_SCRIPTS) and (letter <= LAST_LATIN or "Α" <= letter <= "ω")
    )
