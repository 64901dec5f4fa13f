"""What makes a score: each docstring is what the officer reads, each weight is in score points."""

from datetime import date

from compliance.kernel.scoring import Factor, Finding
from screening.matching.pairs import Meeting, Pair
from screening.records import BirthDate, Strength

NAME_WEIGHT = 0.95


def names_alike(pair: Pair) -> Finding:
    """The names are alike: every word is paired with the word closest to it, and words left over count against."""
    parts = [_shown(meeting) for meeting in pair.meetings]
    parts += [f"{word} is not listed" for word in pair.query_left]
    parts += [f"{word} is listed only" for word in pair.listed_left]
    return Finding(pair.alike, "; ".join(parts))


def identifier_agrees(pair: Pair) -> Finding:
    """A number that identifies the party, such as a passport, registration or IMO number, is the same."""
    return Finding(1.0 if pair.shared_identifiers else 0.0, ", ".join(pair.shared_identifiers))


def birth_date_agrees(pair: Pair) -> Finding | None:
    """The birth date is one that the list gives, to the day or within the period that the list gives."""
    if not _dated(pair) or _years_apart(pair) > 0:
        return None
    to_the_day = any(_is_day(listed) and _gap(pair, listed) == 0 for listed in pair.record.birth_dates)
    return Finding(1.0 if to_the_day and _query_is_day(pair) else 0.6, _listed_dates(pair))


def birth_date_contradicts(pair: Pair) -> Finding | None:
    """The birth date is none that the list gives; the farther apart, the more it counts against."""
    if not _dated(pair):
        return None
    apart = _years_apart(pair)
    if not apart:
        return None
    guessed = any(listed.circa for listed in pair.record.birth_dates)
    allowed = 2.0 if guessed else 0.0
    value = 0.0 if apart <= allowed else 0.4 if apart <= allowed + 1 else 0.7 if apart <= allowed + 3 else 1.0
    return Finding(value, f"listed: {_listed_dates(pair)}")


def country_agrees(pair: Pair) -> Finding:
    """A country of the customer is one that the list gives."""
    shared = sorted(set(pair.query.countries) & set(pair.record.countries))
    return Finding(1.0 if shared else 0.0, ", ".join(shared))


def country_differs(pair: Pair) -> Finding:
    """Countries are known on both sides, and none is the same."""
    known = bool(pair.query.countries and pair.record.countries)
    differs = known and not set(pair.query.countries) & set(pair.record.countries)
    return Finding(1.0 if differs else 0.0, f"listed: {', '.join(pair.record.countries)}" if differs else "")


def weak_alias(pair: Pair) -> Finding:
    """The name met is one that the publisher calls a weak alias, and nothing else agrees."""
    weak = pair.listed.strength == Strength.WEAK and not _supported(pair)
    return Finding(1.0 if weak else 0.0, pair.listed.text if weak else "")


def single_word(pair: Pair) -> Finding:
    """Only one word could be compared, and nothing else agrees."""
    return Finding(1.0 if pair.words <= 1 and pair.alike and not _supported(pair) else 0.0)


FACTORS = (
    Factor(names_alike, weight=NAME_WEIGHT),
    Factor(identifier_agrees, weight=1.0),
    Factor(birth_date_agrees, weight=0.05),
    Factor(country_agrees, weight=0.02),
    Factor(birth_date_contradicts, weight=-0.13),
    Factor(country_differs, weight=-0.02),
    Factor(weak_alias, weight=-0.12),
    Factor(single_word, weight=-0.12),
)
MOST_SUPPORT = 0.07
"""What birth date and country can add to a name: a name this far below a threshold can still reach it."""


def _shown(meeting: Meeting) -> str:
    if meeting.query == meeting.listed:
        return f"{meeting.query} is the same"
    return f"{meeting.query} is {meeting.alike:.0%} like {meeting.listed}"


def _supported(pair: Pair) -> bool:
    return bool(birth_date_agrees(pair)) or bool(country_agrees(pair).value) or bool(pair.shared_identifiers)


def _dated(pair: Pair) -> bool:
    return pair.query.birth_days is not None and bool(pair.record.birth_dates)


def _years_apart(pair: Pair) -> float:
    return min(_gap(pair, listed) for listed in pair.record.birth_dates)


def _gap(pair: Pair, listed: BirthDate) -> float:
    """Years between the two periods; 0 where they overlap."""
    earliest, latest = pair.query.birth_days or ("", "")
    if earliest <= listed.latest and listed.earliest <= latest:
        return 0.0
    first, second = (latest, listed.earliest) if latest < listed.earliest else (listed.latest, earliest)
    return (date.fromisoformat(second) - date.fromisoformat(first)).days / 365.25


def _is_day(listed: BirthDate) -> bool:
    return listed.earliest == listed.latest


def _query_is_day(pair: Pair) -> bool:
    return pair.query.birth_days is not None and pair.query.birth_days[0] == pair.query.birth_days[1]


def _listed_dates(pair: Pair) -> str:
    return ", ".join(_shown_date(listed) for listed in pair.record.birth_dates)


def _shown_date(listed: BirthDate) -> str:
    if _is_day(listed):
        return listed.earliest
    first, last = listed.earliest, listed.latest
    whole_years = first.endswith("-01-01") and last.endswith("-12-31")
    text = (
        first[:4]
        if whole_years and first[:4] == last[:4]
        else f"{first[:4]} to {last[:4]}"
        if whole_years
        else first[:7]
    )
    return f"circa {text}" if listed.circa else text
