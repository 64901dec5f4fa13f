"""Removing files that no row speaks of: what a crash between file and commit leaves behind."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from onboarding import storage
from onboarding.models import ChallengeFrame, Document

_NAMING = (Document.objects, ChallengeFrame.objects)
GRACE = timedelta(hours=1)
"""A file younger than this may belong to an upload that is about to commit."""


@dataclass(frozen=True, slots=True)
class Swept:
    seen: int
    removed: int


def sweep_files(*, at: datetime, dry_run: bool = False) -> Swept:
    """Removes files older than an hour that belong to no document, to an erased customer's, or to no finished write."""
    seen = removed = 0
    for key, path in storage.files():
        seen += 1
        try:
            written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except FileNotFoundError:  # an erasure was faster
            continue
        if at - written >= GRACE and not _wanted(key):
            removed += 1
            if not dry_run:
                storage.remove(key)
    return Swept(seen, removed)


def _wanted(key: str) -> bool:
    return any(rows.filter(storage_key=key, customer__erased_at=None).exists() for rows in _NAMING)


def missing_files() -> list[UUID]:
    """Documents whose file is not there: a restore that went wrong. Reads every row; slow."""
    present = {key for key, _ in storage.files()}
    rows = Document.objects.filter(customer__erased_at=None).values_list("pk", "storage_key")
    return [pk for pk, key in rows.iterator() if key not in present]
