"""Where ICAO Doc 9303 puts things: one table per format of machine-readable zone, for reading and for writing."""

from dataclasses import dataclass
from typing import Literal

Format = Literal["TD1", "TD2", "TD3", "MRVA", "MRVB", "FRA"]
"""The last is the French identity card of 1987 to 2021, which follows no part of Doc 9303."""
FILLER = "<"


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` (exclusive) of one line."""

    line: int
    start: int
    end: int

    def of(self, lines: tuple[str, ...]) -> str:
        return lines[self.line][self.start : self.end]


@dataclass(frozen=True)
class Check:
    """One check digit: where it stands and what it covers."""

    field: str
    at: Span
    over: tuple[Span, ...]


@dataclass(frozen=True)
class Layout:
    format: Format
    count: int
    width: int
    fields: dict[str, Span]
    checks: tuple[Check, ...]


def _two_lines(format_: Format, width: int, *, optional_end: int, extra: tuple[Check, ...]) -> Layout:
    """TD2, TD3 and both visas share their first 28 places of the second line (Doc 9303-4, -6, -7)."""
    fields = {
        "document_code": Span(0, 0, 2),
        "issuing_state": Span(0, 2, 5),
        "names": Span(0, 5, width),
        "document_number": Span(1, 0, 9),
        "nationality": Span(1, 10, 13),
        "birth_date": Span(1, 13, 19),
        "sex": Span(1, 20, 21),
        "expiry_date": Span(1, 21, 27),
        "optional_data": Span(1, 28, optional_end),
    }
    checks = (
        Check("document_number", Span(1, 9, 10), (fields["document_number"],)),
        Check("birth_date", Span(1, 19, 20), (fields["birth_date"],)),
        Check("expiry_date", Span(1, 27, 28), (fields["expiry_date"],)),
        *extra,
    )
    return Layout(format_, 2, width, fields, checks)


def _composite(last: int) -> Check:
    return Check("composite", Span(1, last, last + 1), (Span(1, 0, 10), Span(1, 13, 20), Span(1, 21, last)))


_TD1_FIELDS = {
    "document_code": Span(0, 0, 2),
    "issuing_state": Span(0, 2, 5),
    "document_number": Span(0, 5, 14),
    "optional_data": Span(0, 15, 30),
    "birth_date": Span(1, 0, 6),
    "sex": Span(1, 7, 8),
    "expiry_date": Span(1, 8, 14),
    "nationality": Span(1, 15, 18),
    "optional_data_2": Span(1, 18, 29),
    "names": Span(2, 0, 30),
}
_TD1 = Layout(
    "TD1",
    3,
    30,
    _TD1_FIELDS,
    (
        Check("document_number", Span(0, 14, 15), (_TD1_FIELDS["document_number"],)),
        Check("birth_date", Span(1, 6, 7), (_TD1_FIELDS["birth_date"],)),
        Check("expiry_date", Span(1, 14, 15), (_TD1_FIELDS["expiry_date"],)),
        Check("composite", Span(1, 29, 30), (Span(0, 5, 30), Span(1, 0, 7), Span(1, 8, 15), Span(1, 18, 29))),
    ),
)
_PERSONAL = Check("personal_number", Span(1, 42, 43), (Span(1, 28, 42),))

_FRA_FIELDS = {
    "document_code": Span(0, 0, 2),
    "issuing_state": Span(0, 2, 5),
    "surname": Span(0, 5, 30),
    "optional_data": Span(0, 30, 36),
    "document_number": Span(1, 0, 12),
    "given_names": Span(1, 13, 27),
    "birth_date": Span(1, 27, 33),
    "sex": Span(1, 34, 35),
}
_FRA = Layout(
    "FRA",
    2,
    36,
    _FRA_FIELDS,
    (
        Check("document_number", Span(1, 12, 13), (_FRA_FIELDS["document_number"],)),
        Check("birth_date", Span(1, 33, 34), (_FRA_FIELDS["birth_date"],)),
        Check("composite", Span(1, 35, 36), (Span(0, 0, 36), Span(1, 0, 35))),
    ),
)

LAYOUTS: dict[Format, Layout] = {
    "TD1": _TD1,
    "TD2": _two_lines("TD2", 36, optional_end=35, extra=(_composite(35),)),
    "TD3": _two_lines("TD3", 44, optional_end=42, extra=(_PERSONAL, _composite(43))),
    "MRVA": _two_lines("MRVA", 44, optional_end=44, extra=()),
    "MRVB": _two_lines("MRVB", 36, optional_end=36, extra=()),
    "FRA": _FRA,
}


def layout_for(*, count: int, width: int, first: str) -> Layout | None:
    """By the lines' number and width, and how the first one begins: a visa's with V, the French card's with IDFRA."""
    if (count, width) == (3, 30):
        return LAYOUTS["TD1"]
    if (count, width) == (2, 44):
        return LAYOUTS["MRVA" if first.startswith("V") else "TD3"]
    if (count, width) == (2, 36):
        return LAYOUTS["MRVB" if first.startswith("V") else "FRA" if first.startswith("IDFRA") else "TD2"]
    return None


def names_line(format_: Format) -> int:
    """Which line the names stand on, counted from 0."""
    fields = LAYOUTS[format_].fields
    return fields["names" if "names" in fields else "surname"].line
