"""Finds the faces of a picture and measures them: dlib's detectors and its 68 landmarks, whoever compares after."""

from typing import Any, Final

import cv2
import numpy as np

from onboarding.faces.library import API, DLIB
from onboarding.faces.measures import covered, eyes, pose, sharpness
from onboarding.faces.model import Box, Face, Landmarks, Picture
from onboarding.faces.turning import TURNS, turn, turn_back

SEARCHED_SIDE: Final = 1024
"""Faces are sought in a picture no larger than this; what is found is then encoded from the full picture."""
SMALL_SIDE: Final = 512
"""A picture up to this size is doubled at once: it costs little and finds faces from 40 pixels."""
RETRIED_SIDE: Final = 400
"""Where the quick detector (HOG) sees nothing, the network that finds turned, tilted and half-hidden faces of 80 pixels
looks once, at no more than this: half a second of CPU for a face of a fifth of the picture (docs/decisions/0058)."""
SURE: Final = 0.3
SHARED: Final = 0.4
"""Two people cheek to cheek share up to a third of the smaller box."""
SURE_TURNED: Final = 0.6
"""A turned picture must show its face plainly: the backs of cards seem to hold weak ones on their side."""


def find(picture: Picture) -> tuple[Face, ...]:
    """Every face, the largest first; turned and doubled pictures are tried only where the plain one shows none.

    The slower network has the last word, on the picture as it lies.
    """
    rgb = np.ascontiguousarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), np.uint8)
    first = 1 if max(picture.shape[:2]) <= SMALL_SIDE else 0
    for doublings in range(first, 2):
        for degrees in TURNS:
            turned = turn(rgb, degrees)
            seen = _seen(turned, doublings, least=SURE_TURNED if degrees else 0.0)
            if seen:
                return tuple(_measured(turned, box, sure, degrees, picture.shape[:2]) for box, sure in seen)
    return tuple(_measured(rgb, box, sure, 0, picture.shape[:2]) for box, sure in _retried(rgb))


def _shrink(picture: Picture, side: int) -> tuple[Picture, float]:
    """The picture with its longer side at most `side`, and how much larger the original is."""
    factor = max(1.0, max(picture.shape[:2]) / side)
    if factor == 1.0:
        return picture, factor
    size = round(picture.shape[1] / factor), round(picture.shape[0] / factor)
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8), factor


def _seen(rgb: Picture, doublings: int, *, least: float) -> list[tuple[Box, float]]:
    """Boxes with the detector's confidence, the largest first; the unsure ones only where nothing surer is seen."""
    small, factor = _shrink(rgb, SEARCHED_SIDE)
    rectangles, confidences, _ = API.face_detector.run(small, doublings, least)
    seen = [(_box(each, factor, rgb), sure) for each, sure in zip(rectangles, confidences, strict=True)]
    return _largest_first(distinct([pair for pair in seen if pair[1] >= SURE] or seen))


def distinct(seen: list[tuple[Box, float]]) -> list[tuple[Box, float]]:
    """Without what lies half on a surer face: a cheek and a shoulder that seem to be a second one."""
    return [pair for pair in seen if not any(other[1] > pair[1] and _shared(pair[0], other[0]) for other in seen)]


def _shared(one: Box, two: Box) -> bool:
    wide = min(one.left + one.width, two.left + two.width) - max(one.left, two.left)
    high = min(one.top + one.height, two.top + two.height) - max(one.top, two.top)
    return max(0, wide) * max(0, high) >= SHARED * min(one.area, two.area)


def _retried(rgb: Picture) -> list[tuple[Box, float]]:
    small, factor = _shrink(rgb, RETRIED_SIDE)
    return _largest_first([(_box(each.rect, factor, rgb), each.confidence) for each in API.cnn_face_detector(small, 0)])


def _largest_first(seen: list[tuple[Box, float]]) -> list[tuple[Box, float]]:
    return sorted(seen, key=lambda pair: (-pair[0].area, -pair[1]))


def _measured(rgb: Picture, box: Box, confidence: float, degrees: int, shape: tuple[int, ...]) -> Face:
    points = _landmarks(rgb, box)
    return Face(
        box=turn_back(box, degrees, shape[0], shape[1]),
        confidence=round(float(confidence), 3),
        sharpness=sharpness(rgb, box),
        turned=degrees,
        landmarks=points,
        pose=pose(points),
        eyes=eyes(points),
        covered=covered(rgb, points),
    )


def _landmarks(rgb: Picture, box: Box) -> Landmarks:
    rectangle = DLIB.rectangle(box.left, box.top, box.left + box.width, box.top + box.height)
    return np.array([(point.x, point.y) for point in API.pose_predictor_68_point(rgb, rectangle).parts()], np.float64)


def _box(rectangle: Any, factor: float, rgb: Picture) -> Box:
    """dlib's rectangle in pixels of the full picture, cut at its edges."""
    height, width = rgb.shape[:2]
    left, top = max(0, round(rectangle.left() * factor)), max(0, round(rectangle.top() * factor))
    right, bottom = min(width, round(rectangle.right() * factor)), min(height, round(rectangle.bottom() * factor))
    return Box(left=left, top=top, width=right - left, height=bottom - top)
