"""Names in the script of a state held against their Latin spelling in its papers."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_ICAO: Final[Mapping[str, str]] = {
    "А": "A", "Б": "B", "В": "V", "Г": "G", "Д": "D", "Е": "E", "Ё": "E", "Ж": "ZH", "З": "Z", "И": "I", "І": "I",
    "Й": "I", "К": "K", "Л": "L", "М": "M", "Н": "N", "О": "O", "П": "P", "Р": "R", "С": "S", "Т": "T", "У": "U",
    "Ф": "F", "Х": "KH", "Ц": "TS", "Ч": "CH", "Ш": "SH", "Щ": "SHCH", "Ы": "Y", "Ъ": "IE", "Ь": "", "Э": "E",
    "Ю": "IU", "Я": "IA", "Ґ": "G", "Ў": "U", "Ѓ": "G", "Ђ": "D", "Ѕ": "DZ", "Ј": "J", "Ќ": "K", "Љ": "LJ", "Њ": "NJ",
    "Ћ": "C", "Џ": "DZ", "Є": "IE", "Ї": "I",
}  # fmt: skip
"""Doc 9303-3 section 6 B, the recommended spelling of each Cyrillic letter."""
_OLDER: Final[Mapping[str, tuple[str, ...]]] = {
    "Е": ("YE",), "Ё": ("YO", "IO"), "Й": ("Y",), "Ю": ("YU",), "Я": ("YA",),
}  # fmt: skip
"""As many states spelled, or still spell, beside ICAO's table."""
_ELOT: Final[Mapping[str, tuple[str, ...]]] = {
    "ΑΥ": ("AV", "AF"), "ΕΥ": ("EV", "EF"), "ΗΥ": ("IV", "IF"), "ΟΥ": ("OU",), "ΜΠ": ("B", "MP"), "ΓΓ": ("NG",),
    "ΓΞ": ("NX",), "ΓΧ": ("NCH",), "Α": ("A",), "Β": ("V",), "Γ": ("G",), "Δ": ("D",), "Ε": ("E",), "Ζ": ("Z",),
    "Η": ("I",), "Θ": ("TH",), "Ι": ("I",), "Κ": ("K",), "Λ": ("L",), "Μ": ("M",), "Ν": ("N",), "Ξ": ("X",),
    "Ο": ("O",), "Π": ("P",), "Ρ": ("R",), "Σ": ("S",), "Τ": ("T",), "Υ": ("Y",), "Φ": ("F",), "Χ": ("CH",),
    "Ψ": ("PS",), "Ω": ("O",),
}  # fmt: skip
"""ELOT 743 (ISO 843), by which Greece and Cyprus spell names."""
_RUSSIAN: Final = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"


@dataclass(frozen=True, slots=True)
class Writing:
    """How a state writes names: `model` is tesseract's for its language, `script` tesseract's for the whole script."""

    model: str
    script: str
    letters: str
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Spellings of the state beside the common ones."""

    @property
    def spellings(self) -> Mapping[str, tuple[str, ...]]:
        if self.script == "Greek":
            return _ELOT
        common = {letter: (_ICAO[letter], *_OLDER.get(letter, ())) for letter in self.letters if letter in _ICAO}
        return common | {some: (*common.get(some, ()), *more) for some, more in self.own.items()}


def _cyrillic(model: str, letters: str, own: str = "") -> Writing:
    """`own` as `Х H, Ң N NG`: a letter or two, and how the state spells them."""
    told = (part.split() for part in own.split(",") if part)
    return Writing(model, "Cyrillic", letters, {some: tuple(spelled) for some, *spelled in told})


_GREEK: Final = Writing("ell", "Greek", "".join(letter for letter in _ELOT if len(letter) == 1))
WRITINGS: Final[Mapping[str, Writing]] = {
    "BGR": _cyrillic("bul", "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯ", "Х H, Щ SHT, Ъ A, Ь Y"),
    "BLR": _cyrillic("bel", "АБВГДЕЁЖЗІЙКЛМНОПРСТУЎФХЦЧШЫЬЭЮЯ", "Г H"),
    "KAZ": _cyrillic("kaz", f"{_RUSSIAN}ӘҒҚҢӨҰҮҺІ", "Ә A, Ғ G GH, Қ K Q, Ң N NG, Ө O, Ұ U, Ү U, Һ H, Х H"),
    "KGZ": _cyrillic("kir", f"{_RUSSIAN}ҢӨҮ", "Ң N NG, Ө O, Ү U, Ж J, Х H"),
    "MKD": _cyrillic("mkd", "АБВГДЃЕЖЗЅИЈКЛЉМНЊОПРСТЌУФХЦЧЏШ", "Х H, Ц C, Ѓ GJ, Ќ KJ, Џ DJ, Ж Z, Ч C, Ш S"),
    "MNG": _cyrillic("mon", f"{_RUSSIAN}ӨҮ", "Ө U O, Ү U, Ж J, Х H, Щ SH, Ъ I, Ь I"),
    "RUS": _cyrillic("rus", _RUSSIAN),
    "SRB": _cyrillic("srp", "АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ", "Х H, Ц C, Ђ DJ, Ж Z, Ч C, Ш S"),
    "UKR": _cyrillic("ukr", "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ", "Г H, И Y, Є YE, Ї YI, ЗГ ZGH"),
    "CYP": _GREEK,
    "GRC": _GREEK,
}
"""By Doc 9303's code of the state. The exceptions that section 6 B names, and the states' own rules: Ukraine's
resolution 55 of 2010, Bulgaria's Transliteration Act of 2009, Mongolia's MNS 5217. Letters of Kazakhstan and Kyrgyzstan
that section 6 B lacks are spelled as their passports do."""


def proven(words: list[str], latin: str, writing: Writing) -> int:
    """How many of the words, from the first on, together are the Latin name; 0 where none are.

    Blanks, hyphens and apostrophes are not compared. Words behind, such as a patronymic, may have no Latin spelling.
    """
    wanted = re.sub(r"[^A-Z]", "", latin.upper())
    counts = range(len(words), 0, -1)
    return next((count for count in counts if wanted and _spells("".join(words[:count]), wanted, writing)), 0)


def _spells(name: str, latin: str, writing: Writing) -> bool:
    letters = "".join(letter for letter in plain(name, writing) if letter.isalpha())
    spellings = writing.spellings
    if not letters or any(letter not in writing.letters for letter in letters):
        return False
    units = re.findall("|".join(sorted(spellings, key=len, reverse=True)), letters)
    return re.fullmatch("".join(f"(?:{'|'.join(spellings[unit])})" for unit in units), latin) is not None


def plain(name: str, writing: Writing) -> str:
    """In capitals; Greek without accents, which its capitals do not bear."""
    if writing.script != "Greek":
        return name.upper()
    return "".join(letter for letter in unicodedata.normalize("NFD", name.upper()) if not unicodedata.combining(letter))
