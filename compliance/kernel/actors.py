"""Who did it: the second word of every line of the trail."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    OFFICER = "officer"
    PARTNER = "partner"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """`id` is an internal id or a component's name (`conductor`, `sweeper`), never a person's name or address."""

    kind: ActorKind
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


def system(component: str) -> Actor:
    return Actor(ActorKind.SYSTEM, component)
