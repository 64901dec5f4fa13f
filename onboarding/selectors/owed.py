"""What a customer still owes, and by when: a question of policy, evidence and open demands."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from compliance.kernel.ids import public_id
from compliance.policy.document import PolicyDocument
from onboarding.models import Customer, Demand, Document, Kind, RelatedPerson, Role, Side, Status
from onboarding.requirements import Requirement, RequirementError, Requirements
from onboarding.selectors.evidence import current_documents, open_demands, people


def requirements(customer: Customer, policy: PolicyDocument, at: datetime) -> Requirements:
    """A rejected or closed customer owes nothing; what was sent is pending while it is checked or reviewed."""
    if customer.status in {Status.REJECTED, Status.CLOSED}:
        return Requirements()
    demands = open_demands(customer.pk)
    asked = list(_asked(customer, policy))
    owed = [_with_due(item, demands) for item, sent in asked if not sent or _demanded(item, demands)]
    sent = tuple(item for item, sent in asked if sent and not _demanded(item, demands))
    return Requirements(
        currently_due=tuple(item for item in owed if not _past(item, at)),
        past_due=tuple(item for item in owed if _past(item, at)),
        pending=sent if customer.status in {Status.CHECKING, Status.REVIEW} else (),
        errors=tuple(RequirementError(d.code, d.detail, d.document_kind or None, d.due_at) for d in demands),
    )


def _asked(customer: Customer, policy: PolicyDocument) -> Iterator[tuple[Requirement, bool]]:
    """Everything the policy asks of this customer, each with whether it was sent."""
    tier = policy.tier(customer.product)
    own = current_documents(customer.pk)
    yield from _asked_documents(policy, policy.documents.required(customer.kind, tier), own, None)
    if customer.kind != Kind.COMPANY:
        return
    named = people(customer.pk)
    yield from _asked_people(policy, named)
    groups = policy.documents.required("related_person", tier)
    for person in named:
        sent = current_documents(customer.pk, person_id=person.pk)
        yield from _asked_documents(policy, groups, sent, person)


def _asked_documents(
    policy: PolicyDocument, groups: Iterable[tuple[str, ...]], sent: list[Document], person: RelatedPerson | None
) -> Iterator[tuple[Requirement, bool]]:
    who = public_id("per", person.pk) if person else None
    for group in groups:
        kinds = [document.kind for document in sent if document.kind in group and document.side == Side.FRONT]
        yield Requirement("document", group, Side.FRONT.value, who), bool(kinds)
        backs = {document.kind for document in sent if document.side == Side.BACK}
        for kind in kinds:
            if kind in policy.documents.two_sided:
                yield Requirement("document", (kind,), Side.BACK.value, who), kind in backs


def _asked_people(policy: PolicyDocument, people: list[RelatedPerson]) -> Iterator[tuple[Requirement, bool]]:
    least = {Role.DIRECTOR: policy.people.director, Role.BENEFICIAL_OWNER: policy.people.beneficial_owner}
    for role, number in least.items():
        named = sum(person.role == role for person in people)
        for place in range(number):
            yield Requirement("person", (role.value,)), place < named


def _demanded(item: Requirement, demands: list[Demand]) -> bool:
    return any(demand.document_kind in item.any_of for demand in demands)


def _with_due(item: Requirement, demands: list[Demand]) -> Requirement:
    dates = [demand.due_at for demand in demands if demand.document_kind in item.any_of]
    return Requirement(item.what, item.any_of, item.side, item.person, min(dates)) if dates else item


def _past(item: Requirement, at: datetime) -> bool:
    return item.due_at is not None and item.due_at < at
