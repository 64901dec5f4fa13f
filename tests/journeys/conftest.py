"""One running house for the journeys that leave it as it was; those that kill things start their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys import house as houses
from tests.journeys.house import House


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    var: Path = tmp_path_factory.mktemp("house")
    with houses.running(var) as running:
        yield running
