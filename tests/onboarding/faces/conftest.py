"""Real faces found once a session: finding and encoding one costs a second, comparing two nothing."""

from functools import lru_cache

import cv2
import numpy as np
import pytest
from skimage import data

from compliance.environment import BASE
from onboarding.faces import engine
from onboarding.faces.model import Look, Picture

DOCUMENTS = BASE / "fixtures/documents"


@lru_cache(maxsize=64)
def look_at(name: str) -> Look:
    """The face of one of the committed specimen pictures."""
    picture = cv2.imread(str(DOCUMENTS / name))
    assert picture is not None, name
    return engine.look(np.asarray(picture, np.uint8))


@pytest.fixture(scope="session")
def astronaut() -> Picture:
    """NASA's portrait of Eileen Collins, public domain: the one real face of the tests."""
    picture: Picture = data.astronaut()  # type: ignore[no-untyped-call]
    return np.ascontiguousarray(cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)[:300, 80:380], np.uint8)


@pytest.fixture(scope="session")
def found(astronaut: Picture) -> Look:
    return engine.look(astronaut)
