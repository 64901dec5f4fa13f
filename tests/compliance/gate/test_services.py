"""The gate over real rows: whose customer, which rating, how old the lists, and what happens when the store is gone."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.utils import OperationalError

from compliance.gate import services
from compliance.gate.capabilities import Capability
from compliance.kernel.ids import UnknownId, new_id
from compliance.kernel.money import Money
from compliance.policy.models import PolicyVersion
from onboarding.models import Customer, Status
from screening.models import Watchlist
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
TEN = Money(1_000, "EUR")


def ask(
    customer: Customer, *, amount: Money | None = TEN, at: datetime = AT, partner_id: UUID | None = None
) -> services.Permit:
    return services.require(
        customer_id=customer.pk,
        partner_id=partner_id or customer.partner_id,
        capability="pay_out",
        amount=amount,
        at=at,
    )


def reason_for(customer: Customer, **asked: Any) -> str:
    with pytest.raises(services.Refused) as refused:
        ask(customer, **asked)
    assert refused.value.status == 403
    assert refused.value.code == "customer_not_permitted"
    return str(refused.value.extra["reason"])


def test_a_verified_customer_is_let_through_under_the_policy_in_force() -> None:
    assert ask(factories.payer()) == services.Permit(policy_version=1)


def test_one_statement_answers_for_the_customer_the_lists_and_the_policy(django_assert_num_queries: Any) -> None:
    customer = factories.payer()
    ask(customer)

    with django_assert_num_queries(1):
        ask(customer)


@pytest.mark.parametrize("status", sorted(set(Status.values) - {"verified"}))
def test_no_other_status_may_pay_out(status: str) -> None:
    customer = factories.payer()
    Customer.objects.filter(pk=customer.pk).update(status=status)

    reason_for(customer)


def test_a_customer_whose_new_name_was_not_screened_yet_is_refused() -> None:
    customer = factories.payer()
    Customer.objects.filter(pk=customer.pk).update(screened_at=None)

    assert reason_for(customer) == "temporarily_unavailable"


def test_restricted_reads_the_same_whatever_restricted_the_customer() -> None:
    """A match or an expiry leaves its trace elsewhere; here only the status is asked: nothing tells them apart."""
    customer = factories.payer()
    Customer.objects.filter(pk=customer.pk).update(status="restricted")
    restricted = services.standing(customer_id=customer.pk, partner_id=customer.partner_id, at=AT)
    Customer.objects.filter(pk=customer.pk).update(status="closed")
    closed = services.standing(customer_id=customer.pk, partner_id=customer.partner_id, at=AT)

    assert restricted.reason == closed.reason == "not_available"


def test_the_newest_rating_counts() -> None:
    customer = factories.payer()
    factories.rating(customer, "prohibited")

    assert reason_for(customer) == "not_available"

    factories.rating(customer, "high")

    assert ask(customer)
    assert reason_for(customer, amount=Money(100_001, "EUR")) == "limit_exceeded"


def test_a_verified_customer_without_a_rating_is_refused() -> None:
    customer = factories.customer(status="verified")
    factories.fresh_lists()

    assert reason_for(customer) == "not_available"


def test_an_erased_customer_is_refused() -> None:
    customer = factories.payer()
    Customer.objects.filter(pk=customer.pk).update(erased_at=AT)

    assert reason_for(customer) == "not_available"


def test_another_partners_customer_does_not_exist() -> None:
    customer, other = factories.payer(), factories.partner(name="Other")

    with pytest.raises(UnknownId):
        ask(customer, partner_id=other.pk)
    with pytest.raises(UnknownId):
        services.standing(customer_id=customer.pk, partner_id=other.pk, at=AT)


def test_an_unknown_customer_does_not_exist() -> None:
    partner = factories.partner()
    factories.policy()

    with pytest.raises(UnknownId):
        services.require(customer_id=new_id(), partner_id=partner.pk, capability="hold", amount=None, at=AT)


def test_a_list_is_trusted_for_the_hours_of_the_policy_and_not_longer() -> None:
    customer = factories.payer()
    hours = timedelta(hours=min(factories.policy().stale_list_hours.values()))

    assert ask(customer, at=AT + hours)
    assert reason_for(customer, at=AT + hours + timedelta(seconds=1)) == "temporarily_unavailable"


@pytest.mark.parametrize("change", ["missing", "no version", "never checked", "from the future", "one stale"])
def test_each_list_that_the_policy_names_must_be_in_force_and_fresh(change: str) -> None:
    customer = factories.payer()
    rows = Watchlist.objects.filter(source="un")
    match change:
        case "missing":
            rows.delete()
        case "no version":
            rows.update(current=None)
        case "never checked":
            rows.update(checked_at=None)
        case "from the future":
            rows.update(checked_at=AT + timedelta(hours=1))
        case "one stale":
            rows.update(checked_at=AT - timedelta(days=30))

    assert reason_for(customer) == "temporarily_unavailable"


def test_a_list_that_the_policy_does_not_name_may_be_as_old_as_it_likes() -> None:
    customer = factories.payer()
    version = Watchlist.objects.get(source="un").current
    Watchlist.objects.create(source="partners_own", current=version, checked_at=AT - timedelta(days=900))

    assert ask(customer)


def test_without_a_policy_the_gate_is_closed() -> None:
    customer = factories.payer()
    PolicyVersion.objects.all().delete()

    with pytest.raises(services.GateClosed):
        ask(customer)


def test_with_the_store_down_the_gate_is_closed() -> None:
    customer = factories.payer()

    def gone(*_: object) -> CursorWrapper:
        raise OperationalError("the store is down")

    with connection.execute_wrapper(gone), pytest.raises(services.GateClosed) as closed:
        ask(customer)

    assert closed.value.status == 503


def test_standing_lists_every_grant_with_the_limits_of_the_risk_level() -> None:
    customer = factories.payer()

    standing = services.standing(customer_id=customer.pk, partner_id=customer.partner_id, at=AT)

    assert [grant.capability for grant in standing.grants] == list(Capability)
    assert standing.grants[0].limits == factories.policy().limit("pay_out", "low").per_payment  # type: ignore[union-attr]
    assert standing.reason is None
