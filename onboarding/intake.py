"""What becomes of an uploaded file: sniffed, bounded, decoded once and drawn anew; nothing of the original is kept."""

import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import ClassVar

from PIL import Image, ImageOps

from compliance.kernel.errors import DomainError
from onboarding import pdf_renderer

MEDIA_TYPE = "image/jpeg"
_QUALITY = 92
_ALIASES = {"image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg", "image/x-png": "image/png"}
_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
)
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/tiff": "TIFF", "image/webp": "WEBP"}
_MODES = frozenset({"1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "CMYK", "YCbCr"})
_MOST_SCANS = 64  # a progressive JPEG has about ten; thousands of empty ones are an attack on the decoder's time
_START_OF_SCAN = b"\xff\xda"


class IntakeError(DomainError):
    """A file that is not taken. Each kind has its own code; none tells more of the file than that."""

    code = "file_refused"
    title = "The file cannot be accepted."


class FileEmpty(IntakeError):
    code = "file_empty"
    title = "The file is empty."


class FileTooLarge(IntakeError):
    code = "file_too_large"
    status: ClassVar[int] = 413
    title = "The file is too large."


class FileTypeUnknown(IntakeError):
    code = "file_type_unknown"
    status: ClassVar[int] = 415
    title = "The file is none of JPEG, PNG, WebP, TIFF, PDF."


class FileTypeMismatch(IntakeError):
    code = "file_type_mismatch"
    status: ClassVar[int] = 415
    title = "The file is of another type than its Content-Type says."


class ImageTooManyPixels(IntakeError):
    code = "image_too_many_pixels"
    title = "The picture has too many pixels."


class ImageTooSmall(IntakeError):
    code = "image_too_small"
    title = "The picture is too small to be read."


class ImageBroken(IntakeError):
    code = "image_broken"
    title = "The picture is damaged or of a rare kind that is not read here."


class ImageAnimated(IntakeError):
    code = "image_animated"
    title = "The file holds more than one picture."


class PdfEncrypted(IntakeError):
    code = "pdf_encrypted"
    title = "The PDF is encrypted: send it without a password."


class PdfTooManyPages(IntakeError):
    code = "pdf_too_many_pages"
    title = "The PDF has too many pages: send only the ones that matter."


class PdfBroken(IntakeError):
    code = "pdf_broken"
    title = "The PDF is damaged or takes too long to draw."


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one upload. Pictures are drawn no larger than `kept_side`: twice what the reader needs."""

    bytes: int = 12 * 1024 * 1024
    pixels: int = 50_000_000
    side: int = 20_000
    least_side: int = 160
    kept_side: int = 4096
    pdf_pages: int = 3
    pdf_seconds: int = 15


DEFAULT = Limits()


@dataclass(frozen=True, slots=True)
class Picture:
    """A clean JPEG: upright, RGB, without metadata."""

    content: bytes
    width: int
    height: int
    media_type: str = MEDIA_TYPE


def accept(upload: bytes, *, declared: str, limits: Limits = DEFAULT) -> Picture:
    """A fresh picture of what the file shows, a PDF's pages one under the other. Slow: seconds. Raises IntakeError.

    The dimensions are read from the header and judged before any pixel is decoded; PDFs are drawn in a process of their
    own with bounded time and memory.
    """
    if not upload:
        raise FileEmpty
    if len(upload) > limits.bytes:
        raise FileTooLarge(f"A file has at most {limits.bytes} bytes.")
    kind = sniff(upload)
    stated = declared.partition(";")[0].strip().lower()
    if _ALIASES.get(stated, stated) != kind:
        raise FileTypeMismatch(f"It looks like {kind}: declare it so.")
    if kind == "application/pdf":
        upload, kind = _drawn(upload, limits), "image/png"
    return _redrawn(upload, kind, limits)


def sniff(upload: bytes) -> str:
    """The media type that the first bytes tell; raises FileTypeUnknown."""
    for magic, kind in _MAGIC:
        if upload.startswith(magic):
            return kind
    if upload[:4] == b"RIFF" and upload[8:12] == b"WEBP":
        return "image/webp"
    raise FileTypeUnknown


def _redrawn(upload: bytes, kind: str, limits: Limits) -> Picture:
    try:
        if kind == "image/webp":
            _bound(_webp_size(upload), limits)
        if kind == "image/jpeg":
            _refuse_scan_attack(upload)
        with Image.open(BytesIO(upload), formats=[_FORMATS[kind]]) as image:
            _bound(image.size, limits)
            _refuse_second_frame(image)
            return _encoded(image, limits)
    except DomainError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ImageTooManyPixels from error
    except Exception as error:  # decoders answer hostile bytes with every exception there is
        raise ImageBroken from error


def _bound(size: tuple[int, int], limits: Limits) -> None:
    width, height = size
    if width * height > limits.pixels or max(size) > limits.side:
        raise ImageTooManyPixels(f"At most {limits.pixels} pixels, and {limits.side} on a side.")
    if min(size) < limits.least_side:
        raise ImageTooSmall(f"Each side has at least {limits.least_side} pixels.")


def _webp_size(upload: bytes) -> tuple[int, int]:
    """From the first chunk's header (RFC 9649): Pillow's reader allocates the whole canvas when it opens a file."""
    chunk, head = upload[12:16], upload[20:30]
    if len(head) < 10:
        raise ImageBroken
    if chunk == b"VP8X":
        return int.from_bytes(head[4:7], "little") + 1, int.from_bytes(head[7:10], "little") + 1
    if chunk == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8 ":
        return int.from_bytes(head[6:8], "little") & 0x3FFF, int.from_bytes(head[8:10], "little") & 0x3FFF
    raise ImageBroken


def _refuse_scan_attack(upload: bytes) -> None:
    """The marker cannot occur inside of a scan's data, where FF is followed by 00."""
    if upload.count(_START_OF_SCAN) > _MOST_SCANS:
        raise ImageBroken


def _refuse_second_frame(image: Image.Image) -> None:
    """Asks for the second frame only: counting a hostile file's may take minutes. A JPEG's previews are dropped."""
    if image.format in {"JPEG", "MPO"}:
        return
    try:
        image.seek(1)
    except EOFError:
        image.seek(0)
    else:
        raise ImageAnimated


def _encoded(image: Image.Image, limits: Limits) -> Picture:
    if image.mode not in _MODES:
        raise ImageBroken
    image.load()
    upright = ImageOps.exif_transpose(image)
    plain = _flattened(upright)
    plain.thumbnail((limits.kept_side, limits.kept_side))
    _bound(plain.size, limits)
    clean = Image.frombytes("RGB", plain.size, plain.tobytes())  # a new picture: no metadata can come along
    file = BytesIO()
    clean.save(file, "JPEG", quality=_QUALITY)
    return Picture(file.getvalue(), clean.width, clean.height)


def _flattened(image: Image.Image) -> Image.Image:
    """RGB; what is transparent becomes white paper."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image.convert("RGBA"))
    return paper.convert("RGB")


def _drawn(upload: bytes, limits: Limits) -> bytes:
    """A PNG of the PDF's pages, drawn by a child that may crash, hang or grow without harm to this process."""
    command = [sys.executable, "-I", str(Path(pdf_renderer.__file__)), str(limits.pdf_pages), str(limits.pdf_seconds)]
    try:
        done = subprocess.run(  # noqa: S603  (our own file, no shell)
            command, input=upload, capture_output=True, timeout=2 * limits.pdf_seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise PdfBroken from error
    if done.returncode == pdf_renderer.ENCRYPTED:
        raise PdfEncrypted
    if done.returncode == pdf_renderer.TOO_MANY_PAGES:
        raise PdfTooManyPages(f"At most {limits.pdf_pages} pages.")
    if done.returncode != 0:
        raise PdfBroken
    return done.stdout
