"""From the bytes of an upload to a clean picture: what they are is sniffed, never believed."""

from onboarding.intake import child, picture
from onboarding.intake.limits import DEFAULT, Limits
from onboarding.intake.picture import Picture
from onboarding.intake.refusals import FileEmpty, FileTooLarge, FileTypeMismatch, FileTypeUnknown

_ALIASES = {
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "image/x-png": "image/png",
    "image/heif": "image/heic",
}
_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
)
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


def accept(upload: bytes, *, declared: str, limits: Limits = DEFAULT) -> Picture:
    """A fresh picture of what the file shows, its pages one under the other. Slow: seconds. Raises IntakeError.

    The dimensions are read from the header and judged before any pixel is decoded. PDF, HEIC and TIFF, whose decoders
    are large, are drawn in a process of their own with bounded time and memory.
    """
    if not upload:
        raise FileEmpty
    if len(upload) > limits.bytes:
        raise FileTooLarge(f"A file has at most {limits.bytes} bytes.")
    kind = sniff(upload)
    stated = declared.partition(";")[0].strip().lower()
    if _ALIASES.get(stated, stated) != kind:
        raise FileTypeMismatch(f"It looks like {kind}: declare it so.")
    if kind in picture.FORMATS:
        return picture.encode(picture.decode(upload, kind, limits))
    drawn, text = child.draw(upload, kind, limits)
    return picture.encode(drawn, text=text)


def sniff(upload: bytes) -> str:
    """The media type that the first bytes tell; raises FileTypeUnknown."""
    for magic, kind in _MAGIC:
        if upload.startswith(magic):
            return kind
    if upload[:4] == b"RIFF" and upload[8:12] == b"WEBP":
        return "image/webp"
    if upload[4:8] == b"ftyp" and upload[8:12] in _HEIC_BRANDS:
        return "image/heic"
    raise FileTypeUnknown
