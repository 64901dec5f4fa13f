"""A partner's own list: whose customers it concerns, taken in from a file or an upload, emptied by an explicit act."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.db.models import Q

from compliance.kernel.actors import Actor
from compliance.kernel.ids import UnknownId, parse_id
from compliance.partners import selectors as partners
from screening.models import ListVersion, Watchlist
from screening.services.lists import SyncResult, sync, withdraw
from screening.sources import own


def sources_for(*, partner_id: UUID) -> frozenset[str]:
    """The lists in force that this partner's customers are screened against: the house's and the partner's own.

    Empty while the house has none: a partner's own list alone would clear people whom nobody compared with sanctions.
    """
    mine = own.code(partner_id)
    wanted = Q(source=mine) | ~Q(source__startswith=own.PREFIX)
    found = frozenset(Watchlist.objects.filter(wanted, current__isnull=False).values_list("source", flat=True))
    return found if found - {mine} else frozenset()


def house_sources() -> frozenset[str]:
    """The lists in force that concern everybody: what is searched in nobody's name."""
    rows = Watchlist.objects.filter(current__isnull=False).exclude(source__startswith=own.PREFIX)
    return frozenset(rows.values_list("source", flat=True))


def partner_concerned(*, source: str) -> UUID | None:
    """The partner whose customers alone a change of this list concerns; None where it concerns everybody's."""
    return own.partner_of(source)


def source_of(*, partner: str) -> str:
    """The source code of the own list of this partner, named by its public id. Raises UnknownId."""
    return own.code(partners.partner(partner_id=parse_id("par", partner)).pk)


def put(
    *,
    partner_id: UUID,
    path: Path,
    at: datetime,
    actor: Actor,
    allow_problems: bool = False,
    allow_shrink: bool = False,
) -> SyncResult:
    """The file becomes the partner's list, whole: who is not in it is on the list no more. Nothing, if it has no news.

    Raises UnknownId; BadRows, with every bad line, unless `allow_problems` leaves them out; ListRefused where the file
    is empty, no list, or drops more than half of the entries and `allow_shrink` does not say that this is meant.
    """
    source = own.code(partners.partner(partner_id=partner_id).pk)
    bound = 1.0 if allow_shrink else None
    return sync(source=source, path=path, at=at, actor=actor, max_shrink=bound, keep_going=allow_problems)


def upload(
    *,
    partner_id: UUID,
    content: bytes,
    at: datetime,
    actor: Actor,
    allow_problems: bool = False,
    allow_shrink: bool = False,
) -> SyncResult:
    """`put` of a file that came over the network."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "own.csv"
        path.write_bytes(content)
        return put(
            partner_id=partner_id,
            path=path,
            at=at,
            actor=actor,
            allow_problems=allow_problems,
            allow_shrink=allow_shrink,
        )


def empty(*, partner_id: UUID, at: datetime, actor: Actor) -> SyncResult:
    """Takes everybody off the partner's list; its versions stay readable. Raises UnknownId where it has none."""
    return withdraw(source=_current(partner_id).source, at=at, actor=actor)


def in_force(*, partner_id: UUID) -> Watchlist:
    """The partner's list as it stands, with the version in force. Raises UnknownId where it never had one."""
    return _current(partner_id)


def _current(partner_id: UUID) -> Watchlist:
    rows = Watchlist.objects.filter(source=own.code(partner_id), current__isnull=False).select_related("current")
    found = rows.first()
    if found is None:
        raise UnknownId
    return found


def version_of(row: Watchlist) -> ListVersion:
    """The version in force of a list that has one."""
    assert row.current is not None  # noqa: S101  (in_force gives no other)
    return row.current
