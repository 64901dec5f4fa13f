"""Chinese characters: names in pinyin, organisations by the words of trade in them, Japanese names where known."""

import re

from anyascii import anyascii

from screening.matching.scripts.han.names import CHINESE_FAMILY, JAPANESE_FAMILY, JAPANESE_GIVEN, READ_OTHERWISE
from screening.matching.scripts.han.trade import TRADE
from screening.matching.scripts.letters import longest

_RUNS = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々]+|[0-9a-z]+")
_MOST_GIVEN = 2
"""Characters of a given name."""
_LONGEST = max(map(len, TRADE))


def words(text: str) -> list[str]:
    """The words as Chinese, in pinyin without tones; persons family name first."""
    return [latin for run in _RUNS.findall(text) for latin in ([run] if run.isascii() else _chinese(run))]


def japanese(text: str) -> list[str]:
    """The words as the names of a Japanese; empty where none of the family names known by heart begins them."""
    runs = _RUNS.findall(text)
    return _as_japanese("".join(runs)) if runs and not any(run.isascii() for run in runs) else []


def _chinese(run: str) -> list[str]:
    family = _family(run)
    if family and not _has_trade(run):
        return [CHINESE_FAMILY[family], *filter(None, [_pinyin(run.removeprefix(family))])]
    return _in_pieces(run)


def _family(run: str) -> str:
    """The family name that a run short enough for a person begins with; empty where it is none."""
    for size in (2, 1):
        if run[:size] in CHINESE_FAMILY and len(run) <= size + _MOST_GIVEN:
            return run[:size]
    return ""


def _has_trade(run: str) -> bool:
    return any(len(longest(run, place, TRADE, _LONGEST)) > 1 for place in range(len(run)))


def _in_pieces(run: str) -> list[str]:
    """The words of trade in English, the characters between them as one word each."""
    pieces: list[str] = []
    rest, place = "", 0
    while place < len(run):
        found = longest(run, place, TRADE, _LONGEST)
        if found:
            pieces += [*filter(None, [_pinyin(rest)]), *TRADE[found]]
            rest = ""
        else:
            rest += run[place]
        place += len(found) or 1
    return [*pieces, *filter(None, [_pinyin(rest)])]


def _pinyin(characters: str) -> str:
    """Each character as it is read most often, joined: `jinping`."""
    return "".join(READ_OTHERWISE.get(character) or anyascii(character).casefold() for character in characters)


def _as_japanese(run: str) -> list[str]:
    for size in (3, 2, 1):
        family, given = run[:size], run[size:]
        if family in JAPANESE_FAMILY and given in JAPANESE_GIVEN:
            return [JAPANESE_FAMILY[family], JAPANESE_GIVEN[given]]
    return []
