"""A state machine is a table: which status may follow which, and the picture of it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from compliance.kernel.errors import DomainError

S = TypeVar("S", bound=StrEnum)


class IllegalTransition(DomainError):
    code = "illegal_transition"
    status = 409
    title = "The object's present status does not allow this."


class Machine(Generic[S]):
    """Transitions as data. A status that is no key of the table is final."""

    def __init__(self, table: Mapping[S, frozenset[S]]) -> None:
        self._table = dict(table)

    def allows(self, source: S, target: S) -> bool:
        return target in self._table.get(source, frozenset())

    def check(self, source: S, target: S) -> None:
        """Raises IllegalTransition unless the table has `source → target`; a status never follows itself."""
        if not self.allows(source, target):
            raise IllegalTransition(f"A {source} object cannot become {target}.", current=str(source))

    def mermaid(self) -> str:
        """The table as a Mermaid `stateDiagram-v2`, transitions in the table's order."""
        lines = ["stateDiagram-v2"]
        for source, targets in self._table.items():
            lines += [f"    {source} --> {target}" for target in sorted(targets)]
        return "\n".join(lines)
