"""Our own parser of ICAO Doc 9303 machine-readable zones: lines in, fields and every check digit out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onboarding.ocr.check_digits import CheckDigit, checks, overflow
from onboarding.ocr.layouts import FILLER, Format, Layout, layout_for
from onboarding.ocr.repairs import Other, Repair, repaired, settled

CNP_WEIGHTS = (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)
NAMES = ("names", "surname", "given_names")
_LINE = re.compile(r"[A-Z0-9<]+")


class NotMrz(ValueError):
    """The lines have no format of Doc 9303."""


@dataclass(frozen=True)
class Mrz:
    """Dates are YYYY-MM-DD, cut short where day or month are said to be unknown, None where they make no date.

    The French card says neither expiry nor nationality: it was given to nationals alone.
    """

    format: Format
    lines: tuple[str, ...]
    document_code: str
    issuing_state: str
    document_number: str
    birth_date: str | None
    sex: str
    expiry_date: str | None
    nationality: str
    surname: str
    given_names: str
    optional_data: str
    names_truncated: bool
    checks: tuple[CheckDigit, ...]
    repairs: tuple[Repair, ...] = ()

    @property
    def valid(self) -> bool:
        return all(check.valid for check in self.checks)

    @property
    def personal_number(self) -> str:
        """A passport's (Doc 9303-4), and Romania's, whose card parts it around the birth date; else empty."""
        if self.format == "TD3":
            return self.optional_data.replace(FILLER, "")
        if self.format == "TD2" and self.issuing_state == "ROU" and self.birth_date:
            return _romanian(self.optional_data, self.birth_date)
        return ""

    def check(self, field: str) -> CheckDigit | None:
        return next((check for check in self.checks if check.field == field), None)


def parse(lines: tuple[str, ...], *, on: date, repair: bool = True, others: Sequence[Other] = ()) -> Mrz:
    """Two or three whole lines, as printed. `on` decides centuries; `others` may settle wrong check digits.

    Check digits that stay wrong are reported, never raised; lines of no format raise NotMrz.
    """
    layout = _layout(lines)
    repairs: tuple[Repair, ...] = ()
    if repair:
        lines, repairs = repaired(lines, layout)
        lines, by_digit = settled(lines, layout, others)
        repairs += by_digit
    fields = {name: span.of(lines) for name, span in layout.fields.items()}
    surname, given_names = _names(fields)
    return Mrz(
        format=layout.format,
        lines=lines,
        document_code=_plain(fields["document_code"]),
        issuing_state=_plain(fields["issuing_state"]),
        document_number=_plain(fields["document_number"]) + overflow(lines, layout)[:-1],
        birth_date=full_date(fields["birth_date"], not_after=on),
        sex=_sex(fields["sex"]),
        expiry_date=full_date(fields.get("expiry_date", ""), not_after=_twenty_years_after(on)),
        nationality=_plain(fields.get("nationality", fields["issuing_state"])),
        surname=surname,
        given_names=given_names,
        optional_data=_optional_data(fields, overflow(lines, layout)),
        names_truncated=any(not fields[name].endswith(FILLER) for name in NAMES if name in fields),
        checks=checks(lines, layout),
        repairs=repairs,
    )


def _layout(lines: tuple[str, ...]) -> Layout:
    widths = {len(line) for line in lines}
    if len(widths) != 1 or not all(_LINE.fullmatch(line) for line in lines):
        raise NotMrz("lines of one length, of A to Z, 0 to 9 and <, are expected")
    layout = layout_for(count=len(lines), width=widths.pop(), first=lines[0])
    if layout is None:
        raise NotMrz("two lines of 36 or 44 or three of 30 characters are expected")
    return layout


def _optional_data(fields: dict[str, str], number: str) -> str:
    """Both fields of a TD1, with a bar between where there are two; fillers inside are kept as printed."""
    first = fields["optional_data"][len(number) :].strip(FILLER)
    second = fields.get("optional_data_2", "").strip(FILLER)
    return "|".join(part for part in (first, second) if part)


def _names(fields: dict[str, str]) -> tuple[str, str]:
    """One field for all names, but for the French card, which has one for each."""
    if "names" in fields:
        return split_names(fields["names"])
    return _words(fields["surname"]), _words(fields["given_names"])


def split_names(field: str) -> tuple[str, str]:
    """(surname, given names): the first double filler parts them, a single one parts words (Doc 9303-3, 4.6)."""
    surname, _, given = field.strip(FILLER).partition(FILLER * 2)
    return _words(surname), _words(given)


def _words(text: str) -> str:
    return " ".join(word for word in text.split(FILLER) if word)


def _romanian(optional: str, birth_date: str) -> str:
    """All thirteen digits, where their own check digit (modulo 11) is right: the card prints the first and last six."""
    if not re.fullmatch(r"\d{7}", optional) or len(birth_date) != 10:
        return ""
    number = optional[0] + birth_date[2:].replace("-", "") + optional[1:]
    rest = sum(int(digit) * weight for digit, weight in zip(number, CNP_WEIGHTS, strict=False)) % 11
    return number if number[-1] == str(rest % 10 + rest // 10) else ""


def _plain(text: str) -> str:
    return text.replace(FILLER, " ").strip()


def _sex(letter: str) -> str:
    """M, F, or X where the document leaves it unspecified."""
    return letter if letter in "MF" else "X"


def _twenty_years_after(on: date) -> date:
    return date(on.year + 20, 12, 31)


def full_date(text: str, *, not_after: date) -> str | None:
    """YYMMDD in the latest century that is not after `not_after`; unknown trailing parts (`<<`) are left off."""
    year, month, day = text[:2], text[2:4], text[4:6]
    if not year.isdigit():
        return None
    known = [part for part in (month, day) if part != FILLER * 2]
    if not all(part.isdigit() for part in known) or (month == FILLER * 2 and day != FILLER * 2):
        return None
    century = not_after.year // 100 * 100
    full = (_day(age + int(year), known) for age in (century + 100, century, century - 100))
    latest = next((day for day in full if day and day <= not_after), None)
    return "-".join([str(latest.year), *known]) if latest else None


def _day(year: int, known: list[str]) -> date | None:
    """The first day that the known parts allow; None on 30 February."""
    month, day, *_ = *(int(part) for part in known), 1, 1
    try:
        return date(year, month, day)
    except ValueError:
        return None
