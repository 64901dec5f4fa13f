"""One stretch of customers held against what a list version has changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from compliance.cases.models import FailingStep
from compliance.cases.services.failing import note_failure
from compliance.cases.services.rescreening.lease import Lease
from compliance.cases.services.rescreening.stretches import Walked
from compliance.cases.services.watching import absorb_all
from compliance.cases.subjects import subjects_of_many, watched
from compliance.kernel.actors import system
from compliance.policy import services as policies
from compliance.policy.document import PolicyDocument
from onboarding.models import Customer
from screening import services as screening
from screening.services import Change
from screening.subjects import Hit, Subject

_ACTOR = system("rescreening")
_BATCH = 200
TRIES = 5


class KeepsChanging(Exception):
    """Some customer was another at every try to write what was found of it: the run is tried again later."""


@dataclass(frozen=True, slots=True)
class _Task:
    """What every step of it needs."""

    lease: Lease
    change: Change
    policy: PolicyDocument


def hold(lease: Lease, walked: Walked, change: Change) -> tuple[int, int]:
    """How many matches came to a case, and how many customers could not be screened. Safe to repeat, or to be killed.

    The index says who may be concerned, the customer as it is what is written: one short transaction each. Concerned
    are also those with a match that the version has put in doubt, and those whose case does not know their matches.
    """
    task = _Task(lease, change, policies.current())
    owners, failed = _concerned(task, walked), dict(walked.failed)
    for _ in range(TRIES):
        owners = _screen(task, sorted(owners), failed)
        if not owners:
            break
    else:
        raise KeepsChanging
    for customer_id, error in failed.items():
        note_failure(customer_id=customer_id, step=FailingStep.SCREENING, error=error, at=lease.renew())
    brought, stuck = absorb_all(after=walked.after, upto=walked.upto, policy=task.policy, clock=lease.renew)
    return brought, len(failed.keys() | stuck)


def _concerned(task: _Task, walked: Walked) -> set[UUID]:
    bar = lowest_bar(task.policy, task.change.source)
    owners = screening.holding(change=task.change, after=walked.after, upto=walked.upto)
    for index in walked.indices:
        owners |= screening.resembling(change=task.change, roster=index, bar=bar)
        task.lease.renew()
    return owners


def lowest_bar(policy: PolicyDocument, source: str) -> float:
    """The lowest that any partner has for the list."""
    thresholds = policy.thresholds
    return min(
        policy.screening.bands(
            source=source, partner=partner, review=thresholds.screening_review, strong=thresholds.screening_strong
        ).bar
        for partner in ("", *policy.screening.partners)
    )


def _screen(task: _Task, owners: Sequence[UUID], failed: dict[UUID, Exception]) -> set[UUID]:
    """Screens these customers as they are; answers who has become another meanwhile."""
    again: set[UUID] = set()
    for start in range(0, len(owners), _BATCH):
        task.lease.renew()
        some = list(_read(task.change, owners[start : start + _BATCH], failed))
        everybody = [subject for _, subjects in some for subject in subjects]
        hits = screening.hits_of(change=task.change, subjects=everybody, bars_of=task.policy.bars)
        again |= {customer.pk for customer, subjects in some if not _write(task, customer, subjects, hits)}
    return again


def _read(
    change: Change, owners: Sequence[UUID], failed: dict[UUID, Exception]
) -> Iterator[tuple[Customer, tuple[Subject, ...]]]:
    rows = watched().filter(pk__in=owners)
    mine = rows if change.partner_id is None else rows.filter(partner=change.partner_id)
    for customer, found in subjects_of_many(list(mine)):
        if isinstance(found, Exception):
            failed[customer.pk] = found
        else:
            yield customer, found


@transaction.atomic
def _write(task: _Task, customer: Customer, subjects: Sequence[Subject], hits: Mapping[UUID, tuple[Hit, ...]]) -> bool:
    """False, and nothing written, where the customer has changed since it was read: what was found is of who it was."""
    at = task.lease.renew()
    if Customer.objects.select_for_update().get(pk=customer.pk).revision != customer.revision:
        return False
    for subject in subjects:
        screening.remember_change(
            change=task.change,
            subject=subject,
            hits=hits.get(subject.id, ()),
            policy_version=task.policy.version,
            at=at,
            actor=_ACTOR,
        )
    return True
