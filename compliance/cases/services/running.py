"""Running one step: claim the row, work with no transaction open, write the result in one short transaction."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from compliance.audit import services as audit
from compliance.cases.decision import outcome_of
from compliance.cases.models import Check
from compliance.cases.services.engines import work_on
from compliance.cases.steps import tree_name
from compliance.jobs import services as jobs
from compliance.kernel.actors import system
from compliance.kernel.ids import public_id
from compliance.policy import services as policies
from compliance.vault import services as vault
from onboarding.engines import EngineRaised
from onboarding.models import Customer
from onboarding.verdict.codes import TABLE
from onboarding.verdict.tree import verdict

LEASE = timedelta(seconds=settings.CHECK_LEASE_SECONDS)
"""Longer than one question to an engine that has to be started first (90 s and 60); it is renewed before each. A step
that outlasts it all the same is begun by a second worker too, and written by whoever holds it."""
ATTEMPTS = 4
_CONDUCTOR = system("conductor")
Clock = Callable[[], datetime]
"""The door's clock: a step takes seconds, and its end is not its beginning."""


def run_check(*, check_id: UUID, clock: Clock) -> Check | None:
    """The check as it now is, or None where somebody else has it or had it. Safe to run twice, or to be killed midway.

    What an engine raises is no news for the customer: the step is tried again later, and parked after the last attempt.
    """
    check = jobs.claim(Check, pk=check_id, at=clock(), lease=LEASE, limit_attempts=ATTEMPTS)
    if check is None:
        return None
    customer = Customer.objects.get(pk=check.customer_id)
    try:
        columns = _work(check, customer, clock)
    except Exception as error:  # whatever it is, the row must not stay leased
        _fail(check, customer, error, clock())
    else:
        _finish(check, customer, columns, clock())
    return check


def _work(check: Check, customer: Customer, clock: Clock) -> dict[str, Any]:
    """The slow part: what the row is to hold."""
    policy = policies.current()
    work = work_on(
        check=check,
        customer=customer,
        policy=policy,
        at=clock(),
        keep=lambda: jobs.renew(check, at=clock(), lease=LEASE),
    )
    tree = verdict(work.findings, work.ran, name=tree_name(check, customer), asked=policy.demands.texts)
    result = {**work.result, "breakdown": tree.to_json()}
    return {
        "outcome": str(outcome_of([finding.code for finding in work.findings], policy)),
        "findings": [asdict(finding) for finding in work.findings],
        "result": vault.seal_json(subject_id=customer.pk, context="check.result", value=result),
        "versions": {**work.versions, "codes": TABLE, "policy": policy.version},
    }


@transaction.atomic
def _finish(check: Check, customer: Customer, columns: dict[str, Any], at: datetime) -> None:
    """Nothing is written by a worker whose lease has passed to another."""
    if jobs.finish(check, at=at, **columns):
        facts: dict[str, audit.JSON] = {
            "outcome": check.outcome,
            "findings": [finding["code"] for finding in check.findings],
            "versions": check.versions,
        }
        _record(check, customer, "check.completed", facts, at)


@transaction.atomic
def _fail(check: Check, customer: Customer, error: Exception, at: datetime) -> None:
    """The class of the error is kept, never its text: that may repeat what is in the document."""
    name = error.name if isinstance(error, EngineRaised) else type(error).__name__
    retry_in = timedelta(seconds=5 * 3 ** (check.attempts - 1))
    fate = jobs.fail(check, at=at, error=name, retry_in=retry_in, limit_attempts=ATTEMPTS)
    if fate == jobs.Fate.PARKED:
        record_parked(check, customer, at)


def record_parked(check: Check, customer: Customer, at: datetime) -> None:
    facts: dict[str, audit.JSON] = {"error": check.last_error, "attempts": check.attempts}
    _record(check, customer, "check.parked", facts, at)


def _record(check: Check, customer: Customer, kind: str, facts: dict[str, audit.JSON], at: datetime) -> None:
    audit.record(
        partner_id=customer.partner_id,
        kind=kind,
        subject=public_id("cus", customer.pk),
        actor=_CONDUCTOR,
        facts={"check": public_id("chk", check.pk), "check_kind": check.kind, "round": check.round, **facts},
        at=at,
    )
