"""`manage.py audit`: verify, export and sign the trail. Exit code 0: whole; 1: broken; 2: bad input."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from compliance.audit import checkpoints, exported, offline, reading, services
from compliance.audit.chain import Report


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verify = verbs.add_parser("verify", help="find the first record altered, removed, inserted or moved")
        verify.add_argument("--export", type=Path, metavar="FILE", help="write the trail to FILE and verify that file")
        verify.add_argument(
            "--anchors", type=Path, metavar="FILE", help="checkpoints that were kept outside the database"
        )
        verify.add_argument("--json", action="store_true", help="one JSON object, nothing else")
        export = verbs.add_parser("export", help="write the trail to a file, for python -m compliance.audit.offline")
        export.add_argument("file", type=Path)
        checkpoint = verbs.add_parser("checkpoint", help="sign the end of every chain that has grown")
        checkpoint.add_argument(
            "--json", action="store_true", help="print each checkpoint as a line to be kept elsewhere"
        )
        verbs.add_parser("public-key", help="print the key that checkpoints are verified with")

    def handle(self, *, verb: str, **options: Any) -> None:
        try:
            getattr(self, f"_{verb.replace('-', '_')}")(**options)
        except (OSError, offline.BadInput, exported.NotAnExport) as error:
            raise CommandError(str(error), returncode=2) from error

    def _verify(self, *, export: Path | None, anchors: Path | None, json: bool, **_: Any) -> None:
        if export:
            _write(export)
            keys = [key.hex() for key in checkpoints.public_keys().values()]
            report = offline.verify_file(export, public_keys=keys, anchors=anchors)
        else:
            report = services.verify(anchors=offline.read_anchors(anchors))
        self._tell(report, json=json)

    def _tell(self, report: Report, *, json: bool) -> None:
        self.stdout.write(offline.as_json(report) if json else str(report))
        if not report.verified:
            sys.exit(1)

    def _export(self, *, file: Path, **_: Any) -> None:
        _write(file)
        self.stderr.write(f"Written to {file}. To verify it anywhere: python -m compliance.audit.offline {file}")

    def _checkpoint(self, *, json: bool, **_: Any) -> None:
        try:
            made = services.checkpoint(at=timezone.now())
        except services.BrokenTrail as error:
            self.stderr.write(f"The trail is broken: {error}. Nothing was signed beyond it.")
            sys.exit(1)
        for row in made:
            line = exported.mark_line(reading.as_mark(row)).decode().rstrip("\n")
            self.stdout.write(line if json else f"signed {row.chain} at {row.seq}: {row.hash}")
        self.stderr.write(f"{len(made)} chains signed.")

    def _public_key(self, **_: Any) -> None:
        self.stdout.write(next(iter(checkpoints.public_keys().values())).hex())


def _write(path: Path) -> None:
    """The file appears whole or not at all."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        with temporary.open("wb") as file:
            services.export(file=file)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
