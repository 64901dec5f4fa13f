"""The print of a page, whichever way it lies: what is up, where text stands, and what it says."""

from collections.abc import Sequence

import numpy as np

from onboarding.ocr.find import Band
from onboarding.ocr.printed import Corners, Image, Line, find_text, is_upright, read_lines, upside_down


def read_page(image: Image, *, turns: int | None = None, zone: Sequence[Band] = ()) -> tuple[int, list[Line]]:
    """Quarter turns counter-clockwise that make a BGR picture upright, and the lines in pixels of the upright picture.

    `turns` where they are known, else they are found; `zone` are the bands of a machine-readable zone, whose letters
    have a reader of their own, in pixels of the upright picture. Slow: .5 to 2 s.
    """
    if turns is None:
        turns, upright, boxes = _found_upright(image)
    else:
        upright = np.ascontiguousarray(np.rot90(image, turns))
        boxes = find_text(upright)
    return turns, read_lines(upright, [box for box in boxes if not on_zone(box, zone)])


def _found_upright(image: Image) -> tuple[int, Image, list[Corners]]:
    boxes, turns = find_text(image), 0
    if sum(_length(box) if is_upright(box) else -_length(box) for box in boxes) < 0:
        image, turns = np.ascontiguousarray(np.rot90(image)), 1
        boxes = find_text(image)
    if upside_down(image, boxes):
        image, turns = np.ascontiguousarray(np.rot90(image, 2)), turns + 2
        boxes = find_text(image)
    return turns, image, boxes


def _length(box: Corners) -> float:
    return float(max(np.linalg.norm(box[0] - box[1]), np.linalg.norm(box[0] - box[3])))


def on_zone(box: Corners, zone: Sequence[Band]) -> bool:
    """Whether the middle of a box lies on one of the bands."""
    return any(_within(box, band) for band in zone)


def _within(box: Corners, band: Band) -> bool:
    x, y = box.mean(axis=0)
    level = band.left[1] + band.slope * (x - band.left[0])
    return bool(abs(y - level) < band.height and band.left[0] - band.height < x < band.right[0] + band.height)
