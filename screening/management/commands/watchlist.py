"""`manage.py watchlist`: take in a list's new version, see how the lists stand. Exit code 2: refused, bad input."""

import json as json_module
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from compliance.kernel.actors import system
from screening import selectors, services
from screening.selectors import ListStatus
from screening.services import ListRefused, SyncResult, UnknownSource


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        sync = verbs.add_parser("sync", help="one new version of a list, from its publisher or from a file")
        sync.add_argument("source")
        sync.add_argument("--file", type=Path, metavar="PATH", help="a file, or a folder with the list's files")
        sync.add_argument(
            "--max-shrink",
            type=float,
            default=services.MAX_SHRINK,
            metavar="PART",
            help="the part of the list that may vanish at once, 0 to 1",
        )
        sync.add_argument("--json", action="store_true", help="one JSON object, nothing else")
        status = verbs.add_parser("status", help="versions, ages, counts")
        status.add_argument("--json", action="store_true", help="one JSON object a list, nothing else")

    def handle(self, *, verb: str, **options: Any) -> None:
        if verb == "sync":
            self._sync(**options)
        else:
            self._status(**options)

    def _sync(self, *, source: str, file: Path | None, max_shrink: float, json: bool, **_: Any) -> None:
        try:
            result = services.sync(
                source=source, path=file, at=timezone.now(), actor=system("watchlist"), max_shrink=max_shrink
            )
        except ListRefused as error:
            raise CommandError(f"Refused ({error.reason}): {error.detail}", returncode=2) from error
        except (UnknownSource, OSError) as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(json_module.dumps(_as_json(result)) if json else _as_text(result))

    def _status(self, *, json: bool, **_: Any) -> None:
        for row in selectors.list_status(at=timezone.now()):
            self.stdout.write(json_module.dumps(row.to_json()) if json else _status_line(row))


def _as_json(result: SyncResult) -> dict[str, Any]:
    return {
        "source": result.source,
        "version": result.version.number,
        "new": result.is_new,
        "entries": result.version.entry_count,
        "added": result.added,
        "changed": result.changed,
        "removed": result.removed,
    }


def _as_text(result: SyncResult) -> str:
    entries = f"{result.version} in force, {result.version.entry_count} entries"
    if not result.is_new:
        return f"Nothing new: {entries}."
    return f"{entries}: {result.added} added, {result.changed} changed, {result.removed} removed."


def _status_line(row: ListStatus) -> str:
    if row.number is None:
        line = f"{row.source}: not loaded"
    else:
        line = f"{row.source}: version {row.number}, {row.entries} entries, confirmed {row.age_hours:.1f} hours ago"
    return f"{line}; last attempt refused ({row.refused_code})" if row.refused_code else line
