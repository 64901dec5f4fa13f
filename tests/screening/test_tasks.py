"""Which lists the clock asks for: those in force, needed or named, once an hour."""

from datetime import timedelta

import pytest
from django.conf import settings

from screening import selectors
from screening.models import Watchlist
from screening.tasks import refresh_due
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
NEEDED = ["ofac_sdn", "un"]
"""By the shipped policy."""


def test_a_list_that_policy_needs_and_nobody_loaded_is_due_at_once() -> None:
    factories.policy()

    assert selectors.refresh_due(at=AT) == NEEDED


@pytest.mark.parametrize("column", ["checked_at", "refused_at"])
def test_a_list_is_due_again_after_an_hour_whether_it_was_confirmed_or_refused(column: str) -> None:
    factories.policy()
    Watchlist.objects.create(source="un", **{column: AT})

    assert selectors.refresh_due(at=AT + timedelta(minutes=59)) == ["ofac_sdn"]
    assert selectors.refresh_due(at=AT + timedelta(minutes=60)) == NEEDED


def test_a_list_that_is_in_force_or_named_is_kept_fresh_too() -> None:
    factories.policy()
    factories.fresh_lists(at=AT)

    assert selectors.refresh_due(at=AT, named=["eu_fsf"]) == ["eu_fsf"]
    assert selectors.refresh_due(at=AT + timedelta(hours=1), named=["eu_fsf"]) == ["eu_fsf", *NEEDED]


def test_a_list_without_an_address_is_never_asked_for() -> None:
    assert selectors.refresh_due(at=AT, named=["own", "nonsense"]) == []


def test_one_task_is_sent_for_each_list_that_is_due(
    sent_tasks: list[tuple[str, dict[str, object]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.policy()
    monkeypatch.setattr(settings, "REFRESH_LISTS", ["ofac_cons"])

    refresh_due()

    assert sent_tasks == [("screening.tasks.refresh", {"source": code}) for code in ("ofac_cons", *NEEDED)]
