"""The visual zone: labels are looked for, and the value is what stands under or beside each of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from onboarding.ocr import tesseract
from onboarding.ocr.tesseract import Word
from onboarding.ocr.visual_values import normalised

Image = NDArray[np.uint8]
Box = tuple[int, int, int, int]

SPARSE = 11
"""Tesseract's page segmentation mode for text here and there, in no order."""
WORKING_SIDE = 1700
LABEL_SCORE = 88
LABELS: dict[str, tuple[str, ...]] = {
    "surname": ("surname", "last name", "family name", "primary identifier"),
    "given_names": ("given names", "first names", "forenames", "secondary identifier"),
    "document_number": ("passport no", "document no", "card no", "passport number", "document number"),
    "nationality": ("nationality",),
    "birth_date": ("date of birth", "birth date"),
    "sex": ("sex",),
    "place_of_birth": ("place of birth",),
    "issue_date": ("date of issue", "issue date"),
    "expiry_date": ("date of expiry", "expiry date", "valid until"),
    "authority": ("authority",),
    "issuing_state": ("country code", "issuing state"),
    "document_code": ("type",),
}


@dataclass(frozen=True)
class Seen:
    """A value of the visual zone as printed; `box` is [x, y, width, height] in pixels of the upright picture."""

    value: str
    confidence: float
    box: Box


@dataclass(frozen=True)
class _Label:
    name: str
    box: Box
    words: tuple[Word, ...]


def read_visual_zone(image: Image) -> dict[str, Seen]:
    """Fields by name; only those whose label was found. Slow: .5 to 2 s."""
    scale = WORKING_SIDE / max(image.shape[:2])
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    scaled = cv2.resize(image, None, fx=min(scale, 2.5), fy=min(scale, 2.5), interpolation=method)
    grey = cv2.cvtColor(scaled, cv2.COLOR_BGR2GRAY) if scaled.ndim == 3 else scaled
    words = tesseract.read([np.asarray(grey, dtype=np.uint8)], model="eng", folder=tesseract.english(), layout=SPARSE)[
        0
    ]
    return {name: _unscaled(seen, min(scale, 2.5)) for name, seen in find_fields(words).items()}


def find_fields(words: Sequence[Word]) -> dict[str, Seen]:
    """The value that stands by each known label; a field whose value makes no sense, or has no label, is left out."""
    labels = list(_labels(words))
    taken = {id(word) for label in labels for word in label.words}
    free = [word for word in words if id(word) not in taken and re.search(r"\w", word.text)]
    found: dict[str, Seen] = {}
    for label in labels:
        value = _value(label, labels, free)
        if value and label.name not in found and normalised(label.name, value.value):
            found[label.name] = value
    return found


def _labels(words: Sequence[Word]) -> Iterator[_Label]:
    for line in _lines(words):
        place = 0
        while place < len(line):
            hit = _label_at(line, place)
            if hit:
                yield hit
            place += len(hit.words) if hit else 1


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: dict[tuple[int, int, int], list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return [sorted(line, key=lambda word: word.box[0]) for line in lines.values()]


def _label_at(line: list[Word], place: int) -> _Label | None:
    """The longest label that begins here, with its translations: `Sex / Sexe` is one label up to the next wide gap."""
    best: tuple[float, str, int] = (LABEL_SCORE, "", 0)
    for name, phrases in LABELS.items():
        for phrase in phrases:
            count = len(phrase.split())
            read = " ".join(word.text for word in line[place : place + count]).lower().strip(" .:/,")
            score = fuzz.ratio(read, phrase) + count
            if len(read) > 2 and score > best[0]:
                best = (score, name, count)
    if not best[1]:
        return None
    end = place + best[2]
    while end < len(line) and _gap(line[end - 1], line[end]) < 1.2 and _is_translation(line, place, end):
        end += 1
    words = tuple(line[place:end])
    return _Label(best[1], _around([word.box for word in words]), words)


def _is_translation(line: list[Word], place: int, end: int) -> bool:
    """Bilingual labels have a slash; what follows it belongs to the label as long as no other label begins."""
    slash = any("/" in word.text for word in line[place : end + 1])
    return (slash and not line[end].text.isupper()) or line[end].text in ("/", ".", ":", "No.", "N°")


def _gap(left: Word, right: Word) -> float:
    """The space between two words in heights."""
    return (right.box[0] - left.box[0] - left.box[2]) / max(left.box[3], right.box[3], 1)


def _value(label: _Label, labels: list[_Label], free: list[Word]) -> Seen | None:
    x, y, width, height = label.box
    right_edge = min(
        (other.box[0] for other in labels if other.box[0] > x + width / 2 and _beside(label, other)), default=10**6
    )
    below = [
        word
        for word in free
        if y + 0.8 * height < _middle(word) < y + 4.2 * height and x - 1.5 * height < word.box[0] < right_edge - height
    ]
    row = _first_row(below, x)
    if not row:
        row = _run(
            [
                word
                for word in free
                if abs(_middle(word) - y - height / 2) < height and x + width < word.box[0] < right_edge
            ]
        )
    if not row:
        return None
    text = " ".join(word.text for word in row).strip(" .:;,|_-—~")
    return (
        Seen(text, round(min(word.confidence for word in row), 3), _around([word.box for word in row]))
        if text
        else None
    )


def _beside(label: _Label, other: _Label) -> bool:
    """On the same row of labels: it bounds the value to the right."""
    return abs(other.box[1] - label.box[1]) < 1.5 * max(label.box[3], other.box[3])


def _middle(word: Word) -> float:
    return word.box[1] + word.box[3] / 2


def _first_row(words: list[Word], left: int) -> list[Word]:
    """The topmost row of these words that begins near the label's left end."""
    starts = [word for word in words if abs(word.box[0] - left) < 3 * word.box[3]]
    if not starts:
        return []
    first = min(starts, key=_middle)
    return _run([word for word in words if abs(_middle(word) - _middle(first)) < 0.7 * max(word.box[3], first.box[3])])


def _run(words: list[Word]) -> list[Word]:
    """From the left up to the first gap wider than two heights."""
    ordered = sorted(words, key=lambda word: word.box[0])
    for place in range(1, len(ordered)):
        if _gap(ordered[place - 1], ordered[place]) > 2:
            return ordered[:place]
    return ordered


def _around(boxes: Sequence[Box]) -> Box:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    return (left, top, max(box[0] + box[2] for box in boxes) - left, max(box[1] + box[3] for box in boxes) - top)


def _unscaled(seen: Seen, scale: float) -> Seen:
    x, y, width, height = (round(side / scale) for side in seen.box)
    return Seen(seen.value, seen.confidence, (x, y, width, height))
