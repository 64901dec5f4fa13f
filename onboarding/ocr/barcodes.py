"""Find and read barcodes: PDF417 of driving licences at any angle, and the square codes of other papers."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Box = tuple[int, int, int, int]

FORMATS = {
    zxingcpp.BarcodeFormat.PDF417: "pdf417",
    zxingcpp.BarcodeFormat.QRCode: "qr",
    zxingcpp.BarcodeFormat.Aztec: "aztec",
    zxingcpp.BarcodeFormat.DataMatrix: "datamatrix",
}
PDF417 = zxingcpp.BarcodeFormat.PDF417
WORKING_SIDE = 800
"""Long side in pixels at which areas of bars are sought."""
MOST_AREAS = 3
DENSE = 0.3
"""Share of the strongest edges that is still a barcode."""
COHERENT = 0.55
"""From here on nearly all edges around a point run the same way, as bars do and letters do not."""
LEAST_CHANGES = 28
"""Of dark and light along a row: start, stop and one column have 32, other areas of drawn cards up to 23."""
STRIP_WIDTH = 1500
"""Narrower strips are enlarged: a bar needs some pixels after the turn."""
TILTS = (0.0, -1.5, 1.5)
"""Degrees beside the measured angle."""
MOST_TILT = 1
"""Degrees as zxing-cpp tells them, half of what they are: rows are mixed up from about four, and from six the error
correction may make a valid text of them that nobody wrote."""


@dataclass(frozen=True)
class Barcode:
    """`text` as its writer encoded it, not trusted; `box` (x, y, width, height) in pixels of the given picture."""

    format: str
    text: str
    box: Box


@dataclass(frozen=True)
class _Area:
    """An upright rectangle after turning the picture by `angle` degrees about `middle`."""

    middle: tuple[float, float]
    size: tuple[float, float]
    angle: float


def read_barcodes(grey: Grey) -> tuple[Barcode, ...]:
    """All that can be read on a grey picture, as it lies or else with its areas of bars set straight. 20 to 300 ms."""
    upright = tuple(_barcode(found, None) for found in _decode(grey, tuple(FORMATS)) if _is_level(found))
    if any(found.format == "pdf417" for found in upright):
        return upright
    straightened = next((found for area in _areas(grey) for found in _read_area(grey, area)), None)
    return (*upright, straightened) if straightened else upright


def has_bars(grey: Grey) -> bool:
    """Whether something looks like a PDF417, readable or not: its rows change often, and nowhere is a blank one."""
    return any(_changes(_strip(grey, area, 0.0)[0]) >= LEAST_CHANGES for area in _areas(grey))


def _is_level(found: zxingcpp.Barcode) -> bool:
    """A PDF417 read across its rows may be "corrected" to a text that nobody wrote."""
    tilt = (found.orientation + 45) % 90 - 45
    return found.format != PDF417 or abs(tilt) <= MOST_TILT


def _decode(grey: Grey, formats: tuple[zxingcpp.BarcodeFormat, ...]) -> list[zxingcpp.Barcode]:
    return zxingcpp.read_barcodes(
        np.ascontiguousarray(grey), formats=zxingcpp.BarcodeFormats(formats), text_mode=zxingcpp.TextMode.Plain
    )


def _read_area(grey: Grey, area: _Area) -> Iterator[Barcode]:
    """The area turned upright, by the measured angle and a little beside it, until one turn can be read."""
    for tilt in TILTS:
        strip, back = _strip(grey, area, tilt)
        for picture in (strip, _sharpened(strip)):
            for found in filter(_is_level, _decode(picture, (PDF417,))):
                yield _barcode(found, back)
                return


def _changes(strip: Grey) -> float:
    """Between dark and light, along all but the poorest tenth of the rows inside."""
    inside = cv2.GaussianBlur(strip, (0, 0), 2)[strip.shape[0] // 5 : -strip.shape[0] // 5]
    _, dark = cv2.threshold(inside, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return float(np.percentile(np.abs(np.diff(dark.astype(np.int8), axis=1)).sum(axis=1), 10))


def _strip(grey: Grey, area: _Area, tilt: float) -> tuple[Grey, NDArray[np.float64]]:
    """The area cut out upright with a quiet margin, and the matrix from its pixels back to the picture's."""
    margin = 0.06 * area.size[0]
    width, height = area.size[0] + 2 * margin, area.size[1] + 2 * margin
    scale = min(4.0, max(1.0, STRIP_WIDTH / width))
    matrix = cv2.getRotationMatrix2D(area.middle, area.angle + tilt, scale)
    matrix[:, 2] += np.array([width, height]) * scale / 2 - np.array(area.middle)
    size = (round(width * scale), round(height * scale))
    turned = cv2.warpAffine(grey, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, np.uint8), np.asarray(cv2.invertAffineTransform(matrix), np.float64)


def _sharpened(strip: Grey) -> Grey:
    return np.asarray(cv2.addWeighted(strip, 2.5, cv2.GaussianBlur(strip, (0, 0), 2.5), -1.5, 0), np.uint8)


def _areas(grey: Grey) -> Iterator[_Area]:
    """Where the picture is full of parallel edges, the largest first, with the angle of its rows."""
    scale = min(1.0, WORKING_SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    across, along = (cv2.Scharr(small, cv2.CV_32F, *order) for order in ((1, 0), (0, 1)))
    xx, yy, xy = (cv2.GaussianBlur(one, (0, 0), 9) for one in (across * across, along * along, across * along))
    energy = xx + yy
    coherence = np.sqrt((xx - yy) ** 2 + 4 * xy**2) / (energy + 1.0)
    dense = (energy > DENSE * float(np.percentile(energy, 98))).astype(np.uint8)
    mask = np.asarray(cv2.morphologyEx(dense, cv2.MORPH_OPEN, np.ones((21, 21), np.uint8)), np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:MOST_AREAS]:
        bars = cv2.drawContours(np.zeros_like(mask), [contour], -1, 1, -1).astype(bool) & (coherence > COHERENT)
        if cv2.contourArea(contour) > 0.003 * mask.size and bars.any():
            yield _area(np.asarray(contour, np.int32), float((xx - yy)[bars].sum()), float(2 * xy[bars].sum()), scale)


def _area(contour: NDArray[np.int32], cosine: float, sine: float, scale: float) -> _Area:
    """The contour's bounds along the rows, whose direction is that of the steepest change."""
    angle = 0.5 * float(np.degrees(np.arctan2(sine, cosine)))
    turn = cv2.getRotationMatrix2D((0.0, 0.0), angle, 1.0)
    points = contour.reshape(-1, 2) @ turn[:, :2].T
    low, high = points.min(axis=0), points.max(axis=0)
    middle = np.linalg.inv(turn[:, :2]) @ ((low + high) / 2) / scale
    size = (high - low) / scale
    return _Area((float(middle[0]), float(middle[1])), (float(size[0]), float(size[1])), angle)


def _barcode(found: zxingcpp.Barcode, back: NDArray[np.float64] | None) -> Barcode:
    place = found.position
    corners = np.array(
        [(at.x, at.y) for at in (place.top_left, place.top_right, place.bottom_right, place.bottom_left)]
    )
    if back is not None:
        corners = corners @ back[:, :2].T + back[:, 2]
    low, high = np.floor(corners.min(axis=0)).astype(int), np.ceil(corners.max(axis=0)).astype(int)
    box = (int(low[0]), int(low[1]), int(high[0] - low[0]), int(high[1] - low[1]))
    return Barcode(FORMATS[found.format], _text(found), box)


def _text(found: zxingcpp.Barcode) -> str:
    """Unmarked bytes are taken as UTF-8 where they are that, else as Latin-1, which issuers use for accents.

    NUL, which is in no text, is shown as a character that could not be read.
    """
    try:
        text = found.bytes.decode("utf-8")
    except UnicodeDecodeError:
        text = found.bytes.decode("latin-1")
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")
