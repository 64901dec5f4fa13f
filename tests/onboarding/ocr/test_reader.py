"""The reader on the committed specimen pictures, with real engines."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from compliance.sandbox.specimens import make
from compliance.sandbox.specimens.grades import Grade
from onboarding.ocr.reader import Reading, read

PICTURES = Path(__file__).parents[3] / "fixtures" / "documents"
ON = date(2026, 1, 1)


def truth(name: str) -> dict[str, Any]:
    rows: list[dict[str, Any]] = json.loads((PICTURES / "ground_truth.json").read_text())
    return next(row for row in rows if row["file"] == name)


def picture(name: str) -> NDArray[np.uint8]:
    return np.asarray(cv2.imread(str(PICTURES / name)), dtype=np.uint8)


@cache
def whole(name: str, kind: str) -> Reading:
    return read(picture(name), kind=kind, on=ON)


@pytest.mark.parametrize(
    "name",
    [
        "astrid-passport.jpg",
        "viktor-passport.jpg",
        "mariam-passport.jpg",
        "tomas-identity_card-back.jpg",
        "camille-identity_card-back.jpg",
    ],
)
def test_the_zone_of_a_specimen_is_read_as_printed(name: str) -> None:
    reading = read(picture(name), on=ON, visual=False)

    assert reading.mrz is not None
    assert list(reading.mrz.lines) == truth(name)["mrz"]["lines"]
    assert reading.mrz.valid


def test_a_passport_is_read_in_both_zones_and_they_agree() -> None:
    reading = whole("astrid-passport.jpg", "passport")

    assert reading.findings == ()
    assert {name: field.value for name, field in reading.fields.items()} == {
        name: field["value"] for name, field in truth("astrid-passport.jpg")["fields"].items()
    }


def test_each_field_is_where_it_is_printed() -> None:
    reading = whole("astrid-passport.jpg", "passport")

    printed = {
        name: field
        for name, field in truth("astrid-passport.jpg")["fields"].items()
        if reading.fields[name].source == "viz"
    }
    assert len(printed) >= 9
    for name, field in printed.items():
        left, top, width, height = reading.fields[name].box
        middle = (left + width / 2, top + height / 2)
        x, y, w, h = field["box"]
        assert x - 10 < middle[0] < x + w + 10, name
        assert y - 10 < middle[1] < y + h + 10, name


def test_a_reading_says_which_engines_and_which_model_made_it() -> None:
    assert set(whole("astrid-passport.jpg", "passport").versions) == {"ocrb", "opencv", "print", "barcodes"}


def test_an_old_passport_is_expired() -> None:
    reading = read(picture("lukas-passport.jpg"), kind="passport", on=ON, visual=False)

    assert [finding.code for finding in reading.findings] == ["document_expired"]


def test_it_was_not_expired_on_its_last_day() -> None:
    reading = read(picture("lukas-passport.jpg"), kind="passport", on=date(2022, 7, 31), visual=False)

    assert reading.findings == ()


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_turned_picture_is_read_and_its_turn_told(turns: int) -> None:
    turned = np.ascontiguousarray(np.rot90(picture("astrid-passport.jpg"), -turns))

    reading = read(turned, on=ON, visual=False)

    assert reading.mrz is not None
    assert reading.mrz.document_number == "L7K204915"
    assert reading.turns == turns


def test_the_front_of_a_card_has_fields_and_no_zone() -> None:
    reading = whole("camille-identity_card-front.jpg", "identity_card")

    assert reading.mrz is None
    assert [finding.code for finding in reading.findings] == ["mrz_missing"]
    assert reading.fields["surname"].value == "DELACOURT"
    assert reading.fields["birth_date"].value == "1996-02-11"
    assert reading.fields["surname"].source == "viz"


def test_an_empty_table_holds_no_document() -> None:
    reading = read(np.full((480, 640, 3), 128, dtype=np.uint8), kind="passport", on=ON)

    assert reading.mrz is None
    assert reading.fields == {}
    assert "document_not_found" in [finding.code for finding in reading.findings]


def test_a_licence_is_known_by_its_numbers_and_owes_no_zone() -> None:
    (front, _) = make.invented("driving_licence", Grade.PHONE, 4, face="ada", changes={"place_of_birth": "Kalmar"})

    reading = read(np.asarray(cv2.imdecode(np.frombuffer(front.jpeg, np.uint8), cv2.IMREAD_COLOR), np.uint8), on=ON)

    assert reading.kind == "driving_licence"
    assert reading.findings == ()
    printed = {name: field["value"] for name, field in front.truth["fields"].items()}
    assert {name: field.value for name, field in reading.fields.items()} == printed


def test_another_kind_than_the_one_chosen_is_a_finding() -> None:
    reading = read(picture("astrid-passport.jpg"), kind="identity_card", on=ON)

    assert [finding.code for finding in reading.findings] == ["document_kind_differs"]
