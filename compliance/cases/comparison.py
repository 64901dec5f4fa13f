"""What a document says against what the customer declared: names by the rules of passports, and dates."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import pycountry
from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

_ICAO = str.maketrans(
    {
        "Ä": "AE",
        "Å": "AA",
        "Æ": "AE",
        "Ö": "OE",
        "Ø": "OE",
        "Ü": "UE",
        "ẞ": "SS",
        "Þ": "TH",
        "Ð": "D",
        "Đ": "D",
        "Ñ": "N",
    }
)
"""ICAO Doc 9303 part 3 §6.A, where it differs from leaving the accent out."""
_ALIKE = 0.85
"""One misread letter in seven."""
_LONGEST_NAME = 28
"""A zone of type TD1 has 30 places for the whole name: one that fills them may be cut short."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What the customer said. `nationality` is ISO 3166-1 alpha-2 or empty."""

    given_names: str
    family_name: str
    birth_date: date | None
    nationality: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What the document says; None for what was not read surely enough. `nationality` is as in the zone, alpha-3."""

    given_names: str | None
    surname: str | None
    birth_date: date | None
    expiry_date: date | None
    nationality: str | None = None


def findings(*, declared: Declared, read: Read, on: date, validity_days: int) -> tuple[str, ...]:
    """Codes, gravest first. A document that is valid to the end of `on` plus `validity_days` has not expired."""
    checks = (
        ("document_expired", read.expiry_date is not None and read.expiry_date < on + timedelta(days=validity_days)),
        ("name_differs", _name_differs(declared, read)),
        ("birth_date_differs", _differs(declared.birth_date, read.birth_date)),
        ("nationality_differs", _nationality_differs(declared.nationality, read.nationality)),
        ("name_unread", read.surname is None and read.given_names is None),
        ("birth_date_unread", read.birth_date is None),
        ("expiry_date_unread", read.expiry_date is None),
    )
    return tuple(code for code, found in checks if found)


def names_agree(declared: Declared, read: Read) -> bool:
    """The surnames are alike, and each given name of the shorter row is alike one of the longer row.

    Tolerates both usual transliterations of a letter, one misread letter in seven, names left out after the first,
    a zone that was cut short, and a document without one of the two parts where the other holds the whole name.
    """
    return any(
        _parts_agree(family, given, read.surname or "", read.given_names or "")
        for family, given in zip(_spellings(declared.family_name), _spellings(declared.given_names), strict=True)
    )


def _name_differs(declared: Declared, read: Read) -> bool:
    return (read.surname is not None or read.given_names is not None) and not names_agree(declared, read)


def _differs(declared: date | None, read: date | None) -> bool:
    return declared is not None and read is not None and declared != read


def _nationality_differs(declared: str, read: str | None) -> bool:
    """Codes that no country has, such as those of specimens and of the United Nations, are not compared."""
    country = pycountry.countries.get(alpha_3="DEU" if read == "D" else read) if read else None
    return bool(declared) and country is not None and country.alpha_2 != declared


def _spellings(name: str) -> tuple[list[str], list[str]]:
    """The name's words in Latin capitals: by the zone's own rules, and with the accents left out."""
    upper = name.replace("ß", "ẞ").upper()
    return _words(upper.translate(_ICAO)), _words(upper)


def _words(text: str) -> list[str]:
    letters = anyascii(text).upper().replace("'", "")
    return re.findall(r"[A-Z]+", letters)


def _parts_agree(family: list[str], given: list[str], surname: str, given_names: str) -> bool:
    read_family, read_given = _words(surname), _words(given_names)
    if not read_family or not read_given:
        return _alike("".join(sorted(family + given)), "".join(sorted(read_family + read_given)))
    cut = len(surname) + len(given_names) >= _LONGEST_NAME
    return _joined_alike(family, read_family, cut=cut) and _rows_agree(given, read_given, cut=cut)


def _joined_alike(one: Iterable[str], other: Iterable[str], *, cut: bool) -> bool:
    """`VAN DER BERG` is `VANDERBERG`."""
    return _alike("".join(one), "".join(other), cut=cut)


def _rows_agree(one: list[str], other: list[str], *, cut: bool) -> bool:
    if _joined_alike(one, other, cut=cut):
        return True
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and all(any(_alike(word, place, cut=cut) for place in longer) for word in shorter)


def _alike(one: str, other: str, *, cut: bool = False) -> bool:
    if cut and min(len(one), len(other)) >= 1 and (one.startswith(other) or other.startswith(one)):
        return True
    return Levenshtein.normalized_similarity(one, other) >= _ALIKE
