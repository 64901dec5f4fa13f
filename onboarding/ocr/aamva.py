"""What the barcode of a North American driving licence or identity card says: AAMVA DL/ID Card Design Standard."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from onboarding.ocr.states import is_state

VERSIONS = range(1, 11)
_HEADER = re.compile(r"(?:ANSI |AAMVA)(?P<issuer>\d{6})(?P<version>\d{2})")
_SUBFILE = re.compile(r"(?P<kind>DL|ID|EN)?[\n\r|\x00-\x1f\x80-\x9f]*(?=D[A-D][A-Z])")
_SEPARATOR = re.compile(r"[\n\r|\x00-\x1f\x80-\x9f]+")
_CARET = re.compile(r"M(?=Z[A-Z]Z[A-Z][A-Z])|M$")
"""Scanners that act as keyboards type the control characters RS and CR as 6 and M."""
_ELEMENT = re.compile(r"(?:DL|ID|EN|(Z[A-Z])(?=\1))?(?P<id>(?:D[A-D]|Z[A-Z])[A-Z])(?P<value>.*)", re.DOTALL)
"""A subfile's kind stands before its first element."""
_SEXES = {"1": "M", "2": "F", "9": "X", "M": "M", "F": "F"}
_NOTHING = frozenset({"", "NONE", "N/A", "UNAVL", "UNAVAIL"})
_CUT = {"surname": ("DDE",), "given_names": ("DDF", "DDG")}
_DATES = {"birth_date": "DBB", "expiry_date": "DBA", "issue_date": "DBD"}


class NotAamva(ValueError):
    """The text is not of the standard, or leaves out what the standard demands; says why, without personal data."""


@dataclass(frozen=True)
class Card:
    """`fields` by the names of a reading, dates YYYY-MM-DD; `elements` as they stand in the text, by their codes."""

    version: int
    issuer: str
    """The issuer's identification number (IIN): six digits."""
    kind: str
    """Of the subfile: DL, ID or EN."""
    elements: Mapping[str, str]
    fields: Mapping[str, str]
    truncated: frozenset[str]
    """Which of surname and given_names the issuer says it has cut short."""


def parse(text: str) -> Card:
    """Versions 1 to 10, with the separators as issuers write them and scanners garble them; raises NotAamva."""
    text = text.lstrip("\ufeff")
    if not text.startswith("@"):
        raise NotAamva("the compliance indicator is missing")
    header = _HEADER.search(text, 1, 40)
    if header is None:
        raise NotAamva("the header is missing")
    version = int(header["version"])
    if version not in VERSIONS:
        raise NotAamva("the version is not known")
    body = _SUBFILE.search(text, header.end())
    if body is None:
        raise NotAamva("no subfile was found")
    caret = "6M" in text[1 : header.start()] or text[header.start() - 1] == "M"
    elements = _elements(text[body.end() :], caret=caret)
    return Card(version, header["issuer"], body["kind"] or "DL", elements, _fields(elements), _truncated(elements))


def _elements(body: str, *, caret: bool) -> dict[str, str]:
    """By code; the first counts, for a second subfile may repeat what the first one says."""
    found: dict[str, str] = {}
    for piece in _SEPARATOR.split(body):
        for part in _CARET.split(piece) if caret else (piece,):
            if element := _ELEMENT.fullmatch(part):
                found.setdefault(element["id"], " ".join(element["value"].split()))
    return found


def _fields(elements: Mapping[str, str]) -> dict[str, str]:
    surname, given_names = _names(elements)
    found = {
        "surname": surname,
        "given_names": given_names,
        "document_number": _given(elements, "DAQ"),
        "sex": _SEXES.get(elements.get("DBC", ""), ""),
        "address": ", ".join(_address(elements)),
        "issuing_state": _country(elements),
        "categories": _given(elements, "DCA") or _given(elements, "DAR"),
        "birth_place": _given(elements, "DCI"),
        **{name: _day(_given(elements, code)) for name, code in _DATES.items()},
    }
    if not (surname and found["birth_date"] and elements.get("DAQ")):
        raise NotAamva("the name, the birth date or the number is missing")
    return {name: value for name, value in found.items() if value}


def _given(elements: Mapping[str, str], code: str) -> str:
    value = elements.get(code, "").strip(" ,")
    return "" if value.upper() in _NOTHING else value


def _names(elements: Mapping[str, str]) -> tuple[str, str]:
    """Family name and given names: in elements of their own, or all in one (DAA, versions 1 and 2)."""
    surname = _given(elements, "DCS") or _given(elements, "DAB")
    given = " ".join(filter(None, (_given(elements, code) for code in ("DAC", "DAD")))) or _given(elements, "DCT")
    if surname:
        return surname, " ".join(given.replace(",", " ").split())
    whole = elements.get("DAA", "")
    if "," not in whole:
        *first, last = whole.split() or [""]
        return last, " ".join(first)
    last, first_name, middle, *_ = (part.strip() for part in f"{whole},,".split(","))
    return last, f"{first_name} {middle}".strip()


def _address(elements: Mapping[str, str]) -> Iterator[str]:
    """Street, city, then state and postcode as on an envelope."""
    street = _given(elements, "DAG") or _given(elements, "DAL")
    yield from filter(None, (street, _given(elements, "DAH"), _given(elements, "DAI")))
    last = f"{_given(elements, 'DAJ')} {_postcode(_given(elements, 'DAK'))}".strip()
    if last:
        yield last


def _postcode(code: str) -> str:
    """The standard fills a ZIP code with zeros."""
    if not (zip_code := re.fullmatch(r"(\d{5})[ -]?(\d{4,})", code)):
        return code
    return zip_code[1] if not zip_code[2].strip("0") else f"{zip_code[1]}-{zip_code[2]}"


def _country(elements: Mapping[str, str]) -> str:
    return code if is_state(code := _given(elements, "DCG").upper()) else ""


def _day(text: str) -> str:
    """MMDDCCYY in the United States, CCYYMMDD in Canada and version 1: no text is a date both ways."""
    digits = re.sub(r"[-/]", "", text)
    if not digits or len(set(digits)) == 1:  # all nines: does not expire
        return ""
    if not re.fullmatch(r"\d{8}", digits):
        raise NotAamva("a date has not eight digits")
    ordered = digits if digits[:2] in {"19", "20", "21"} else digits[4:] + digits[:4]
    try:
        return date.fromisoformat(f"{ordered[:4]}-{ordered[4:6]}-{ordered[6:]}").isoformat()
    except ValueError as error:
        raise NotAamva("a date is not in the calendar") from error


def _truncated(elements: Mapping[str, str]) -> frozenset[str]:
    return frozenset(
        name for name, codes in _CUT.items() if any(elements.get(code, "").upper() == "T" for code in codes)
    )
