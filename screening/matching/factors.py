"""What makes a score: each docstring is what the officer reads, each weight is in score points."""

import unicodedata
from datetime import date

from compliance.kernel.scoring import Factor, Finding, points
from screening.matching.normalise import normalise
from screening.matching.pairs import Meeting, Pair, Query
from screening.matching.words.patronymics import is_patronymic
from screening.records import BirthDate, Kind, ListedName, NameKind, Record, Strength

NAME_WEIGHT = 0.92


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


def birth_place_agrees(pair: Pair) -> Finding:
    """A place of birth is one that the list gives."""
    if not pair.query.birth_places:
        return Finding(0.0)
    listed = {place: frozenset(normalise(place).tokens) for place in pair.record.birth_places}
    asked = [frozenset(normalise(place).tokens) for place in pair.query.birth_places]
    shared = [
        place for place, words in listed.items() if any(ours and (ours <= words or words <= ours) for ours in asked)
    ]
    return Finding(1.0 if shared else 0.0, "; ".join(shared))


def gender_differs(pair: Pair) -> Finding:
    """The gender is known on both sides, and is not the same."""
    differs = bool(pair.query.gender and pair.record.gender) and pair.query.gender != pair.record.gender
    return Finding(1.0 if differs else 0.0, f"listed: {pair.record.gender}" if differs else "")


def patronymic_differs(pair: Pair) -> Finding:
    """Both names hold a father's name, and it is not the same one: that tells more than one that is left out."""
    ours = [word for word in pair.query_left if is_patronymic(word)]
    theirs = [word for word in pair.listed_left if is_patronymic(word)]
    differs = bool(ours and theirs)
    return Finding(1.0 if differs else 0.0, f"{ours[0]}, listed: {theirs[0]}" if differs else "")


def same_spelling(pair: Pair) -> Finding:
    """The name is written as the list writes it, letter for letter; capitals do not count."""
    return Finding(1.0 if pair.alike and _plain(pair.text) == _plain(pair.listed.text) else 0.0)


def primary_name(pair: Pair) -> Finding:
    """The name met is the one that the party is chiefly listed under."""
    return Finding(pair.alike if pair.listed.kind == NameKind.PRIMARY else 0.0)


def all_names_alike(pair: Pair) -> Finding:
    """How alike all the names are that the party is listed under: it sets parties apart who share one name."""
    return Finding(pair.all_alike)


def weak_alias(pair: Pair) -> Finding:
    """The name met is one that the publisher calls a weak alias, and nothing else agrees."""
    weak = pair.listed.strength == Strength.WEAK and not _supported(pair)
    return Finding(1.0 if weak else 0.0, pair.listed.text if weak else "")


def single_word(pair: Pair) -> Finding:
    """Only one word could be compared, and nothing else agrees."""
    if pair.words > 1 or not pair.alike or _supported(pair):
        return Finding(0.0)
    return Finding(1.0 if pair.record.kind == Kind.PERSON else 0.3)


FACTORS = (
    Factor(names_alike, weight=NAME_WEIGHT),
    Factor(identifier_agrees, weight=1.0),
    Factor(birth_date_agrees, weight=0.08),
    Factor(country_agrees, weight=0.02),
    Factor(birth_place_agrees, weight=0.02),
    Factor(same_spelling, weight=0.012),
    Factor(primary_name, weight=0.006),
    Factor(all_names_alike, weight=0.012),
    Factor(birth_date_contradicts, weight=-0.15),
    Factor(country_differs, weight=-0.02),
    Factor(gender_differs, weight=-0.1),
    Factor(patronymic_differs, weight=-0.08),
    Factor(weak_alias, weight=-0.12),
    Factor(single_word, weight=-0.12),
)
RANKING = frozenset({"names_alike", "same_spelling", "primary_name", "all_names_alike"})
"""Factors that look at names alone: all others are evidence."""
_WEIGHTS = {factor.name: factor.weight for factor in FACTORS}


def most_support(query: Query) -> float:
    """What all that is known besides the names can add: a name this far below a threshold can still reach it."""
    added = sum(_WEIGHTS[name] for name in RANKING - {"names_alike"})
    added += _WEIGHTS["birth_date_agrees"] if query.birth_days else 0
    added += _WEIGHTS["country_agrees"] if query.countries else 0
    return added + (_WEIGHTS["birth_place_agrees"] if query.birth_places else 0)


MOST_SUPPORT = most_support(Query((), birth_days=("", ""), countries=("",), birth_places=("",)))


def most_score(query: Query, record: Record, listed: ListedName, alike: float) -> float:
    """What the pair scores at most with names so alike, before it is known which words meet."""
    pair = Pair(query, record, listed, alike, all_alike=1, text=listed.text, words=2)
    return points(pair, FACTORS)


def _shown(meeting: Meeting) -> str:
    if meeting.query == meeting.listed:
        return f"{meeting.query} is the same"
    return f"{meeting.query} is {meeting.alike:.0%} like {meeting.listed}"


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


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
