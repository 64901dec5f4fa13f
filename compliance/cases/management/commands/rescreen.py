"""What a list change means for the customers."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from compliance.cases import services
from compliance.cases.models import RescreenRun


class Command(BaseCommand):
    help = "Hold the customers against each list version that they were not held against yet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--source", default="", help="only versions of this list")
        parser.add_argument("--full", action="store_true", help="everybody against everything in force")
        parser.add_argument("--json", action="store_true", help="one JSON object a run on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["full"] and options["source"]:
            raise CommandError("--full is over all lists: leave --source out.", returncode=2)
        self._refuse_unknown(options["source"])
        runs = [services.full_run(at=timezone.now())] if options["full"] else services.runs_due(at=timezone.now())
        while runs:
            for row in runs:
                if options["source"] in {"", row.source}:
                    self._work(row, as_json=options["json"])
            runs = self._more(options)

    def _more(self, options: dict[str, Any]) -> list[RescreenRun]:
        """A version that had to wait for an earlier one of its list."""
        due = [] if options["full"] else services.runs_due(at=timezone.now())
        return [row for row in due if options["source"] in {"", row.source}]

    def _refuse_unknown(self, source: str) -> None:
        known = services.lists_known()
        if source and source not in known:
            names = ", ".join(sorted(known)) or "none"
            raise CommandError(f"There is no version of a list {source!r}; lists with versions: {names}.", returncode=2)

    def _work(self, row: RescreenRun, *, as_json: bool) -> None:
        progress = services.Progress(0, 0)
        for progress in services.run(run_id=row.pk, clock=timezone.now):
            self.stderr.write(f"{row}: {progress.customers} customers, {progress.matches} new matches")
        answer = {
            "run": str(row.pk),
            "source": row.source or None,
            "list_version": str(row.list_version) if row.list_version else None,
            "customers": progress.customers,
            "matches": progress.matches,
            "done": progress.done,
        }
        if as_json:
            self.stdout.write(json.dumps(answer))
        elif progress.done:
            self.stdout.write(f"{row}: done, {progress.customers} customers, {progress.matches} new matches")
        else:
            self.stdout.write(f"{row}: a worker is doing it")
