"""Printed fields of drawn documents that come out exactly right, by engine and grade."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby

import cv2
import numpy as np
from numpy.typing import NDArray

from compliance.sandbox.specimens import make, papers_text
from compliance.sandbox.specimens.grades import Grade
from onboarding.ocr import tesseract
from onboarding.ocr.printed import Line
from onboarding.ocr.reader import read
from onboarding.ocr.visual import find_fields
from onboarding.ocr.visual_values import normalised
from tests.benchmarks.screening.figures import Figure

ON = date(2026, 1, 1)
GRADES = (Grade.CLEAN, Grade.SCAN, Grade.PHONE, Grade.HARD, Grade.ROTATED)
SEEDS = range(200, 204)
"""Not those that the rules were tuned on."""
FACES = ("ada", "bruno")
"""Two are enough: faces are not what is measured here, and drawing one takes seconds."""
SPARSE = 11
"""Tesseract's page segmentation mode for text here and there, in no order."""
BLOCK = "visual zone"
Image = NDArray[np.uint8]
Page = tuple[Image, dict[str, str]]
"""A picture, and the fields that it shows."""


def figures(options: Namespace) -> Iterator[Figure]:
    for grade in GRADES:
        pages = list(drawn(grade, SEEDS[:1] if options.quick else SEEDS))
        yield Figure(BLOCK, f"{grade}: fields right", share(pages, whole), "%", 0.99, peer="RapidOCR 249 of 250")
        yield Figure(BLOCK, f"{grade}: fields right, tesseract eng, same rules", share(pages, eng), "%")


def drawn(grade: Grade, seeds: range) -> Iterator[Page]:
    """Each side of each kind that shows fields, and what it shows."""
    for kind in make.KINDS:
        if kind in ("selfie", *papers_text.KINDS):
            continue
        for seed in seeds:
            for made in make.invented(kind, grade, seed, face=FACES[seed % 2]):
                fields = {name: field["value"] for name, field in made.truth["fields"].items()}
                picture = cv2.imdecode(np.frombuffer(made.jpeg, np.uint8), cv2.IMREAD_COLOR)
                if fields and picture is not None:
                    yield np.asarray(picture, np.uint8), fields


def share(pages: Sequence[Page], reader: Callable[[Image], dict[str, str | None]]) -> float:
    """Of all fields shown, those that come out exactly as they are, diacritics and all."""
    right = total = 0
    for picture, fields in pages:
        read_as = reader(picture)
        right += sum(read_as.get(field) == value for field, value in fields.items())
        total += len(fields)
    return right / total


def whole(picture: Image) -> dict[str, str | None]:
    """Print as the reader tells it: where a zone settles what two look-alikes are, as settled."""
    return {name: field.value for name, field in read(picture, on=ON).fields.items() if field.source == "viz"}


def eng(picture: Image) -> dict[str, str | None]:
    """Tesseract's words joined to its lines; it gets the picture as it lies."""
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    (words,) = tesseract.read([grey], model="eng", folder=tesseract.english(), layout=SPARSE)
    ordered = sorted(words, key=lambda word: (word.line, word.box[0]))
    lines = [_line(list(row)) for _, row in groupby(ordered, key=lambda word: word.line)]
    return {name: normalised(name, seen.value) for name, seen in find_fields(lines).items()}


def _line(words: list[tesseract.Word]) -> Line:
    left, top = (min(word.box[axis] for word in words) for axis in (0, 1))
    right, bottom = (max(word.box[axis] + word.box[axis + 2] for word in words) for axis in (0, 1))
    corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)
    at = [place for word in words for place in (*_places(word), word.box[0] + word.box[2])][:-1]
    text, sure = " ".join(word.text for word in words), min(word.confidence for word in words)
    return Line(text, sure, corners, tuple((place - left) / max(1, right - left) for place in at))


def _places(word: tesseract.Word) -> list[float]:
    return [word.box[0] + word.box[2] * (place + 0.5) / len(word.text) for place in range(len(word.text))]
