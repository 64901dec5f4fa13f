"""Which lists the clock asks for: those never loaded, and those not asked after within the hour."""

from datetime import timedelta

import pytest

from screening import selectors
from screening.models import Watchlist
from screening.sources import SOURCES
from screening.tasks import refresh_due
from tests.factories import AT

pytestmark = pytest.mark.django_db
EVERY = sorted(SOURCES)


def test_a_list_that_was_never_loaded_is_due_at_once() -> None:
    assert selectors.refresh_due(at=AT) == EVERY


@pytest.mark.parametrize("column", ["checked_at", "refused_at"])
def test_a_list_is_due_again_after_an_hour_whether_it_was_confirmed_or_refused(column: str) -> None:
    Watchlist.objects.create(source="un", **{column: AT})

    assert selectors.refresh_due(at=AT + timedelta(minutes=59)) == [code for code in EVERY if code != "un"]
    assert selectors.refresh_due(at=AT + timedelta(minutes=60)) == EVERY


def test_one_task_is_sent_for_each_list_that_is_due(sent_tasks: list[tuple[str, dict[str, object]]]) -> None:
    refresh_due()

    assert sent_tasks == [("screening.tasks.refresh", {"source": code}) for code in EVERY]
