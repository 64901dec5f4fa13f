"""A stretch of owners and the index of their subjects, and the bytes that both are kept in."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from screening.matching import Query, Roster

__all__ = ["Roster", "Stretch", "key_of", "owner_of", "roster_of", "subject_of"]
_OWNER, _MARK, _COUNT = 16, 4, 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """All subjects of the owners in `marks`, by what the caller counts an owner's changes with.

    It holds names in the clear: keep it short-lived.
    """

    marks: Mapping[UUID, int]
    roster: Roster

    def to_bytes(self) -> bytes:
        marks = b"".join(owner.bytes + mark.to_bytes(_MARK, "big") for owner, mark in self.marks.items())
        return len(self.marks).to_bytes(_COUNT, "big") + marks + zlib.compress(self.roster.to_bytes(), 1)

    @staticmethod
    def from_bytes(data: bytes) -> "Stretch":
        """Raises ValueError and the like where these are not a stretch's bytes."""
        count, width = int.from_bytes(data[:_COUNT], "big"), _OWNER + _MARK
        end = _COUNT + count * width
        rows = (data[start : start + width] for start in range(_COUNT, end, width))
        marks = {UUID(bytes=row[:_OWNER]): int.from_bytes(row[_OWNER:], "big") for row in rows}
        return Stretch(marks, Roster.from_bytes(zlib.decompress(data[end:])))


def key_of(owner_id: UUID, subject_id: UUID) -> str:
    """A subject's key in a roster: it tells the owner too."""
    return f"{owner_id.hex}{subject_id.hex}"


def owner_of(key: str) -> UUID:
    return UUID(hex=key[:32])


def subject_of(key: str) -> UUID:
    return UUID(hex=key[32:])


def roster_of(subjects: Iterable[tuple[UUID, UUID, Query]]) -> Roster:
    """Of (owner, subject, what is compared)."""
    return Roster.build((key_of(owner, subject), query) for owner, subject, query in subjects)
