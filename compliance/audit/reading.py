"""The stored trail as the verifier reads it: texts as they are in the table, page by page, past the ORM."""

from collections.abc import Iterator
from uuid import UUID

from django.db import connection

from compliance.audit.chain import GENESIS, Mark, Row, instant
from compliance.audit.models import ChainHead, Checkpoint, Event

PAGE = 4_000

# The ORM would spend more time on making UUIDs and datetimes than SHA-256 spends on hashing them.
_COLUMNS = {
    "postgresql": (
        "replace(chain::text, '-', ''), seq, replace(id::text, '-', ''), "
        """to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), """
        "kind, subject, actor, facts, previous, hash"
    ),
    "sqlite": "chain, seq, id, at || '', kind, subject, actor, facts, previous, hash",
}


def chains() -> list[UUID]:
    """Every chain that has an event, a head or a checkpoint."""
    found = {
        row
        for model in (Event, ChainHead, Checkpoint)
        for row in model.objects.values_list("chain", flat=True).distinct()
    }
    return sorted(found)


def _head(chain: UUID) -> tuple[int, str]:
    return ChainHead.objects.filter(chain=chain).values_list("seq", "hash").first() or (0, GENESIS)


def marks(chain: UUID) -> list[Mark]:
    return [as_mark(checkpoint) for checkpoint in Checkpoint.objects.filter(chain=chain).order_by("seq")]


def as_mark(checkpoint: Checkpoint) -> Mark:
    return Mark(
        id=checkpoint.id.hex,
        chain=checkpoint.chain.hex,
        seq=checkpoint.seq,
        hash=checkpoint.hash,
        at=instant(checkpoint.at),
        key_id=checkpoint.key_id,
        signature=checkpoint.signature,
    )


class StoredChain:
    """One chain, read to its end. `head` is the head row as it was when the last page had been read."""

    def __init__(self, chain: UUID) -> None:
        self.chain = chain
        self.head: tuple[int, str] = (0, GENESIS)

    def pages(self) -> Iterator[list[Row]]:
        """The events in order, `PAGE` at a time: memory stays flat, no lock and no snapshot is held.

        An event and its head are committed together, so a head beyond the last event read means that more were appended
        meanwhile, and they are read too, or that the chain was truncated.
        """
        seen, news = 0, True
        while news:
            news = False
            for page in pages(self.chain, after=seen):
                yield page
                news, seen = True, page[-1][1]
            self.head = _head(self.chain)
            news = news and self.head[0] > seen


def pages(chain: UUID, *, after: int = 0, until: int | None = None) -> Iterator[list[Row]]:
    """The chain's events after a place, in order, until none is left or `until` is reached."""
    while page := _page(chain, after, until):
        yield page
        after = page[-1][1]


def _page(chain: UUID, after: int, until: int | None) -> list[Row]:
    bound = "" if until is None else f"AND seq <= {until:d} "
    sql = (
        f"SELECT {_COLUMNS[connection.vendor]} FROM {Event._meta.db_table} "  # noqa: S608, SLF001 (constants only)
        f"WHERE chain = %s AND seq > %s {bound}ORDER BY seq LIMIT {PAGE}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [Event._meta.get_field("chain").get_db_prep_value(chain, connection), after])  # noqa: SLF001
        rows: list[Row] = cursor.fetchall()
    return rows if connection.vendor == "postgresql" else [_from_sqlite(row) for row in rows]


def _from_sqlite(row: Row) -> Row:
    """SQLite keeps `2026-03-01 12:00:00`, with six decimals unless they are zero; anything else stays, and fails."""
    at = row[3]
    if not isinstance(at, str) or len(at) not in {19, 26}:
        return row
    at = at.replace(" ", "T", 1)
    return (*row[:3], at + ("Z" if len(at) == 26 else ".000000Z"), *row[4:])
