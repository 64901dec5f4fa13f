"""What the commands on pictures share: files and folders in, pictures decoded, a bar of progress on standard error."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from django.core.management.base import CommandError
from numpy.typing import NDArray

from onboarding.intake import DEFAULT, IntakeError, Limits, accept, sniff

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".tif", ".tiff", ".bmp", ".pdf"})
_OF_ANY_SIZE = Limits(least_side=16)
_WIDTH = 30


def taken(upload: bytes, limits: Limits = DEFAULT) -> NDArray[np.uint8]:
    """The picture as an upload's is taken, in blue, green, red. Raises IntakeError.

    A bitmap, which no phone makes but archives have, is taken too.
    """
    if upload[:2] == b"BM" and (bitmap := cv2.imdecode(np.frombuffer(upload, np.uint8), cv2.IMREAD_COLOR)) is not None:
        upload = cv2.imencode(".png", bitmap)[1].tobytes()
    clean = accept(upload, declared=sniff(upload) if upload else "", limits=limits)
    return np.asarray(cv2.imdecode(np.frombuffer(clean.content, np.uint8), cv2.IMREAD_COLOR), np.uint8)


def decoded(path: Path) -> NDArray[np.uint8]:
    """The picture of a file, however small; CommandError with exit 2 where there is none."""
    try:
        return taken(path.read_bytes(), _OF_ANY_SIZE)
    except OSError as failure:
        raise CommandError(f"{path} cannot be read: {failure.strerror}.", returncode=2) from failure
    except IntakeError as refused:
        raise CommandError(f"{path} is not a picture that can be decoded. {refused.title}", returncode=2) from refused


def gathered(paths: Iterable[str]) -> list[Path]:
    """The files themselves, and of folders every picture below them in order; CommandError with exit 2 for none."""
    found: list[Path] = []
    for path in (Path(text) for text in paths):
        inside = sorted(one for one in path.rglob("*") if one.suffix.lower() in SUFFIXES) if path.is_dir() else [path]
        if not inside:
            raise CommandError(f"{path} holds no picture.", returncode=2)
        found += inside
    return found


@dataclass(slots=True)
class Progress:
    """A bar that is drawn anew on a terminal, and elsewhere a line every fifty and at the end."""

    stream: Any
    what: str
    total: int
    shown: bool = True
    done: int = field(default=0, init=False)

    def step(self) -> None:
        self.done += 1
        if not self.shown:
            return
        if self.stream.isatty():
            filled = _WIDTH * self.done // self.total
            end = "\n" if self.done == self.total else ""
            bar = "#" * filled + "." * (_WIDTH - filled)
            self.stream.write(f"\r[{bar}] {self.done} of {self.total} {self.what}", ending=end)
        elif self.done % 50 == 0 or self.done == self.total:
            self.stream.write(f"{self.done} of {self.total} {self.what}")
