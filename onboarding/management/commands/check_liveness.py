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
from onboarding.management.pictures import Batch, NoPicture, Progress, decoded, gathered

_NOT_TO_BE_TRUSTED = (
    "Passive liveness is off by default in policy: its signals were fitted to one set of pictures, and call most live "
    "faces of other cameras a print (docs/faces.md)."
)


class Command(BaseCommand):
    help = "Looks for the signs of a print or a screen in pictures of faces, files or folders of them."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("images", nargs="+", type=Path, metavar="IMAGE")
        parser.add_argument("--json", action="store_true", help="print one JSON object a line and nothing else")

    def handle(self, *_: Any, images: list[Path], json: bool, **__: Any) -> None:
        batch = gathered(images)
        progress = Progress(self.stderr, "pictures", len(batch.files), shown=len(batch.files) > 1)
        if not settings.LIVENESS_MODEL:
            self.stderr.write(_NOT_TO_BE_TRUSTED)
        try:
            for path in batch.files:
                self._tell(path, _judged(path, batch), as_json=json)
                progress.step()
        except FaceEngineUnavailable as unavailable:
            raise CommandError(str(unavailable)) from unavailable
        batch.end()

    def _tell(self, path: Path, seen: Passive, *, as_json: bool) -> None:
        row = {"file": str(path), "live": not seen.codes, "findings": list(seen.codes), "score": seen.score}
        if as_json:
            row |= {"signals": seen.signals, "model": seen.model}
            self.stdout.write(json.dumps(row, ensure_ascii=False))
        else:
            self.stdout.write(f"{path}: {', '.join(seen.codes) or 'nothing speaks against a living face'}")


def _judged(path: Path, batch: Batch) -> Passive:
    """Without a picture nothing is known to live: the finding is why there is none."""
    try:
        picture = decoded(path)
    except NoPicture as none:
        batch.without += 1
        return Passive((none.code,))
    return liveness.judge(picture, path=settings.LIVENESS_MODEL)
