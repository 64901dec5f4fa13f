"""Appending to a chain: four statements past the ORM, which made a line of the trail cost six times as much CPU."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper

from compliance.audit.chain import GENESIS, digest, instant
from compliance.audit.models import Event

_HEAD = "SELECT seq, hash FROM audit_chainhead WHERE chain = %s"
_BEGIN = "INSERT INTO audit_chainhead (chain, seq, hash) VALUES (%s, 0, %s) ON CONFLICT DO NOTHING"
_MOVE = "UPDATE audit_chainhead SET seq = %s, hash = %s WHERE chain = %s"
_APPEND = (
    "INSERT INTO audit_event (id, chain, seq, at, kind, subject, actor, facts, previous, hash) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
_NOTIFY = "INSERT INTO audit_pending (event_id, reader) VALUES (%s, %s)"


def append(event: Event, *, readers: Iterable[str]) -> None:
    """Gives the event its place, link and hash and stores it; locks the chain's head until the transaction ends."""
    moment = instant(event.at)
    identity, chain = _stored(event.id), _stored(event.chain)
    with connection.cursor() as cursor:
        seq, event.previous = _locked_head(cursor, chain)
        event.seq = seq + 1
        said = (event.kind, event.subject, event.actor, event.facts, event.previous)
        event.hash = digest((event.chain.hex, event.seq, event.id.hex, moment, *said, ""))
        at = connection.ops.adapt_datetimefield_value(event.at)
        cursor.execute(_APPEND, (identity, chain, event.seq, at, *said, event.hash))
        cursor.execute(_MOVE, (event.seq, event.hash, chain))
        for reader in readers:
            cursor.execute(_NOTIFY, (identity, reader))
    event._state.adding = False  # noqa: SLF001 (as Model.from_db does)


def _locked_head(cursor: CursorWrapper, chain: UUID | str) -> tuple[int, str]:
    query = _HEAD + " FOR UPDATE" if connection.features.has_select_for_update else _HEAD
    cursor.execute(query, (chain,))
    head: tuple[int, str] | None = cursor.fetchone()
    if head is None:  # two writers may begin the chain at once: one of them waits here
        cursor.execute(_BEGIN, (chain, GENESIS))
        cursor.execute(query, (chain,))
        head = cursor.fetchone()
    return head or (0, GENESIS)


def _stored(value: UUID) -> UUID | str:
    return value if connection.features.has_native_uuid_field else value.hex
