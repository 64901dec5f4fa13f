"""Another network by path fills the port: a tiny file, its table, and what is refused."""

import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from compliance.environment import BASE
from onboarding.faces import engine, liveness
from onboarding.faces.model import FaceEngineUnavailable, Picture

MODELS = BASE / "fixtures/models"


def test_a_network_by_path_compares_and_its_table_says_what_its_distances_mean(astronaut: Picture) -> None:
    path = str(MODELS / "mean_face.onnx")
    darker = np.asarray(astronaut * 0.97, np.uint8)
    other = cv2.imread(str(BASE / "fixtures/documents/viktor-selfie.jpg"))
    assert other is not None

    same, stranger = (
        engine.compare_looks(engine.look(astronaut, path=path), engine.look(picture, path=path), by=engine.model(path))
        for picture in (darker, np.asarray(other, np.uint8))
    )

    assert (same.model, same.match, same.fmr, same.threshold) == ("mean_face", True, 1e-4, 0.02)
    assert stranger.distance is not None
    assert same.distance is not None
    assert same.distance < stranger.distance
    assert sorted(same.versions) == ["onnxruntime", "opencv"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: "", "cannot be loaded"),
        (lambda text: text.replace("side = 112", "side = 5"), "side must be 16 to 1024"),
        (lambda text: text.replace("distance = 0.02", "distance = 0.2"), "rising distance"),
        (lambda text: text.replace("fmr = 0.0001", "fmr = 0.0002"), "no distance measured at a false match rate"),
    ],
)
def test_a_table_that_says_too_little_is_refused(change: object, message: str, tmp_path: Path) -> None:
    shutil.copy(MODELS / "mean_face.onnx", tmp_path)
    text = (MODELS / "mean_face.toml").read_text()
    (tmp_path / "mean_face.toml").write_text(change(text))  # type: ignore[operator]

    with pytest.raises(FaceEngineUnavailable, match=message):
        engine.matcher(str(tmp_path / "mean_face.onnx"))


def test_a_file_that_is_no_network_is_an_engine_that_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "broken.onnx").write_bytes(b"not a network")

    with pytest.raises(FaceEngineUnavailable):
        engine.matcher(str(tmp_path / "broken.onnx"))


def test_a_liveness_network_by_path_judges_in_place_of_the_signals() -> None:
    picture = np.full((300, 300, 3), 128, np.uint8)
    selfie = cv2.imread(str(BASE / "fixtures/documents/viktor-selfie.jpg"))
    assert selfie is not None
    path = str(MODELS / "mean_live.onnx")

    seen = liveness.judge(np.asarray(selfie, np.uint8), path=path)
    green = liveness.judge(np.asarray(selfie * np.array([0.3, 1.0, 0.3]), np.uint8), path=path)

    assert (seen.model, seen.signals) == ("mean_live", {})
    assert green.score is not None
    assert seen.score is not None
    assert green.score > 0.9 > seen.score
    assert green.codes == ("liveness_print",)
    assert liveness.judge(picture, path=path).codes == ("liveness_unknown",)
