"""Files that are two things at once, that move, that hold programs, or that are larger than they look."""

import struct
import zlib
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from onboarding.intake import DEFAULT, Limits, accept, decoder
from tests.onboarding.intake.test_accepting import TYPES, pdf, picture, refusal

UPLOADS = settings.BASE_DIR / "fixtures" / "uploads"
PAYLOAD = b"<script>alert('SESAME')</script>"
ARCHIVE = b"PK\x03\x04" + PAYLOAD + b"PK\x05\x06" + bytes(18)


def script_pdf(catalog: bytes = b"", page: bytes = b"", extra: bytes = b"") -> bytes:
    """One page, with this in the catalogue or in the page."""
    return b"""%%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R %s>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200] %s>>endobj
%s
trailer<</Root 1 0 R>>
""" % (catalog, page, extra)


def packed(content: bytes) -> bytes:
    """The object 4 in a compressed object stream, where no search of the file's bytes finds it."""
    inside = zlib.compress(b"4 0 " + content)
    head = b"5 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(inside)
    body = b"%PDF-1.7\n"
    places = {}
    for number, one in (
        (1, b"<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>"),
        (2, b"<</Type/Pages/Kids[3 0 R]/Count 1>>"),
        (3, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>"),
    ):
        places[number] = len(body)
        body += b"%d 0 obj%sendobj\n" % (number, one)
    places[5] = len(body)
    body += head + inside + b"\nendstream endobj\n"
    table = struct.pack(">BHB", 0, 0, 0)
    table += b"".join(struct.pack(">BHB", 1, places[number], 0) for number in (1, 2, 3))
    table += struct.pack(">BHB", 2, 5, 0) + struct.pack(">BHB", 1, places[5], 0) + struct.pack(">BHB", 1, len(body), 0)
    xref = b"6 0 obj<</Type/XRef/Size 7/W[1 2 1]/Root 1 0 R/Length %d>>stream\n" % len(table)
    return body + xref + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % len(body)


SCRIPTED = {
    "a script at opening": script_pdf(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
    "a script spelt with escapes": script_pdf(b"/OpenAction<</S/J#61vaScript/J#53(app.alert(1))>>"),
    "a script in the tree of names": script_pdf(b"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(1)>>]>>>>"),
    "a script in a packed object": packed(b"<</S/JavaScript/JS(app.alert(1))>>"),
    "a script when the page opens": script_pdf(page=b"/AA<</O<</S/JavaScript/JS(1)>>>>"),
    "a program to launch": script_pdf(
        page=b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(cmd.exe)>>>>]"
    ),
    "an embedded file": script_pdf(
        b"/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(a)/EF<</F 4 0 R>>>>]>>>>",
        extra=b"4 0 obj<</Type/EmbeddedFile/Length 1>>stream\nx\nendstream endobj",
    ),
    "a form that is a program": script_pdf(b"/AcroForm<</Fields[]/XFA(x)>>"),
    "a form that sends itself": script_pdf(
        page=b"/Annots[<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/A<</S/SubmitForm/F(http://x/)>>>>]"
    ),
}


@pytest.mark.parametrize("name", SCRIPTED)
def test_a_pdf_that_would_do_something_is_refused(name: str) -> None:
    assert drawn(SCRIPTED[name]) == decoder.SCRIPTED


def drawn(upload: bytes) -> int:
    """The exit status of drawing a PDF: 0, or that of the refusal."""
    try:
        decoder.render(upload, "application/pdf", asdict(DEFAULT))
    except decoder.Refused as refused:
        return int(refused.args[0])
    return 0


def test_a_refused_script_has_its_own_code() -> None:
    assert refusal(SCRIPTED["a script in a packed object"], "application/pdf") == "pdf_scripted"


@pytest.mark.parametrize(
    "harmless",
    [
        pdf(pages=2),
        script_pdf(b"/OpenAction[3 0 R/Fit]"),
        script_pdf(
            page=b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://x.test/JS/Launch)>>>>]"
        ),
        script_pdf(b"/Lang(/JavaScript)"),
        script_pdf(b"/AcroForm<</Fields[]>>"),
        packed(b"<</S/GoTo/D[3 0 R/Fit]>>"),
    ],
)
def test_links_and_words_about_scripts_are_no_scripts(harmless: bytes) -> None:
    assert drawn(harmless) == 0


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_nothing_that_is_appended_to_a_picture_survives(kind: str) -> None:
    for payload in (ARCHIVE, pdf() + PAYLOAD, b"GIF89a/*" + PAYLOAD, b"*/=1;" + PAYLOAD):
        taken = accept(picture(kind) + payload, declared=TYPES[kind])

        assert b"SESAME" not in taken.content
        assert b"PK\x03\x04" not in taken.content
        assert b"%PDF" not in taken.content


def test_a_jpeg_that_is_a_pdf_too_is_drawn_as_the_jpeg_it_begins_as() -> None:
    comment = pdf() + PAYLOAD
    both = picture()[:2] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + picture()[2:]

    taken = accept(both, declared="image/jpeg")

    assert b"SESAME" in both
    assert b"SESAME" not in taken.content
    assert (taken.width, taken.height, taken.text) == (320, 200, None)
    assert refusal(both, "application/pdf") == "file_type_mismatch"


def test_a_pdf_that_holds_an_archive_leaves_it_behind() -> None:
    taken = accept(pdf() + b"\n" + ARCHIVE, declared="application/pdf")

    assert b"SESAME" not in taken.content


@pytest.mark.parametrize("beginning", [b"GIF89a/*", b"PK\x03\x04", b"<!DOCTYPE html>", b"#!/bin/sh\n", b"BM", b"MZ"])
def test_what_begins_as_something_else_is_not_searched_for_a_picture(beginning: bytes) -> None:
    assert refusal(beginning + picture(), "image/jpeg") == "file_type_unknown"


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_moving_picture_of_a_thousand_frames_is_refused(kind: str) -> None:
    file = BytesIO()
    frames = [Image.new("L", (200, 200), number % 256) for number in range(1000)]
    frames[0].save(file, kind, save_all=True, append_images=frames[1:])

    assert refusal(file.getvalue(), TYPES[kind]) == "image_animated"


def test_a_picture_of_an_iphone_is_taken_and_its_metadata_left() -> None:
    upload = (UPLOADS / "turned.heic").read_bytes()

    taken = accept(upload, declared="image/heic")

    assert b"SECRET" in upload
    assert b"SECRET" not in taken.content
    assert (taken.width, taken.height) == (320, 200)
    assert _corner_is_red(taken.content)
    assert accept(upload, declared="image/heif").content == taken.content


def _corner_is_red(content: bytes) -> bool:
    with Image.open(BytesIO(content)) as image:
        red, green, blue = image.getpixel((20, 20))  # type: ignore[misc]
    return red > 150 and green < 80 and blue < 80


def test_hostile_heic_files_are_refused_with_a_code() -> None:
    upload = (UPLOADS / "upright.heic").read_bytes()

    assert refusal((UPLOADS / "two_pictures.heic").read_bytes(), "image/heic") == "image_animated"
    assert refusal(upload[:400], "image/heic") == "image_broken"
    assert refusal(upload, "image/heic", Limits(pixels=50_000)) == "image_too_many_pixels"
    assert refusal(upload, "image/heic", Limits(least_side=201)) == "image_too_small"


def tiff(sizes: list[tuple[int, int]], **options: object) -> bytes:
    file = BytesIO()
    pages = [Image.new("L", size, 90) for size in sizes]
    pages[0].save(file, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_adobe_deflate", **options)
    return file.getvalue()


def test_the_pages_of_a_scan_are_drawn_one_under_the_other() -> None:
    taken = accept(tiff([(300, 400), (200, 300)]), declared="image/tiff")

    assert (taken.width, taken.height) == (300, 700)
    assert refusal(tiff([(200, 200)] * 6), "image/tiff") == "file_too_many_pages"
    assert refusal(tiff([(200, 200)] * 3), "image/tiff", Limits(pages=2)) == "file_too_many_pages"
    assert refusal(tiff([(300, 300)] * 2), "image/tiff", Limits(pixels=100_000)) == "image_too_many_pixels"


def test_many_large_pages_are_kept_within_the_area_of_one_picture() -> None:
    taken = accept(tiff([(3000, 3000)] * 3), declared="image/tiff")

    assert taken.width * taken.height <= DEFAULT.kept_side**2
    assert taken.height == 3 * taken.width


def test_a_bomb_of_zeros_is_judged_by_its_header() -> None:
    file = BytesIO()
    Image.new("1", (20_000, 20_000)).save(file, "TIFF", compression="group4")

    assert len(file.getvalue()) < 100_000
    assert refusal(file.getvalue(), "image/tiff") == "image_too_many_pixels"


@pytest.mark.parametrize(
    "lie",
    [
        "print('{}')",
        "print('x' * 999)",
        "print('[' * 200_000)",
        """print('{"width": 1e999, "height": 400, "text": null}')""",
        "import os; os.kill(os.getpid(), 11)",
        "raise SystemExit(99)",
    ],
)
def test_what_a_decoder_wrote_is_believed_no_more_than_the_file(
    lie: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "decoder.py"
    program.write_text(lie)
    monkeypatch.setattr(decoder, "__file__", str(program))

    assert refusal(pdf(), "application/pdf") == "pdf_broken"
