"""What comparing faces costs, how well it tells people apart, and what liveness misses, where `../shared/data` is."""

import csv
import os
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from compliance.environment import BASE
from onboarding.faces import engine, liveness
from onboarding.faces.dlib_matcher import MARGINS, DlibMatcher, views
from onboarding.faces.library import API
from onboarding.faces.model import Look, Picture

IDENTITY = BASE.parent / "shared/data/identity"
LFW = IDENTITY / "faces"
LIVENESS = IDENTITY / "liveness"
DOCUMENTS = BASE / "fixtures/documents"
FULL = os.environ.get("GATEHOUSE_BENCH_FULL") == "1"
PAIRS = 1_200 if FULL else 40
"""All the shared ones take half an hour; a sample two minutes."""
RATES = (1e-4, 1e-3, 1e-2)
PEERS = (
    ("library's own network, one view, all of LFW", "98.6 %", "69.8 %", "91.2 %"),
    ("six views of it, all of LFW, as measured elsewhere", "99.1 %", "83.0 %", "95.1 %"),
)


def read(path: Path) -> Picture:
    picture = cv2.imread(str(path))
    if picture is None:
        raise SystemExit(f"{path} is missing.")
    return np.asarray(picture, np.uint8)


def cost() -> None:
    """CPU of a comparison beside the same with one view, and beside decoding its two pictures."""
    matcher = DlibMatcher()
    pictures = [read(DOCUMENTS / name) for name in ("viktor-passport.jpg", "viktor-selfie.jpg")]
    faces = [engine.largest(picture) for picture in pictures]
    found = [(picture, face) for picture, face in zip(pictures, faces, strict=True) if face is not None]
    decoding = _seconds(lambda: [read(DOCUMENTS / name) for name in ("viktor-passport.jpg", "viktor-selfie.jpg")])
    finding = _seconds(lambda: [engine.find(picture) for picture in pictures])
    six = _seconds(lambda: [matcher.encode(picture, face) for picture, face in found])
    middle = MARGINS.index(0.25) * 2
    one = _seconds(
        lambda: [API.face_encoder.compute_face_descriptor([views(picture, face)[middle]]) for picture, face in found]
    )
    print(f"passport × selfie      {finding + six:.2f} CPU s: {finding:.2f} to find, {six:.2f} to encode six views")
    print(f"  with one view        {finding + one:.2f} CPU s: six views cost {(finding + six) / (finding + one):.1f} ×")
    print(f"  decoding both        {decoding:.3f} CPU s")


def _seconds(work: Callable[[], object], rounds: int = 3) -> float:
    started = time.process_time()
    for _ in range(rounds):
        work()
    return (time.process_time() - started) / rounds


def likeness() -> None:
    """True match rate at the labelled distances; false ones among every pair of strangers in the sample."""
    if not (LFW / "pairs.csv").exists():
        print("LFW                    not here: ../shared/data/identity/faces")
        return
    with (LFW / "pairs.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))[:: 1_200 // PAIRS]
    names = sorted({row[side] for row in rows for side in ("a", "b")})
    found = {name: engine.look(read(LFW / name)) for name in names}
    distances = {same: _distances(found, [row for row in rows if row["same"] == same]) for same in ("1", "0")}
    strangers = _strangers(found)
    right = (distances["1"] <= 0.0655).sum() + (distances["0"] > 0.0655).sum()
    print(f"LFW                    {len(rows)} pairs of {len(names)} pictures, {len(strangers):,} pairs of strangers")
    print(f"accuracy at .0655      {right / len(rows):.1%}")
    for rate in RATES:
        limit = engine.model().distance_at(rate)
        told = f"true matches {np.mean(distances['1'] <= limit):.1%}, false {np.mean(strangers <= limit):.2e}"
        print(f"  at {limit:<6} ({rate:g})   {told}")
    for peer, accuracy, strict, usual in PEERS:
        print(f"  {peer}: accuracy {accuracy}, at 1e-4 {strict}, at 1e-3 {usual}")


def _distances(found: dict[str, Look], rows: list[dict[str, str]]) -> NDArray[np.float64]:
    """Where a face is not found the pair counts as no match."""
    seen = [engine.compare_looks(found[row["a"]], found[row["b"]]).distance for row in rows]
    return np.array([9.0 if distance is None else distance for distance in seen])


def _strangers(found: dict[str, Look]) -> NDArray[np.float64]:
    names = [name for name, look in found.items() if look.embedding is not None]
    who = np.array([name.rsplit("_", 1)[0] for name in names])
    rows = np.array([found[name].embedding for name in names])
    one, two = np.triu_indices(len(names), 1)
    apart = who[one] != who[two]
    return np.asarray((1 - rows @ rows.T)[one[apart], two[apart]])


def attacks() -> None:
    """APCER and BPCER (ISO/IEC 30107-3) of the passive signals, per half of the subjects; strangers' cameras too."""
    if not LIVENESS.exists():
        print("liveness               not here: ../shared/data/identity/liveness")
        return
    seen = {kind: _judged(sorted((LIVENESS / kind).glob("*.jpg"))) for kind in ("live", "attack")}
    subjects = sorted({name[:4] for rows in seen.values() for name, _ in rows})
    for half, title in ((0, "dev"), (1, "test")):
        chosen = set(subjects[half::2])
        attack = [codes for name, codes in seen["attack"] if name[:4] in chosen]
        live = [codes for name, codes in seen["live"] if name[:4] in chosen]
        missed, stopped = np.mean(["liveness_print" not in codes for codes in attack]), np.mean([*map(bool, live)])
        print(f"prints, {title:<14} APCER {missed:.1%} of {len(attack)}, BPCER {stopped:.1%} of {len(live)}")
    other = _judged(sorted(LFW.glob("*.jpg"))[:: 1 if FULL else 20])
    print(f"another camera (LFW)   BPCER {np.mean([bool(codes) for _, codes in other]):.1%} of {len(other)}")


def _judged(paths: list[Path]) -> list[tuple[str, tuple[str, ...]]]:
    return [(path.name, liveness.judge(read(path)).codes) for path in paths]


def main() -> None:
    cost()
    likeness()
    attacks()
