"""A partner never learns from the checks what screening found."""

from datetime import UTC, datetime
from itertools import product

import pytest

from compliance.cases.disclosure import Shown, show
from compliance.cases.models import Check, CheckKind, Outcome
from onboarding.models import Status

AT = datetime(2026, 3, 1, tzinfo=UTC)


def check(kind: str = "screening", outcome: str = "clear", *, round_number: int = 1, finished: bool = True) -> Check:
    return Check(
        kind=kind,
        outcome=outcome,
        round=round_number,
        finished_at=AT if finished else None,
        findings=[{"code": "image_blurred"}] if outcome == "retry" else [],
    )


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (Status.CHECKING, None),
        (Status.DRAFT, None),
        (Status.REVIEW, "in_review"),
        (Status.VERIFIED, "clear"),
        (Status.RESTRICTED, "in_review"),
        (Status.REJECTED, "in_review"),
        (Status.CLOSED, None),
    ],
)
def test_all_finished_checks_of_a_round_say_the_same_word(status: Status, outcome: str | None) -> None:
    for kind, found in product(CheckKind.values, (Outcome.CLEAR, Outcome.CONSIDER, Outcome.UNIDENTIFIED)):
        assert show(check(kind, found), status=status, latest_round=1) == Shown("done", outcome)


def test_a_draft_learns_what_to_send_again_and_why() -> None:
    shown = show(check("document", "retry"), status=Status.DRAFT, latest_round=1)

    assert shown == Shown("done", "send_again", ("image_blurred",))


def test_what_had_to_be_sent_again_in_an_older_round_stays_told_and_the_rest_does_not() -> None:
    assert show(check("document", "retry"), status=Status.REVIEW, latest_round=2).outcome == "send_again"
    assert show(check("screening", "consider"), status=Status.VERIFIED, latest_round=2) == Shown("done", None)


def test_a_step_that_is_open_is_running_and_a_parked_one_is_done() -> None:
    parked = check(outcome="", finished=False)
    parked.parked_at = AT

    assert show(check(finished=False), status=Status.CHECKING, latest_round=1) == Shown("running", None)
    assert show(parked, status=Status.REVIEW, latest_round=1) == Shown("done", "in_review")
