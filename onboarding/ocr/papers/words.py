"""The words on the picture of a page, and the lines that they make."""

from itertools import groupby

import cv2
import numpy as np
from numpy.typing import NDArray

from onboarding.ocr import tesseract
from onboarding.ocr.tesseract import Word

Image = NDArray[np.uint8]

WHOLE_PAGE = 3
"""Tesseract's page segmentation mode for a page with columns."""
SIDES = (1800, 3600)
"""Long side in pixels at which a page is read: smaller is enlarged, larger is shrunk."""
SURE = 0.5
ENOUGH = 12
"""So many sure words are text the right way up; a page on its side or its head gives rubbish."""
LEGIBLE = 0.15
"""Names with letters that the model does not know are read with little confidence, and nearly right."""


def page_words(image: Image) -> list[Word]:
    """The words of a page (BGR) in reading order, boxes in pixels of what was read, set upright. Slow: 2 to 8 s."""
    grey = _prepared(image)
    best: list[Word] = []
    for turns in (0, 2, 1, 3):
        turned = np.ascontiguousarray(np.rot90(grey, turns))
        words = tesseract.read([turned], model="eng", folder=tesseract.english(), layout=WHOLE_PAGE)[0]
        best = max(best, [word for word in words if word.confidence >= LEGIBLE], key=_letters)
        if sum(_is_word(word) for word in best) >= ENOUGH:
            break
    return best


def lines_of(words: list[Word]) -> tuple[str, ...]:
    return tuple(" ".join(word.text for word in line) for _, line in groupby(words, key=lambda word: word.line))


def _prepared(image: Image) -> Image:
    """Grey, of a size that can be read, its light evened out."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    scale = min(max(1.0, SIDES[0] / max(grey.shape)), SIDES[1] / max(grey.shape))
    if scale != 1:
        method = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=method)
    ground = cv2.medianBlur(cv2.dilate(grey, np.ones((9, 9), np.uint8)), 41)
    return np.asarray(cv2.divide(grey, ground, scale=255), np.uint8)


def _letters(words: list[Word]) -> int:
    return sum(len(word.text) for word in words if _is_word(word))


def _is_word(word: Word) -> bool:
    return word.confidence >= SURE and len(word.text) > 2 and word.text.strip(".,:;()").isalnum()
