"""Cyrillic as passports and lists spell it: BGN/PCGN without its apostrophes, by language where letters tell it."""

import re
from collections.abc import Callable

from screening.matching.scripts.letters import split

_RUSSIAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
    "ѓ": "gj", "ќ": "kj", "ѕ": "dz", "ѐ": "e", "ѝ": "i", "ѣ": "e", "ѳ": "f", "ѵ": "i",
    "ә": "a", "ғ": "g", "қ": "k", "ң": "ng", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "җ": "j", "ҙ": "z", "ҡ": "k",
    "ҫ": "s", "ҳ": "h", "ҷ": "j", "ӣ": "i", "ӯ": "u", "ӑ": "a", "ӗ": "e", "ӳ": "u", "ҥ": "ng", "ӊ": "n", "ӏ": "",
}  # fmt: skip
_UKRAINIAN = _RUSSIAN | {"г": "h", "и": "y", "й": "y", "е": "e"}
_BELARUSIAN = _RUSSIAN | {"г": "h"}
_BULGARIAN = _RUSSIAN | {"щ": "sht", "ъ": "a", "х": "h", "ь": "y"}
_SERBIAN = _RUSSIAN | {"ж": "z", "х": "h", "ц": "c", "ч": "c", "ш": "s", "љ": "lj", "њ": "nj"}
_KAZAKH = _RUSSIAN | {"і": "i", "ы": "y"}
_SPELLERS: tuple[tuple[str, dict[str, str]], ...] = (
    (r"[әғқңөұүһ]", _KAZAKH),
    (r"ў|^(?=.*і)(?=.*ы)", _BELARUSIAN),
    (r"[іїєґ]", _UKRAINIAN),
    (r"[ђјљњћџѓќѕ]", _SERBIAN),
    (r"ъ(?![аеёиоуыэюя])", _BULGARIAN),
)
"""Letters that only one of the languages has, the most telling first; else the text is taken for Russian."""
_LANGUAGES: tuple[tuple[Callable[[str], re.Match[str] | None], dict[int, str]], ...] = tuple(
    (re.compile(letters, re.DOTALL).search, str.maketrans(table)) for letters, table in _SPELLERS
)
_OTHERWISE = str.maketrans(_RUSSIAN)
_SOFT_YO = re.compile("[ьй]о")
_SOFT_YE = re.compile(r"(?<=[ьъ])е")
_ADJECTIVE = re.compile(r"[иы]й\b")


def words(text: str) -> list[str]:
    """The words in Latin letters.

    Lists spell `е` after a vowel or at the start as `e` rather than `ye`, and `-ий` as `-y` rather than `-iy`.
    """
    for spoken_in, table in _LANGUAGES:
        if spoken_in(text):
            return split(_ADJECTIVE.sub("y", _SOFT_YO.sub("yo", text)).translate(table))
    return split(_ADJECTIVE.sub("y", _SOFT_YE.sub("ye", text)).translate(_OTHERWISE))
