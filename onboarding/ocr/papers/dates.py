"""Dates on papers, in the ways in which several languages write them, and which of them is the paper's own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from anyascii import anyascii

MONTHS = {
    "jan": 1, "gen": 1, "ene": 1, "sty": 1, "feb": 2, "fev": 2, "lut": 2, "mar": 3, "mrt": 3, "maa": 3, "mae": 3,
    "apr": 4, "avr": 4, "abr": 4, "kwi": 4, "may": 5, "mai": 5, "mag": 5, "maj": 5, "mei": 5, "jun": 6, "juin": 6,
    "giu": 6, "cze": 6, "jul": 7, "juil": 7, "lug": 7, "lip": 7, "aug": 8, "aou": 8, "ago": 8, "sie": 8, "sep": 9,
    "set": 9, "wrz": 9, "oct": 10, "okt": 10, "ott": 10, "out": 10, "paz": 10, "nov": 11, "lis": 11, "dec": 12,
    "dez": 12, "dic": 12, "des": 12, "gru": 12,
}  # fmt: skip
"""First letters of the months in English, German, French, Spanish, Italian, Portuguese, Dutch, the Nordic languages
and Polish, without accents."""
_NAME = r"([a-z]{3,10})\.?"
_PATTERNS = (
    (re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b"), "ymd"),
    (re.compile(r"\b(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4})\b"), "dmy"),
    (re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s*(?:de\s+|di\s+)?{_NAME}\s*(?:de\s+)?,?\s*(\d{{4}})\b"), "dmy"),
    (re.compile(rf"\b{_NAME}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b"), "mdy"),
)
_ISSUED = re.compile(
    r"(statement|invoice|bill|issue|letter|notice|extract|print)(ing|ed)?\s*date"
    r"|date of (the )?(issue|statement|invoice|bill|extract|notice)|issued|dated|as of|datum"
    r"|ausgestellt|date d.?(e|de la) (facture|emission)|date d.?emission|emis le|edite le"
    r"|fecha de (emision|factura|expedicion)|data (di )?(emissione|fattura)|data (da |de )?(fatura|emissao)"
    r"|utskrevet|utstedt|udstedt|utfardat|data wystawienia"
)
_OTHER = re.compile(
    r"\bdue\b|pay by|birth|born|incorporat|founded|valid|expir|from|until|period|next|since|falligkeit|geburt"
    r"|gegrundet|gultig|zahlbar|echeance|naissance|vencimiento|nacimiento|scadenza|nascita|vervaldatum|forfall"
    r"|zaplaty|urodzenia"
)
"""Labels of dates that say nothing of the paper's age."""


@dataclass(frozen=True)
class Dated:
    """`issued` where a label says that the paper was made on this day."""

    day: date
    issued: bool


def own_date(lines: Sequence[str], *, on: date) -> date | None:
    """The newest day not after `on` of those labelled as the paper's, else of those without any label."""
    found = [dated for dated in dates(lines, on=on) if dated.day <= on]
    labelled = [dated.day for dated in found if dated.issued]
    return max(labelled or (dated.day for dated in found), default=None)


def dates(lines: Sequence[str], *, on: date) -> Iterator[Dated]:
    """All dates but those that a label on their line, or alone on the line above, keeps for something else."""
    above = ""
    for line in lines:
        text = anyascii(line).lower()
        days = list(_days(text, on))
        label = text if re.search(r"[a-z]{3}", _without_dates(text)) else above
        if not _OTHER.search(label):
            issued = bool(_ISSUED.search(label))
            yield from (Dated(day, issued) for day in days)
        above = "" if days else text


def _without_dates(text: str) -> str:
    for pattern, _ in _PATTERNS:
        text = pattern.sub(" ", text)
    return text


def _days(text: str, on: date) -> Iterator[date]:
    for pattern, order in _PATTERNS:
        for found in pattern.finditer(text):
            parts = dict(zip(order, found.groups(), strict=True))
            day = _day(parts["y"], parts["m"], parts["d"])
            if order == "dmy" and (day is None or day > on):  # the American order, where the usual one makes no sense
                day = _day(parts["y"], parts["d"], parts["m"]) or day
            if day:
                yield day


def _day(year: str, month: str, day: str) -> date | None:
    number = _month(month)
    try:
        return date(int(year), number, int(day)) if number and day.isdigit() else None
    except ValueError:
        return None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else MONTHS.get(text[:4], MONTHS.get(text[:3], 0))
