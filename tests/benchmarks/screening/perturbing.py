"""How a listed name comes out when others write it: each change is seeded, and None where a name cannot have it."""

from collections.abc import Callable, Mapping
from functools import partial
from random import Random

Change = Callable[[str, Random], str | None]
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MIDDLE = ("Maria", "Ahmed", "Ivanovich", "Lee", "Jose", "Abdul", "Peter", "Nikolaevna", "Hassan", "Thi")
_SOUNDS = (
    "kh>h q>k ou>u oo>u ee>i y>i dh>d th>t ph>f w>v j>zh ks>x iy>i ey>ei ya>ia yu>iu sh>ch mohammad>muhammed "
    "ahmad>ahmed ai>ay ts>tz ck>k c>k z>s"
)
_ACCENTS = str.maketrans("aeiouncsz", "áéíóúñčšž")
_FORMS = {
    "ltd": "Limited", "limited": "Ltd", "llc": "Limited Liability Company", "co": "Company", "company": "Co.",
    "corporation": "Corp", "corp": "Corporation", "ooo": "LLC", "jsc": "Joint Stock Company", "gmbh": "G.m.b.H.",
    "inc": "Incorporated", "oao": "JSC", "ao": "JSC", "plc": "Public Limited Company",
}  # fmt: skip


def _typed(text: str, dice: Random, *, slips: int) -> str | None:
    letters = list(text)
    for _ in range(slips):
        places = [place for place, letter in enumerate(letters) if letter.isalpha()]
        if not places:
            return None
        _slip(letters, dice.choice(places), dice)
    return "".join(letters)


def _slip(letters: list[str], place: int, dice: Random) -> None:
    """One letter wrong, missing, too many, or changed with its neighbour."""
    which = dice.randrange(4)
    if which == 0:
        letters[place] = dice.choice(_LETTERS)
    elif which == 1:
        del letters[place]
    elif which == 2:
        letters.insert(place, dice.choice(_LETTERS))
    elif place + 1 < len(letters):
        letters[place : place + 2] = reversed(letters[place : place + 2])


def _reordered(text: str, dice: Random) -> str | None:
    words = text.split()
    if len(words) < 2:
        return None
    dice.shuffle(words)
    return " ".join(words)


def _without_middle(text: str, dice: Random) -> str | None:
    words = text.split()
    if len(words) < 3:
        return None
    del words[dice.randrange(1, len(words) - 1)]
    return " ".join(words)


def _initialled(text: str, dice: Random) -> str | None:
    words = text.split()
    if len(words) < 3:
        return None
    place = dice.randrange(len(words) - 1)
    return " ".join([*words[:place], words[place][0], *words[place + 1 :]])


def _with_middle(text: str, dice: Random) -> str | None:
    words = text.split()
    return " ".join([words[0], dice.choice(_MIDDLE), *words[1:]])


def _respelled(text: str, dice: Random) -> str | None:
    """Two of the sounds that languages spell differently, each where it comes first."""
    pairs = [pair.split(">") for pair in _SOUNDS.split()]
    low = text.lower()
    heard = [pair for pair in pairs if pair[0] in low]
    for old, new in dice.sample(heard, min(2, len(heard))):
        low = low.replace(old, new, 1)
    return low.title() if heard else None


def _joined_or_split(text: str, dice: Random) -> str | None:
    words = text.split()
    if len(words) > 1 and dice.random() < 0.5:
        place = dice.randrange(len(words) - 1)
        words[place : place + 2] = [words[place] + words[place + 1]]
        return " ".join(words)
    place = max(range(len(words)), key=lambda number: len(words[number]))
    if len(words[place]) < 6:
        return None
    cut = dice.randrange(3, len(words[place]) - 2)
    words[place : place + 1] = [words[place][:cut], words[place][cut:]]
    return " ".join(words)


def _accented(text: str, dice: Random) -> str | None:
    changed = "".join(letter.translate(_ACCENTS) if dice.random() < 0.5 else letter for letter in text)
    return changed if changed != text else None


def _with_other_form(text: str, _: Random) -> str | None:
    place = _form(text.split())
    if place is None:
        return None
    words = text.split()
    words[place] = _FORMS[_bare(words[place])]
    return " ".join(words)


def _without_form(text: str, _: Random) -> str | None:
    words = text.split()
    place = _form(words)
    if place is None or len(words) < 3:
        return None
    return " ".join([*words[:place], *words[place + 1 :]]).strip(" ,")


def _without_word(text: str, dice: Random) -> str | None:
    words = text.split()
    if len(words) < 3:
        return None
    del words[dice.randrange(len(words))]
    return " ".join(words)


def _form(words: list[str]) -> int | None:
    """Where the last legal form stands."""
    places = [place for place, word in enumerate(words) if _bare(word) in _FORMS]
    return places[-1] if places else None


def _bare(word: str) -> str:
    return word.lower().strip(".,")


def _as_is(text: str, _: Random) -> str | None:
    return text


_BOTH: Mapping[str, Change] = {
    "exact": _as_is,
    "typo1": partial(_typed, slips=1),
    "typo2": partial(_typed, slips=2),
    "join_split": _joined_or_split,
    "diacritics": _accented,
}
CHANGES: Mapping[str, Mapping[str, Change]] = {
    "person": {
        **_BOTH,
        "reorder": _reordered,
        "drop_middle": _without_middle,
        "initial": _initialled,
        "add_middle": _with_middle,
        "translit": _respelled,
    },
    "company": {**_BOTH, "legal_form": _with_other_form, "drop_legal": _without_form, "drop_word": _without_word},
}
"""By kind and category."""


def variants(text: str, kind: str, dice: Random) -> dict[str, str]:
    """Every change that this name can have, by category."""
    made = {category: change(text, dice) for category, change in CHANGES[kind].items()}
    return {category: changed for category, changed in made.items() if changed and changed.strip()}
