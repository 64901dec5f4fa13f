"""The world that bad input meets."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests import factories
from tests.bad_input import scene as scenes
from tests.bad_input.scene import Scene


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Any) -> None:
    settings.STORAGE_ROOT = tmp_path / "files"


@pytest.fixture
def scene(db: None) -> Scene:
    factories.fresh_lists(at=timezone.now())
    return scenes.make()
