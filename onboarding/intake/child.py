"""The decoders that are not trusted: run in a process of their own, which may crash, hang or grow without harm."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from PIL import Image

from onboarding.intake import decoder
from onboarding.intake.limits import Limits
from onboarding.intake.picture import bound
from onboarding.intake.refusals import (
    FileTooManyPages,
    ImageAnimated,
    ImageBroken,
    ImageTooManyPixels,
    ImageTooSmall,
    IntakeError,
    PdfBroken,
    PdfEncrypted,
    PdfScripted,
)

REFUSALS: Mapping[int, type[IntakeError]] = {
    decoder.ENCRYPTED: PdfEncrypted,
    decoder.SCRIPTED: PdfScripted,
    decoder.TOO_MANY_PAGES: FileTooManyPages,
    decoder.TOO_MANY_PIXELS: ImageTooManyPixels,
    decoder.TOO_SMALL: ImageTooSmall,
    decoder.ANIMATED: ImageAnimated,
}


def draw(upload: bytes, kind: str, limits: Limits) -> tuple[Image.Image, str | None]:
    """An RGB picture of the pages, one under the other, and a PDF's text. Raises IntakeError."""
    broken = PdfBroken if kind == "application/pdf" else ImageBroken
    command = [sys.executable, "-I", str(Path(decoder.__file__)), kind, json.dumps(asdict(limits))]
    with _memory(upload) as source, _memory() as drawing:
        process = subprocess.Popen(  # noqa: S603  (our own file, no shell)
            command, stdin=source, stdout=drawing, stderr=subprocess.DEVNULL, env={}, close_fds=True
        )
        status = _end(process, 2 * limits.seconds)
        if status != 0:
            raise REFUSALS.get(status, broken)
        drawing.seek(0)
        return _read(drawing, limits, broken)


def _memory(content: bytes = b"") -> BinaryIO:
    """A file without a name or a disk: unlike a pipe it blocks nobody, and what is written to it can be bounded."""
    file = os.fdopen(os.memfd_create("gatehouse-intake"), "w+b")
    file.write(content)
    file.seek(0)
    return file


def _end(process: subprocess.Popen[bytes], seconds: float) -> int:
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return -1
    finally:
        process.kill()
        process.wait()


def _read(drawing: BinaryIO, limits: Limits, broken: type[IntakeError]) -> tuple[Image.Image, str | None]:
    """What the child wrote is believed no more than the file was."""
    try:
        head = json.loads(drawing.readline(decoder.HEAD))
        size, text = (int(head["width"]), int(head["height"])), head["text"]
        bound(size, limits)
        return Image.frombytes("RGB", size, drawing.read(3 * limits.pixels)), text and decoder.cleaned(str(text))
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise broken from error
