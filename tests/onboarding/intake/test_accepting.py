"""Uploaded files: what is taken, what is refused with which code, and that nothing else can happen."""

import random
import struct
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from onboarding import intake
from onboarding.intake import DEFAULT, IntakeError, Limits, accept, accepting, decoder
from onboarding.intake.picture import FORMATS
from tests.onboarding.intake.fuzzing import damaged, outcome

TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "TIFF": "image/tiff"}


@cache
def picture(kind: str = "JPEG", *, size: tuple[int, int] = (320, 200), mode: str = "RGB") -> bytes:
    file = BytesIO()
    gradient = Image.linear_gradient("L").resize(size).convert(mode)
    gradient.save(file, kind)
    return file.getvalue()


def pdf(*, pages: int = 1, size: tuple[float, float] = (300, 200)) -> bytes:
    document, file = pypdfium2.PdfDocument.new(), BytesIO()
    for _ in range(pages):
        document.new_page(*size)
    document.save(file)
    document.close()
    return file.getvalue()


ENCRYPTED_PDF = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>
""" % (b"11" * 32, b"22" * 32)


def png_header(width: int, height: int) -> bytes:
    """A PNG that says how large it is and holds almost nothing: a decompression bomb's head."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def refusal(upload: bytes, declared: str, limits: Limits = DEFAULT) -> str:
    with pytest.raises(IntakeError) as refused:
        accept(upload, declared=declared, limits=limits)
    return refused.value.code


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_every_kind_of_picture_becomes_a_jpeg(kind: str) -> None:
    taken = accept(picture(kind), declared=TYPES[kind])

    with Image.open(BytesIO(taken.content)) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (320, 200))
    assert (taken.media_type, taken.width, taken.height) == ("image/jpeg", 320, 200)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA"])
def test_every_common_mode_is_drawn_in_colour(mode: str) -> None:
    assert accept(picture("PNG", mode=mode), declared="image/png").width == 320


def test_a_declared_type_may_have_parameters_and_capitals() -> None:
    assert accept(picture(), declared="Image/JPEG; q=1").width == 320


def test_what_is_transparent_becomes_white() -> None:
    file = BytesIO()
    Image.new("RGBA", (200, 200), (0, 0, 0, 0)).save(file, "PNG")

    taken = accept(file.getvalue(), declared="image/png")

    with Image.open(BytesIO(taken.content)) as image:
        assert image.getpixel((100, 100)) == (255, 255, 255)


def test_a_turned_picture_is_set_upright_and_loses_its_metadata() -> None:
    file, exif = BytesIO(), Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "SECRET PLACE"
    Image.open(BytesIO(picture())).save(file, "JPEG", exif=exif, comment=b"SECRET COMMENT")

    taken = accept(file.getvalue(), declared="image/jpeg")

    assert (taken.width, taken.height) == (200, 320)
    assert b"SECRET" in file.getvalue()
    assert b"SECRET" not in taken.content
    assert b"Exif" not in taken.content


def test_text_chunks_colour_profiles_and_appended_archives_are_gone() -> None:
    file, info = BytesIO(), PngImagePlugin.PngInfo()
    info.add_text("note", "SECRET NOTE", zip=False)
    Image.open(BytesIO(picture())).save(file, "PNG", pnginfo=info, icc_profile=b"SECRET PROFILE")

    taken = accept(file.getvalue() + b"PK\x03\x04<script>SECRET</script>", declared="image/png")

    assert b"SECRET" not in taken.content
    assert b"PK\x03\x04" not in taken.content


def test_a_very_large_picture_is_kept_smaller() -> None:
    taken = accept(picture(size=(6000, 3000)), declared="image/jpeg")

    assert (taken.width, taken.height) == (4096, 2048)


@pytest.mark.parametrize(
    ("upload", "declared", "code"),
    [
        (b"", "image/jpeg", "file_empty"),
        (b"MZ this is a program", "image/jpeg", "file_type_unknown"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", "file_type_unknown"),
        (b"GIF89a" + bytes(50), "image/gif", "file_type_unknown"),
        (picture("PNG"), "image/jpeg", "file_type_mismatch"),
        (picture("PNG"), "", "file_type_mismatch"),
        (picture("JPEG"), "application/pdf", "file_type_mismatch"),
        (picture("JPEG")[:400], "image/jpeg", "image_broken"),
        (b"\xff\xd8\xff", "image/jpeg", "image_broken"),
        (b"RIFF\x00\x00\x00\x00WEBP", "image/webp", "image_broken"),
        (picture("JPEG", size=(100, 400)), "image/jpeg", "image_too_small"),
        (png_header(60_000, 60_000), "image/png", "image_too_many_pixels"),
        (png_header(12_000, 12_000), "image/png", "image_too_many_pixels"),
        (png_header(21_000, 200), "image/png", "image_too_many_pixels"),
        (picture("PNG", mode="I;16"), "image/png", "image_broken"),
        (b"%PDF-1.7 nothing else", "application/pdf", "pdf_broken"),
    ],
)
def test_a_file_that_will_not_do_is_refused_with_its_code(upload: bytes, declared: str, code: str) -> None:
    assert refusal(upload, declared) == code


def test_a_webp_canvas_is_judged_before_it_is_allocated() -> None:
    huge = bytearray(b"RIFF\x1e\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00" + bytes(18))
    huge[24:27] = huge[27:30] = (16_382).to_bytes(3, "little")

    assert refusal(bytes(huge), "image/webp") == "image_too_many_pixels"


def test_a_file_above_the_limit_is_refused_unread() -> None:
    assert refusal(picture(), "image/jpeg", Limits(bytes=100)) == "file_too_large"


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_more_than_one_picture_in_a_file_is_refused(kind: str) -> None:
    file = BytesIO()
    frames = [Image.new("RGB", (200, 200), colour) for colour in ("red", "blue")]
    frames[0].save(file, kind, save_all=True, append_images=frames[1:])

    assert refusal(file.getvalue(), TYPES[kind]) == "image_animated"


def test_a_progressive_jpeg_is_taken_but_not_one_of_a_thousand_scans() -> None:
    file = BytesIO()
    Image.open(BytesIO(picture())).save(file, "JPEG", progressive=True)
    scan = file.getvalue().rindex(b"\xff\xda")
    attack = file.getvalue()[:scan] + file.getvalue()[scan:-2] * 1000 + b"\xff\xd9"

    assert accept(file.getvalue(), declared="image/jpeg").width == 320
    assert refusal(attack, "image/jpeg") == "image_broken"


def test_a_pdf_of_few_pages_is_drawn_one_under_the_other() -> None:
    one = accept(pdf(), declared="application/pdf")
    three = accept(pdf(pages=3), declared="application/pdf")

    assert (one.width, one.height) == (1250, 834)
    assert three.height == 3 * 834
    assert refusal(pdf(pages=6), "application/pdf") == "file_too_many_pages"


def written_pdf(words: bytes) -> bytes:
    """One page that shows the words, given as a string of PDF's own, 20 points high."""
    content = b"BT /F 20 Tf 20 100 Td " + words + b" Tj ET"
    return b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>endobj
4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj
5 0 obj<</Length %d>>stream
%s
endstream endobj
trailer<</Root 1 0 R>>
""" % (len(content), content)


def test_the_text_of_a_pdf_comes_along_and_a_scan_has_none() -> None:
    written = accept(written_pdf(b"(12 Rua da Prata, S\\343o Jo\\343o)"), declared="application/pdf")

    assert written.text == "12 Rua da Prata, São João"
    assert accept(pdf(), declared="application/pdf").text is None
    assert accept(picture(), declared="image/jpeg").text is None


def test_hostile_text_is_made_harmless() -> None:
    assert decoder.cleaned("A\x00B\x1b[2J\u202eC\r\nD\tE\ufeff e\u0301") == "AB[2JC\nD E é"
    assert len(decoder.cleaned("x" * 1_000_000)) == decoder.MOST_TEXT


def test_a_giant_page_is_drawn_within_bounds() -> None:
    taken = accept(pdf(size=(14_000, 10_000)), declared="application/pdf")

    assert max(taken.width, taken.height) <= 2400


def test_an_encrypted_pdf_is_refused() -> None:
    assert refusal(ENCRYPTED_PDF, "application/pdf") == "pdf_encrypted"


def test_a_pdf_that_takes_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = tmp_path / "endless.py"
    endless.write_text("while True: pass")
    monkeypatch.setattr(decoder, "__file__", str(endless))

    assert refusal(pdf(), "application/pdf", Limits(seconds=1)) == "pdf_broken"


@pytest.mark.parametrize("kind", ["image/jpeg", "image/png", "image/webp"])
def test_hundreds_of_damaged_pictures_are_each_taken_or_refused(kind: str) -> None:
    chance = random.Random(f"intake {kind}")

    outcomes = {outcome(lambda: accept(damaged(kind, chance), declared=kind)) for _ in range(500)}

    assert {"taken", "image_broken"} <= outcomes


@pytest.mark.parametrize("kind", ["application/pdf", "image/heic", "image/tiff"])
def test_damaged_files_that_a_decoder_gets_are_each_taken_or_refused(kind: str) -> None:
    chance = random.Random(f"intake {kind}")

    outcomes = {outcome(lambda: accept(damaged(kind, chance), declared=kind)) for _ in range(10)}

    assert outcomes & {"taken", "image_broken", "pdf_broken"}


@settings(max_examples=300, deadline=None)
@given(head=st.sampled_from([magic for magic, kind in accepting._MAGIC if kind in FORMATS]), rest=st.binary())
def test_any_bytes_behind_a_true_beginning_are_taken_or_refused(head: bytes, rest: bytes) -> None:
    assert outcome(lambda: accept(head + rest, declared=intake.sniff(head))).startswith(("image_", "taken"))
