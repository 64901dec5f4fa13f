"""A picture drawn anew from pixels alone, and the decoders that run in this process: JPEG, PNG and WebP."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from compliance.kernel.errors import DomainError
from onboarding.intake.decoder import flat
from onboarding.intake.limits import Limits
from onboarding.intake.refusals import ImageAnimated, ImageBroken, ImageTooManyPixels, ImageTooSmall

MEDIA_TYPE = "image/jpeg"
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_QUALITY = 92
_MODES = frozenset({"1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "CMYK", "YCbCr"})
_MOST_SCANS = 64  # a progressive JPEG has about ten; thousands of empty ones are an attack on the decoder's time
_START_OF_SCAN = b"\xff\xda"


@dataclass(frozen=True, slots=True)
class Picture:
    """A clean JPEG, upright, RGB, without metadata; `text` is what a PDF says of itself, as its sender made it."""

    content: bytes
    width: int
    height: int
    text: str | None = None
    media_type: str = MEDIA_TYPE


def decode(upload: bytes, kind: str, limits: Limits) -> Image.Image:
    """Upright and RGB, bounded before any pixel is decoded. Raises IntakeError."""
    try:
        if kind == "image/webp":
            bound(_webp_size(upload), limits)
        if kind == "image/jpeg":
            _refuse_scan_attack(upload)
        with Image.open(BytesIO(upload), formats=[FORMATS[kind]]) as image:
            bound(image.size, limits)
            _refuse_second_frame(image)
            return _upright(image, limits)
    except DomainError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ImageTooManyPixels from error
    except Exception as error:  # decoders answer hostile bytes with every exception there is
        raise ImageBroken from error


def encode(plain: Image.Image, *, text: str | None = None) -> Picture:
    """From the pixels of an RGB picture alone: no metadata can come along."""
    clean = Image.frombytes("RGB", plain.size, plain.tobytes())
    file = BytesIO()
    clean.save(file, "JPEG", quality=_QUALITY)
    return Picture(file.getvalue(), clean.width, clean.height, text)


def bound(size: tuple[int, int], limits: Limits) -> None:
    """Raises ImageTooManyPixels, ImageTooSmall."""
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


def _upright(image: Image.Image, limits: Limits) -> Image.Image:
    if image.mode not in _MODES:
        raise ImageBroken
    image.load()
    plain = flat(ImageOps.exif_transpose(image))
    plain.thumbnail((limits.kept_side, limits.kept_side))
    bound(plain.size, limits)
    return plain
