"""Barcodes of licences: found by angle, fields parsed, CPU seconds; payloads of `../shared/data`, else drawn ones."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from compliance.environment import BASE
from compliance.sandbox.specimens import aamva as specimens
from compliance.sandbox.specimens import make, papers
from onboarding.ocr.aamva import NotAamva, parse
from onboarding.ocr.barcodes import read_barcodes
from tests.benchmarks.identity.clock import timed
from tests.benchmarks.screening.figures import Figure

BLOCK = "barcodes"
SHARED = BASE.parent / "shared" / "data" / "identity" / "aamva"
TILTED = (-15, -12, -9, -6, -4, -2, 0, 2, 4, 6, 9, 12, 15)
FURTHER = (23, 30, 45, 67, 80)
SHARES = (0.62, 0.72, 0.82)
"""Of the card's width: how large the barcode is on it."""
Grey = NDArray[np.uint8]


@dataclass(frozen=True)
class Found:
    right: bool
    wrong: bool
    """Read, and not what was written."""
    seconds: float


def figures(options: Namespace) -> Iterator[Figure]:
    texts = payloads()[:: 8 if options.quick else 1]
    read = sum(_is_licence(text) for text in texts)
    yield Figure(BLOCK, "payloads parsed", read / len(texts), "%", 1, note=f"{read} of {len(texts)}")
    every: list[Found] = []
    for name, angles, turns, goal in (
        ("within ±15°", TILTED, (0,), 1.0),
        ("within ±15° of a quarter turn", (-15, -5, 5, 15), (1, 2, 3), 1.0),
        ("at other angles", FURTHER, (0,), None),
    ):
        found = [one for turn in turns for angle in angles for one in _at(texts, angle, turn)]
        right = sum(one.right for one in found)
        note = f"{right} of {len(found)}"
        yield Figure(BLOCK, name, right / len(found), "%", goal, peer="zxing-cpp alone: 0 % from 4°", note=note)
        every += found
    yield Figure(BLOCK, "read as what nobody wrote", sum(one.wrong for one in every), "", 0, at_most=True)
    median, late = np.percentile([one.seconds for one in every], (50, 95))
    yield Figure(BLOCK, "CPU, median", float(median), "s")
    yield Figure(BLOCK, "CPU, 95th percentile", float(late), "s")


def payloads() -> list[str]:
    if not SHARED.exists():
        return [_invented(seed) for seed in range(65)]
    files = sorted(SHARED.glob("*/*.txt"))
    return [file.read_bytes().decode("utf-8-sig") for file in files]


def _invented(seed: int) -> str:
    drawn = papers.invented(
        "driving_licence", seed, as_of=make.AS_OF, face="", sex="F", expired=False, script=None, changes={}
    )
    return specimens.payload(drawn)


def _is_licence(text: str) -> bool:
    try:
        parse(text)
    except NotAamva:
        return False
    return True


def _at(texts: list[str], angle: float, turns: int) -> Iterator[Found]:
    for place, text in enumerate(texts):
        picture = card(text, angle, turns, place)
        found, seconds = timed(lambda picture=picture: read_barcodes(picture))  # type: ignore[misc]
        read = [one.text for one in found]
        yield Found(text in read, bool(read) and text not in read, seconds)


def card(text: str, angle: float, turns: int, seed: int) -> Grey:
    """A card with small print and a barcode on a table, turned by degrees and quarters, blurred, noisy, as JPEG."""
    random, sheet = np.random.default_rng([seed, 417]), np.full((648, 1027), 236, np.uint8)
    drawn = zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.PDF417), scale=4)
    code = np.asarray(drawn, np.uint8)
    width = round(1027 * SHARES[seed % len(SHARES)])
    height = min(round(width * code.shape[0] / code.shape[1]), 290)
    for row in range(8):
        line = f"RESTRICTIONS NONE ENDORSEMENTS {random.integers(10**9)}"
        cv2.putText(sheet, line, (30, 50 + 28 * row), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 40, 1, cv2.LINE_AA)
    sheet[330 : 330 + height, 80 : 80 + width] = cv2.resize(code, (width, height), interpolation=cv2.INTER_AREA)
    turn = cv2.getRotationMatrix2D((513, 324), angle, 1.1)
    turn[:, 2] += (720 - 513, 720 - 324)
    scene = cv2.warpAffine(sheet, turn, (1440, 1440), flags=cv2.INTER_AREA, borderValue=105)
    spoiled = cv2.GaussianBlur(scene, (0, 0), random.uniform(0.4, 1.1)) + random.normal(0, 4, scene.shape)
    picture = np.rot90(np.clip(spoiled, 0, 255).astype(np.uint8), turns)
    quality = [cv2.IMWRITE_JPEG_QUALITY, 80]
    return np.asarray(cv2.imdecode(cv2.imencode(".jpg", picture, quality)[1], cv2.IMREAD_GRAYSCALE), np.uint8)
