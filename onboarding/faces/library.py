"""The guarded import of `face_recognition`, whose detector, landmarks and network the rest uses. It takes 3 seconds."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module, resources
from types import ModuleType
from typing import Any

from onboarding.faces.model import FaceEngineUnavailable


@contextmanager
def _pkg_resources() -> Iterator[None]:
    """Lends `face_recognition_models` the one function of setuptools' retired `pkg_resources` that it imports."""
    shim = ModuleType("pkg_resources")
    shim.resource_filename = lambda package, name: str(resources.files(package) / name)  # type: ignore[attr-defined]
    before = sys.modules.get("pkg_resources")
    sys.modules["pkg_resources"] = shim
    try:
        yield
    finally:
        del sys.modules["pkg_resources"]
        if before is not None:
            sys.modules["pkg_resources"] = before


def load_library(name: str = "face_recognition") -> Any:
    """Imports the library; it calls `quit()` where its models are missing, which must not end the worker."""
    try:
        with _pkg_resources():
            return import_module(name)
    except (ImportError, SystemExit) as failure:
        raise FaceEngineUnavailable("The face engine cannot be loaded; install requirements/run.lock.") from failure


API = load_library().api
"""Its networks, loaded once: `face_detector`, `pose_predictor_68_point`, `pose_predictor_5_point`, `face_encoder`."""
DLIB: Any = API.dlib
