"""Names in other scripts, written in Latin letters: every script that a text holds has its own reader."""

import re
import unicodedata
from functools import lru_cache

from screening.matching.scripts import arabic, cyrillic, greek, han, hangul, hebrew, kana, latin, thai
from screening.matching.scripts.folding import fold
from screening.matching.scripts.letters import Consonants, Reader
from screening.matching.scripts.lookalikes import in_one_script

__all__ = ["Consonants", "in_latin", "otherwise"]

_READERS: tuple[tuple[str, Reader], ...] = (
    ("\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f", cyrillic.words),
    ("\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufeff", arabic.words),
    ("\u0370-\u03ff\u1f00-\u1fff", greek.words),
    ("\u0590-\u05ff", hebrew.words),
    ("\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f", hangul.words),
    ("\u0e00-\u0eff", thai.words),
    ("\u3040-\u30ff\u31f0-\u31ff", kana.words),
    ("\u2e80-\u2fff\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff", han.words),
)
_OTHER_READERS: tuple[tuple[Reader, Reader], ...] = ((hangul.words, hangul.revised), (han.words, han.japanese))
_SCRIPTS = tuple((re.compile(f"[{letters}]"), reader) for letters, reader in _READERS)
_FOREIGN = re.compile("[" + "".join(letters for letters, _ in _READERS) + "]")


def in_latin(text: str) -> list[str]:
    """The words of `text` in lower-case ASCII, in order; `Consonants` where the script leaves vowels out."""
    folded = fold(text)
    if folded.isascii() or not _FOREIGN.search(folded):
        return latin.words(folded)
    words = [word for reader, part in _parts(in_one_script(folded)) for word in reader(part)]
    return words if all(map(str.isascii, words)) else _all_ascii(words)


def _all_ascii(words: list[str]) -> list[str]:
    """The words, with letters that no reader knows as anyascii has them."""
    return [type(word)(part) for word in words for part in ([word] if word.isascii() else latin.words(word))]


def otherwise(text: str) -> list[list[str]]:
    """The other ways in which a name of Korean or Chinese characters may be meant; none for most texts."""
    folded = fold(text)
    if folded.isascii() or not _FOREIGN.search(folded):
        return []
    readers = {reader for reader, _ in _parts(folded)}
    ways = [reader(folded) for script, reader in _OTHER_READERS if readers == {script}]
    return [way for way in ways if way]


def _parts(text: str) -> list[tuple[Reader, str]]:
    """The text cut where its script changes; what is no letter goes with the script before it."""
    starts: list[tuple[Reader, int]] = []
    for place, letter in enumerate(text):
        reader = _reader(letter)
        if reader is not None and (not starts or reader != starts[-1][0]):
            starts.append((reader, place if starts else 0))
    ends = [place for _, place in starts[1:]] + [len(text)]
    return [(reader, text[place:end]) for (reader, place), end in zip(starts, ends, strict=True)]


@lru_cache(maxsize=5_000)
def _reader(letter: str) -> Reader | None:
    for script, reader in _SCRIPTS:
        if script.match(letter):
            return reader
    return latin.words if letter.isalpha() or unicodedata.category(letter)[0] == "M" else None
