"""The decision over every status and level, with and without limits, amounts and fresh lists."""

from dataclasses import dataclass
from itertools import product
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.gate.capabilities import MOVES, Capability, allowed
from compliance.gate.decision import Facts, Grant, Reason, grants, refusal, standing_reason
from compliance.kernel.money import Money
from compliance.policy.document import Limit, PolicyDocument
from compliance.risk.models import Level
from onboarding.models import Status


@dataclass(frozen=True)
class Limits:
    """The one part of a policy that a decision reads: 100.00 EUR for pay_out and refund up to medium risk."""

    def limit(self, capability: str, level: str) -> Limit | None:
        known = capability in {"pay_out", "refund"} and level in {"low", "medium"}
        known = known or (capability, level) == ("hold", "low")
        return Limit({"EUR": 10_000}) if known else None


POLICY = cast("PolicyDocument", Limits())
GOOD = Facts("verified", "low", erased=False)
EUR = Money(10_000, "EUR")


def ask(facts: Facts, capability: str = "pay_out", amount: Money | None = EUR, *, stale: bool = False) -> str | None:
    return refusal(facts, POLICY, capability=capability, amount=amount, stale=stale)


def test_a_verified_customer_within_the_limit_is_let_through() -> None:
    assert ask(GOOD) is None


@pytest.mark.parametrize(
    ("amount", "reason"),
    [
        (Money(10_001, "EUR"), "limit_exceeded"),
        (Money(0, "EUR"), "limit_exceeded"),
        (Money(-1, "EUR"), "limit_exceeded"),
        (Money(1, "USD"), "currency_not_supported"),
        (Money(1, "EUR"), None),
        (None, None),
    ],
)
def test_an_amount_is_held_against_the_limit_of_its_currency(amount: Money | None, reason: str | None) -> None:
    assert ask(GOOD, amount=amount) == reason


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("draft", "verification_incomplete"),
        ("checking", "verification_in_progress"),
        ("review", "verification_in_progress"),
        ("restricted", "not_available"),
        ("rejected", "not_available"),
        ("closed", "not_available"),
        ("something_new", "not_available"),
        ("", "not_available"),
    ],
)
def test_a_status_is_refused_in_neutral_words(status: str, reason: str) -> None:
    assert ask(Facts(status, "low", erased=False)) == reason


@pytest.mark.parametrize("status", [*Status.values, "unheard_of"])
def test_an_erased_customer_can_do_nothing(status: str) -> None:
    facts = Facts(status, "low", erased=True)

    assert grants(facts, POLICY, stale=False) == ()
    assert ask(facts) == "not_available"


def test_a_verified_customer_without_a_rating_can_do_nothing() -> None:
    assert ask(Facts("verified", None, erased=False)) == "not_available"


def test_a_level_for_which_the_policy_names_no_limit_is_refused() -> None:
    assert ask(Facts("verified", "high", erased=False)) == "not_available"


@pytest.mark.parametrize("capability", ["", "PAY_OUT", "withdraw", "pay_out "])
def test_an_unknown_capability_is_refused(capability: str) -> None:
    assert ask(GOOD, capability) == "not_available"


def test_holding_money_needs_no_limit_and_no_amount() -> None:
    assert ask(Facts("restricted", "high", erased=False), "hold", None) is None
    assert ask(Facts("restricted", "high", erased=False), "hold", Money(10**12, "XAU")) is None


def test_holding_money_is_bounded_where_the_policy_bounds_it() -> None:
    assert ask(Facts("restricted", "low", erased=False), "hold", Money(10_001, "EUR")) == "limit_exceeded"


@pytest.mark.parametrize("capability", list(Capability))
def test_stale_lists_close_everything(capability: str) -> None:
    assert ask(GOOD, capability, stale=True) == "temporarily_unavailable"


def test_stale_lists_do_not_hide_that_a_customer_is_not_available() -> None:
    assert ask(Facts("restricted", "low", erased=False), stale=True) == "not_available"


def test_standing_lists_what_is_granted_with_its_limits_in_the_order_of_the_capabilities() -> None:
    assert grants(GOOD, POLICY, stale=False) == (
        Grant(Capability.PAY_OUT, {"EUR": 10_000}),
        Grant(Capability.REFUND, {"EUR": 10_000}),
        Grant(Capability.HOLD, {"EUR": 10_000}),
    )
    assert standing_reason(GOOD, stale=False) is None
    assert standing_reason(GOOD, stale=True) == Reason.UNAVAILABLE


@pytest.mark.parametrize(("status", "level"), [*product(Status.values, [*Level.values, None, "odd"])])
@pytest.mark.parametrize("stale", [False, True])
def test_nothing_is_granted_beyond_the_table_and_each_refusal_has_a_reason(
    status: str, level: str | None, stale: bool
) -> None:
    facts = Facts(status, level, erased=False)
    granted = {grant.capability for grant in grants(facts, POLICY, stale=stale)}

    assert granted <= allowed(status, level)
    assert not (granted & MOVES and (status != "verified" or stale))
    for capability in Capability:
        assert (ask(facts, capability, None, stale=stale) is None) == (capability in granted)


@given(minor=st.integers(), currency=st.sampled_from(["EUR", "USD"]), level=st.sampled_from(["low", "medium", "high"]))
def test_a_payment_let_through_is_always_positive_and_within_the_limit(minor: int, currency: str, level: str) -> None:
    if ask(Facts("verified", level, erased=False), amount=Money(minor, currency)) is None:
        assert currency == "EUR"
        assert 0 < minor <= 10_000
        assert level != "high"
