"""What a proof of address or a registry extract says against what was declared: pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import pycountry
from anyascii import anyascii
from rapidfuzz import fuzz

from compliance.policy.document import Thresholds
from onboarding.readings import PaperReading

ALIKE = 82
"""Of 100: one misread letter in six."""
NAME_LINES = 2
ADDRESS_LINES = 5
"""A name or an address stands on so many lines one after another."""
LONG_NUMBER = 5
"""Shorter ones are found by chance, in a date or a sum."""
WORDS_SHOWN = 0.8
"""Share of an address's words that has to be on the paper, of three all; of its numbers, all."""
_MISREAD = str.maketrans("OILSBZ", "011582")
"""Letters that engines take for digits and digits for letters, in words that hold a digit."""
_BEFORE, _AFTER = r"(?<![A-Z0-9])(?<![0-9][ ./-])", r"(?![ ./-]?[0-9])(?![A-Z])"
"""No part of a longer number is taken for the whole."""
_LONG_FORMS = {
    "STR": "STRASSE", "ST": "STREET", "RD": "ROAD", "AVE": "AVENUE", "AV": "AVENUE", "BLVD": "BOULEVARD",
    "BD": "BOULEVARD", "LN": "LANE", "DR": "DRIVE", "SQ": "SQUARE", "PL": "PLACE", "APT": "APARTMENT", "CT": "COURT",
}  # fmt: skip
_LEGAL_FORMS = {
    "LIMITED": "LTD", "INCORPORATED": "INC", "CORPORATION": "CORP", "COMPANY": "CO", "LIMITADA": "LDA",
    "AKTIEBOLAG": "AB", "AKSJESELSKAP": "AS", "AKTIENGESELLSCHAFT": "AG",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DeclaredPaper:
    """Who the paper has to be about: any of these names, and where that is."""

    names: tuple[str, ...]
    address: tuple[str, ...] = ()
    number: str = ""
    """Of registration."""
    country: str = ""
    """ISO 3166-1 alpha-2; its name in the address proves nothing."""


def address_codes(
    reading: PaperReading, *, declared: DeclaredPaper, thresholds: Thresholds, on: date
) -> tuple[str, ...]:
    """What is wrong with a proof of address, gravest first; of a paper that cannot be read, only that."""
    if reading.findings:
        return tuple(finding.code for finding in reading.findings)
    checks = (
        ("address_name_differs", not any(_shows_name(reading.lines, name) for name in declared.names)),
        ("address_differs", bool(declared.address) and not _shows_address(reading.lines, declared)),
        ("address_missing", not declared.address),
        ("address_date_missing", reading.issued is None),
        ("address_too_old", _too_old(reading.issued, on, thresholds.address_max_age_days)),
    )
    return tuple(code for code, found in checks if found)


def registry_codes(
    reading: PaperReading, *, declared: DeclaredPaper, thresholds: Thresholds, on: date
) -> tuple[str, ...]:
    """What is wrong with a registry extract, gravest first; a name in its place that is another is no missing one."""
    if reading.findings:
        return tuple(finding.code for finding in reading.findings)
    named = any(_shows_name(reading.lines, name) for name in declared.names)
    checks = (
        ("registry_name_differs", not named and "company_name" in reading.fields),
        ("registry_number_differs", not _shows_number(reading.lines, declared.number)),
        ("registry_name_missing", not named and "company_name" not in reading.fields),
        ("registry_date_missing", reading.issued is None),
        ("registry_too_old", _too_old(reading.issued, on, thresholds.registry_max_age_days)),
    )
    return tuple(code for code, found in checks if found)


def _too_old(issued: date | None, on: date, most_days: int) -> bool:
    return issued is not None and issued < on - timedelta(days=most_days)


def _shows_name(lines: Sequence[str], name: str) -> bool:
    """All its words, in any order, on one line or two."""
    wanted = _words(name)
    return any(_all_shown(wanted, _words(window)) for window in _windows(lines, NAME_LINES))


def _all_shown(wanted: Sequence[str], shown: Sequence[str]) -> bool:
    return bool(wanted) and all(any(_alike(word, other) for other in shown) for word in wanted)


def _shows_address(lines: Sequence[str], declared: DeclaredPaper) -> bool:
    """Street, postcode and town in any order within a few lines: every number as it is, the words by their likeness."""
    country = pycountry.countries.get(alpha_2=declared.country)
    left_out = set(_words(country.name)) if country else set()
    wanted = [word for line in _owed(declared.address) for word in _words(line) if word not in left_out]
    return bool(wanted) and any(_address_in(wanted, _words(window)) for window in _windows(lines, ADDRESS_LINES))


def _owed(address: Sequence[str]) -> Sequence[str]:
    """Without the country, a last line of words after two others: papers sent at home leave it out."""
    has_country = len(address) > 2 and not _has_digit(address[-1])
    return address[:-1] if has_country else address


def _address_in(wanted: Sequence[str], shown: Sequence[str]) -> bool:
    numbers, words = _split(wanted)
    seen_numbers, seen_words = _split(shown)
    joined = {first + second for first, second in pairwise(seen_numbers)} | set(seen_numbers)
    in_pairs = {number for pair in pairwise(numbers) if "".join(pair) in joined for number in pair}
    if not all(number in joined or number in in_pairs for number in numbers):
        return False
    found = sum(any(_alike(word, other) for other in seen_words) for word in words)
    return found >= WORDS_SHOWN * len(words)


def _split(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Those with a digit, misreadings evened out, and the others."""
    numbers = [word.translate(_MISREAD) for word in words if _has_digit(word)]
    return numbers, [word for word in words if not _has_digit(word)]


def _has_digit(word: str) -> bool:
    return any(sign.isdigit() for sign in word)


def _shows_number(lines: Sequence[str], number: str) -> bool:
    """Whatever parts its groups; a long one also without the country's letters before it."""
    wanted = re.sub(r"[^A-Z0-9]", "", anyascii(number).upper())
    bare = re.sub(r"^[A-Z]+", "", wanted)
    signs = bare if len(bare) >= LONG_NUMBER else wanted
    pattern = re.compile(_BEFORE + r"[^A-Z0-9]*".join(signs) + _AFTER)
    return bool(signs) and any(pattern.search(anyascii(line).upper()) for line in lines)


def _windows(lines: Sequence[str], height: int) -> Iterator[str]:
    for first in range(len(lines)):
        yield " ".join(lines[first : first + height])


def _words(text: str) -> list[str]:
    """In Latin capitals, usual abbreviations spelled out; `STR` at the end of a word too."""
    found = re.findall(r"[A-Z0-9]+", anyascii(text).upper().replace("'", ""))
    long = [_LEGAL_FORMS.get(word, _LONG_FORMS.get(word, word)) for word in found]
    return [re.sub(r"(?<=[A-Z]{3})STR$", "STRASSE", word) for word in long]


def _alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) > 3 and fuzz.ratio(one, other) >= ALIKE)
