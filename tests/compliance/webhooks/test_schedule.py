"""When a delivery is tried again."""

from datetime import timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from compliance.webhooks.schedule import ATTEMPTS, RETRIES, SUSTAINED, retry_in


def test_the_retries_last_three_days_and_then_end() -> None:
    assert timedelta(days=3) <= sum(RETRIES, timedelta()) <= timedelta(days=3.5)
    assert ATTEMPTS == 10
    assert sum(RETRIES, timedelta()) >= SUSTAINED


def test_each_wait_is_longer_than_the_one_before() -> None:
    assert list(RETRIES) == sorted(set(RETRIES))


@given(st.uuids(), st.integers(min_value=1, max_value=50))
def test_a_wait_is_the_tables_and_up_to_a_fifth_more_and_always_the_same(delivery: UUID, attempt: int) -> None:
    base = RETRIES[min(attempt, len(RETRIES)) - 1]

    wait = retry_in(delivery_id=delivery, attempt=attempt)

    assert base <= wait <= base * 1.2
    assert wait == retry_in(delivery_id=delivery, attempt=attempt)


def test_deliveries_that_failed_together_do_not_come_back_together() -> None:
    waits = {retry_in(delivery_id=UUID(int=number), attempt=3) for number in range(100)}

    assert len(waits) > 90
