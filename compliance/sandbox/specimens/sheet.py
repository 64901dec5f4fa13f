"""A sheet to draw a document on, measured in millimetres, that remembers where every field was put."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]
"""Blue, green, red."""

SCALE: Final = 12
"""Pixels a millimetre: about 300 dpi."""
OCR_B: Final = Path("/usr/share/fonts/opentype/ocr-b/OCRB.otf")
MODULE: Final = 3
"""Pixels of a barcode's narrowest bar: AAMVA asks for .17 to .38 mm."""
PITCH: Final = 2.54
"""Doc 9303: ten characters of the zone an inch."""
BOLD: Final = 600
"""Titles are set in OpenCV's own bold Rubik; all else in its Noto, whose zero has no stroke."""
INK: Final = (45, 35, 32)


class FontMissing(Exception):
    """The zone of a document cannot be drawn: there is no OCR-B font here."""

    def __init__(self) -> None:
        super().__init__(f"There is no OCR-B font at {OCR_B}. Install it with: apt-get install fonts-ocr-b")


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle in pixels."""

    left: float
    top: float
    width: float
    height: float

    def with_(self, other: "Place") -> "Place":
        """The rectangle around both."""
        left, top = min(self.left, other.left), min(self.top, other.top)
        right = max(self.left + self.width, other.left + other.width)
        bottom = max(self.top + self.height, other.top + other.height)
        return Place(left, top, right - left, bottom - top)

    def corners(self) -> NDArray[np.float32]:
        right, bottom = self.left + self.width, self.top + self.height
        return np.array([[self.left, self.top], [right, self.top], [right, bottom], [self.left, bottom]], np.float32)


@dataclass(slots=True)
class Sheet:
    """The picture so far, and the places of its fields by name."""

    pixels: Picture
    places: dict[str, Place] = field(default_factory=dict)

    def write(
        self,
        text: str,
        left: float,
        top: float,
        size: float,
        *,
        colour: Colour = INK,
        weight: int = 400,
        name: str = "",
    ) -> float:
        """Writes with the upper edge of the letters at `top`, `size` the height of a line, and says where it ended.

        All in millimetres. A name written in several places has one place: what is around them all.
        """
        pixels, face = round(size * SCALE), cv2.FontFace("sans" if weight >= BOLD else "uni")
        at = round(left * SCALE), round(top * SCALE + pixels * 0.76)
        end, _ = cv2.putText(self.pixels, text, at, colour, face, pixels, weight)
        if name:
            written = Place(*cv2.getTextSize((10_000, 10_000), text, at, face, pixels, weight))
            self.places[name] = self.places[name].with_(written) if name in self.places else written
        return float(end[0]) / SCALE

    def lines(self, texts: tuple[str, ...], left: float, top: float, size: float, *, name: str) -> None:
        """Text on several lines."""
        for row, text in enumerate(texts):
            self.write(text, left, top + row * size * 1.15, size, name=name)

    def zone(self, lines: tuple[str, ...], left: float, top: float, leading: float) -> None:
        """Writes the machine readable zone, each sign in the middle of its cell."""
        if not OCR_B.exists():
            raise FontMissing
        font = ImageFont.truetype(str(OCR_B), round(3.45 * SCALE))
        image = Image.fromarray(self.pixels)
        brush = ImageDraw.Draw(image)
        for row, line in enumerate(lines):
            for column, sign in enumerate(line):
                middle = (left + (column + 0.5) * PITCH) * SCALE, (top + row * leading) * SCALE
                brush.text(middle, sign, font=font, fill=(25, 22, 22), anchor="ms")
            bounds = left * SCALE, (top + row * leading - 2.9) * SCALE, len(line) * PITCH * SCALE, 3.4 * SCALE
            self.places[f"mrz_{row + 1}"] = Place(*bounds)
        self.pixels[:] = np.asarray(image)

    def barcode(self, payload: str, left: float, top: float) -> None:
        """A PDF417 with its quiet zone, modules of a quarter of a millimetre."""
        code = zxingcpp.create_barcode(payload.encode("latin-1"), zxingcpp.BarcodeFormat.PDF417)
        drawn = np.asarray(zxingcpp.write_barcode_to_image(code, scale=MODULE))
        high, wide = drawn.shape
        x, y = round(left * SCALE), round(top * SCALE)
        self.pixels[y : y + high, x : x + wide] = drawn[:, :, None]
        self.places["barcode"] = Place(x, y, wide, high)

    def paste(self, picture: Picture, left: float, top: float, width: float, height: float, *, name: str = "") -> None:
        """Prints a picture: the pattern of the paper shows through a little, as where ink lies on it."""
        place = Place(left * SCALE, top * SCALE, width * SCALE, height * SCALE)
        rows = slice(round(place.top), round(place.top) + round(place.height))
        columns = slice(round(place.left), round(place.left) + round(place.width))
        size = columns.stop - columns.start, rows.stop - rows.start
        printed = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.float32)
        under = self.pixels[rows, columns].astype(np.float32)
        self.pixels[rows, columns] = np.clip(0.93 * printed + 0.07 * under, 0, 255).astype(np.uint8)
        if name:
            self.places[name] = place


def blank(width: float, height: float, *, tint: Colour, line: Colour, seed: int) -> Sheet:
    """A sheet of this many millimetres with interlaced waves, as security paper has them."""
    columns, rows = round(width * SCALE), round(height * SCALE)
    x, y = np.meshgrid(np.arange(columns, dtype=np.float32) / SCALE, np.arange(rows, dtype=np.float32) / SCALE)
    random = np.random.default_rng([seed, 61])
    ink = np.zeros((rows, columns), np.float32)
    for _ in range(3):
        across, along, bend, phase = (
            random.uniform(0.9, 1.6),
            random.uniform(0.1, 0.25),
            random.uniform(2, 5),
            random.uniform(0, 6),
        )
        wave = np.sin((y + bend * np.sin(x * along + phase)) * 2 * np.pi * across / 1.6)
        ink = np.maximum(ink, np.clip((wave - 0.86) / 0.14, 0, 1))
    ring = np.hypot(x - width * 0.62, (y - height * 0.45) * 1.2)
    petals = np.sin(ring * 2.4 + 4 * np.sin(np.arctan2(y - height * 0.45, x - width * 0.62) * 9))
    ink = np.maximum(ink, np.clip((petals - 0.9) / 0.1, 0, 1) * (ring < height * 0.42))
    fade = (1 + 0.03 * np.sin(x / width * 3 + 1))[:, :, None]
    paper = (
        np.array(tint, np.float32) * fade * (1 - 0.5 * ink[:, :, None])
        + np.array(line, np.float32) * 0.5 * ink[:, :, None]
    )
    return Sheet(np.ascontiguousarray(np.clip(paper, 0, 255).astype(np.uint8)))
