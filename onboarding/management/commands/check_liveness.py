"""`manage.py check_liveness`: whether pictures show a living face, a print or a screen. Needs no database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from onboarding.faces import liveness
from onboarding.faces.liveness import Passive
from onboarding.faces.model import FaceEngineUnavailable
from onboarding.management.pictures import Progress, decoded, gathered


class Command(BaseCommand):
    help = "Looks for the signs of a print or a screen in pictures of faces, files or folders of them."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("images", nargs="+", metavar="IMAGE")
        parser.add_argument("--json", action="store_true", help="print one JSON object a line and nothing else")

    def handle(self, *_: Any, images: list[str], json: bool, **__: Any) -> None:
        paths = gathered(images)
        for path in paths:  # every picture can be decoded, before the first is looked at
            decoded(path)
        progress = Progress(self.stderr, "pictures", len(paths), shown=len(paths) > 1)
        try:
            for path in paths:
                self._tell(path, liveness.judge(decoded(path), path=settings.LIVENESS_MODEL), as_json=json)
                progress.step()
        except FaceEngineUnavailable as unavailable:
            raise CommandError(str(unavailable)) from unavailable

    def _tell(self, path: Path, seen: Passive, *, as_json: bool) -> None:
        row = {"file": str(path), "live": not seen.codes, "findings": list(seen.codes), "score": seen.score}
        if as_json:
            row |= {"signals": seen.signals, "model": seen.model}
            self.stdout.write(json.dumps(row, ensure_ascii=False))
        else:
            self.stdout.write(f"{path}: {', '.join(seen.codes) or 'nothing speaks against a living face'}")
