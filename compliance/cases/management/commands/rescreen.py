"""What a list change means for the customers."""

import json
import sys
import time
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from compliance.cases import services
from compliance.cases.models import RescreenRun
from compliance.kernel.ids import public_id
from screening.progress import bar
from screening.services import Difference

_PATIENCE = 2.0
"""Seconds between two looks at a run that a worker has."""
_BAR = 24
"""Columns."""


class Command(BaseCommand):
    help = "Hold the customers against each list version that they were not held against yet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--source", default="", help="only versions of this list")
        parser.add_argument("--full", action="store_true", help="everybody against everything in force")
        parser.add_argument("--compare", action="store_true", help="with --full: change nothing, tell what it would")
        parser.add_argument("--wait", action="store_true", help="stay until the runs that workers have are done too")
        parser.add_argument("--json", action="store_true", help="one JSON object a line on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["full"] and options["source"]:
            raise CommandError("--full is over all lists: leave --source out.", returncode=2)
        if options["compare"] and not options["full"]:
            raise CommandError("--compare is of a full run: say --full too.", returncode=2)
        self._refuse_unknown(options["source"])
        if options["compare"]:
            self._compare(as_json=options["json"])
        elif options["full"]:
            self._work(services.full_run(at=timezone.now()), as_json=options["json"])
        else:
            self._run_all(options)

    def _run_all(self, options: dict[str, Any]) -> None:
        """Each run once; one that had to wait for an earlier version of its list comes up when that is done."""
        seen: set[UUID] = set()
        while True:
            due = [row for row in services.runs_due(at=timezone.now()) if options["source"] in {"", row.source}]
            new = [row for row in due if row.pk not in seen]
            for row in new:
                seen.add(row.pk)
                self._work(row, as_json=options["json"])
            if new:
                continue
            held = services.open_runs(source=options["source"]).exclude(pk__in=seen)
            if not options["wait"] or not held.exists():
                return
            time.sleep(_PATIENCE)

    def _refuse_unknown(self, source: str) -> None:
        known = services.lists_known()
        if source and source not in known:
            names = ", ".join(sorted(known)) or "none"
            raise CommandError(f"There is no version of a list {source!r}; lists with versions: {names}.", returncode=2)

    def _work(self, row: RescreenRun, *, as_json: bool) -> None:
        progress = services.Progress(0, 0)
        for progress in services.run(run_id=row.pk, clock=timezone.now):
            self._bar(str(row), progress.customers, progress.total)
        answer = {
            "run": str(row.pk),
            "source": row.source or None,
            "list_version": str(row.list_version) if row.list_version else None,
            "customers": progress.customers,
            "matches": progress.matches,
            "failed": progress.failed,
            "done": progress.done,
        }
        told = f"{progress.customers} customers, {progress.matches} new matches"
        failed = f", {progress.failed} could not be screened" if progress.failed else ""
        if as_json:
            self.stdout.write(json.dumps(answer))
        elif progress.done:
            self.stdout.write(f"{row}: done, {told}{failed}")
        else:
            self.stdout.write(f"{row}: a worker is doing it")

    def _compare(self, *, as_json: bool) -> None:
        """Exit status 1 where a full run would change something, or where somebody could not be screened."""
        counts = {"customers": 0, "missing": 0, "superfluous": 0, "failed": 0}
        for step in services.compare():
            self._bar("compare", step.customers, step.total)
            counts["customers"] = step.customers
            for difference in step.differences:
                counts["missing"] += len(difference.missing)
                counts["superfluous"] += len(difference.superfluous)
                self._tell(difference, as_json=as_json)
            for customer, error in step.failed:
                counts["failed"] += 1
                told = {"customer": public_id("cus", customer.pk), "error": error}
                self.stdout.write(json.dumps(told) if as_json else f"{told['customer']} could not be screened: {error}")
        same = not counts["missing"] and not counts["superfluous"] and not counts["failed"]
        said = ", ".join(f"{number} {name}" for name, number in counts.items())
        self.stdout.write(json.dumps(counts | {"same": same}) if as_json else f"{said}.")
        if not same:
            sys.exit(1)

    def _tell(self, difference: Difference, *, as_json: bool) -> None:
        subject = difference.subject
        who = {"customer": public_id("cus", subject.owner_id)}
        if subject.id != subject.owner_id:
            who["person"] = public_id("per", subject.id)
        for entry in difference.missing:
            self._line({**who, "difference": "missing", "entry": entry}, as_json=as_json)
        for match in difference.superfluous:
            told = {"difference": "superfluous", "entry": match.entry, "match": public_id("mat", match.pk)}
            self._line({**who, **told}, as_json=as_json)

    def _line(self, told: dict[str, str], *, as_json: bool) -> None:
        self.stdout.write(json.dumps(told) if as_json else " ".join(told.values()))

    def _bar(self, title: str, done: int, total: int) -> None:
        """On a terminal one line that is drawn over, elsewhere a line each."""
        text = f"{title}: {done:,} of {total:,} customers  {bar(done / total if total else 1.0, _BAR)}"
        if self.stderr.isatty():
            self.stderr.write(f"\r{text}", ending="\n" if done >= total else "")
        else:
            self.stderr.write(text)
