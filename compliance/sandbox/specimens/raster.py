"""A small software renderer: triangles to a depth-buffered picture of whatever the vertices carry."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Camera:
    """A pinhole before the face: looks at `middle` from `distance`; `span` of the world fills the picture's height."""

    width: int
    height: int
    middle: tuple[float, float, float]
    span: float
    distance: float = 14.0

    def project(self, vertices: Floats) -> Floats:
        """Columns, rows and depth (smaller is nearer) of each vertex."""
        x, y, z = (vertices - np.array(self.middle, np.float32)).T
        scale = self.height / self.span * self.distance / (self.distance - z)
        return np.stack([self.width / 2 + x * scale, self.height / 2 - y * scale, self.distance - z], axis=1)


@dataclass(slots=True)
class Seen:
    """Which triangle each pixel shows, at which depth, and where on it: the weights of its corners."""

    width: int
    height: int
    depth: Floats
    triangle: NDArray[np.int64]
    weights: Floats


def draw(
    points: Floats, triangles: NDArray[np.int64], carried: Floats, *, width: int, height: int
) -> tuple[Floats, Floats]:
    """Depth (infinite where empty) and the carried values of the nearest surface, height × width × values.

    Each triangle is sampled on a grid finer than a pixel, and the nearest sample of a pixel wins: no loop over pixels.
    """
    count = height * width
    seen = Seen(width, height, np.full(count, np.inf, np.float32), np.full(count, -1), np.zeros((count, 3), np.float32))
    corners = points[triangles]
    facing = np.flatnonzero(_facing(corners, width, height))
    edges = np.linalg.norm(corners[facing, :, :2] - np.roll(corners[facing, :, :2], 1, axis=1), axis=2)
    steps = np.ceil(edges.max(axis=1) * 1.25).astype(int) + 1
    levels = np.where(steps > 8, -(-steps // 4) * 4, steps)
    for level in np.unique(levels):
        chosen = facing[levels == level]
        for start in range(0, len(chosen), batch := max(1, 800_000 // (level + 1) ** 2)):
            _splat(corners, chosen[start : start + batch], int(level), seen)
    values = np.zeros((count, carried.shape[1]), np.float32)
    solid = seen.triangle >= 0
    values[solid] = np.matmul(seen.weights[solid][:, None], carried[triangles[seen.triangle[solid]]])[:, 0]
    return seen.depth.reshape(height, width), values.reshape(height, width, -1)


def _facing(corners: Floats, width: int, height: int) -> NDArray[np.bool_]:
    """Which triangles look at the camera and touch the picture."""
    one, two = corners[:, 1, :2] - corners[:, 0, :2], corners[:, 2, :2] - corners[:, 0, :2]
    front = one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0] < 0
    low, high = corners[:, :, :2].min(axis=1), corners[:, :, :2].max(axis=1)
    inside = (high[:, 0] >= 0) & (high[:, 1] >= 0) & (low[:, 0] < width) & (low[:, 1] < height)
    return np.asarray(front & inside)


def _splat(corners: Floats, chosen: NDArray[np.int64], level: int, seen: Seen) -> None:
    """Samples the chosen triangles and keeps, of each pixel, the nearest."""
    grid = np.array([(i, j, level - i - j) for i in range(level + 1) for j in range(level + 1 - i)], np.float32) / level
    samples = np.matmul(grid, corners[chosen]).reshape(-1, 3)
    column, row = np.floor(samples[:, 0]).astype(np.int64), np.floor(samples[:, 1]).astype(np.int64)
    place, depth = row * seen.width + column, samples[:, 2]
    kept = np.flatnonzero((column >= 0) & (column < seen.width) & (row >= 0) & (row < seen.height))
    kept = kept[depth[kept] < seen.depth[place[kept]]]
    kept = kept[np.argsort(-depth[kept], kind="stable")]
    seen.depth[place[kept]] = depth[kept]
    seen.triangle[place[kept]] = chosen[kept // len(grid)]
    seen.weights[place[kept]] = grid[kept % len(grid)]
