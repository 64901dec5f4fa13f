"""Finds the documents on a picture: four corners each, at any angle and in perspective, and lays them flat."""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from onboarding.quality.edges import Floats, Image, Map, edge_map, fitted, reduced
from onboarding.quality.ground import off_the_ground, patches

Corners = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
"""Top left, top right, bottom right, bottom left, as they lie in the picture, in its pixels."""

WORKING_SIDE = 512
LEAST_SHARE = 0.03
"""Of the picture's area: what is smaller is no document that could be read."""
LEAST_SUPPORT = 0.72
"""Share of the outline along which an edge is really seen."""
SHAPES = (1.15, 2.1)
"""Length over width, with room for perspective: cards have 1.59, passports and A4 1.42, letter paper 1.29."""
SMALL_SHARE, SMALL_SHAPE = 0.3, 1.35
"""A small patch nearer to a square than this is the portrait (1.29), not the document."""
BESIDE = 0.25
"""Of the area of small patches, how much else may be seen beside them."""
SAME_SIZE = 0.85
"""Of the longer of two sides that are printed alike, with room for perspective."""
FILLED = 0.8
"""Share of the four corners' area that the patch found covers: less is no quadrilateral."""


def outlines(image: Image) -> tuple[Corners, ...]:
    """The documents, largest first; none where no edges can be seen, as where one fills the whole picture.

    `image` is BGR or grey. About 50 ms, whatever its size.
    """
    small, scale = reduced(image, WORKING_SIDE)
    edges = edge_map(small)
    found = []
    for guess in _guesses(small, edges):
        fit = fitted(edges, guess)
        if fit is not None and fit.support >= LEAST_SUPPORT and _is_document(fit.corners, small):
            found.append((fit.support, fit.corners))
    chosen = _apart(found)
    if _is_part(chosen, small):
        return ()
    return tuple(_named(corners / scale) for corners in chosen)


def rectified(image: Image, corners: Corners) -> Image:
    """The document alone, flat, in the size that it has in the picture."""
    matrix, size = flattening(corners)
    return np.asarray(cv2.warpPerspective(image, matrix, size, flags=cv2.INTER_CUBIC), np.uint8)


def flattening(corners: Corners) -> tuple[Floats, tuple[int, int]]:
    """The homography from the picture to the document alone, and that one's width and height."""
    width, height = (round(side) for side in sides(corners))
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(np.array(corners, np.float32), flat), np.float64), (width, height)


def scaled(corners: Corners, factor: float) -> Corners:
    """The same outline in a picture that was made larger or smaller."""
    a, b, c, d = ((x * factor, y * factor) for x, y in corners)
    return a, b, c, d


def sides(corners: Corners) -> tuple[float, float]:
    """Width and height in pixels: the longer of each two opposite sides."""
    points = np.array(corners)
    along = np.hypot(*(np.roll(points, -1, axis=0) - points).T)
    return max(float(along[0]), float(along[2])), max(float(along[1]), float(along[3]))


def two_sides(found: Sequence[Corners]) -> tuple[Corners, ...]:
    """The outlines where they are two of one size, as the sides of a card are; else none."""
    if len(found) != 2:
        return ()
    lengths = zip(*(sorted(sides(corners)) for corners in found), strict=True)
    return tuple(found) if all(min(pair) >= SAME_SIZE * max(pair) for pair in lengths) else ()


def _guesses(small: Image, edges: Map) -> Iterator[Floats]:
    """Rough quadrilaterals around each patch that stands out, by several ways of standing out."""
    for mask in (*patches(small), *_enclosed(edges)):
        contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            area = cv2.contourArea(contour)
            if area < LEAST_SHARE * mask.size:
                continue
            corners = _quadrilateral(np.asarray(contour, np.int32))
            if area > FILLED * cv2.contourArea(corners):
                yield corners.astype(np.float64)


def _enclosed(edges: Map) -> Iterator[Image]:
    """What strong edges enclose."""
    for percentile in (80, 90):
        strong = (edges.strength > max(float(np.percentile(edges.strength, percentile)), 8.0)).astype(np.uint8)
        yield np.asarray(cv2.morphologyEx(strong, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)), np.uint8)


def _quadrilateral(contour: NDArray[np.int32]) -> NDArray[np.float32]:
    """The four corners that keep most of the hull, else the smallest upright or turned rectangle."""
    hull = cv2.convexHull(contour)
    length = cv2.arcLength(hull, closed=True)
    for tolerance in (0.02, 0.04, 0.06, 0.09):
        corners = cv2.approxPolyDP(hull, tolerance * length, closed=True)
        if len(corners) == 4:
            return np.asarray(corners[:, 0], np.float32)
    return np.asarray(cv2.boxPoints(cv2.minAreaRect(hull)), np.float32)


def _is_document(corners: Floats, small: Image) -> bool:
    patch = corners.astype(np.float32)
    share = cv2.contourArea(patch) / (small.shape[0] * small.shape[1])
    width, height = sides(_named(corners))
    shape = max(width, height) / max(min(width, height), 1)
    least = SMALL_SHAPE if share < SMALL_SHARE else SHAPES[0]
    return bool(cv2.isContourConvex(patch) and share >= LEAST_SHARE and least < shape < SHAPES[1])


def _is_part(chosen: list[Floats], small: Image) -> bool:
    """Whether the patches are small and much else is on the picture: then they are portraits or chips of a document."""
    inside = np.zeros(small.shape[:2], np.uint8)
    for corners in chosen:
        cv2.fillConvexPoly(inside, corners.round().astype(np.int32), 1)
    if not chosen or cv2.contourArea(chosen[0].astype(np.float32)) > SMALL_SHARE * inside.size:
        return False
    beside = off_the_ground(small) & (cv2.dilate(inside, np.ones((9, 9), np.uint8)) == 0)
    return bool(beside.sum() > BESIDE * inside.sum())


def _apart(found: list[tuple[float, Floats]]) -> list[Floats]:
    """Of outlines that overlap the best seen, a larger one where they are seen alike; largest first."""

    def worth(one: tuple[float, Floats]) -> float:
        return one[0] + 0.25 * float(np.sqrt(cv2.contourArea(one[1].astype(np.float32)))) / WORKING_SIDE

    chosen: list[Floats] = []
    for _, corners in sorted(found, key=worth, reverse=True):
        if all(_shared(corners, other) < 0.1 for other in chosen):
            chosen.append(corners)
    return sorted(chosen, key=lambda corners: -cv2.contourArea(corners.astype(np.float32)))


def _shared(a: Floats, b: Floats) -> float:
    """Of the smaller one, the share that lies in the other."""
    one, other = a.astype(np.float32), b.astype(np.float32)
    common, _ = cv2.intersectConvexConvex(cv2.convexHull(one), cv2.convexHull(other))
    return float(common) / max(min(cv2.contourArea(one), cv2.contourArea(other)), 1.0)


def _named(corners: Floats) -> Corners:
    """Clockwise, beginning at the corner nearest to the picture's top left."""
    middle = corners.mean(axis=0)
    turned = corners[np.argsort(np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0]))]
    first = int(np.argmin(turned.sum(axis=1)))
    a, b, c, d = ((float(x), float(y)) for x, y in np.roll(turned, -first, axis=0))
    return a, b, c, d
