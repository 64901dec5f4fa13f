"""The library behind the matcher is kept from ending the worker, and from leaving its crutch behind."""

import sys
from pathlib import Path

import pytest

from onboarding.faces import library
from onboarding.faces.model import FaceEngineUnavailable


def test_the_shim_of_pkg_resources_does_not_outlive_the_import() -> None:
    before = sys.modules.get("pkg_resources")

    library.load_library()

    assert sys.modules.get("pkg_resources") is before


def test_a_library_that_quits_is_an_engine_that_is_unavailable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "quitting_library.py").write_text("raise SystemExit\n")
    monkeypatch.syspath_prepend(str(tmp_path))

    with pytest.raises(FaceEngineUnavailable, match=r"requirements/run\.lock"):
        library.load_library("quitting_library")

    assert "quitting_library" not in sys.modules


def test_a_library_that_is_absent_is_an_engine_that_is_unavailable() -> None:
    with pytest.raises(FaceEngineUnavailable):
        library.load_library("no_such_face_library")
