"""Japanese kana by Hepburn; long vowels are written short, as passports do."""

import re

from screening.matching.scripts.letters import split

_ROWS = {
    "a": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ",
    "h": "ハヒフヘホ", "m": "マミムメモ", "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ",
    "d": "ダヂヅデド", "b": "バビブベボ", "p": "パピプペポ",
}  # fmt: skip
_IRREGULAR = {
    "シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji", "ヂ": "ji", "ヅ": "zu", "ヤ": "ya", "ユ": "yu",
    "ヨ": "yo", "ワ": "wa", "ヲ": "o", "ン": "n", "ヴ": "vu", "ー": "", "・": " ", "ヶ": "ga", "ヰ": "i", "ヱ": "e",
}  # fmt: skip
_SMALL = {"ャ": "ya", "ュ": "yu", "ョ": "yo", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ヮ": "wa"}
_KANA = {
    kana: ("" if row == "a" else row) + vowel
    for row, letters in _ROWS.items()
    for kana, vowel in zip(letters, "aiueo", strict=True)
} | _IRREGULAR
_HIRAGANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_FORMS = {"カブシキガイシャ": "co ltd", "グループ": "group", "ホールディングス": "holdings"}
_LONG = re.compile(r"ou(?!e)|oo")


def words(text: str) -> list[str]:
    """The words in Latin letters."""
    return [latin for word in split(text.translate(_HIRAGANA).replace("・", " ")) for latin in _word(word).split()]


def _word(word: str) -> str:
    if word in _FORMS:
        return _FORMS[word]
    spelt = ""
    for letter in word:
        spelt = (
            _small(spelt, _SMALL[letter])
            if letter in _SMALL
            else spelt + ("Q" if letter == "ッ" else _KANA.get(letter, ""))
        )
    spelt = re.sub(r"Q(ch|[a-z]?)", lambda doubled: f"t{doubled[1]}" if doubled[1] == "ch" else doubled[1] * 2, spelt)
    return _LONG.sub("o", spelt).replace("uu", "u")


def _small(before: str, sound: str) -> str:
    """A small letter and the one before it make one syllable: `ki` and `yu` make `kyu`, `shi` and `yu` make `shu`."""
    stem = before[:-1]
    if sound[0] == "y" and stem.endswith(("sh", "ch", "j")):
        return stem + sound[1:]
    return stem + sound if len(before) > 1 else before + sound
