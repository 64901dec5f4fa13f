"""Our own parser of ICAO Doc 9303 machine-readable zones: lines in, fields and every check digit out."""

import re
from dataclasses import dataclass
from datetime import date

from onboarding.ocr.layouts import FILLER, Check, Format, Layout, Span, check_digit, layout_for

TO_DIGIT = {
    "O": "0",
    "Q": "0",
    "D": "0",
    "U": "0",
    "I": "1",
    "L": "1",
    "T": "1",
    "Z": "2",
    "A": "4",
    "S": "5",
    "G": "6",
    "B": "8",
}
TO_LETTER = {"0": "O", "1": "I", "2": "Z", "4": "A", "5": "S", "6": "G", "8": "B"}
ALIKE = {
    "0": "OQD",
    "O": "0",
    "Q": "0",
    "D": "0",
    "1": "I",
    "I": "1",
    "2": "Z",
    "Z": "2",
    "5": "S",
    "S": "5",
    "8": "B",
    "B": "8",
    "6": "G",
    "G": "6",
}
_LINE = re.compile(r"[A-Z0-9<]+")
_DATES = ("birth_date", "expiry_date")
_WORDS = ("issuing_state", "nationality", "names")


class NotMrz(ValueError):
    """The lines have no format of Doc 9303."""


@dataclass(frozen=True)
class CheckDigit:
    field: str
    printed: str
    expected: str
    valid: bool


@dataclass(frozen=True)
class Repair:
    """One character taken for another because its place, or a check digit, left no other reading. Counted from 0."""

    line: int
    place: int
    read: str
    taken: str
    reason: str


@dataclass(frozen=True)
class Mrz:
    """Dates are YYYY-MM-DD, cut short where day or month are said to be unknown, None where they make no date."""

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

    def check(self, field: str) -> CheckDigit | None:
        return next((check for check in self.checks if check.field == field), None)


def parse(lines: tuple[str, ...], *, on: date, repair: bool = True) -> Mrz:
    """Two or three whole lines, as printed. `on` decides centuries. Wrong check digits are reported, never raised."""
    layout = _layout(lines)
    repairs: tuple[Repair, ...] = ()
    if repair:
        lines, repairs = _repair_places(lines, layout)
        lines, by_digit = _repair_by_check_digit(lines, layout)
        repairs += by_digit
    surname, given_names = split_names(layout.fields["names"].of(lines))
    return Mrz(
        format=layout.format,
        lines=lines,
        document_code=_plain(layout.fields["document_code"].of(lines)),
        issuing_state=_plain(layout.fields["issuing_state"].of(lines)),
        document_number=_document_number(lines, layout),
        birth_date=full_date(layout.fields["birth_date"].of(lines), not_after=on),
        sex=_sex(layout.fields["sex"].of(lines)),
        expiry_date=full_date(layout.fields["expiry_date"].of(lines), not_after=_twenty_years_after(on)),
        nationality=_plain(layout.fields["nationality"].of(lines)),
        surname=surname,
        given_names=given_names,
        optional_data=_optional_data(lines, layout),
        names_truncated=not layout.fields["names"].of(lines).endswith(FILLER),
        checks=checks(lines, layout),
        repairs=repairs,
    )


def _layout(lines: tuple[str, ...]) -> Layout:
    widths = {len(line) for line in lines}
    if len(widths) != 1 or not all(_LINE.fullmatch(line) for line in lines):
        raise NotMrz("lines of one length, of A to Z, 0 to 9 and <, are expected")
    layout = layout_for(count=len(lines), width=widths.pop(), first=lines[0][0])
    if layout is None:
        raise NotMrz("two lines of 36 or 44 or three of 30 characters are expected")
    return layout


def checks(lines: tuple[str, ...], layout: Layout) -> tuple[CheckDigit, ...]:
    """Each check digit of the layout, right or wrong (Doc 9303-3 section 4.9)."""
    return tuple(_check(lines, layout, check) for check in layout.checks)


def _check(lines: tuple[str, ...], layout: Layout, check: Check) -> CheckDigit:
    covered, printed = "".join(span.of(lines) for span in check.over), check.at.of(lines)
    if check.field == "document_number" and (rest := _overflow(lines, layout)):
        covered, printed = covered + rest[:-1], rest[-1]
    expected = check_digit(covered)
    empty = check.field == "personal_number" and not covered.strip(FILLER)
    return CheckDigit(check.field, printed, expected, printed == expected or (empty and printed == FILLER))


def _overflow(lines: tuple[str, ...], layout: Layout) -> str:
    """The rest of a document number of more than nine characters, check digit last (Doc 9303-5, 4.2.2, note j)."""
    if layout.format not in ("TD1", "TD2") or layout.checks[0].at.of(lines) != FILLER:
        return ""
    rest = layout.fields["optional_data"].of(lines).split(FILLER)[0]
    return rest if len(rest) >= 2 and rest[-1].isdigit() else ""


def _document_number(lines: tuple[str, ...], layout: Layout) -> str:
    return _plain(layout.fields["document_number"].of(lines)) + _overflow(lines, layout)[:-1]


def _optional_data(lines: tuple[str, ...], layout: Layout) -> str:
    """Both fields of a TD1, with a bar between where there are two; fillers inside are kept as printed."""
    first = layout.fields["optional_data"].of(lines)[len(_overflow(lines, layout)) :].strip(FILLER)
    second = layout.fields["optional_data_2"].of(lines).strip(FILLER) if layout.format == "TD1" else ""
    return "|".join(part for part in (first, second) if part)


def split_names(field: str) -> tuple[str, str]:
    """(surname, given names): the first double filler parts them, a single one parts words (Doc 9303-3, 4.6)."""
    surname, _, given = field.strip(FILLER).partition(FILLER * 2)
    return _words(surname), _words(given)


def _words(text: str) -> str:
    return " ".join(word for word in text.split(FILLER) if word)


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


def _repair_places(lines: tuple[str, ...], layout: Layout) -> tuple[tuple[str, ...], tuple[Repair, ...]]:
    """A letter where only a digit may stand, and the reverse (Doc 9303-3, 4.3 to 4.9)."""
    done: list[Repair] = []
    for span in [layout.fields[name] for name in _DATES] + [check.at for check in layout.checks]:
        lines = _swap(lines, span, TO_DIGIT, "only a digit may stand here", done)
    for name in _WORDS:
        lines = _swap(lines, layout.fields[name], TO_LETTER, "only a letter may stand here", done)
    return lines, tuple(done)


def _swap(
    lines: tuple[str, ...], span: Span, table: dict[str, str], reason: str, done: list[Repair]
) -> tuple[str, ...]:
    for place in range(span.start, span.end):
        read = lines[span.line][place]
        if read in table:
            lines = _with(lines, span.line, place, table[read])
            done.append(Repair(span.line, place, read, table[read], reason))
    return lines


def _with(lines: tuple[str, ...], line: int, place: int, letter: str) -> tuple[str, ...]:
    changed = lines[line][:place] + letter + lines[line][place + 1 :]
    return (*lines[:line], changed, *lines[line + 1 :])


def _repair_by_check_digit(lines: tuple[str, ...], layout: Layout) -> tuple[tuple[str, ...], tuple[Repair, ...]]:
    """Look-alikes in the document number, where the check digit that covers it comes out right.

    First every O, and Q and D where the digit is wrong, is taken for 0: states avoid these letters, and two of them
    misread can pass a check digit. Else one exchange, if exactly one makes the digits right.
    """
    zeros = _zeros(lines, layout)
    if zeros and _settles(_applied(lines, zeros), layout):
        return _applied(lines, zeros), zeros
    if checks(lines, layout)[0].valid:
        return lines, ()
    span = layout.fields["document_number"]
    found = [
        Repair(span.line, place, lines[span.line][place], other, "the check digit allows no other look-alike")
        for place in range(span.start, span.end)
        for other in ALIKE.get(lines[span.line][place], "")
        if _settles(_with(lines, span.line, place, other), layout)
    ]
    return (_applied(lines, tuple(found)), tuple(found)) if len(found) == 1 else (lines, ())


def _zeros(lines: tuple[str, ...], layout: Layout) -> tuple[Repair, ...]:
    span = layout.fields["document_number"]
    letters = "O" if checks(lines, layout)[0].valid else "OQD"
    line = lines[span.line]
    return tuple(
        Repair(span.line, place, line[place], "0", "the check digit fits, and O is hardly used in numbers")
        for place in range(span.start, span.end)
        if line[place] in letters
    )


def _applied(lines: tuple[str, ...], repairs: tuple[Repair, ...]) -> tuple[str, ...]:
    for repair in repairs:
        lines = _with(lines, repair.line, repair.place, repair.taken)
    return lines


def _settles(lines: tuple[str, ...], layout: Layout) -> bool:
    return all(check.valid for check in checks(lines, layout) if check.field in ("document_number", "composite"))
