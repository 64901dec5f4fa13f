"""Draws a PDF from standard input as one PNG on standard output: a program of its own, with bounded time and memory.

`python -I pdf_renderer.py PAGES SECONDS`. It imports nothing of Gatehouse: a hostile file can hurt this process only.
"""

import math
import resource
import sys
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

ENCRYPTED, TOO_MANY_PAGES, BROKEN = 3, 4, 5
_DOTS_PER_POINT = 300 / 72
_LONGEST_SIDE = 2400
_MEMORY = 1536 * 1024 * 1024


class Refused(Exception):
    """`args[0]` is the exit status."""


def render(upload: bytes, *, most_pages: int) -> bytes:
    """A PNG of the pages, one under the other, each at most 300 dots an inch and 2,400 pixels long. Raises Refused."""
    try:
        with pypdfium2.PdfDocument(upload) as document:
            if pdfium.FPDF_GetSecurityHandlerRevision(document.raw) != -1:
                raise Refused(ENCRYPTED)
            if not 1 <= len(document) <= most_pages:
                raise Refused(TOO_MANY_PAGES if len(document) else BROKEN)
            return _png(_stacked([_page(document, number) for number in range(len(document))]))
    except pypdfium2.PdfiumError as error:
        raise Refused(ENCRYPTED if error.err_code == pdfium.FPDF_ERR_PASSWORD else BROKEN) from error


def _page(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    page = document[number]
    longest = max(page.get_size())
    if not math.isfinite(longest) or longest <= 0:
        raise Refused(BROKEN)
    bitmap = page.render(scale=min(_DOTS_PER_POINT, _LONGEST_SIDE / longest), may_draw_forms=False)
    picture: Image.Image = bitmap.to_pil().convert("RGB")
    page.close()
    return picture


def _stacked(pages: list[Image.Image]) -> Image.Image:
    sheet = Image.new("RGB", (max(page.width for page in pages), sum(page.height for page in pages)), "white")
    top = 0
    for page in pages:
        sheet.paste(page, (0, top))
        top += page.height
    return sheet


def _png(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "PNG", compress_level=1)
    return file.getvalue()


def main() -> int:
    most_pages, seconds = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    try:
        sys.stdout.buffer.write(render(sys.stdin.buffer.read(), most_pages=most_pages))
    except Refused as refused:
        return int(refused.args[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
