"""Damaged files: flipped, cut, repeated, filled and joined pieces of true ones, the same for the same seed."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image

from onboarding.intake import DEFAULT, ImageBroken, IntakeError, child, decoder, sniff
from onboarding.intake.refusals import FileTypeMismatch, PdfBroken

UPLOADS = Path(__file__).resolve().parents[3] / "fixtures" / "uploads"
_SIZE = (180, 170)


@cache
def originals() -> Mapping[str, Sequence[bytes]]:
    """True files of every media type that is taken, small so that many of them are quick."""
    return {
        "image/jpeg": [_picture("JPEG"), _picture("JPEG", "L"), _picture("JPEG", progressive=True)],
        "image/png": [_picture("PNG"), _picture("PNG", "L"), _picture("PNG", "RGBA")],
        "image/webp": [_picture("WEBP"), _picture("WEBP", lossless=True)],
        "image/tiff": [_picture("TIFF"), _picture("TIFF", "1", compression="group4"), _two_pages()],
        "image/heic": [path.read_bytes() for path in sorted(UPLOADS.glob("*.heic"))],
        "application/pdf": [_pdf(1), _pdf(2)],
    }


def damaged(kind: str, chance: random.Random) -> bytes:
    """A file of this media type with one to twelve mistakes in it; its first bytes are as they were, mostly."""
    data = bytearray(chance.choice(originals()[kind]))
    for _ in range(chance.randint(1, 12)):
        _damage(data, chance)
    return bytes(data)


def _damage(data: bytearray, chance: random.Random) -> None:
    place, size = chance.randrange(max(1, len(data))), chance.randint(1, 64)
    match chance.randrange(7):
        case 0:
            data[place : place + 1] = bytes([chance.randrange(256)])
        case 1:
            del data[place : place + size]
        case 2:
            data[place:place] = data[place : place + size]
        case 3:
            data[place : place + 4] = chance.choice([b"\xff\xff\xff\xff", bytes(4), b"\x7f\xff\xff\xff"])
        case 4:
            head = chance.randrange(min(len(data), 120) or 1)
            data[head : head + 1] = bytes([chance.randrange(256)])
        case 5:
            data.extend(chance.choice(originals()[chance.choice(sorted(originals()))])[:2000])
        case _:
            del data[max(12, place) :]


def outcome(take: Callable[[], object]) -> str:
    """`taken`, or the code of the refusal; whatever else is raised goes on."""
    try:
        take()
    except IntakeError as refused:
        return refused.code
    return "taken"


def drawn(upload: bytes, kind: str) -> str:
    """What a decoder's process makes of the file, in this process: `taken`, or the code of its refusal."""
    broken = PdfBroken if kind == "application/pdf" else ImageBroken
    try:
        if sniff(upload) != kind:
            return FileTypeMismatch.code
        decoder.render(upload, kind, asdict(DEFAULT))
    except IntakeError as refused:
        return refused.code
    except decoder.Refused as refused:
        return child.REFUSALS.get(refused.args[0], broken).code
    except Exception:  # its process would end with 1
        return broken.code
    return "taken"


def _picture(kind: str, mode: str = "RGB", **options: object) -> bytes:
    file = BytesIO()
    Image.linear_gradient("L").resize(_SIZE).convert(mode).save(file, kind, **options)
    return file.getvalue()


def _two_pages() -> bytes:
    page = Image.linear_gradient("L").resize(_SIZE)
    file = BytesIO()
    page.save(file, "TIFF", save_all=True, append_images=[page], compression="tiff_lzw")
    return file.getvalue()


def _pdf(pages: int) -> bytes:
    document, file = pypdfium2.PdfDocument.new(), BytesIO()
    for _ in range(pages):
        document.new_page(60, 60)
    document.save(file)
    document.close()
    return file.getvalue()
