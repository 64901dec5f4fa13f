"""Barcodes on drawn cards: found at any angle, never read as what nobody wrote."""

import cv2
import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray

from onboarding.ocr.barcodes import has_bars, read_barcodes
from onboarding.ocr.licence import coded, mismatches, missing, read_coded
from onboarding.ocr.visual import Seen
from tests.onboarding.ocr.test_aamva import PERSON, payload

Grey = NDArray[np.uint8]
PDF417, QR = zxingcpp.BarcodeFormat.PDF417, zxingcpp.BarcodeFormat.QRCode


def symbol(text: str, kind: zxingcpp.BarcodeFormat = PDF417) -> Grey:
    drawn = zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(text.encode("latin-1"), kind), scale=4)
    return np.asarray(drawn, np.uint8)


def taken(text: str, angle: float, *, turns: int = 0, blur: float = 0.8, share: float = 0.75) -> Grey:
    """A card with small print and a barcode, on a table, turned, a little blurred and noisy, as JPEG."""
    code, card = symbol(text), np.full((648, 1027), 236, np.uint8)
    width = round(1027 * share)
    height = min(round(width * code.shape[0] / code.shape[1]), 290)
    for row in range(8):
        line = "RESTRICTIONS NONE ENDORSEMENTS NONE 0123456789"
        cv2.putText(card, line, (30, 50 + 28 * row), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 40, 1, cv2.LINE_AA)
    card[340 : 340 + height, 100 : 100 + width] = cv2.resize(code, (width, height), interpolation=cv2.INTER_AREA)
    turn = cv2.getRotationMatrix2D((513, 324), angle, 1.05)
    turn[:, 2] += (720 - 513, 720 - 324)
    scene = cv2.warpAffine(card, turn, (1440, 1440), flags=cv2.INTER_AREA, borderValue=105)
    noise = np.random.default_rng(7).normal(0, 4, scene.shape)
    spoiled = np.clip(cv2.GaussianBlur(scene, (0, 0), blur) + noise, 0, 255).astype(np.uint8)
    _, jpeg = cv2.imencode(".jpg", np.rot90(spoiled, turns), [cv2.IMWRITE_JPEG_QUALITY, 80])
    return np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_GRAYSCALE), np.uint8)


@pytest.mark.parametrize("angle", [-15, -9, -6, -4, -2, 0, 1, 3, 5, 12, 15, 30, 45])
def test_a_pdf417_is_found_at_any_angle(angle: float) -> None:
    text = payload(PERSON)

    found = read_barcodes(taken(text, angle))

    assert [(one.format, one.text) for one in found] == [("pdf417", text)]


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_pdf417_is_found_on_a_picture_that_lies_on_its_side(turns: int) -> None:
    text = payload(PERSON)

    assert [one.text for one in read_barcodes(taken(text, 8, turns=turns))] == [text]


def test_the_box_is_around_the_barcode() -> None:
    left, top, width, height = read_barcodes(taken(payload(PERSON), 0))[0].box

    assert abs(left - 290) < 25
    assert abs(top - 740) < 25
    assert 750 < width < 830
    assert 240 < height < 320


def test_a_square_code_is_text_and_nothing_more() -> None:
    picture = cv2.copyMakeBorder(
        symbol("https://example.org/x", QR), 200, 200, 200, 200, cv2.BORDER_CONSTANT, value=230
    )

    seen = read_coded(np.asarray(picture, np.uint8), kind="identity_card")

    assert seen.barcode is not None
    assert (seen.barcode.format, seen.barcode.text) == ("qr", "https://example.org/x")
    assert (seen.card, seen.findings) == (None, ())


def test_bytes_without_a_charset_are_read_as_latin() -> None:
    assert read_barcodes(symbol(payload(PERSON | {"DCS": "MUÑOZ"})))[0].text == payload(PERSON | {"DCS": "MUÑOZ"})


def test_a_barcode_of_bytes_says_no_nul() -> None:
    code = zxingcpp.create_barcode(b"\x01a\0b", zxingcpp.BarcodeFormat.QRCode)

    (seen,) = read_barcodes(np.asarray(zxingcpp.write_barcode_to_image(code, scale=4)))

    assert seen.text == "\x01a\ufffdb"


def test_a_barcode_that_is_smeared_is_asked_for_again() -> None:
    picture = cv2.GaussianBlur(taken(payload(PERSON), 3), (0, 0), 4)

    seen = read_coded(np.asarray(picture, np.uint8), kind="driving_licence")

    assert [finding.code for finding in seen.findings] == ["barcode_unreadable"]


def test_a_barcode_of_another_standard_is_asked_for_again() -> None:
    seen = read_coded(symbol("a parcel to nowhere, " * 8), kind="driving_licence")

    assert [finding.code for finding in seen.findings] == ["barcode_unreadable"]


def test_an_empty_back_has_no_bars_and_no_finding() -> None:
    picture = np.full((600, 900), 200, np.uint8)

    assert not has_bars(picture)
    assert read_coded(picture, kind="driving_licence").findings == ()


def test_passports_are_not_searched() -> None:
    assert read_coded(symbol(payload(PERSON)), kind="passport").barcode is None


def test_only_a_north_american_licence_owes_a_barcode() -> None:
    nothing = read_coded(np.full((600, 900), 200, np.uint8), kind="driving_licence")

    assert [finding.code for finding in missing(nothing, print_of(issuing_state="USA"))] == ["barcode_missing"]
    assert missing(nothing, print_of(issuing_state="UTO")) == ()
    assert missing(nothing, {}) == ()


def print_of(**values: str) -> dict[str, Seen]:
    return {name: Seen(value, 0.95, (0, 0, 1, 1)) for name, value in values.items()}


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (print_of(surname="Quistorp", given_names="Alma Ines", birth_date="26.01.1980", sex="F"), []),
        (print_of(surname="QUISTORF", given_names="ALMA"), []),
        (print_of(surname="NORDAHL"), ["viz_barcode_mismatch.surname"]),
        (print_of(given_names="CLARA"), ["viz_barcode_mismatch.given_names"]),
        (print_of(birth_date="26.01.1990", document_number="K-047-0599"), ["viz_barcode_mismatch.birth_date"]),
        (print_of(document_number="K0470598"), ["viz_barcode_mismatch.document_number"]),
        (print_of(expiry_date="2031-01-26", sex="M"), ["viz_barcode_mismatch.expiry_date", "viz_barcode_mismatch.sex"]),
        ({"surname": Seen("NORDAHL", 0.5, (0, 0, 1, 1))}, []),
    ],
)
def test_print_and_barcode_are_held_against_each_other(seen: dict[str, Seen], expected: list[str]) -> None:
    card = coded(read_barcodes(symbol(payload(PERSON)))[0]).card

    assert card is not None
    assert [finding.code for finding in mismatches(card, seen)] == expected


def test_a_name_that_the_issuer_cut_short_agrees_with_the_whole() -> None:
    card = coded(read_barcodes(symbol(payload(PERSON | {"DCS": "QUIST", "DDE": "T"})))[0]).card

    assert card is not None
    assert list(mismatches(card, print_of(surname="QUISTORP"))) == []
