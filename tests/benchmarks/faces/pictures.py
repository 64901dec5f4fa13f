"""The pictures that the face benchmarks look at, and how many of them."""

import os
from pathlib import Path

import cv2
import numpy as np

from compliance.environment import BASE
from onboarding.faces.model import Picture

IDENTITY = BASE.parent / "shared/data/identity"
LFW = IDENTITY / "faces"
LIVENESS = IDENTITY / "liveness"
DOCUMENTS = BASE / "fixtures/documents"
FULL = os.environ.get("GATEHOUSE_BENCH_FULL") == "1"
"""All the shared ones take half an hour; a sample two minutes."""


def read(path: Path) -> Picture:
    picture = cv2.imread(str(path))
    if picture is None:
        raise SystemExit(f"{path} is missing.")
    return np.asarray(picture, np.uint8)
