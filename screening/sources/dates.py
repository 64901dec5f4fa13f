"""Birth dates as publishers write them, as the first and last day that they may mean."""

import calendar
import re
from datetime import date

from screening.records import BirthDate

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name}
_ENGLISH = re.compile(r"(?:(?:(?P<day>\d{1,2}) )?(?P<month>[A-Za-z]{3})[a-z]* )?(?P<year>\d{4})")
_BETWEEN = re.compile(r" to |(?<=\d{4})-(?=\d{4})")
_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


def days(year: int, month: int | None = None, day: int | None = None) -> tuple[str, str] | None:
    """The first and the last day of a year, a month or a day; None where there is no such day."""
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None
    return first.isoformat(), last.isoformat()


def iso(text: str) -> tuple[str, str] | None:
    """The days of YYYY, YYYY-MM or YYYY-MM-DD."""
    found = _ISO.fullmatch(text.strip())
    if not found:
        return None
    month, day = found["month"], found["day"]
    return days(int(found["year"]), int(month) if month else None, int(day) if day else None)


def english(text: str) -> BirthDate | None:
    """`10 Dec 1948`, `Dec 1948`, `circa 1965`, `1964 to 1966`, `1964-1966`; None for anything else."""
    circa = text.startswith("circa ")
    parts = _BETWEEN.split(text.removeprefix("circa "))
    ends = [_english_days(part.removeprefix("circa ")) for part in parts]
    known = [end for end in ends if end]
    if not known or len(known) != len(ends) or len(ends) > 2:
        return None
    return BirthDate(earliest=known[0][0], latest=known[-1][1], circa=circa)


def _english_days(text: str) -> tuple[str, str] | None:
    found = _ENGLISH.fullmatch(text.strip())
    if not found:
        return None
    month = _MONTHS.get(found["month"].casefold()) if found["month"] else None
    if found["month"] and month is None:
        return None
    return days(int(found["year"]), month, int(found["day"]) if found["day"] else None)
