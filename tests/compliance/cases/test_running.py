"""One step: claimed, worked on, written once; tried again, and parked."""

from datetime import timedelta
from uuid import UUID

import pytest

from compliance.audit.models import Event
from compliance.cases import services
from compliance.cases.models import Case, Check, CheckKind, Outcome
from compliance.cases.services import engines
from compliance.cases.services.engines import CheckFinding
from compliance.cases.services.running import ATTEMPTS, LEASE
from compliance.jobs import services as jobs
from compliance.vault import services as vault
from onboarding import engines as host
from onboarding.models import Customer, Status
from onboarding.verdict.codes import TABLE
from onboarding.verdict.tree import verdict
from screening.models import Match
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say
from tests.factories import AT
from tests.onboarding.engines import answering

pytestmark = pytest.mark.django_db


def check_of(customer: Customer, kind: str) -> Check:
    return Check.objects.get(customer=customer, kind=kind, round=customer.round)


def run(check: Check, *, after: timedelta = timedelta()) -> Check | None:
    return services.run_check(check_id=check.pk, clock=lambda: AT + after)


def test_a_step_writes_its_outcome_findings_versions_and_a_sealed_result(engine_says: Say) -> None:
    customer = scenes.submitted()
    engine_says("document", ("name_differs", "passport"))

    run(check_of(customer, "document"))

    check = check_of(customer, "document")
    assert (check.outcome, check.finished_at, check.lease_token) == (Outcome.CONSIDER, AT, None)
    assert check.findings == [
        {"code": "name_differs", "document_kind": "passport", "box": None, "side": "", "facts": {}}
    ]
    assert check.versions == {"engine": "1", "codes": TABLE, "policy": 1}
    result = vault.unseal_json(subject_id=customer.pk, context="check.result", sealed=bytes(check.result or b""))
    assert result == {
        "seen": "document",
        "breakdown": verdict([CheckFinding("name_differs")], name="document").to_json(),
    }
    event = Event.objects.get(kind="check.completed")
    assert event.parsed["findings"] == ["name_differs"]
    assert event.parsed["outcome"] == "consider"


def test_a_step_that_is_done_is_not_done_again(engine_says: Say) -> None:
    customer = scenes.submitted()
    run(check_of(customer, "document"))
    before = scenes.state()

    assert run(check_of(customer, "document")) is None
    assert scenes.state() == before


def test_a_step_that_another_worker_has_is_left_to_it(engine_says: Say) -> None:
    check = check_of(scenes.submitted(), "document")
    jobs.claim(Check, pk=check.pk, at=AT, lease=LEASE, limit_attempts=ATTEMPTS)
    before = scenes.state()

    assert run(check, after=LEASE - timedelta(seconds=1)) is None
    assert scenes.state() == before


def test_a_step_whose_worker_was_killed_begins_anew_when_its_lease_runs_out(engine_says: Say) -> None:
    check = check_of(scenes.submitted(), "document")
    jobs.claim(Check, pk=check.pk, at=AT, lease=LEASE, limit_attempts=ATTEMPTS)

    done = run(check, after=LEASE)

    assert done is not None
    assert (done.attempts, done.outcome) == (2, Outcome.CLEAR)


def test_a_worker_that_was_too_slow_writes_nothing(engine_says: Say) -> None:
    check = check_of(scenes.submitted(), "document")
    moments = iter([AT, AT, AT + 2 * LEASE])

    def clock_that_is_overtaken() -> object:
        moment = next(moments)
        if moment == AT + 2 * LEASE:
            assert run(check, after=LEASE) is not None
        return moment

    services.run_check(check_id=check.pk, clock=clock_that_is_overtaken)  # type: ignore[arg-type]

    assert Event.objects.filter(kind="check.completed").count() == 1
    assert Check.objects.get(pk=check.pk).finished_at == AT + LEASE


def test_an_engine_that_raises_is_tried_again_later_and_its_words_are_not_kept(engine_says: Say) -> None:
    check = check_of(scenes.submitted(), "document")
    engine_says("document", failing=True)

    run(check)

    check.refresh_from_db()
    assert (check.last_error, check.finished_at, check.parked_at) == ("MemoryError", None, None)
    assert check.due_at == AT + timedelta(seconds=5)
    assert run(check) is None


def test_of_an_error_in_the_process_of_the_engines_the_name_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def raising(*_: object) -> engines.Work:
        bounds = host.Bounds(seconds=20, memory=2 * 1024**3)
        return host.ask(answering.__name__, "divided", 1, 0, bounds=bounds)  # type: ignore[no-any-return]

    check = check_of(scenes.submitted(), "document")
    monkeypatch.setattr(engines, "ENGINES", {CheckKind.DOCUMENT: raising})

    run(check)

    check.refresh_from_db()
    assert (check.last_error, check.attempts, check.finished_at) == ("ZeroDivisionError", 1, None)


def test_an_engine_that_crashes_fails_its_own_step_and_no_other(
    engine_says: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    bounds = host.Bounds(seconds=20, memory=2 * 1024**3)

    def crashing(*_: object) -> engines.Work:
        host.ask(answering.__name__, "crashed", bounds=bounds)
        raise AssertionError("unreachable")

    def reading(*_: object) -> engines.Work:
        return engines.Work(result={"root": host.ask(answering.__name__, "root", 9.0, bounds=bounds)})

    first, second = scenes.submitted(), scenes.submitted()
    monkeypatch.setattr(engines, "ENGINES", {CheckKind.DOCUMENT: crashing, CheckKind.FACE: reading})

    for hours in range(ATTEMPTS):
        run(check_of(first, "document"), after=timedelta(hours=hours))
    run(check_of(first, "face"))
    run(check_of(second, "face"))

    parked = check_of(first, "document")
    assert (parked.last_error, parked.attempts, parked.finished_at) == ("EngineCrashed", ATTEMPTS, None)
    assert parked.parked_at == AT + timedelta(hours=ATTEMPTS - 1)
    assert {check_of(each, "face").outcome for each in (first, second)} == {Outcome.CLEAR}


def test_after_the_last_attempt_the_step_is_parked_and_the_customer_goes_to_a_human(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    customer = scenes.submitted()
    engine_says("document", failing=True)
    for hours in range(ATTEMPTS):
        run(check_of(customer, "document"), after=timedelta(hours=hours))
    run(check_of(customer, "face"))
    run(check_of(customer, "screening"))

    services.conclude(customer_id=customer.pk, at=AT)

    parked = check_of(customer, "document")
    assert (parked.attempts, parked.parked_at) == (ATTEMPTS, AT + timedelta(hours=ATTEMPTS - 1))
    assert scenes.fresh(customer).status == Status.REVIEW
    alert = scenes.alert_of(customer, "operations")
    assert (alert.code, alert.related_check) == ("document_failed", parked)
    assert Event.objects.get(kind="check.parked").parsed["error"] == "MemoryError"
    assert "Silva" not in "".join(Event.objects.values_list("facts", flat=True))


def test_every_kind_of_check_has_an_engine() -> None:
    assert set(engines.ENGINES) == set(CheckKind)


def test_screening_stores_its_matches_once_however_often_it_runs(engine_says: Say) -> None:
    scenes.publish(scenes.SILVA)
    customer = scenes.submitted()
    check = check_of(customer, "screening")
    run(check)
    Check.objects.filter(pk=check.pk).update(finished_at=None)

    run(check)

    match = Match.objects.get(owner_id=customer.pk)
    done = check_of(customer, "screening")
    assert (done.outcome, match.entry) == (Outcome.CONSIDER, "un_sc:6908555")
    assert done.versions == {"lists": {"un_sc": 1}, "codes": TABLE, "policy": 1}
    assert scenes.fresh(customer).screened_at == AT


def test_without_a_list_nobody_is_clear(engine_says: Say) -> None:
    customer = scenes.submitted()

    run(check_of(customer, "screening"))

    assert check_of(customer, "screening").last_error == "NoListInForce"


def test_screening_a_person_who_was_removed_finds_nothing(engine_says: Say) -> None:
    scenes.publish(scenes.SILVA)
    customer = scenes.submitted()
    check = Check.objects.create(
        customer=customer, round=1, kind="screening", target=UUID(int=7), due_at=AT, created_at=AT, sent_at=AT
    )

    run(check)

    assert Check.objects.get(pk=check.pk).outcome == Outcome.CLEAR
    assert not Match.objects.exists()
    assert not Case.objects.exists()
