"""The state machine: its table is all that it allows."""

from enum import StrEnum
from itertools import product

import pytest

from compliance.kernel.machine import IllegalTransition, Machine


class Light(StrEnum):
    RED = "red"
    GREEN = "green"
    DARK = "dark"


TABLE = {Light.RED: frozenset({Light.GREEN, Light.DARK}), Light.GREEN: frozenset({Light.RED})}
MACHINE = Machine(TABLE)
ALLOWED = {(Light.RED, Light.GREEN), (Light.RED, Light.DARK), (Light.GREEN, Light.RED)}


@pytest.mark.parametrize(("source", "target"), list(product(Light, Light)))
def test_the_table_alone_says_what_may_follow(source: Light, target: Light) -> None:
    assert MACHINE.allows(source, target) == ((source, target) in ALLOWED)


@pytest.mark.parametrize(("source", "target"), sorted(ALLOWED))
def test_an_allowed_transition_passes(source: Light, target: Light) -> None:
    MACHINE.check(source, target)


@pytest.mark.parametrize(("source", "target"), sorted(set(product(Light, Light)) - ALLOWED))
def test_any_other_transition_is_refused_with_the_present_status(source: Light, target: Light) -> None:
    with pytest.raises(IllegalTransition) as raised:
        MACHINE.check(source, target)

    assert (raised.value.code, raised.value.status) == ("illegal_transition", 409)
    assert raised.value.extra == {"current": source.value}
    assert raised.value.detail == f"A {source} object cannot become {target}."


def test_the_machine_keeps_its_own_table() -> None:
    table = dict(TABLE)
    machine = Machine(table)

    table.clear()

    assert machine.allows(Light.GREEN, Light.RED)


def test_the_machine_draws_itself() -> None:
    assert MACHINE.mermaid() == ("stateDiagram-v2\n    red --> dark\n    red --> green\n    green --> red")
