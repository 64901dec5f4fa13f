"""Two at once, on PostgreSQL: exactly one concludes, exactly one confirms, a step runs once."""

from collections.abc import Callable, Sequence
from functools import partial
from threading import Barrier, Thread
from time import sleep
from typing import Any

import pytest
from django.db import connection, transaction

from compliance.audit import services as audit
from compliance.audit.models import Event
from compliance.cases import services
from compliance.cases.models import Alert, Check, Proposal
from compliance.kernel.errors import DomainError
from onboarding.models import Customer, Status
from screening.models import Match
from screening.services import disposing, remembering
from tests import factories
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say
from tests.factories import AT

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
ROUNDS = 8


def at_once(*works: Callable[[], object]) -> list[object]:
    """What each answered, or the DomainError that it raised; any other error is raised here."""
    barrier = Barrier(len(works))
    answers: list[object] = [None] * len(works)

    def run(place: int) -> None:
        try:
            barrier.wait()
            answers[place] = works[place]()
        except Exception as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    for answer in answers:
        if isinstance(answer, Exception) and not isinstance(answer, DomainError):
            raise answer
    return answers


def worker(check: Check) -> Callable[[], object]:
    def work() -> object:
        done = services.run_check(check_id=check.pk, clock=scenes.clock)
        if done is not None:
            services.conclude(customer_id=done.customer_id, at=AT)
        return done

    return work


def open_checks(customer: Customer) -> Sequence[Check]:
    return list(Check.objects.filter(customer=customer, finished_at=None))


def test_of_workers_that_finish_the_last_steps_at_once_exactly_one_concludes(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    partner = factories.partner()

    for _ in range(ROUNDS):
        customer = scenes.submitted(of=partner)
        at_once(*(worker(check) for check in open_checks(customer)))

        assert scenes.fresh(customer).status == Status.VERIFIED
        assert scenes.kinds(customer).count("customer.verified") == 1
        assert scenes.kinds(customer).count("customer.rated") == 1
    assert audit.verify().verified


def test_one_step_sent_to_three_workers_runs_once(engine_says: Say) -> None:
    scenes.publish(scenes.SILVA)

    customer = scenes.submitted()
    [check] = [one for one in open_checks(customer) if one.kind == "screening"]
    answers = at_once(*(worker(check) for _ in range(3)))

    assert sum(answer is not None for answer in answers) == 1
    assert scenes.kinds(customer).count("check.completed") == 1


def test_the_sweeper_and_a_worker_conclude_once(engine_says: Say) -> None:
    scenes.publish(scenes.SILVA)
    partner = factories.partner()

    for _ in range(ROUNDS):
        customer = scenes.submitted(of=partner)
        for check in open_checks(customer):
            services.run_check(check_id=check.pk, clock=scenes.clock)
        at_once(
            lambda: services.sweep(at=AT),
            partial(services.conclude, customer_id=customer.pk, at=AT),
        )

        assert scenes.fresh(customer).status == Status.REVIEW
        assert scenes.kinds(customer).count("case.opened") == 1


def test_two_officers_who_confirm_at_once_confirm_once(engine_says: Say) -> None:
    scenes.publish(scenes.SILVA)
    customer = scenes.verified()
    maker, checker = scenes.officers()
    third = factories.officer("third")
    proposal = scenes.propose(customer, "false_positive", maker, alert=scenes.alert_of(customer, "match"))

    answers = at_once(
        *(
            partial(services.confirm, proposal_id=proposal.pk, officer=officer, at=scenes.LATER)
            for officer in (checker, third)
        )
    )

    assert sum(isinstance(answer, Proposal) for answer in answers) == 1
    assert sum(isinstance(answer, services.ProposalSettled | services.CaseClosed) for answer in answers) == 1
    assert Event.objects.filter(kind="proposal.confirmed").count() == 1
    assert scenes.fresh(customer).status == Status.VERIFIED


def test_two_proposals_on_one_alert_at_once_become_one(engine_says: Say) -> None:
    scenes.publish(scenes.SILVA)
    customer = scenes.verified()
    alert = scenes.alert_of(customer, "match")

    answers = at_once(
        *(
            partial(scenes.propose, customer, kind, officer, alert=alert)
            for kind, officer in zip(("true_match", "false_positive"), scenes.officers(), strict=True)
        )
    )

    assert sum(isinstance(answer, services.ProposalOpen) for answer in answers) == 1
    assert Proposal.objects.count() == 1


def test_a_customer_submitted_twice_at_once_is_submitted_once() -> None:
    customer = factories.customer()
    factories.document(customer, kind="passport")
    factories.document(customer, kind="selfie")

    answers = at_once(lambda: scenes.submit(customer), lambda: scenes.submit(customer))

    assert sum(isinstance(answer, Customer) for answer in answers) == 1
    assert scenes.fresh(customer).round == 1
    assert Check.objects.count() == 3


def test_rescreening_while_the_round_concludes_loses_no_match(engine_says: Say) -> None:
    partner = factories.partner()
    for number in range(ROUNDS):
        scenes.publish(*([scenes.NOBODY] if number % 2 == 0 else [scenes.NOBODY, scenes.NAMESAKE]))
        customer = scenes.submitted(of=partner)
        for check in open_checks(customer):
            services.run_check(check_id=check.pk, clock=scenes.clock)
        scenes.publish(scenes.NOBODY, scenes.SILVA)

        def rescreen() -> None:
            for row in services.runs_due(at=AT):
                list(services.run(run_id=row.pk, clock=scenes.clock))

        at_once(rescreen, partial(services.conclude, customer_id=customer.pk, at=AT))
        while services.runs_due(at=AT):
            rescreen()

        assert scenes.fresh(customer).status in {Status.REVIEW, Status.RESTRICTED}
        assert scenes.case_of(customer).alerts.filter(kind="match", settled_at=None).exists()


def test_a_confirmation_and_a_rescreening_take_the_match_and_the_trail_in_the_same_order(engine_says: Say) -> None:
    scenes.publish(scenes.SILVA)
    customer = scenes.verified()
    maker, checker = scenes.officers()
    alert = scenes.alert_of(customer, "match")
    proposal = scenes.propose(customer, "false_positive", maker, alert=alert)
    held = Barrier(2)

    def rescreen() -> None:
        with transaction.atomic():
            Match.objects.filter(owner_id=customer.pk).update(lapsed_at=AT)
            held.wait(timeout=10)
            sleep(0.5)  # the other one reaches the row
            audit.record(
                partner_id=customer.partner_id, kind="match.lapsed", subject="x", actor=scenes.ACTOR, facts={}, at=AT
            )

    def confirm() -> None:
        held.wait(timeout=10)
        services.confirm(proposal_id=proposal.pk, officer=checker, at=scenes.LATER)

    at_once(rescreen, confirm)

    assert Match.objects.get().status == "false_positive"
    assert audit.verify().verified


def test_an_answer_that_expires_is_asked_about_once_by_two_watches(engine_says: Say) -> None:
    scenes.publish(scenes.SILVA)
    customer = scenes.verified()
    scenes.decide(customer, "false_positive", alert=scenes.alert_of(customer, "match"))

    for number in range(1, ROUNDS + 1):
        Match.objects.update(status="false_positive", disposed_at=AT, expires_at=AT)
        Alert.objects.update(settled_at=AT, disposition="false_positive")

        answers = at_once(*(partial(services.ask_expired, at=AT) for _ in range(3)))

        assert sorted(map(str, answers)) == ["0", "0", "1"]
        assert scenes.kinds(customer).count("match.reopened") == number
        assert scenes.alert_of(customer, "match").match_id == Match.objects.get().pk


def test_an_answer_that_expires_is_asked_about_once_by_a_running_check_and_the_watch(
    engine_says: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenes.publish(scenes.SILVA, scenes.NAMESAKE)
    customer = scenes.verified()
    [check] = Check.objects.filter(customer=customer, kind="screening")
    expire = remembering.expire

    def slowly(*args: Any, **options: Any) -> remembering.Told:
        sleep(0.1)  # the other one reads the same answer
        return expire(*args, **options)

    monkeypatch.setattr(remembering, "expire", slowly)
    monkeypatch.setattr(disposing, "expire", slowly)
    for number in range(1, ROUNDS + 1):
        Match.objects.update(status="false_positive", disposed_at=AT, expires_at=AT)
        Alert.objects.update(settled_at=AT, disposition="false_positive")
        Customer.objects.update(status=Status.CHECKING)
        Check.objects.filter(pk=check.pk).update(finished_at=None, attempts=0, due_at=AT)

        at_once(
            partial(services.run_check, check_id=check.pk, clock=scenes.clock), partial(services.ask_expired, at=AT)
        )

        assert scenes.kinds(customer).count("match.reopened") == 2 * number
        assert set(Match.objects.values_list("status", flat=True)) == {"open"}
        check.refresh_from_db()
        assert check.finished_at == AT
    assert audit.verify().verified
