"""What comparing faces costs and how well it tells people apart, on LFW where `../shared/data` has it."""

import csv
import time
from pathlib import Path

import cv2
import numpy as np

from compliance.environment import BASE
from onboarding.faces import engine
from onboarding.faces.model import Face, Picture

LFW = BASE.parent / "shared/data/identity/faces"
DOCUMENTS = BASE / "fixtures/documents"
PAIRS = 200
"""Of the 1,200 shared ones, every sixth: half of them of the same person."""


def read(path: Path) -> Picture:
    picture = cv2.imread(str(path))
    if picture is None:
        raise SystemExit(f"{path} is missing.")
    return np.asarray(picture, np.uint8)


def cost() -> None:
    """CPU of a comparison beside that of decoding its two pictures: the ratio is what travels between machines."""
    engine.matcher()
    paths = DOCUMENTS / "viktor-passport.jpg", DOCUMENTS / "viktor-selfie.jpg"
    started = time.process_time()
    for _ in range(5):
        pictures = [read(path) for path in paths]
    decoded = time.process_time()
    for _ in range(5):
        engine.compare(*pictures)
    compared = time.process_time()
    decoding, comparing = (decoded - started) / 5, (compared - decoded) / 5
    print(f"passport × selfie      {comparing:.3f} CPU s  = {comparing / decoding:.1f} × decoding both pictures")


def likeness() -> None:
    """True and false match rates at the labelled distances."""
    if not (LFW / "pairs.csv").exists():
        print("LFW                    not here: ../shared/data/identity/faces")
        return
    with (LFW / "pairs.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))[:: 1_200 // PAIRS]
    found: dict[str, tuple[Face, ...]] = {}
    started = time.process_time()
    for name in {row[side] for row in rows for side in ("a", "b")}:
        found[name] = engine.find(read(LFW / name))
    seconds = time.process_time() - started
    distances = {"1": [], "0": []}  # type: dict[str, list[float]]
    for row in rows:
        seen = engine.compare_faces(found[row["a"]], found[row["b"]])
        distances[row["same"]].append(9.0 if seen.distance is None else seen.distance)
    same, other = np.array(distances["1"]), np.array(distances["0"])
    print(f"LFW                    {len(rows)} pairs, {len(rows) / seconds:.1f} pairs a CPU second")
    for limit in (0.477, 0.544, 0.6):
        rates = f"true matches {np.mean(same <= limit):.1%}, false matches {np.mean(other <= limit):.1%}"
        print(f"distance ≤ {limit:<5}       {rates}")


def main() -> None:
    cost()
    likeness()
