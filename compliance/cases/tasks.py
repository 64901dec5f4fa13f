"""The conductor's tasks: each calls services and has the sweeper behind it. Tables are the truth, messages a hint."""

from uuid import UUID

import structlog
from celery import shared_task
from django.utils import timezone

from compliance.cases import services
from compliance.cases.models import Check
from compliance.cases.steps import queue_of

_log = structlog.get_logger(__name__)
_ONE_MORE_TRY = {"max_retries": 1, "interval_start": 0}
"""For a connection that went stale: the sweeper heals what this does not, and no worker or caller waits long."""


@shared_task
def run_check(*, check_id: str) -> None:
    """One step; whoever finishes the last one of the round concludes it. Killed anywhere, the sweeper begins again."""
    check = services.run_check(check_id=UUID(check_id), clock=timezone.now)
    if check is not None:
        services.conclude(customer_id=check.customer_id, at=timezone.now())


@shared_task
def sweep() -> None:
    for lost in services.sweep(at=timezone.now()):
        send(check_id=lost.id, kind=lost.kind)


@shared_task
def watch() -> None:
    """Begins a run for each list version that has none, takes up interrupted ones, screens who has changed, asks again
    what has expired, and looks back on what is proposed."""
    for row in services.runs_due(at=timezone.now()):
        rescreen.delay(run_id=str(row.pk))
    services.screen_changed(at=timezone.now())
    services.ask_expired(at=timezone.now())
    for report in services.lookbacks_due(at=timezone.now()):
        look_back.delay(lookback_id=str(report.pk))
    services.rescreen_after_change(at=timezone.now())


@shared_task
def rescreen_fully() -> None:
    """Once a week everybody is held against everything, whatever the runs over changes have found."""
    services.full_run_due(at=timezone.now())


@shared_task
def rescreen(*, run_id: str) -> None:
    for _ in services.run(run_id=UUID(run_id), clock=timezone.now):
        pass


@shared_task
def look_back(*, lookback_id: str) -> None:
    """One report on what other bars or another matcher would change."""
    for _ in services.look_back(lookback_id=UUID(lookback_id), clock=timezone.now):
        pass


def send(*, check_id: UUID, kind: str) -> None:
    """On the queue of the resource that the step needs."""
    run_check.apply_async(kwargs={"check_id": str(check_id)}, queue=queue_of(kind), retry_policy=_ONE_MORE_TRY)


def send_round(*, customer_id: UUID, round_number: int) -> None:
    """All open steps of a round: for a door to call after its commit.

    Raises nothing: the customer is handed in already, and what a broker that is away did not take, the sweeper sends.
    """
    rows = Check.objects.filter(customer_id=customer_id, round=round_number, finished_at=None, parked_at=None)
    try:
        for check_id, kind in rows.values_list("id", "kind"):
            send(check_id=check_id, kind=kind)
    except Exception as error:  # every transport has its own
        _log.warning("round_not_sent", error_type=type(error).__name__)
