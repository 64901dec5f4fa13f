"""A page of print, drawn as a picture or written as a PDF whose text can be copied out of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from anyascii import anyascii

from compliance.sandbox.specimens.sheet import SCALE, Picture, Sheet

WIDTH, HEIGHT = 210, 297
"""A4, in millimetres."""
POINT: Final = 72 / 25.4
_HEAD: Final = b"%PDF-1.4\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of text: the left and upper edge and the height of the line in millimetres.

    `hidden` text is in a PDF's text layer, and no eye can see it: what a forger adds.
    """

    text: str
    left: float
    top: float
    size: float
    bold: bool = False
    hidden: bool = False


def picture(entries: Sequence[Entry]) -> Picture:
    """As a printer would put it on white paper."""
    sheet = Sheet(np.full((HEIGHT * SCALE, WIDTH * SCALE, 3), 250, np.uint8))
    for entry in entries:
        if not entry.hidden:
            sheet.write(entry.text, entry.left, entry.top, entry.size, weight=600 if entry.bold else 400)
    return sheet.pixels


def pdf(entries: Sequence[Entry]) -> bytes:
    """One page in the fonts that every reader has; letters that those lack are written without their accents."""
    content = b"\n".join(_shown(entry) for entry in entries)
    fonts = b"/F1 5 0 R /F2 6 0 R"
    box = f"0 0 {WIDTH * POINT:.0f} {HEIGHT * POINT:.0f}".encode()
    return _file(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%b] /Contents 4 0 R /Resources << /Font << %b >> >> >>"
        % (box, fonts),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        _font("Helvetica"),
        _font("Helvetica-Bold"),
    )


def _font(name: str) -> bytes:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()


def _shown(entry: Entry) -> bytes:
    """Rendering mode 3 shows nothing (ISO 32000-1, 9.3.6)."""
    text = "".join(letter if _is_western(letter) else anyascii(letter) for letter in entry.text).encode("cp1252")
    safe = text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    left, base = entry.left * POINT, (HEIGHT - entry.top - 0.76 * entry.size) * POINT
    font, mode = 2 if entry.bold else 1, 3 if entry.hidden else 0
    size = entry.size * 0.8 * POINT
    return b"BT /F%d %.2f Tf %d Tr %.2f %.2f Td (%b) Tj ET" % (font, size, mode, left, base, safe)


def _is_western(letter: str) -> bool:
    return letter.encode("cp1252", errors="ignore") != b""


def _file(*objects: bytes) -> bytes:
    """The objects, numbered from 1, and the table of where each begins."""
    body, places = _HEAD, []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
    return body + head + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
