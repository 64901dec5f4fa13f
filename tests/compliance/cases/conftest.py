"""Engines that say what a test wants to hear."""

from collections.abc import Callable
from typing import Any

import pytest

from compliance.cases.models import CheckKind
from compliance.cases.services import engines
from compliance.cases.services.engines import CheckFinding, Work

Say = Callable[..., None]


@pytest.fixture
def engine_says(monkeypatch: pytest.MonkeyPatch) -> Say:
    """Puts an engine in the table that answers with these findings: real pictures are the journeys' matter."""

    def say(kind: str, *findings: tuple[Any, ...], failing: bool = False) -> None:
        def engine(*_: object) -> Work:
            if failing:
                raise MemoryError("Ana Maria Silva, 1990-04-12")
            return Work(tuple(CheckFinding(*finding) for finding in findings), {"seen": kind}, {"engine": "1"})

        monkeypatch.setattr(engines, "ENGINES", {**engines.ENGINES, CheckKind(kind): engine})

    say("document")
    say("face")
    return say
