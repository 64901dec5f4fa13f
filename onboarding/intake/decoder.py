"""Draws a PDF, HEIC or TIFF file from standard input as plain pixels on standard output: a program of its own.

`python -I decoder.py MEDIA_TYPE LIMITS`. It imports nothing of Gatehouse and finds nothing in its environment: a
hostile file can hurt this process only, whose time, memory and output are bounded.
"""

import io
import json
import math
import re
import resource
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pi_heif
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageOps

BROKEN, ENCRYPTED, SCRIPTED, TOO_MANY_PAGES, TOO_MANY_PIXELS, TOO_SMALL, ANIMATED = range(3, 10)
HEAD = 256 * 1024
"""Bytes of the first line of the output: JSON of width, height and text. The pixels follow, three bytes for each."""
MOST_TEXT = 20_000
"""Characters of a PDF's text layer that are kept."""
_DOTS_PER_POINT = 300 / 72
_LONGEST_SIDE = 2400
_MEMORY = 1536 * 1024 * 1024
_REDUCED = 1
"""The flag of a TIFF's preview among its NewSubfileType (tag 254)."""
_TIFF_MODES = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr"})
_ACTIVE = frozenset(
    b"JavaScript JS Launch EmbeddedFile EmbeddedFiles XFA RichMedia ImportData SubmitForm GoToE Rendition".split()
)
_CONTENT = re.compile(rb"\((?:\\.|[^\\()])*\)|stream\r?\n.*?endstream", re.DOTALL)
"""Strings and streams as pdfium writes them: what stands in them is no name."""
_NAME = re.compile(rb"/([^\s/<>\[\](){}%]+)")

Options = Mapping[str, int]


class Refused(Exception):
    """`args[0]` is the exit status."""


def render(upload: bytes, kind: str, limits: Options) -> tuple[Image.Image, str | None]:
    """The pages, one under the other in RGB, and the text of a PDF. Raises Refused, and whatever the decoders raise."""
    if kind == "application/pdf":
        return _pdf(upload, limits)
    if kind == "image/heic":
        return _bounded([_heic(upload, limits)], limits), None
    return _bounded(list(_tiff(upload, limits)), limits), None


def cleaned(text: str) -> str:
    """At most MOST_TEXT characters in normal form C, without control characters or those that turn the direction."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    plain = "".join(one for one in lines[: 2 * MOST_TEXT] if one == "\n" or _harmless(one))
    return unicodedata.normalize("NFC", plain)[:MOST_TEXT]


def flat(image: Image.Image) -> Image.Image:
    """RGB; what is transparent becomes white paper."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image.convert("RGBA"))
    return paper.convert("RGB")


def _harmless(character: str) -> bool:
    """The two joiners are part of words in Persian and in Indic scripts."""
    return character in "\u200c\u200d" or unicodedata.category(character) not in {"Cc", "Cf", "Cn", "Co", "Cs"}


def _pdf(upload: bytes, limits: Options) -> tuple[Image.Image, str | None]:
    try:
        with pypdfium2.PdfDocument(upload) as document:
            if pdfium.FPDF_GetSecurityHandlerRevision(document.raw) != -1:
                raise Refused(ENCRYPTED)
            if not 1 <= len(document) <= limits["pages"]:
                raise Refused(TOO_MANY_PAGES if len(document) else BROKEN)
            if _is_scripted(document):
                raise Refused(SCRIPTED)
            pages = [_page(document, number) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise Refused(ENCRYPTED if error.err_code == pdfium.FPDF_ERR_PASSWORD else BROKEN) from error
    text = cleaned("\n".join(words for _, words in pages))
    return _bounded([picture for picture, _ in pages], limits), text.strip() or None


def _is_scripted(document: pypdfium2.PdfDocument) -> bool:
    """Asks pdfium, and looks at the names in what it writes: there no object is packed or spelt with escapes."""
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw) or pdfium.FPDFDoc_GetAttachmentCount(document.raw):
        return True
    if document.get_formtype() in {pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND}:
        return True
    plain = io.BytesIO()
    document.save(plain, flags=pdfium.FPDF_NO_INCREMENTAL)
    return not _ACTIVE.isdisjoint(_NAME.findall(_CONTENT.sub(b" ", plain.getvalue())))


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[Image.Image, str]:
    page = document[number]
    longest = max(page.get_size())
    if not math.isfinite(longest) or longest <= 0:
        raise Refused(BROKEN)
    bitmap = page.render(scale=min(_DOTS_PER_POINT, _LONGEST_SIDE / longest), may_draw_forms=False)
    picture: Image.Image = bitmap.to_pil().convert("RGB")
    words = _words(page)
    page.close()
    return picture, words


def _words(page: pypdfium2.PdfPage) -> str:
    """What stands inside of the page's bounds; a hyphen at the end of a line is told as one."""
    textpage = page.get_textpage()
    words: str = textpage.get_text_bounded()[: 2 * MOST_TEXT]
    textpage.close()
    return words.replace("\x02", "-").replace("\ufffe", "-")


def _heic(upload: bytes, limits: Options) -> Image.Image:
    """The decoder turns the picture as its container says; the metadata, where some say so again, is not asked."""
    pi_heif.options.DECODE_THREADS = 1
    pi_heif.options.THUMBNAILS = pi_heif.options.DEPTH_IMAGES = pi_heif.options.AUX_IMAGES = False
    file = pi_heif.open_heif(io.BytesIO(upload), convert_hdr_to_8bit=True, bgr_mode=False)
    if len(file) != 1:
        raise Refused(ANIMATED)
    _bound(file.size, limits)
    return flat(file.to_pillow())


def _tiff(upload: bytes, limits: Options) -> Iterator[Image.Image]:
    """Pages; a preview is none. Together they have no more pixels than one picture may."""
    left, pages = limits["pixels"], 0
    with Image.open(io.BytesIO(upload), formats=["TIFF"]) as image:
        for number in range(2 * limits["pages"] + 1):
            try:
                image.seek(number)
            except EOFError:
                break
            if image.tag_v2.get(254, 0) & _REDUCED:  # type: ignore[attr-defined]
                continue
            pages, left = pages + 1, left - image.width * image.height
            if pages > limits["pages"]:
                raise Refused(TOO_MANY_PAGES)
            if left < 0:
                raise Refused(TOO_MANY_PIXELS)
            yield _tiff_page(image, limits)


def _tiff_page(image: Image.Image, limits: Options) -> Image.Image:
    _bound(image.size, limits)
    if image.mode not in _TIFF_MODES:
        raise Refused(BROKEN)
    image.load()
    return flat(ImageOps.exif_transpose(image))


def _bound(size: tuple[int, int], limits: Options) -> None:
    if math.prod(size) > limits["pixels"] or max(size) > limits["side"]:
        raise Refused(TOO_MANY_PIXELS)
    if min(size) < limits["least_side"]:
        raise Refused(TOO_SMALL)


def _bounded(pages: Sequence[Image.Image], limits: Options) -> Image.Image:
    """The pages as one sheet: a single one at most `kept_side` long, several together at most its square."""
    if not pages:
        raise Refused(BROKEN)
    if len(pages) == 1:
        sheet = pages[0]
        sheet.thumbnail((limits["kept_side"], limits["kept_side"]))
    else:
        sheet = _stacked(pages, limits["kept_side"] ** 2, limits["side"])
    _bound(sheet.size, limits)
    return sheet


def _stacked(pages: Sequence[Image.Image], most_pixels: int, longest: int) -> Image.Image:
    width, height = max(page.width for page in pages), sum(page.height for page in pages)
    scale = min(1.0, math.sqrt(most_pixels / (width * height)), longest / height)
    small = [page.resize([max(1, int(side * scale)) for side in page.size], reducing_gap=2.0) for page in pages]
    sheet = Image.new("RGB", (max(page.width for page in small), sum(page.height for page in small)), "white")
    top = 0
    for page in small:
        sheet.paste(page, (0, top))
        top += page.height
    return sheet


def _confine(limits: Options) -> None:
    """From here on: bounded time, memory and output, no new file, no core that would hold the picture."""
    most = 3 * limits["pixels"] + HEAD
    for kind, bound in (
        (resource.RLIMIT_CPU, limits["seconds"]),
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_FSIZE, most),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (bound, bound))


def main(kind: str, limits: dict[str, Any]) -> int:
    _confine(limits)
    try:
        sheet, text = render(sys.stdin.buffer.read(), kind, limits)
    except Refused as refused:
        return int(refused.args[0])
    except Image.DecompressionBombError:
        return TOO_MANY_PIXELS
    head = {"width": sheet.width, "height": sheet.height, "text": text}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + sheet.tobytes())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], json.loads(sys.argv[2])))
