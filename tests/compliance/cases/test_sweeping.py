"""What was lost is sent again; what is done is concluded; what keeps dying is parked."""

from datetime import timedelta

import pytest

from compliance.cases import selectors, services
from compliance.cases.models import Case, Check, Failure
from compliance.cases.services import failing, sweeping
from compliance.cases.services.running import ATTEMPTS, LEASE
from compliance.jobs import services as jobs
from onboarding import services as onboarding
from onboarding.models import Customer, Status
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say
from tests.factories import AT

pytestmark = pytest.mark.django_db


def lost(*, after: timedelta) -> list[str]:
    return sorted(one.kind for one in services.sweep(at=AT + after))


def test_a_message_that_was_lost_is_sent_again_after_a_while_and_then_not_at_once() -> None:
    scenes.submitted()

    assert lost(after=timedelta(seconds=29)) == []
    assert lost(after=timedelta(seconds=30)) == ["document", "face", "screening"]
    assert lost(after=timedelta(seconds=31)) == []


def test_patience_doubles_so_that_a_long_queue_is_not_made_longer_by_its_own_echo() -> None:
    scenes.submitted()

    sent_after = [second for second in range(0, 600, 5) if lost(after=timedelta(seconds=second))]

    assert sent_after == [30, 60, 120, 240, 480]


def test_a_step_of_a_killed_worker_is_sent_again_when_its_lease_runs_out() -> None:
    customer = scenes.submitted()
    check = Check.objects.get(customer=customer, kind="face")
    Check.objects.exclude(pk=check.pk).update(finished_at=AT)
    jobs.claim(Check, pk=check.pk, at=AT, lease=LEASE, limit_attempts=ATTEMPTS)

    assert lost(after=LEASE - timedelta(seconds=1)) == []
    assert lost(after=LEASE) == ["face"]


def test_a_failed_step_is_sent_again_as_soon_as_it_is_due(engine_says: Say) -> None:
    customer = scenes.submitted()
    engine_says("document", failing=True)
    check = Check.objects.get(customer=customer, kind="document")
    Check.objects.exclude(pk=check.pk).update(finished_at=AT)
    services.run_check(check_id=check.pk, clock=scenes.clock)

    assert lost(after=timedelta(seconds=4)) == []
    assert lost(after=timedelta(seconds=5)) == ["document"]


def test_a_step_whose_worker_died_every_time_is_parked_and_the_customer_goes_to_a_human(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    customer = scenes.submitted()
    Check.objects.filter(customer=customer, kind="face").update(attempts=ATTEMPTS)
    for check in Check.objects.filter(customer=customer).exclude(kind="face"):
        services.run_check(check_id=check.pk, clock=scenes.clock)

    assert lost(after=LEASE) == []

    face = Check.objects.get(customer=customer, kind="face")
    assert (face.parked_at, face.last_error) == (AT + LEASE, "worker_lost")
    assert scenes.fresh(customer).status == Status.REVIEW
    assert scenes.alert_of(customer, "operations").code == "face_failed"


def test_a_round_whose_worker_died_before_it_could_conclude_is_concluded(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    customer = scenes.submitted()
    for check in Check.objects.filter(customer=customer):
        services.run_check(check_id=check.pk, clock=scenes.clock)

    services.sweep(at=AT)

    assert scenes.fresh(customer).status == Status.VERIFIED


def test_a_retried_step_whose_worker_died_before_it_could_conclude_is_concluded(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    customer = scenes.submitted()
    Check.objects.filter(customer=customer, kind="face").update(attempts=ATTEMPTS, parked_at=AT)
    customer = scenes.run_round(customer)
    scenes.propose(customer, "retry_check", scenes.officers()[0], alert=scenes.alert_of(customer, "operations"))
    services.run_check(check_id=Check.objects.get(customer=customer, kind="face").pk, clock=lambda: scenes.LATER)

    services.sweep(at=scenes.LATER)

    assert scenes.fresh(customer).status == Status.VERIFIED


def test_a_customer_that_cannot_be_concluded_keeps_no_other_waiting(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    broken = scenes.submitted()
    others = [scenes.submitted(of=broken.partner) for _ in range(2)]
    for check in Check.objects.all():
        services.run_check(check_id=check.pk, clock=scenes.clock)
    late = scenes.submitted(of=broken.partner)
    Customer.objects.filter(pk=broken.pk).update(identity=b"altered")

    lost = services.sweep(at=AT + timedelta(minutes=5))

    assert [scenes.fresh(one).status for one in others] == [Status.VERIFIED, Status.VERIFIED]
    assert scenes.fresh(broken).status == Status.CHECKING
    assert {one.id for one in lost} == set(Check.objects.filter(customer=late).values_list("pk", flat=True))


def test_the_case_of_an_erased_customer_is_closed_and_leaves_the_queue(engine_says: Say) -> None:
    scenes.publish(scenes.SILVA)
    engine_says("document", ("name_differs", "passport"))
    customer = scenes.verified()
    maker, checker = scenes.officers()
    scenes.decide(customer, "request_again", alert=scenes.alert_of(customer, "check"), by=(maker, checker))
    alert = scenes.alert_of(customer, "match")
    waiting = scenes.propose(customer, "true_match", maker, alert=alert)
    other = scenes.run_round(scenes.submitted())
    onboarding.erase_customer(customer_id=customer.pk, at=scenes.LATER, actor=scenes.ACTOR)

    services.sweep(at=scenes.LATER)
    services.sweep(at=scenes.LATER + timedelta(hours=1))

    alert.refresh_from_db()
    waiting.refresh_from_db()
    case = Case.objects.get(customer=customer)
    assert (case.closed_at, alert.settled_at, alert.disposition) == (scenes.LATER, scenes.LATER, "erased")
    assert waiting.withdrawn_at == scenes.LATER
    assert [row.customer_id for row in selectors.queue()] == [other.pk]
    assert scenes.kinds(customer)[-2:] == ["proposal.withdrawn", "case.closed"]


def test_a_customer_that_keeps_failing_to_be_concluded_rests_and_is_shown_to_an_officer(
    engine_says: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenes.publish(scenes.NOBODY)
    customer = scenes.submitted()
    for check in Check.objects.all():
        services.run_check(check_id=check.pk, clock=scenes.clock)
    asked: list[object] = []

    def fail(**arguments: object) -> None:
        asked.append(arguments["at"])
        raise ValueError("Ana Maria Silva")

    at = AT
    with monkeypatch.context() as patch:
        patch.setattr(sweeping, "conclude", fail)
        for _ in range(failing.ALERT_AFTER):
            services.sweep(at=at)
            services.sweep(at=at)
            at = Failure.objects.get().due_at

    assert len(asked) == failing.ALERT_AFTER
    assert selectors.failing_conclusions() == {"ValueError": 1}
    assert scenes.alert_of(customer, "operations").code == "concluding_failed"
    services.sweep(at=at)
    assert scenes.fresh(customer).status == Status.VERIFIED
    assert not Failure.objects.exists()
    assert not Case.objects.filter(closed_at=None).exists()
