"""What there is to know of lists and matches; nothing here writes."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from compliance.vault import services as vault
from screening.models import Entry, ListVersion, Match, MatchStatus, Watchlist
from screening.records import Record
from screening.services.searching import REASONS
from screening.sources import SOURCES
from screening.subjects import HitReason

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
    refused_at: datetime | None = None
    refused_code: str = ""
    refused_detail: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            name: value if value is None or isinstance(value, int | float | str) else str(value)
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


def list_status(*, at: datetime) -> list[ListStatus]:
    """Every list that Gatehouse knows, loaded or not, by code."""
    rows = {row.source: row for row in Watchlist.objects.select_related("current")}
    return [_status(code, rows.get(code), at) for code in sorted(SOURCES)]


def _status(code: str, row: Watchlist | None, at: datetime) -> ListStatus:
    title = SOURCES[code].title
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
        **refusal,
    )


def refresh_due(*, at: datetime) -> list[str]:
    """Lists that were neither confirmed nor refused within the last REFRESH_AFTER."""
    last = {
        row.source: max(filter(None, (row.checked_at, row.refused_at)), default=None) for row in Watchlist.objects.all()
    }
    return [code for code in sorted(SOURCES) if (when := last.get(code)) is None or at - when >= REFRESH_AFTER]


def versions(*, source: str) -> list[ListVersion]:
    """A list's versions, the newest first."""
    return list(ListVersion.objects.filter(source=source).order_by("-number"))


def open_matches(owner_id: UUID) -> list[Match]:
    """Matches of a customer and its related people that wait for an officer, the strongest first."""
    rows = Match.objects.filter(owner_id=owner_id, status=MatchStatus.OPEN, lapsed_at=None)
    return list(rows.order_by("-score", "id"))


def match_detail(match: Match) -> MatchDetail:
    """The match in words. Raises vault's KeyDestroyed where the customer was erased."""
    words = vault.unseal_json(subject_id=match.owner_id, context=REASONS, sealed=bytes(match.reasons))
    reasons = tuple(HitReason(**reason) for reason in words["reasons"])
    return MatchDetail(match, tuple(words["names"]), words["name"], reasons, _record(match))


def _record(match: Match) -> Record | None:
    rows = Entry.objects.filter(source=match.source, ref=match.entry_ref, match_hash=match.entry_hash)
    entry = rows.order_by("-id").first()
    return Record.from_json(entry.data) if entry else None
