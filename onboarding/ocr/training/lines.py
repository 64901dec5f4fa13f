"""Synthetic machine-readable lines: random text set in OCR-B, then worn the way scanners and phones wear it."""

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from onboarding.ocr.lines import LINE_HEIGHT, to_height

Picture = NDArray[np.uint8]

LETTERS = "AAAAABCDEEEEEFGHIIIIJKLLMMNNNNOOOPQRRRRSSSTTTUUVWXYZ"
DIGITS = "0123456789"
OCR_B = Path("/usr/share/fonts/opentype/ocr-b")
DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
FONTS = (*[OCR_B / "OCRB.otf"] * 10, *[OCR_B / "OCRBS.otf"] * 6, OCR_B / "OCRBL.otf", DEJAVU / "DejaVuSansMono.ttf")
"""Some zones are set in what was at hand: a few lines are, too."""
SIZE = 50
CAP = 36
"""Height in pixels at which text is first drawn; it is then scaled down to what a camera would have seen."""


@dataclass(frozen=True)
class Line:
    """`start` and `pitch` say in pixels where the first character begins and how far the next one is."""

    text: str
    picture: Picture
    start: float
    pitch: float


@dataclass(frozen=True)
class _Ink:
    """Coverage of ink, 0 to 1, and where the characters stand."""

    cover: NDArray[np.float32]
    start: float
    pitch: float


def _word(rng: Random) -> str:
    pool = LETTERS if rng.random() < 0.7 else "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return "".join(rng.choice(pool) for _ in range(rng.randint(1 if rng.random() < 0.15 else 3, 11)))


def _code(rng: Random, length: int) -> str:
    """Letters and digits as document numbers mix them; the letter O is rare, as most states avoid it."""
    letters = rng.choice((0.0, 0.1, 0.3, 0.6))
    alphabet = "ABCDEFGHIJKLMNPQRSTUVWXYZ" * 8 + "O"
    return "".join(rng.choice(alphabet) if rng.random() < letters else rng.choice(DIGITS) for _ in range(length))


def _names(rng: Random) -> str:
    given = "<".join(_word(rng) for _ in range(rng.randint(1, 3)))
    return f"{'<'.join(_word(rng) for _ in range(rng.randint(1, 2)))}<<{given}"


def _letters(rng: Random, length: int) -> str:
    return "".join(rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(length))


def _country(rng: Random) -> str:
    return rng.choice(("UTO", "D<<", "FRA", "GBR", "CAN", "CHN", "BRA", _code(rng, 3), *[_letters(rng, 3)] * 6))


def _data(rng: Random) -> str:
    number = _code(rng, rng.choice((8, 9, 9, 9))).ljust(9, "<")
    holder = f"{_country(rng)}{_digits(rng, 7)}{rng.choice('MF<')}{_digits(rng, 7)}"
    return f"{number}{rng.choice('0123456789<')}{holder}"


def _dates(rng: Random) -> str:
    """The second line of a card."""
    days = (_code(rng, 7) if rng.random() < 0.1 else _digits(rng, 7) for _ in range(2))
    return rng.choice("MF<").join(days) + _country(rng) + _code(rng, rng.randint(0, 11)) * (rng.random() < 0.4)


def _digits(rng: Random, length: int) -> str:
    return "".join(rng.choice(DIGITS) for _ in range(length))


def text(rng: Random) -> str:
    """One line as on some document, its check digits random: the model must not learn what ought to stand there."""
    width = rng.choice((30, 30, 36, 44, 44))
    kind = rng.random()
    if kind < 0.35:
        line = rng.choice("PVIAC") + rng.choice("<<<ABCDMNO") + _country(rng) + _names(rng)
    elif kind < 0.45:
        line = _names(rng)
    elif kind < 0.75:
        line = _data(rng) + _code(rng, rng.randint(0, 14)) * (rng.random() < 0.6)
    elif kind < 0.82:
        line = _dates(rng)
    elif kind < 0.9:
        line = (
            rng.choice("IACP")
            + rng.choice("<DRTX")
            + _country(rng)
            + _code(rng, 10)
            + _code(rng, rng.randint(0, 15)) * (rng.random() < 0.4)
        )
    else:
        return "".join(rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<<<") for _ in range(rng.choice((8, 16, width))))
    tail = _code(rng, 2) if rng.random() < 0.3 else rng.choice(("", DIGITS[rng.randint(0, 9)]))
    return line[:width].ljust(width - len(tail), "<")[: width - len(tail)] + tail


def _ink(rng: Random, line: str) -> _Ink:
    """Every character on a fixed pitch as ICAO Doc 9303-3 prints it."""
    font = _font(rng.choice(FONTS))
    box = font.getbbox("H")
    cap = box[3] - box[1]
    pitch = font.getlength("H") * rng.uniform(0.9, 1.2)
    above, below = (cap * rng.uniform(0.2, 0.8) for _ in range(2))
    before, after = (cap * rng.uniform(0.0, 2.4) for _ in range(2))
    width, height = int(pitch * len(line) + before + after), int(cap + above + below)
    canvas = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(canvas)
    stroke = rng.choice((0, 0, 0, 1))
    for place, letter in enumerate(line):
        pen.text((before + place * pitch, above - box[1]), letter, fill=255, font=font, stroke_width=stroke)
    if rng.random() < 0.35:
        _neighbours(rng, pen, font, (width, height))
    return _Ink(np.asarray(canvas, dtype=np.float32) / np.float32(255), before, pitch)


@cache
def _font(file: Path) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(file), SIZE)


def _neighbours(rng: Random, pen: ImageDraw.ImageDraw, font: ImageFont.FreeTypeFont, size: tuple[int, int]) -> None:
    """The feet of the line above or the heads of the line below, cut by the crop."""
    width, height = size
    seen = CAP * rng.uniform(0.02, 0.3)
    box = font.getbbox("H")
    y = seen - box[3] if rng.random() < 0.5 else height - seen - box[1]
    for place in range(int(width / CAP)):
        pen.text((place * CAP, y), rng.choice(LETTERS + DIGITS), fill=255, font=font)


def _paper(rng: Random, shape: tuple[int, int]) -> NDArray[np.float32]:
    """A background from 0 to 1: a shade, a gradient, guilloches and cloudy print under the text."""
    height, width = shape
    noise = np.random.default_rng(rng.getrandbits(32))
    x = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    paper = rng.uniform(0.6, 1.0) + rng.uniform(-0.12, 0.12) * x + rng.uniform(-0.08, 0.08) * y
    if rng.random() < 0.5:
        for _ in range(rng.randint(1, 4)):
            wave = (
                y * rng.uniform(2, 14)
                + 0.4 * np.sin(x * rng.uniform(5, 60) + rng.uniform(0, 6))
                + x * rng.uniform(-30, 30)
            )
            paper = paper - rng.uniform(0.02, 0.11) * (np.sin(wave * 2 * math.pi) > rng.uniform(0.3, 0.9))
    if rng.random() < 0.4:
        clouds = noise.random((max(2, height // 40), max(2, width // 60)), dtype=np.float32)
        paper = paper - rng.uniform(0.03, 0.22) * cv2.resize(clouds, (width, height), interpolation=cv2.INTER_CUBIC)
    if rng.random() < 0.35:
        _edges(rng, paper)
    return np.asarray(paper, dtype=np.float32)


def _edges(rng: Random, paper: NDArray[np.float32]) -> None:
    """The edge of the card or its frame, and what lies beyond, at one end or both, never under the text."""
    height, width = paper.shape
    for side in rng.choice(((0,), (1,), (0, 1))):
        reach, thick = int(height * rng.uniform(0.02, 0.32)), max(1, int(height * rng.uniform(0.01, 0.06)))
        place = slice(0, reach) if side == 0 else slice(width - reach, width)
        if rng.random() < 0.6:
            paper[:, place] = rng.choice((0.0, rng.uniform(0.0, 0.6), 1.0))
        if rng.random() < 0.6:
            edge = reach if side == 0 else width - reach - thick
            paper[:, edge : edge + thick] = rng.uniform(0.0, 0.5)


def _scratches(rng: Random, picture: NDArray[np.float32]) -> None:
    """Strokes of a stamp or a signature across the line."""
    height, width = picture.shape
    for _ in range(rng.randint(1, 3)):
        start = (rng.randint(0, width), rng.randint(-height, height))
        end = (start[0] + rng.randint(-height, 4 * height), start[1] + rng.randint(-height, 2 * height))
        cv2.line(picture, start, end, rng.uniform(0.2, 0.7), rng.randint(1, 5), cv2.LINE_AA)


def _bend(rng: Random, picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """A slight turn and a slight perspective, as a deskew leaves them."""
    height, width = picture.shape
    lift = math.tan(math.radians(rng.gauss(0, 0.25))) * width
    lift = max(-0.22 * height, min(0.22 * height, lift))
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    shift = np.array([[rng.gauss(0, 0.04), rng.gauss(0, 0.03)] for _ in range(4)], dtype=np.float32) * height
    target = source + shift + np.array([[0, lift / 2], [0, -lift / 2], [0, -lift / 2], [0, lift / 2]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(source, target.astype(np.float32))
    return np.asarray(
        cv2.warpPerspective(picture, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE), dtype=np.float32
    )


def _capture(rng: Random, picture: NDArray[np.float32]) -> Picture:
    """What a sensor makes of it: few pixels, blur, noise, and a JPEG."""
    noise = np.random.default_rng(rng.getrandbits(32))
    seen = math.exp(rng.uniform(math.log(5.5), math.log(30)))
    scale = seen / CAP
    if rng.random() < 0.5:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.1, 0.45) / scale), dtype=np.float32)
    small = cv2.resize(
        picture,
        None,
        fx=scale * rng.uniform(0.9, 1.1),
        fy=scale,
        interpolation=rng.choice((cv2.INTER_AREA, cv2.INTER_LINEAR, cv2.INTER_AREA)),
    )
    if rng.random() < 0.25:
        small = cv2.GaussianBlur(small, (0, 0), max(0.3, seen * rng.uniform(0.02, 0.09)))
    if rng.random() < 0.08:
        size = max(2, int(seen * rng.uniform(0.1, 0.25)))
        small = cv2.blur(small, (size, 1))
    if rng.random() < 0.2:
        small = small + rng.uniform(0.3, 1.0) * (small - cv2.GaussianBlur(small, (0, 0), max(0.6, seen * 0.06)))
    small = small + noise.normal(0, rng.choice((0.0, 0.01, 0.02, 0.04)), small.shape)
    grey = np.asarray(np.clip(small * 255, 0, 255), dtype=np.uint8)
    if rng.random() < 0.5:
        _, data = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, rng.randint(25, 92)])
        grey = np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), dtype=np.uint8)
    return grey


def draw(rng: Random) -> Line:
    """One line, scaled to the height at which the reader shows strips to the network."""
    line = text(rng)
    ink = _ink(rng, line)
    picture = _printed(rng, ink.cover)
    if rng.random() < 0.1:
        _scratches(rng, picture)
    shown = to_height(_capture(rng, _bend(rng, picture)), LINE_HEIGHT)
    scale = shown.shape[1] / picture.shape[1]
    return Line(line, shown, ink.start * scale, ink.pitch * scale)


def _printed(rng: Random, ink: NDArray[np.float32]) -> NDArray[np.float32]:
    """Ink on paper: bold, thin or worn, from black to grey."""
    if rng.random() < 0.3:
        kernel = np.ones((2, 2), dtype=np.uint8)
        ink = np.asarray(cv2.erode(ink, kernel) if rng.random() < 0.5 else cv2.dilate(ink, kernel), dtype=np.float32)
    if rng.random() < 0.15:
        wear = np.random.default_rng(rng.getrandbits(32)).random(ink.shape) > rng.uniform(0.0, 0.3)
        ink = np.asarray(ink * cv2.GaussianBlur(wear.astype(np.float32), (0, 0), 0.8), dtype=np.float32)
    paper = _paper(rng, (ink.shape[0], ink.shape[1]))
    dark = rng.uniform(0.0, 0.35) if rng.random() < 0.8 else rng.uniform(0.35, 0.5)
    return np.asarray(paper * (1 - ink) + np.minimum(paper, dark) * ink, dtype=np.float32)
