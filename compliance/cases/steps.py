"""Which automated steps a submission needs: a pure reading of the policy."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from compliance.cases.models import Check, CheckKind
from compliance.policy.document import PolicyDocument
from onboarding.models import Customer, Kind

_QUEUES = {
    "document": "ocr",
    "address": "ocr",
    "face": "faces",
    "liveness": "faces",
    "duplicates": "faces",
    "screening": "screening",
}


@dataclass(frozen=True, slots=True)
class Step:
    """`target` is the customer, or one of its related people."""

    kind: str
    target: UUID


def steps(
    *, policy: PolicyDocument, kind: str, product: str, customer_id: UUID, people: Sequence[UUID]
) -> tuple[Step, ...]:
    """The customer's own steps, then those of each director and owner, in the policy's order."""
    tier = policy.tier(product)
    own = tuple(Step(check, customer_id) for check in policy.checks.required(kind, tier))
    related = tuple(
        Step(check, person) for person in people for check in policy.checks.required("related_person", tier)
    )
    return own + related


def queue_of(kind: str) -> str:
    """One queue per resource: a step without a heavy engine goes to the common one."""
    return _QUEUES.get(kind, "default")


def tree_name(check: Check, customer: Customer) -> str:
    """The name of the tree that its findings make: a company's document is its registry extract."""
    own = check.target == customer.pk and customer.kind == Kind.COMPANY
    return "registry" if own and check.kind == CheckKind.DOCUMENT else check.kind
