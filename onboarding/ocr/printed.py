"""The one door to the networks that read print: RapidOCR's PP-OCRv6, on one thread, from the models in its wheel."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from onboarding import onnx
from onboarding.ocr.alphabet import is_readable

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]
Corners = NDArray[np.float32]
"""Four (x, y), clockwise from where the text begins above."""

DETECTOR, RECOGNISER, TURNED = (
    "PP-OCRv6_det_small.onnx",
    "PP-OCRv6_rec_small.onnx",
    "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
)
DETECTING_SIDE = 1184
"""The long side, in pixels, of the picture on which text is looked for."""
INK, TEXT = 0.3, 0.5
"""Above the first a pixel belongs to text; a box of them is text where their mean is above the second."""
GROWTH = 1.6
"""The network marks the core of a line: the box grows by its area over its girth, this many times."""
HEIGHT = 48
"""What the recogniser takes a line to be high, in pixels."""
BATCH = 6
FAVOUR = {"ØøŁłĐđ": 3.0, "ÍÌÎĪĨ": 0.3}
"""The network is too fond of leaving out strokes, and takes the pattern under a capital I for an accent on it."""
SPACE = 0.25
"""From this likelihood on there is a space between two letters."""


@dataclass(frozen=True)
class Line:
    """One run of text; `at` is the middle of each letter along it, from 0 to 1."""

    text: str
    confidence: float
    corners: Corners
    at: tuple[float, ...]


@cache
def models() -> Path:
    """The folder in the wheel, found without importing it: it would bring its logging and its downloads along."""
    found = find_spec("rapidocr")
    if found is None or found.origin is None:
        raise RuntimeError("the wheel rapidocr, which carries the models, is not installed")
    return Path(found.origin).parent / "models"


@cache
def engine() -> str:
    """Package, version and a digest of the recogniser: what a reading depends on."""
    digest = hashlib.sha256((models() / RECOGNISER).read_bytes()).hexdigest()[:12]
    return f"rapidocr {version('rapidocr')} {digest}"


@cache
def _session(name: str) -> Any:
    """Loaded on first use, once for a process."""
    return onnx.session(str(models() / name))


def _run(name: str, pictures: Floats) -> Floats:
    session = _session(name)
    return np.asarray(session.run(None, {session.get_inputs()[0].name: pictures})[0], np.float32)


def find_text(image: Image) -> list[Corners]:
    """The lines of text on a BGR picture, from the top down, however they lie. .2 to .7 s."""
    high, wide = image.shape[:2]
    scale = min(1.0, DETECTING_SIDE / max(high, wide))
    size = tuple(max(32, round(side * scale / 32) * 32) for side in (wide, high))
    scaled = np.asarray(cv2.resize(image, (size[0], size[1]), interpolation=cv2.INTER_AREA), np.uint8)
    likely = _run(DETECTOR, _normal(scaled)[None])[0, 0]
    mask = cv2.dilate((likely > INK).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    ratio = np.array([wide / size[0], high / size[1]], np.float32)
    boxes = [box * ratio for box in (_box(np.asarray(contour), likely) for contour in contours) if box is not None]
    return sorted(boxes, key=lambda box: float(box[:, 1].mean()))


def _normal(image: Image) -> Floats:
    """Channels first, from -1 to 1."""
    return np.ascontiguousarray((image.astype(np.float32) / 127.5 - 1).transpose(2, 0, 1))


def _box(contour: NDArray[np.int32], likely: Floats) -> Corners | None:
    """The turned rectangle around a blot that is text, grown to the height of its letters."""
    middle, (width, height), angle = cv2.minAreaRect(contour)
    if min(width, height) < 3 or _mean_inside(contour, likely) < TEXT:
        return None
    growth = GROWTH * width * height / (width + height)
    return _ordered(cv2.boxPoints((middle, (width + growth, height + growth), angle)).astype(np.float32))


def _mean_inside(contour: NDArray[np.int32], likely: Floats) -> float:
    left, top, width, height = cv2.boundingRect(contour)
    mask = np.zeros((height, width), np.uint8)
    cv2.drawContours(mask, [contour], -1, 1, cv2.FILLED, offset=(-left, -top))
    return float(cv2.mean(likely[top : top + height, left : left + width], mask)[0])


def _ordered(points: Corners) -> Corners:
    """Clockwise from the upper left: of the two that lie left, the upper one first."""
    left, right = np.split(points[np.argsort(points[:, 0], kind="stable")], 2)
    upper_left, lower_left = left[np.argsort(left[:, 1])]
    upper_right, lower_right = right[np.argsort(right[:, 1])]
    return np.array([upper_left, upper_right, lower_right, lower_left], np.float32)


def is_upright(corners: Corners) -> bool:
    """Whether the text lies as on a page held upright, or upside down; else it climbs or falls."""
    wide, high = (float(np.linalg.norm(corners[0] - corners[place])) for place in (1, 3))
    return high < 1.5 * wide


def upside_down(image: Image, boxes: Sequence[Corners]) -> bool:
    """What most of the longest lines say. A fiftieth of a second."""
    longest = sorted(boxes, key=lambda box: -float(np.linalg.norm(box[0] - box[1])))[:12]
    if not longest:
        return False
    cuts = [_fitted(laid_straight(image, box), 192) for box in longest]
    return bool((_run(TURNED, np.stack(cuts)).argmax(axis=1)).mean() > 0.5)


def read_lines(image: Image, boxes: Sequence[Corners]) -> list[Line]:
    """What stands in each box; boxes that hold nothing readable are left out. About 15 ms a line."""
    cuts = sorted(((laid_straight(image, box), box) for box in boxes), key=lambda pair: pair[0].shape[1])
    lines: list[Line] = []
    for start in range(0, len(cuts), BATCH):
        batch = cuts[start : start + BATCH]
        width = max(HEIGHT, *(cut.shape[1] for cut, _ in batch)) + 8
        read = _run(RECOGNISER, np.stack([_fitted(cut, width) for cut, _ in batch]))
        lines += [
            line
            for likely, (cut, box) in zip(read, batch, strict=True)
            if (line := _line(likely, cut.shape[1] / width, box))
        ]
    return lines


def laid_straight(image: Image, box: Corners, height: int = HEIGHT) -> Image:
    """The text in a box, as many pixels high."""
    wide, high = (max(1.0, float(np.linalg.norm(box[0] - box[place]))) for place in (1, 3))
    width = max(8, round(wide * height / high))
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(box, flat)
    cut = cv2.warpPerspective(image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cut, np.uint8)


def _fitted(cut: Image, width: int) -> Floats:
    """On a ground of middle grey, cut off or filled up at the right."""
    ground = np.zeros((3, HEIGHT, width), np.float32)
    kept = cut[:, :width]
    ground[:, :, : kept.shape[1]] = _normal(kept)
    return ground


@cache
def _alphabet() -> tuple[list[str], NDArray[np.int64]]:
    """The letters that a document can show, and their places in what the network says; the first is the blank."""
    listed = _session(RECOGNISER).get_modelmeta().custom_metadata_map["character"].splitlines()
    letters = ["", *listed, " "]
    places = [0, *(place for place, letter in enumerate(letters) if place and is_readable(letter))]
    return [letters[place] for place in places], np.array(places)


@cache
def _favours() -> Floats:
    letters, _ = _alphabet()
    weights = {letter: weight for some, weight in FAVOUR.items() for letter in some}
    return np.array([weights.get(letter, 1.0) for letter in letters], np.float32)


def _line(likely: Floats, filled: float, box: Corners) -> Line | None:
    """Connectionist decoding: the likeliest letter of each step, repeats taken once, blanks left out."""
    letters, places = _alphabet()
    allowed = likely[:, places]
    allowed *= _favours()
    best = allowed.argmax(axis=1)
    seen = [step for step in range(len(best)) if best[step] and (step == 0 or best[step] != best[step - 1])]
    steps = sorted({*seen, *_gaps(allowed[:, -1], seen)})
    text = "".join(letters[best[step]] if step in seen else " " for step in steps)
    if not text.strip():
        return None
    reach = len(best) * filled
    sure = min(1.0, float(np.mean([likely[step, places[best[step]]] for step in seen])))
    return Line(text, round(sure, 3), box, tuple(min(1.0, (step + 0.5) / reach) for step in steps))


def _gaps(space: Floats, seen: Sequence[int]) -> Iterator[int]:
    """Where a space is likely enough between two letters: the network hardly ever sees one where there is none."""
    for left, right in pairwise(seen):
        if right - left > 1:
            step = left + 1 + int(space[left + 1 : right].argmax())
            if space[step] > SPACE and max(space[left], space[right]) < 0.5:
                yield step
