"""What a document says against what the customer declared: names by the rules of passports, and dates."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import pycountry
from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from onboarding.verdict.particulars import Particulars

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


def differences(declared: Declared, read: Particulars) -> Iterator[str]:
    """Codes, gravest first. Names are compared by their sources (`names`)."""
    if declared.birth_date is not None and read.birth_date is not None and declared.birth_date != read.birth_date:
        yield "birth_date_differs"
    if _nationality_differs(declared.nationality, read.nationality):
        yield "nationality_differs"
    if read.birth_date is None:
        yield "birth_date_unread"
    if read.expiry_date is None:
        yield "expiry_date_unread"
    if not read.document_number:
        yield "document_number_unread"


def names_agree(declared: Declared, *, surname: str, given_names: str) -> bool:
    """The surnames are alike, and each given name of the shorter row is alike one of the longer row.

    Tolerates both usual transliterations of a letter, one misread letter in seven, names left out after the first,
    a zone that was cut short, and a document without one of the two parts where the other holds the whole name.
    """
    return any(
        _parts_agree(family, given, surname, given_names)
        for family, given in zip(_spellings(declared.family_name), _spellings(declared.given_names), strict=True)
    )


def _nationality_differs(declared: str, read: str) -> bool:
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


def _joined_alike(declared: Iterable[str], read: Iterable[str], *, cut: bool) -> bool:
    """`VAN DER BERG` is `VANDERBERG`."""
    return _alike("".join(declared), "".join(read), cut=cut)


def _rows_agree(declared: list[str], read: list[str], *, cut: bool) -> bool:
    """Each word of the shorter row is alike one of the longer."""
    if _joined_alike(declared, read, cut=cut):
        return True
    if not declared or not read:
        return False
    alike = [[_alike(word, place, cut=cut) for place in read] for word in declared]
    return all(map(any, alike if len(declared) <= len(read) else zip(*alike, strict=True)))


def _alike(declared: str, read: str, *, cut: bool = False) -> bool:
    """A document may cut a name, and nobody else: who declares a letter of it is not named by it."""
    if cut and read and declared.startswith(read):
        return True
    return Levenshtein.normalized_similarity(declared, read) >= _ALIKE
