"""Arabic script in Latin letters: names known by heart, words of trade in English, the rest by their consonants."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from screening.matching.scripts.arabic.letters import consonants, is_persian, plain
from screening.matching.scripts.arabic.names import NAMES, PERSIAN
from screening.matching.scripts.arabic.trade import TRADE
from screening.matching.scripts.letters import Consonants, split

_ARTICLE, _SERVANT, _GOD, _RELIGION = "ال", "عبد", "الله", "الدين"
_PREFIXES = (("وال", "and al"), ("بال", "bi al"), ("لل", "for"), ("ال", "al"), ("و", "and"), ("ل", "for"))
"""What is written as one word with the word that follows it."""
_LOOSE = ("و", "ل")
"""Of these, what many words begin with anyway."""
_ENDINGS = (("زاده", "zadeh"), ("پور", "pour"), ("نژاد", "nejad"), ("یان", "ian"), ("وند", "vand"), ("زی", "zai"))
"""What Iranian and Pashtun family names are made with; one that is known is left to stand alone."""


def words(text: str) -> list[str]:
    """The words in Latin letters."""
    waiting = [plain(word) for word in _without_dots(split(text))]
    known = _dictionary(persian=is_persian(text), of_trade=any(_tells_trade(word) for word in waiting))
    found: list[str] = []
    for place, word in enumerate(waiting):
        before = waiting[place - 1] if place else ""
        found = _joined(found, _word(word, known), word, before)
    return found


@dataclass(frozen=True, slots=True)
class _Known:
    """The words known by heart, as this text is likely to mean them."""

    words: Mapping[str, tuple[str, ...]]
    persian: bool


@lru_cache(maxsize=4)
def _dictionary(*, persian: bool, of_trade: bool) -> _Known:
    """Names before words of trade, or the other way round where the text holds words that are no names."""
    names = {word: (latin,) for word, latin in ({**NAMES, **PERSIAN} if persian else NAMES).items()}
    both = {**names, **TRADE} if of_trade else {**TRADE, **names}
    return _Known({**both, _SERVANT: ("abd",), _GOD: ("allah",)}, persian)


def _tells_trade(word: str) -> bool:
    stems = (word.removeprefix(prefix) for prefix in ("", *(prefix for prefix, _ in _PREFIXES)))
    return any(stem in TRADE and stem not in NAMES and stem not in PERSIAN for stem in stems)


def _without_dots(parts: list[str]) -> list[str]:
    """`ذ م م`, which dots had kept apart, as one word."""
    joined: list[str] = []
    letters = ""
    for part in [*parts, ""]:
        if len(part) == 1 and part != "و" and not part.isascii():
            letters += part
            continue
        joined += [*_acronyms(letters), *filter(None, [part])]
        letters = ""
    return joined


def _acronyms(letters: str) -> list[str]:
    """`شمحذمم`, two forms of company one after the other, as two; what is not known stays one."""
    for place in range(3, len(letters) - 2):
        if plain(letters[:place]) in TRADE and plain(letters[place:]) in TRADE:
            return [letters[:place], letters[place:]]
    return [letters] if letters else []


def _joined(found: list[str], read: list[str], word: str, before: str) -> list[str]:
    """What `found` becomes by the reading of a word, where God, servant and religion make one name of two words."""
    if word == _GOD and found:
        return [*found[:-1], _and_god(found[-1], servant=before == _SERVANT)]
    if before == _SERVANT and read[:1] == ["al"]:
        return [*found[:-1], "abdul", *read[1:]]
    return [*found, *read]


def _and_god(word: str, *, servant: bool) -> str:
    if servant:
        return "abdullah"
    joined = word.removesuffix("a") + "ullah"
    return Consonants(joined) if isinstance(word, Consonants) else joined


def _word(word: str, known: _Known) -> list[str]:
    """One plain word; it may be a name that is two words in Latin letters."""
    if word.isascii():
        return [word]
    if word in known.words:
        return list(known.words[word])
    if word.startswith(_SERVANT + _ARTICLE) and len(word) > 6:
        return ["abdullah"] if word == _SERVANT + _GOD else ["abdul", *_word(word[5:], known)]
    if word.endswith(_RELIGION) and len(word) > 6:
        return [*_word(word[:-5], known), "al", "din"]
    if word.endswith(_GOD) and len(word) > 5:
        return [_and_god(_word(word[:-4], known)[-1], servant=False)]
    return _inflected(word, known)


def _inflected(word: str, known: _Known) -> list[str]:
    """The word with the article or preposition that is written as one with it; a translated word needs no article."""
    for prefix, latin in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest == word or len(rest) < 2:
            continue
        if rest in TRADE and known.words[rest] == TRADE[rest]:
            return [*(opening for opening in latin.split() if opening == "and"), *TRADE[rest]]
        if prefix not in _LOOSE:
            return [*latin.split(), *_word(rest, known)]
    return _two_names(word, known) or [_letters(word, known)]


def _two_names(word: str, known: _Known) -> list[str]:
    """Two known names that a clerk wrote as one word."""
    for place in range(3, len(word) - 2):
        halves = word[:place], word[place:]
        if all((half in NAMES or half in PERSIAN) and half in known.words for half in halves):
            return [latin for half in halves for latin in known.words[half]]
    return []


def _letters(word: str, known: _Known) -> str:
    for ending, latin in _ENDINGS:
        start = word.removesuffix(plain(ending))
        if start != word and len(start) > 2:
            read = known.words.get(start, ())
            return read[0] + latin if len(read) == 1 else Consonants(consonants(start, persian=known.persian) + latin)
    return Consonants(consonants(word, persian=known.persian))
