"""What there is to know of lists and matches; nothing here writes."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from compliance.policy import services as policy
from compliance.vault import services as vault
from screening.answers import Earlier, allowed_pairs, earlier_answers
from screening.diffs import EntryChange, FieldChange, ListDelta, UnknownVersion, delta
from screening.matching import MATCHER_VERSION
from screening.models import Entry, ListVersion, Match, MatchStatus, Watchlist
from screening.records import Record
from screening.services.remembering import REASONS
from screening.sources import SOURCES, Problem, find
from screening.sources import own as own_lists
from screening.subjects import HitReason

__all__ = [
    "REFRESH_AFTER", "Earlier", "EntryChange", "FieldChange", "ListDelta", "ListStatus", "MatchDetail",
    "UnknownVersion",
    "allowed_pairs", "delta", "earlier_answers", "list_status", "match_detail", "matcher_not_named", "open_matches",
    "refresh_due",
    "versions",
]  # fmt: skip
REFRESH_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ListStatus:
    """One list as it stands; `number` None where it was never loaded, `refused_code` where the last attempt failed."""

    source: str
    title: str
    number: int | None = None
    version_id: UUID | None = None
    published: date | None = None
    fetched_at: datetime | None = None
    checked_at: datetime | None = None
    age_hours: float | None = None
    entries: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    names: int = 0
    problems: tuple[Problem, ...] = ()
    """The first of what the version in force could not say, of `problem_count`."""
    problem_count: int = 0
    refused_at: datetime | None = None
    refused_code: str = ""
    refused_detail: str = ""
    stale: bool = False
    """Older than policy allows, or not there at all: the gate is closed."""
    alarm: str = ""
    """What somebody has to look after, in a sentence; empty where all is well."""

    def to_json(self) -> dict[str, Any]:
        return {
            name: value if value is None or isinstance(value, int | float | str | tuple) else str(value)
            for name, value in asdict(self).items()
        }


@dataclass(frozen=True, slots=True)
class MatchDetail:
    """A match opened: the customer's names as screened, the listed name met, the reasons, the entry as it was."""

    match: Match
    names: tuple[str, ...]
    name: str
    reasons: tuple[HitReason, ...]
    record: Record | None
    earlier: tuple[Earlier, ...] = ()
    """What officers said of this subject and entry before, the newest first."""


def list_status(*, at: datetime) -> list[ListStatus]:
    """Every list that Gatehouse knows, loaded or not, and every partner's own, by code."""
    rows = {row.source: row for row in Watchlist.objects.select_related("current")}
    hours = _policy_hours()
    own = {code for code in rows if own_lists.partner_of(code)}
    return [_alarmed(_status(code, rows.get(code), at), hours.get(code)) for code in sorted({*SOURCES, *own})]


def _policy_hours() -> Mapping[str, int]:
    """Lists that must be in force, and how many hours old each may be; empty where there is no policy."""
    try:
        return policy.current().stale_list_hours
    except policy.NoPolicy:
        return {}


def _alarmed(status: ListStatus, hours: int | None) -> ListStatus:
    """As the gate counts: a list that policy does not name is never stale."""
    age = status.age_hours
    stale = hours is not None and (age is None or age > hours)
    alarms = [f"Not loaded, and policy needs it within {hours} hours."] if stale and age is None else []
    if stale and age is not None:
        alarms.append(f"Last confirmed {age:.0f} hours ago; policy allows {hours}.")
    if status.refused_code:
        alarms.append(f"The last update was refused ({status.refused_code}): {status.refused_detail}")
    return replace(status, stale=stale, alarm=" ".join(alarms))


def _status(code: str, row: Watchlist | None, at: datetime) -> ListStatus:
    title = find(code).title
    if row is None:
        return ListStatus(code, title)
    refusal = {name: getattr(row, name) for name in ("refused_at", "refused_code", "refused_detail")}
    if row.current is None:
        return ListStatus(code, title, **refusal)
    return ListStatus(
        code,
        title,
        number=row.current.number,
        version_id=row.current.pk,
        published=row.current.published,
        fetched_at=row.current.fetched_at,
        checked_at=row.checked_at,
        age_hours=(at - row.checked_at).total_seconds() / 3600 if row.checked_at else None,
        entries=row.current.entry_count,
        added=row.current.added,
        changed=row.current.changed,
        removed=row.current.removed,
        names=row.current.name_count,
        problems=tuple(Problem(**problem) for problem in row.current.problems),
        problem_count=row.current.problem_count,
        **refusal,
    )


def refresh_due(*, at: datetime, named: Collection[str] = ()) -> list[str]:
    """Lists that were neither confirmed nor refused within the last REFRESH_AFTER, among those that are kept fresh.

    Kept fresh are lists in force, those that policy needs and those in `named`; none that has no publisher's address.
    """
    rows = {row.source: row for row in Watchlist.objects.all()}
    wanted = {code for code, row in rows.items() if row.current_id} | set(_policy_hours()) | set(named)
    published = [code for code, source in sorted(SOURCES.items()) if source.is_published]
    return [code for code in published if code in wanted and _is_due(rows.get(code), at)]


def _is_due(row: Watchlist | None, at: datetime) -> bool:
    last = max(filter(None, (row.checked_at, row.refused_at)), default=None) if row else None
    return last is None or at - last >= REFRESH_AFTER


def versions(*, source: str) -> list[ListVersion]:
    """A list's versions, the newest first."""
    return list(ListVersion.objects.filter(source=source).order_by("-number"))


def matcher_not_named() -> str:
    """The matcher that the policy in force names, where another screens; empty where it does, or without a policy."""
    try:
        named = policy.current().screening.matcher
    except policy.NoPolicy:
        return ""
    return "" if named == MATCHER_VERSION else named


def open_matches(owner_id: UUID) -> list[Match]:
    """Matches of a customer and its related people that wait for an officer, the strongest first."""
    rows = Match.objects.filter(owner_id=owner_id, status=MatchStatus.OPEN, lapsed_at=None)
    return list(rows.order_by("-score", "id"))


def match_detail(match: Match) -> MatchDetail:
    """The match in words. Raises vault's KeyDestroyed where the customer was erased."""
    words = vault.unseal_json(subject_id=match.owner_id, context=REASONS, sealed=bytes(match.reasons))
    reasons = tuple(HitReason(**reason) for reason in words["reasons"])
    names, earlier = tuple(words["names"]), earlier_answers(match)
    return MatchDetail(match, names, words["name"], reasons, _record(match), earlier)


def _record(match: Match) -> Record | None:
    rows = Entry.objects.filter(source=match.source, ref=match.entry_ref, match_hash=match.entry_hash)
    entry = rows.order_by("-id").first()
    return Record.from_json(entry.data) if entry else None
