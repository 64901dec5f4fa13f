"""The partner's door: submission, checks without what could tip anybody off, and the timeline."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from kombu.exceptions import OperationalError
from pytest_django import DjangoCaptureOnCommitCallbacks

from compliance.cases import services, tasks
from compliance.cases.models import Check
from compliance.kernel.ids import public_id
from onboarding.models import Customer, Status
from tests import factories
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say

pytestmark = pytest.mark.django_db
Sent = list[tuple[str, dict[str, object]]]


def call(client: Client, method: str, customer: Customer, path: str, *, token: str | None = None) -> Any:
    url = f"/v1/customers/{public_id('cus', customer.pk)}/{path}"
    bearer = token or factories.token(customer.partner)
    return getattr(client, method)(url, headers={"Authorization": f"Bearer {bearer}"})


def complete() -> Customer:
    customer = factories.customer()
    factories.document(customer, kind="passport")
    factories.document(customer, kind="selfie")
    return customer


def test_submission_answers_at_once_and_sends_each_step_to_its_queue_after_the_commit(
    client: Client, sent_tasks: Sent, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    customer = complete()

    with django_capture_on_commit_callbacks(execute=True):
        answer = call(client, "post", customer, "submit")
        assert [name for name, _ in sent_tasks if name.startswith("compliance.cases")] == []

    assert (answer.status_code, answer.json()["status"]) == (202, "checking")
    sent = [arguments for name, arguments in sent_tasks if name == "compliance.cases.tasks.run_check"]
    assert sorted(str(one["check_id"]) for one in sent) == sorted(
        str(pk) for pk in Check.objects.values_list("pk", flat=True)
    )


def test_what_is_owed_is_a_problem_with_the_list_of_it(client: Client) -> None:
    customer = factories.customer()
    before = scenes.state()

    answer = call(client, "post", customer, "submit")

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "requirements_due")
    assert len(problem["requirements"]["currently_due"]) == 2
    assert scenes.state() == before


def test_a_second_submission_is_a_conflict_and_changes_nothing(client: Client, sent_tasks: Sent) -> None:
    customer = scenes.submitted()
    before = scenes.state()

    answer = call(client, "post", customer, "submit")

    assert (answer.status_code, answer.json()["code"]) == (409, "illegal_transition")
    assert scenes.state() == before
    assert sent_tasks == []


@pytest.mark.parametrize(("method", "path"), [("post", "submit"), ("get", "checks"), ("get", "events")])
def test_another_partners_customer_is_not_found(client: Client, method: str, path: str) -> None:
    customer = scenes.submitted()
    stranger = factories.token(factories.partner(name="Other Pay"))
    before = scenes.state()

    answer = call(client, method, customer, path, token=stranger)

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert scenes.state() == before


def test_a_screening_hit_cannot_be_told_from_the_checks_nor_from_the_timeline(client: Client, engine_says: Say) -> None:
    scenes.publish(scenes.SILVA)
    customer = scenes.verified()

    checks = call(client, "get", customer, "checks").json()["data"]
    events = call(client, "get", customer, "events").json()["data"]

    assert customer.status == Status.REVIEW
    assert {(check["state"], check["outcome"]) for check in checks} == {("done", "in_review")}
    assert [check["findings"] for check in checks] == [[], [], []]
    assert [event["kind"] for event in reversed(events)] == [
        "customer.created",
        "document.added",
        "document.added",
        "customer.submitted",
        "customer.review_started",
    ]
    assert set(events[0]) == {"id", "kind", "subject", "at"}


def test_a_draft_reads_which_step_needs_what(client: Client, engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    engine_says("document", ("image_blurred", "passport"))
    customer = scenes.verified()

    checks = {check["kind"]: check for check in call(client, "get", customer, "checks").json()["data"]}

    assert (checks["document"]["outcome"], checks["document"]["findings"]) == ("send_again", ["image_blurred"])
    assert checks["document"]["breakdown"] == {
        "name": "document",
        "result": "consider",
        "finality": "RETRY",
        "reasons": [],
        "children": [
            {
                "name": "image_quality",
                "result": "consider",
                "finality": "RETRY",
                "reasons": [
                    {
                        "number": 1006,
                        "code": "image_blurred",
                        "customer": "Take the picture again: hold still, and wait until the text is sharp.",
                        "side": "",
                        "box": None,
                    }
                ],
                "children": [],
            }
        ],
    }
    assert (checks["screening"]["outcome"], checks["screening"]["breakdown"]) == (None, None)


def test_of_a_verified_customer_every_step_shows_a_clear_tree(client: Client, engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    customer = scenes.verified()

    checks = call(client, "get", customer, "checks").json()["data"]

    assert customer.status == Status.VERIFIED
    assert {(check["kind"], check["breakdown"]["name"], check["breakdown"]["result"]) for check in checks} == {
        ("document", "document", "clear"), ("face", "face", "clear"), ("screening", "screening", "clear"),
    }  # fmt: skip


def test_a_number_that_the_house_lists_is_brought_to_an_officer_and_not_told(client: Client, engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    engine_says("document", ("number_compromised", "passport"))
    customer = scenes.verified()

    answer = call(client, "get", customer, "checks")

    assert (customer.status, scenes.alert_of(customer, "check").code) == (Status.REVIEW, "number_compromised")
    assert b"compromised" not in answer.content


@pytest.mark.django_db(transaction=True)
def test_a_submission_is_accepted_while_the_broker_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(**_: object) -> None:
        raise OperationalError("nobody answers")

    monkeypatch.setattr(tasks, "send", away)
    customer = complete()

    answer = call(client, "post", customer, "submit")

    assert answer.status_code == 202
    assert scenes.fresh(customer).status == Status.CHECKING
    assert len(services.sweep(at=timezone.now() + timedelta(minutes=1))) == 3
