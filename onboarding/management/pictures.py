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
OF_ANY_SIZE = Limits(least_side=16)
_WIDTH = 30


def taken(upload: bytes, limits: Limits = DEFAULT) -> NDArray[np.uint8]:
    """The picture as an upload's is taken, in blue, green, red. Raises IntakeError.

    A bitmap, which no phone makes but archives have, is taken too.
    """
    if upload[:2] == b"BM" and (bitmap := cv2.imdecode(np.frombuffer(upload, np.uint8), cv2.IMREAD_COLOR)) is not None:
        upload = cv2.imencode(".png", bitmap)[1].tobytes()
    clean = accept(upload, declared=sniff(upload) if upload else "", limits=limits)
    return np.asarray(cv2.imdecode(np.frombuffer(clean.content, np.uint8), cv2.IMREAD_COLOR), np.uint8)


class NoPicture(Exception):
    """A file gives none: a stable `code`, a sentence without the file's name, and with it as the exception's text."""

    def __init__(self, text: str, *, code: str, detail: str) -> None:
        super().__init__(text)
        self.code, self.detail = code, detail


def decoded(path: Path, limits: Limits = OF_ANY_SIZE) -> NDArray[np.uint8]:
    """The picture of a file, however small. Raises NoPicture."""
    try:
        return taken(path.read_bytes(), limits)
    except OSError as failure:
        code = "file_missing" if isinstance(failure, FileNotFoundError) else "file_unreadable"
        why = f"cannot be read: {failure.strerror}."
        raise NoPicture(f"{path} {why}", code=code, detail=f"The file {why}") from failure
    except IntakeError as refused:
        text = f"{path} is not a picture that can be decoded. {refused.title}"
        raise NoPicture(text, code=refused.code, detail=refused.title) from refused


@dataclass(slots=True)
class Batch:
    """The files that a command was given, and which of what it was given gave no picture.

    One that gives none stops no other: its line says so, and the command ends with exit 2.
    """

    files: list[Path]
    empty: list[Path]
    without: int = field(default=0, init=False)

    def end(self) -> None:
        """CommandError with exit 2 where a file gave no picture or a folder held none."""
        told = [f"{folder} holds no picture." for folder in self.empty]
        if self.without:
            told.append(f"{self.without} of {len(self.files)} files gave no picture.")
        if told:
            raise CommandError(" ".join(told), returncode=2)


def gathered(paths: Iterable[Path]) -> Batch:
    """The files themselves, there or not, and of folders every picture below them in order."""
    batch = Batch([], [])
    for path in paths:
        inside = _inside(path) if path.is_dir() else [path]
        batch.files += inside
        batch.empty += [] if inside else [path]
    return batch


def _inside(folder: Path) -> list[Path]:
    return sorted(one for one in folder.rglob("*") if one.suffix.lower() in SUFFIXES and not one.is_dir())


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
