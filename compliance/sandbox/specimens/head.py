"""The head that every specimen face is made from: MakeHuman's CC0 mesh, bent by named targets, turned by a pose."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

BODY, HAIR, LEFT_EYE, RIGHT_EYE = 0, 1, 2, 3
LIPS, LIDS, EARS, MOUTH = 0, 1, 2, 3
WAYS: Final = (
    ("incr", "decr"),
    ("up", "down"),
    ("out", "in"),
    ("forward", "backward"),
    ("convex", "concave"),
)
EYE_HEIGHT: Final = 7.284
"""Where the eyes are in the base mesh, in its decimetres; x to the left of the person, y up, z towards the viewer."""


@dataclass(frozen=True, slots=True)
class Head:
    """The base mesh; `base` is also the coordinate system in which skin and hair are painted."""

    base: Floats
    triangles: NDArray[np.int64]
    parts: NDArray[np.uint8]
    masks: Floats
    """Vertices × (lips, eyelids, ears, inside of the mouth), 0 to 1."""
    targets: Mapping[str, tuple[NDArray[np.int64], Floats]]

    def bend(self, weights: Mapping[str, float]) -> Floats:
        """The vertices under these target weights; a name without its side or its way stands for both, by sign."""
        vertices = self.base.copy()
        for name, weight in weights.items():
            for full, amount in self._targets(name, weight):
                indices, deltas = self.targets[full]
                vertices[indices] += np.float32(amount) * deltas
        eyes = np.unique(self.triangles[(self.parts == LEFT_EYE) | (self.parts == RIGHT_EYE)])
        return np.asarray(vertices - vertices[eyes].mean(axis=0) + self.base[eyes].mean(axis=0), np.float32)

    def _targets(self, name: str, weight: float) -> list[tuple[str, float]]:
        if name in self.targets:
            return [(name, weight)]
        ends = [name, *(f"{name}-{way[0] if weight > 0 else way[1]}" for way in WAYS)]
        found = [f"{side}{end}" for end in ends for side in ("", "l-", "r-") if f"{side}{end}" in self.targets]
        if not found:
            raise KeyError(f"The head has no target {name!r}.")
        return [(each, abs(weight)) for each in found]


@lru_cache(maxsize=1)
def load() -> Head:
    with np.load(Path(__file__).with_name("head.npz")) as stored:
        ends = stored["ends"].astype(int)
        spans = zip(stored["names"], ends[:-1], ends[1:], strict=True)
        indices, deltas = stored["indices"].astype(np.int64), stored["deltas"].astype(np.float32)
        return Head(
            base=stored["vertices"].astype(np.float32),
            triangles=stored["triangles"].astype(np.int64),
            parts=stored["parts"],
            masks=stored["masks"].astype(np.float32) / 255,
            targets={str(name): (indices[first:last], deltas[first:last]) for name, first, last in spans},
        )


def normals(vertices: Floats, triangles: NDArray[np.int64]) -> Floats:
    """One unit normal a vertex, each triangle weighing by its area."""
    corners = vertices[triangles]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    summed = np.zeros_like(vertices)
    for corner in range(3):
        np.add.at(summed, triangles[:, corner], across)
    length = np.linalg.norm(summed, axis=1, keepdims=True)
    return np.asarray(summed / np.maximum(length, 1e-9), np.float32)


def rotation(yaw: float, pitch: float, roll: float) -> Floats:
    """Degrees: positive yaw turns to the person's left, positive pitch looks up, positive roll leans to the left."""
    y, p, r = np.radians([yaw, -pitch, roll])
    about_y = np.array([[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(p), -np.sin(p)], [0, np.sin(p), np.cos(p)]])
    about_z = np.array([[np.cos(r), -np.sin(r), 0], [np.sin(r), np.cos(r), 0], [0, 0, 1]])
    return np.asarray(about_z @ about_x @ about_y, np.float32)


def turn(vertices: Floats, base: Floats, *, yaw: float, pitch: float, roll: float) -> Floats:
    """Turns the head on its neck; the shoulders stay where they are."""
    pivot = np.array([0, 6.2, 0.3], np.float32)
    turned = (vertices - pivot) @ rotation(yaw, pitch, roll).T + pivot
    share = np.clip((base[:, 1:2] - 5.3) / 1.0, 0, 1)
    share = share * share * (3 - 2 * share)
    return np.asarray(vertices + share * (turned - vertices), np.float32)
