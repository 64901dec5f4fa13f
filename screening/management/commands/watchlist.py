"""`manage.py watchlist`: take in a list's new version, see how the lists stand and what a version changed.

Exit code 2: refused, bad input.
"""

import json as json_module
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from compliance.kernel.actors import system
from compliance.kernel.ids import UnknownId
from screening import current, selectors, services
from screening.inputs import os_error_in_words
from screening.selectors import EntryChange, ListDelta, ListStatus, UnknownVersion
from screening.services import BadRows, ListRefused, SyncResult, UnknownSource

_SIGNS = {"added": "+", "changed": "~", "removed": "-"}
_MOST_PROBLEMS = 20


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
            metavar="PART",
            help="the part of the list that may vanish at once, 0 to 1; policy's, if not given",
        )
        sync.add_argument("--partner", metavar="par_…", help="whose list it is: with the source `own`, and only there")
        sync.add_argument("--keep-going", action="store_true", help="of an own list, take the good rows, tell the bad")
        sync.add_argument("--json", action="store_true", help="one JSON object, nothing else")
        status = verbs.add_parser("status", help="versions, ages, counts")
        status.add_argument("--json", action="store_true", help="one JSON object a list, nothing else")
        diff = verbs.add_parser("diff", help="what a version says otherwise than another, field by field")
        diff.add_argument("source")
        diff.add_argument("--to", type=int, metavar="N", help="a version's number; the newest, if not given")
        diff.add_argument("--from", type=int, metavar="N", dest="older", help="the one before, if not given")
        diff.add_argument("--json", action="store_true", help="one JSON object an entry, nothing else")

    def handle(self, *, verb: str, **options: Any) -> None:
        verbs: dict[str, Callable[..., None]] = {"sync": self._sync, "status": self._status, "diff": self._diff}
        try:
            verbs[verb](**options)
        except ListRefused as error:
            for problem in error.problems if isinstance(error, BadRows) else ():
                self.stderr.write(str(problem))
            raise CommandError(f"Refused ({error.reason}): {error.detail}", returncode=2) from error
        except (UnknownId, UnknownSource, UnknownVersion) as error:
            raise CommandError(str(error), returncode=2) from error
        except DatabaseError as error:
            raise CommandError("There is no database yet: ./run manage migrate", returncode=2) from error
        except BrokenPipeError:
            sys.exit(141)
        except OSError as error:
            raise CommandError(os_error_in_words(error), returncode=2) from error

    def _sync(
        self,
        *,
        source: str,
        file: Path | None,
        max_shrink: float | None,
        json: bool,
        partner: str | None,
        **options: Any,
    ) -> None:
        if (source == "own") != bool(partner) or (partner and file is None):
            raise CommandError("A partner's own list: watchlist sync own --partner par_… --file PATH", returncode=2)
        source = services.source_of(partner=partner) if partner else source
        if max_shrink is not None and not 0 <= max_shrink <= 1:
            raise CommandError("--max-shrink is a part of the list, from 0 to 1.", returncode=2)
        result = services.sync(
            source=source,
            path=file,
            at=timezone.now(),
            actor=system("watchlist"),
            max_shrink=max_shrink,
            keep_going=options["keep_going"],
        )
        if result.is_new and not partner:
            current.refresh()
        for problem in result.problems[:_MOST_PROBLEMS]:
            self.stderr.write(f"{source}: {problem}")
        if len(result.problems) > _MOST_PROBLEMS:
            more = len(result.problems) - _MOST_PROBLEMS
            self.stderr.write(f"{source}: and {more:,} more problems; --json tells every one.")
        self.stdout.write(json_module.dumps(_as_json(result)) if json else _as_text(result))

    def _status(self, *, json: bool, **_: Any) -> None:
        for row in selectors.list_status(at=timezone.now()):
            self.stdout.write(json_module.dumps(row.to_json()) if json else _status_line(row))

    def _diff(self, *, source: str, to: int | None, older: int | None, json: bool, **_: Any) -> None:
        delta = _delta(source, to, older)
        if not json:
            counts = ", ".join(f"{delta.counts[what]:,} {what}" for what in _SIGNS)
            self.stdout.write(f"{source}, version {delta.newer} against {delta.older or 'nothing'}: {counts}.")
        for what, change in _changes(delta):
            if json:
                self.stdout.write(json_module.dumps({"change": what, **asdict(change)}, ensure_ascii=False))
            else:
                self.stdout.write(f"{_SIGNS[what]} {change.ref}  {change.name}")
                self.stdout.write("".join(f"{line}\n" for line in _fields(change)), ending="")


def _delta(source: str, to: int | None, older: int | None) -> ListDelta:
    known = [version.number for version in selectors.versions(source=source)]
    if not known:
        raise UnknownVersion(f"{source[:40]} is no list of which there is a version: manage.py watchlist status")
    return selectors.delta(source, to if to is not None else known[0], older=older)


def _changes(delta: ListDelta) -> Iterator[tuple[str, EntryChange]]:
    for what, changes in (("added", delta.added), ("changed", delta.changed), ("removed", delta.removed)):
        for change in changes:
            yield what, change


def _fields(change: EntryChange) -> Iterator[str]:
    for field in change.fields:
        yield f"      {field.field.replace('_', ' ')}"
        yield from (f"        - {text}" for text in field.gone)
        yield from (f"        + {text}" for text in field.come)


def _as_json(result: SyncResult) -> dict[str, Any]:
    return {
        "source": result.source,
        "version": result.version.number,
        "new": result.is_new,
        "entries": result.version.entry_count,
        "added": result.added,
        "changed": result.changed,
        "removed": result.removed,
        "problems": [asdict(problem) for problem in result.problems],
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
    line += f", {row.problem_count} problems in the file" if row.problem_count else ""
    line += "; too old for policy" if row.stale and row.number is not None else ""
    return f"{line}; last attempt refused ({row.refused_code})" if row.refused_code else line
