"""Uploads that are none: broken multipart, wrong fields, hostile files."""

from io import BytesIO
from typing import Any
from zlib import crc32

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from compliance.kernel.ids import new_id, public_id
from tests import factories
from tests.bad_input.scene import Scene, assert_problem, fingerprint, picture

pytestmark = pytest.mark.django_db
ROUTE = "customers/{draft}/documents"
MULTIPART = "multipart/form-data; boundary=x"
_HEAD = b'--x\r\nContent-Disposition: form-data; name="%s"%s\r\n'
_FILE = _HEAD % (b"file", b'; filename="sesame.jpg"') + b"Content-Type: image/jpeg\r\n\r\n"
_KIND = _HEAD % (b"kind", b"") + b"\r\nregistry_extract\r\n"
BROKEN: dict[str, tuple[str, bytes, tuple[int, str]]] = {
    "no boundary": ("multipart/form-data", b"--x--\r\n", (400, "malformed_multipart")),
    "an empty boundary": ("multipart/form-data; boundary=", b"--x--\r\n", (400, "malformed_multipart")),
    "a boundary of 300": ("multipart/form-data; boundary=" + "x" * 300, b"--x--\r\n", (415, "unsupported_media_type")),
    "a boundary with a blank": ('multipart/form-data; boundary="x "', b"--x--\r\n", (400, "malformed_multipart")),
    "another boundary": (MULTIPART, b"--y\r\nsesame\r\n--y--\r\n", (422, "validation_failed")),
    "not multipart at all": (MULTIPART, b'{"kind": "passport"}', (422, "validation_failed")),
    "an empty body": (MULTIPART, b"", (422, "validation_failed")),
    "base64 that is none": (
        MULTIPART,
        _KIND + _FILE[:-2] + b"Content-Transfer-Encoding: base64\r\n\r\n\xff\xd8\xffabc\r\n--x--\r\n",
        (400, "malformed_multipart"),
    ),
    "a file cut off": (MULTIPART, _KIND + _FILE + b"\xff\xd8\xff\xe0", (422, "validation_failed")),
    "200 fields": (
        MULTIPART,
        b"".join(_HEAD % (b"f%d" % number, b"") + b"\r\nx\r\n" for number in range(200)) + b"--x--\r\n",
        (400, "malformed_request"),
    ),
    "a field of 2 MB": (
        MULTIPART,
        _HEAD % (b"kind", b"") + b"\r\n" + b"x" * 2_000_000 + b"\r\n--x--\r\n",
        (413, "request_too_large"),
    ),
    "eleven files": (
        MULTIPART,
        b"".join(_HEAD % (b"f%d" % number, b'; filename="a"') + b"\r\nx\r\n" for number in range(11)) + b"--x--\r\n",
        (413, "request_too_large"),
    ),
    "a NUL in a field": (
        MULTIPART,
        _HEAD % (b"kind", b"") + b"\r\npass\x00port\r\n" + _FILE + b"x\r\n--x--\r\n",
        (400, "malformed_multipart"),
    ),
    "a field twice": (MULTIPART, _KIND + _KIND + _FILE + b"x\r\n--x--\r\n", (400, "malformed_multipart")),
    "JSON": ("application/json", b'{"kind": "passport"}', (415, "unsupported_media_type")),
    "a plain form": ("application/x-www-form-urlencoded", b"kind=passport", (415, "unsupported_media_type")),
    "a picture alone": ("image/jpeg", b"\xff\xd8\xff", (415, "unsupported_media_type")),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("key", [{}, {"Idempotency_Key": "k-1"}], ids=["", "with a key"])
def test_a_broken_body_is_a_problem(scene: Scene, name: str, key: dict[str, str]) -> None:
    before = fingerprint()
    kind, body, expected = BROKEN[name]

    assert_problem(scene.send("POST", scene.path(ROUTE), body, kind, **key), expected)
    assert fingerprint() == before


def image(kind: str = "JPEG", size: tuple[int, int] = (640, 400), **options: Any) -> bytes:
    file = BytesIO()
    Image.new("RGB", size).save(file, kind, **options)
    return file.getvalue()


HUGE = b"IHDR\0\x0f\x42\x40\0\x0f\x42\x40\x08\x02\0\0\0"
FILES: dict[str, tuple[bytes, str, tuple[int, str]]] = {
    "empty": (b"", "image/jpeg", (422, "file_empty")),
    "of text": (b"sesame" * 99, "image/jpeg", (415, "file_type_unknown")),
    "of HTML": (b"<html><script>alert(1)</script>", "image/jpeg", (415, "file_type_unknown")),
    "of SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml", (415, "file_type_unknown")),
    "of PNG said to be JPEG": (image("PNG"), "image/jpeg", (415, "file_type_mismatch")),
    "of JPEG said to be a PDF": (image(), "application/pdf", (415, "file_type_mismatch")),
    "too small": (image(size=(20, 20)), "image/jpeg", (422, "image_too_small")),
    "cut off": (factories.picture()[:300], "image/jpeg", (422, "image_broken")),
    "of 13 MB": (factories.picture() + b"\0" * 13_000_000, "image/jpeg", (413, "request_too_large")),
    "just over the limit": (factories.picture() + b"\0" * 12_600_000, "image/jpeg", (413, "file_too_large")),
    "of a million pixels a side that are not there": (
        b"\x89PNG\r\n\x1a\n\0\0\0\r" + HUGE + crc32(HUGE).to_bytes(4, "big"),
        "image/png",
        (422, "image_broken"),
    ),
    "a broken PDF": (b"%PDF-1.7\n%%EOF", "application/pdf", (422, "pdf_broken")),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("key", ["", "k-1"], ids=["", "with a key"])
def test_a_file_that_is_none_is_a_problem(scene: Scene, name: str, key: str) -> None:
    before = fingerprint()
    content, kind, expected = FILES[name]
    upload = SimpleUploadedFile("sesame.jpg", content, kind)

    for _ in range(2):
        answer = scene.upload(scene.path(ROUTE), file=upload, kind="registry_extract", key=key)
        assert_problem(answer, expected)
        upload.seek(0)
    assert fingerprint() == before


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"kind": "registry_extract"}, {("file", "required")}),
        ({"file": "sesame", "kind": "registry_extract"}, {("file", "invalid")}),
        ({"file": None}, {("kind", "required")}),
        ({"file": None, "kind": "Silva"}, {("kind", "invalid_choice")}),
        ({"file": None, "kind": "registry_extract", "side": "left"}, {("side", "invalid_choice")}),
        ({"file": None, "kind": "registry_extract", "vip": "1"}, {("vip", "unknown_field")}),
        ({"file": None, "other": None, "kind": "registry_extract"}, {("other", "unknown_field")}),
        ({"attachment": None, "kind": "registry_extract"}, {("attachment", "unknown_field"), ("file", "required")}),
        ({"file": None, "kind": None}, {("kind", "invalid_choice")}),
    ],
)
def test_wrong_fields_are_all_named(scene: Scene, fields: dict[str, object], expected: set[tuple[str, str]]) -> None:
    before = fingerprint()
    sent = {name: picture() if value is None else value for name, value in fields.items()}

    problem = assert_problem(scene.upload(scene.path(ROUTE), **sent), (422, "validation_failed"))

    assert {(error["field"], error["code"]) for error in problem["errors"]} == expected
    assert fingerprint() == before


def test_the_person_of_a_document_is_one_of_the_customer_s(scene: Scene) -> None:
    before = fingerprint()

    for person in ("sesame", public_id("per", new_id()), scene.ids["draft"], scene.ids["person"].upper(), "per_%00"):
        answer = scene.upload(scene.path(ROUTE), file=picture(), kind="passport", person=person)
        assert_problem(answer, (404, "not_found"))
    other = scene.upload(
        scene.path("customers/{ready}/documents"), file=picture(), kind="passport", person=scene.ids["person"]
    )
    assert_problem(other, (404, "not_found"))
    assert fingerprint() == before


def test_a_document_without_a_back_has_no_back(scene: Scene) -> None:
    before = fingerprint()

    answer = scene.upload(scene.path(ROUTE), file=picture(), kind="passport", side="back")

    assert_problem(answer, (422, "side_not_expected"))
    assert fingerprint() == before
