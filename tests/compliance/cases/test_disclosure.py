"""A partner learns what the customer can put right, and that all is clear: never what was found about anybody."""

import json
from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.cases.disclosure import Shown, show
from compliance.cases.models import Check, CheckKind, Outcome
from onboarding.models import Status
from onboarding.verdict.codes import CODES, FIELD, Finality
from onboarding.verdict.tree import cleared

AT = datetime(2026, 3, 1, tzinfo=UTC)
FINDINGS = st.lists(st.sampled_from([code.pattern.replace(FIELD, ".surname") for code in CODES]), max_size=6)
SILENT = [status for status in Status if status not in {Status.DRAFT, Status.VERIFIED}]


def check(
    kind: str = "screening", outcome: str = "clear", *codes: str, round_number: int = 1, finished: bool = True
) -> Check:
    return Check(
        kind=kind,
        outcome=outcome,
        round=round_number,
        finished_at=AT if finished else None,
        findings=[{"code": code, "box": [1, 2, 3, 4], "side": "front"} for code in codes],
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
def test_all_finished_checks_of_a_round_say_the_same(status: Status, outcome: str | None) -> None:
    for kind, found in product(CheckKind.values, (Outcome.CLEAR, Outcome.CONSIDER, Outcome.UNIDENTIFIED)):
        shown = show(check(kind, found, "name_differs", "image_dark"), status=status, latest_round=1)

        assert shown == Shown("done", outcome, breakdown=cleared(kind) if outcome == "clear" else None)


@pytest.mark.parametrize("status", SILENT)
@pytest.mark.parametrize("kind", CheckKind.values)
@pytest.mark.parametrize("outcome", Outcome.values)
def test_while_anything_is_undecided_no_tree_is_shown(status: Status, kind: str, outcome: str) -> None:
    shown = show(check(kind, outcome, "image_dark"), status=status, latest_round=1)

    assert (shown.breakdown, shown.findings) == (None, ())


def test_a_draft_learns_what_to_send_again_and_why() -> None:
    shown = show(check("document", "retry", "image_blurred"), status=Status.DRAFT, latest_round=1)

    assert (shown.state, shown.outcome, shown.findings) == ("done", "send_again", ("image_blurred",))
    assert shown.breakdown is not None
    assert [child.name for child in shown.breakdown.children] == ["image_quality"]
    (reason,) = shown.breakdown.every_reason()
    assert (reason.number, reason.box, reason.side) == (1006, (1, 2, 3, 4), "front")


def test_what_only_a_human_can_settle_is_not_hinted_at_beside_what_is_asked_again() -> None:
    blurred = check("document", "retry", "image_blurred")
    stolen = check("document", "retry", "number_compromised", "image_blurred", "name_differs")

    assert show(stolen, status=Status.DRAFT, latest_round=1) == show(blurred, status=Status.DRAFT, latest_round=1)


@pytest.mark.parametrize("kind", ["screening", "duplicates"])
def test_no_policy_can_have_screening_or_duplicates_told(kind: str) -> None:
    asked = {"watchlist_match": "Explain.", "duplicate_face": "Explain."}

    shown = show(
        check(kind, "retry", "watchlist_match", "duplicate_face"), status=Status.DRAFT, latest_round=1, asked=asked
    )

    assert (shown.findings, shown.breakdown) == ((), None)


def test_a_policys_own_words_are_what_the_customer_reads() -> None:
    words = {"image_blurred": "Once more, please."}

    shown = show(check("document", "retry", "image_blurred"), status=Status.DRAFT, latest_round=1, asked=words)

    assert shown.breakdown is not None
    assert [reason.customer for reason in shown.breakdown.every_reason()] == ["Once more, please."]


@given(FINDINGS, st.sampled_from(list(Status)), st.sampled_from(CheckKind.values), st.sampled_from(Outcome.values))
def test_nothing_final_is_ever_shown(codes: list[str], status: Status, kind: str, outcome: str) -> None:
    shown = show(check(kind, outcome, *codes), status=status, latest_round=1)

    reasons = list(shown.breakdown.every_reason()) if shown.breakdown else []
    assert {reason.finality for reason in reasons} <= {Finality.RETRY}
    assert sorted(shown.findings) == sorted(reason.code for reason in reasons)


@given(FINDINGS, FINDINGS, st.sampled_from(CheckKind.values))
def test_verified_customers_cannot_be_told_apart(one: list[str], other: list[str], kind: str) -> None:
    trees = [
        show(check(kind, "consider", *codes), status=Status.VERIFIED, latest_round=1).breakdown
        for codes in (one, other)
    ]

    assert trees[0] is not None
    assert json.dumps(trees[0].to_json()) == json.dumps(trees[1].to_json() if trees[1] else None)
    assert list(trees[0].every_reason()) == []


def test_what_had_to_be_sent_again_in_an_older_round_stays_told_and_the_rest_does_not() -> None:
    older = show(check("document", "retry", "image_dark"), status=Status.REVIEW, latest_round=2)

    assert (older.outcome, older.findings) == ("send_again", ("image_dark",))
    assert show(check("screening", "consider"), status=Status.VERIFIED, latest_round=2) == Shown("done", None)


def test_a_step_that_is_open_is_running_and_a_parked_one_is_done() -> None:
    parked = check(outcome="", finished=False)
    parked.parked_at = AT

    assert show(check(finished=False), status=Status.CHECKING, latest_round=1) == Shown("running", None)
    assert show(parked, status=Status.REVIEW, latest_round=1) == Shown("done", "in_review")


def test_a_customer_who_is_asked_again_learns_the_figures() -> None:
    small = check("document", "retry", "image_small")
    small.findings[0]["facts"] = {"value": 180, "limit": 250}

    shown = show(small, status=Status.DRAFT, latest_round=1)

    assert shown.breakdown is not None
    assert [reason.customer for reason in shown.breakdown.every_reason()] == [
        (
            "Take the picture again from nearer: the document is 180 pixels long, 250 are needed."
            " It should fill the picture."
        )
    ]
