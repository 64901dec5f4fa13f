"""manage.py storage sweep [--dry-run] | missing"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from compliance.kernel.ids import public_id
from onboarding import services


class Command(BaseCommand):
    help = "The sealed files on disk: remove orphans, list what is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        sweep = verbs.add_parser("sweep", help="remove files older than an hour that belong to no document")
        sweep.add_argument("--dry-run", action="store_true")
        verbs.add_parser("missing", help="documents whose file is not there; exit 1 where there are any")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["verb"] == "sweep":
            swept = services.sweep_files(at=timezone.now(), dry_run=options["dry_run"])
            self.stderr.write(
                f"{swept.seen} files, {swept.removed} orphans{' found' if options['dry_run'] else ' removed'}."
            )
            return
        missing = services.missing_files()
        for document_id in missing:
            self.stdout.write(public_id("doc", document_id))
        raise SystemExit(1 if missing else 0)
