"""What distances mean is read here, and of no process that has seen a picture."""

import subprocess
import sys

import pytest

from compliance.environment import BASE
from onboarding.engines import asking
from onboarding.faces import engine, tables
from onboarding.faces.model import FaceEngineUnavailable
from onboarding.services import seeing

NETWORK = str(BASE / "fixtures/models/mean_face.onnx")


@pytest.mark.parametrize("path", ["", NETWORK])
def test_it_is_what_the_matcher_itself_says(path: str) -> None:
    assert tables.model(path) == engine.matcher(path).model


def test_the_worker_asks_no_engine_what_a_likeness_is(settings: object) -> None:
    asking.end()
    tables.model.cache_clear()
    settings.FACE_MODEL = NETWORK  # type: ignore[attr-defined]

    assert seeing.model_in_use().distance_at(1e-4) == 0.02
    assert asking._hosts == []


def test_it_takes_no_network() -> None:
    words = (
        "import sys; from onboarding.faces import engine; engine.model(); engine.model(sys.argv[1]);"
        "print(sorted({'dlib', 'face_recognition', 'onnxruntime'} & set(sys.modules)))"
    )

    told = subprocess.run([sys.executable, "-c", words, NETWORK], cwd=BASE, capture_output=True, text=True, check=True)

    assert told.stdout == "[]\n"


def test_a_network_without_a_table_is_unavailable() -> None:
    with pytest.raises(FaceEngineUnavailable):
        tables.model("nowhere.onnx")
