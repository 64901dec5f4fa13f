"""A challenge of ten frames on a busy machine: its step outlasts many leases, and is begun once."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from compliance.cases import services
from compliance.cases.models import Check, CheckKind, Outcome
from compliance.cases.services.running import ATTEMPTS, LEASE
from compliance.jobs import services as jobs
from compliance.kernel.ids import new_id
from compliance.policy import services as policies
from onboarding.models import Challenge, Customer
from tests import factories
from tests.compliance.cases import scenes
from tests.factories import AT
from tests.onboarding.test_challenges import answered, rendered

pytestmark = pytest.mark.django_db
FRAMES = (0, 24, -24, 0, 0, 0, 0, 0, 0, 0)
"""Degrees by which the head is turned: a move to either side."""
QUESTION = timedelta(seconds=75)


@pytest.fixture
def step(tmp_path: Path, settings: Any) -> Check:
    """The liveness step of a customer who has moved and was handed in."""
    settings.STORAGE_ROOT = tmp_path / "files"
    factories.policy()
    text = policies.text().replace(
        'person = { standard = ["document", ', 'person = { standard = ["document", "liveness", '
    )
    row = policies.propose(content=text, officer=factories.officer(f"author-{new_id()}"), at=AT)
    policies.publish(version=row.version, officer=factories.officer(f"publisher-{new_id()}"), at=AT)
    ahead = rendered("ada", 0)
    pictures = {yaw: rendered("ada", yaw) for yaw in set(FRAMES)}
    customer: Customer = answered(["turn_left", "turn_right"], [pictures[yaw] for yaw in FRAMES])
    factories.document(customer, kind="passport")
    factories.document(customer, kind="selfie", upload=ahead)
    scenes.submit(customer)
    return Check.objects.get(customer=customer, kind=CheckKind.LIVENESS)


class Busy:
    """A clock on which each question takes so long, at the end of which a second worker tries to take the step."""

    def __init__(self, check_id: UUID) -> None:
        self.check_id, self.now = check_id, AT
        self.taken: list[bool] = []

    def __call__(self) -> datetime:
        moment = self.now
        if Check.objects.get(pk=self.check_id).leased_until is not None:
            moment += QUESTION
            other = jobs.claim(Check, pk=self.check_id, at=moment, lease=LEASE, limit_attempts=ATTEMPTS)
            self.taken.append(other is not None)
        self.now = moment
        return moment


def test_a_step_of_many_questions_stays_its_workers(step: Check) -> None:
    busy = Busy(step.pk)

    services.run_check(check_id=step.pk, clock=busy)

    step.refresh_from_db()
    assert (step.outcome, step.attempts, step.findings) == (Outcome.CLEAR, 1, [])
    assert len(busy.taken) > len(FRAMES)
    assert busy.taken == [False] * len(busy.taken)
    assert step.finished_at == AT + QUESTION * len(busy.taken)
    assert busy.now - AT > 5 * LEASE


class Killed(BaseException):
    """As SIGKILL: nothing is said or written any more."""


def test_the_lease_of_a_worker_that_died_midway_ends_as_soon_as_any(step: Check) -> None:
    moments = iter(AT + timedelta(minutes=minute) for minute in range(5))

    def dying() -> datetime:
        moment = next(moments, None)
        if moment is None:
            raise Killed
        return moment

    with pytest.raises(Killed):
        services.run_check(check_id=step.pk, clock=dying)
    last = AT + timedelta(minutes=4)
    begun = Check.objects.get(pk=step.pk)

    assert (begun.attempts, begun.leased_until, begun.finished_at) == (1, last + LEASE, None)
    assert services.run_check(check_id=step.pk, clock=lambda: last + LEASE - timedelta(seconds=1)) is None
    assert services.run_check(check_id=step.pk, clock=lambda: last + LEASE) is not None
    done = Check.objects.get(pk=step.pk)
    assert (done.outcome, done.attempts, done.finished_at) == (Outcome.CLEAR, 2, last + LEASE)


def test_a_worker_that_has_lost_its_step_looks_at_no_further_frame(step: Check) -> None:
    late = AT + timedelta(minutes=2) + LEASE
    moments = iter([AT, AT, AT + timedelta(minutes=1), late, late])

    def slow() -> datetime:
        moment = next(moments)
        if moment == late:
            jobs.claim(Check, pk=step.pk, at=late, lease=LEASE, limit_attempts=ATTEMPTS)
        return moment

    services.run_check(check_id=step.pk, clock=slow)

    held = Check.objects.get(pk=step.pk)
    assert (held.attempts, held.leased_until, held.finished_at, held.last_error) == (2, late + LEASE, None, "")
    assert Challenge.objects.get().judged_at is None
    assert list(moments) == []
