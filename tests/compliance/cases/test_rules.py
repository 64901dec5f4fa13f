"""Which proposal may be made on what: every pair of alert, kind and status."""

from itertools import product

import pytest

from compliance.cases.models import AlertKind, ProposalKind
from compliance.cases.rules import ALONE, ON_ALERT, ON_CASE, STATUSES, choices
from compliance.cases.services.effects import EFFECTS
from onboarding.lifecycle import MACHINE
from onboarding.models import Status

TARGETS = {
    ProposalKind.REQUEST_AGAIN: Status.DRAFT,
    ProposalKind.REJECT: Status.REJECTED,
    ProposalKind.RESTRICT: Status.RESTRICTED,
    ProposalKind.LIFT: Status.VERIFIED,
    ProposalKind.CLOSE: Status.CLOSED,
}


def test_every_kind_has_statuses_and_an_effect_and_a_place() -> None:
    placed = ON_CASE.union(*ON_ALERT.values())

    assert set(STATUSES) == set(EFFECTS) == placed == set(ProposalKind)
    assert set(ON_ALERT) == set(AlertKind)


@pytest.mark.parametrize(("kind", "status"), list(product(TARGETS, Status)))
def test_a_kind_that_moves_the_customer_is_offered_only_where_the_machine_allows_the_move(
    kind: ProposalKind, status: Status
) -> None:
    if status in STATUSES[kind]:
        assert MACHINE.allows(status, TARGETS[kind])


@pytest.mark.parametrize("status", [Status.REJECTED, Status.CLOSED])
def test_nothing_is_proposed_about_a_customer_who_is_gone(status: Status) -> None:
    assert [kind for kind in ProposalKind if status in STATUSES[kind]] == []


def test_one_officer_alone_lets_nobody_through_and_shuts_nobody_out() -> None:
    assert {ProposalKind.REQUEST_AGAIN, ProposalKind.RETRY_CHECK, ProposalKind.INCONCLUSIVE} == ALONE


@pytest.mark.parametrize(
    ("alert", "status", "expected"),
    [
        ("match", Status.REVIEW, ("true_match", "false_positive", "inconclusive", "allow_pair")),
        ("match", Status.VERIFIED, ("true_match", "false_positive", "inconclusive", "allow_pair")),
        ("check", Status.REVIEW, ("accept_check", "request_again")),
        ("check", Status.DRAFT, ()),
        ("operations", Status.REVIEW, ("accept_check", "request_again", "retry_check")),
        ("check", Status.RESTRICTED, ("accept_check",)),
        ("operations", Status.RESTRICTED, ("accept_check",)),
        ("risk", Status.REVIEW, ("approve",)),
        (None, Status.REVIEW, ("request_again", "reject", "restrict")),
        (None, Status.VERIFIED, ("restrict", "close")),
        (None, Status.RESTRICTED, ("reject", "lift", "close")),
        (None, Status.CHECKING, ()),
    ],
)
def test_the_page_offers_what_the_table_allows(alert: str | None, status: Status, expected: tuple[str, ...]) -> None:
    assert choices(alert_kind=alert, status=status) == expected
