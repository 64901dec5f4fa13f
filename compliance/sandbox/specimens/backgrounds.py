"""What is behind a specimen face: a photographer's plain wall, or rooms out of focus."""

import cv2
import numpy as np
from numpy.typing import NDArray

from compliance.sandbox.specimens.look import Shot

Floats = NDArray[np.float32]


def background(shot: Shot, *, width: int, height: int) -> Floats:
    """Linear light, red green blue, height × width × 3."""
    random = np.random.default_rng(shot.seed + 77)
    if shot.background == "plain":
        return _plain(random, width, height)
    return _room(random, width, height)


def _plain(random: np.random.Generator, width: int, height: int) -> Floats:
    fall = np.linspace(1.05, 0.9, height, dtype=np.float32)[:, None, None]
    return np.ones((height, width, 3), np.float32) * fall * np.array([0.62, 0.66, 0.70], np.float32)


def _room(random: np.random.Generator, width: int, height: int) -> Floats:
    wall = random.uniform(0.12, 0.5, 3).astype(np.float32) * np.array([1.0, 0.95, 0.85], np.float32)
    image = np.ones((height, width, 3), np.float32) * wall
    for _ in range(9):
        left, top = int(random.integers(-width // 4, width)), int(random.integers(-height // 4, height))
        wide, high = int(random.integers(width // 10, width // 2)), int(random.integers(height // 10, height // 2))
        colour = tuple(float(part) for part in random.uniform(0.02, 0.8, 3))
        cv2.rectangle(image, (left, top), (left + wide, top + high), colour, -1)
    return np.asarray(cv2.GaussianBlur(image, (0, 0), width * 0.02), np.float32)
