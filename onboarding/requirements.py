"""What a customer still owes, and by when, as dataclasses."""

from dataclasses import asdict, dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Requirement:
    """`what` is document or person; one of `any_of` (document kinds, or a role) is owed, by `due_at` where set."""

    what: str
    any_of: tuple[str, ...]
    side: str | None = None
    person: str | None = None
    due_at: datetime | None = None

    def to_json(self) -> dict[str, object]:
        due_at = self.due_at.isoformat() if self.due_at else None
        return asdict(self) | {"any_of": list(self.any_of), "due_at": due_at}


@dataclass(frozen=True, slots=True)
class RequirementError:
    """Why something is owed again; `detail` says what to do."""

    code: str
    detail: str
    document_kind: str | None
    due_at: datetime

    def to_json(self) -> dict[str, object]:
        return asdict(self) | {"due_at": self.due_at.isoformat()}


@dataclass(frozen=True, slots=True)
class Requirements:
    """`currently_due` and `past_due` are owed; `pending` was sent and is being looked at; `errors` say why."""

    currently_due: tuple[Requirement, ...] = ()
    past_due: tuple[Requirement, ...] = ()
    pending: tuple[Requirement, ...] = ()
    errors: tuple[RequirementError, ...] = ()

    @property
    def met(self) -> bool:
        return not self.currently_due and not self.past_due and not self.errors

    def to_json(self) -> dict[str, list[dict[str, object]]]:
        return {
            "currently_due": [item.to_json() for item in self.currently_due],
            "past_due": [item.to_json() for item in self.past_due],
            "pending": [item.to_json() for item in self.pending],
            "errors": [item.to_json() for item in self.errors],
        }
