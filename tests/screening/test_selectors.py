"""How the lists stand: what is stale, what raises an alarm, and which ones the clock asks for."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from compliance import gauges
from compliance.gate import services as gate
from compliance.kernel.errors import DomainError
from screening import selectors, services
from screening.models import Watchlist
from screening.selectors import ListStatus
from screening.services import ListRefused
from screening.sources import Problem
from tests import factories
from tests.screening import lists
from tests.screening.lists import ACTOR, AT

pytestmark = pytest.mark.django_db


def _status(source: str, hours: int = 0) -> ListStatus:
    return next(row for row in selectors.list_status(at=AT + timedelta(hours=hours)) if row.source == source)


def test_a_list_that_policy_needs_and_nobody_loaded_raises_the_alarm() -> None:
    factories.policy()

    row = _status("un")

    assert (row.stale, row.alarm) == (True, "Not loaded, and policy needs it within 96 hours.")


def test_a_list_is_stale_once_it_is_older_than_policy_allows(tmp_path: Path) -> None:
    factories.policy()
    lists.sync(tmp_path, lists.people("DROVANIK, Anton"))

    fresh, old = _status("ofac_sdn", 96), _status("ofac_sdn", 97)

    assert (fresh.stale, fresh.alarm) == (False, "")
    assert (old.stale, old.alarm) == (True, "Last confirmed 97 hours ago; policy allows 96.")


def test_a_list_that_policy_does_not_name_is_never_stale() -> None:
    factories.policy()

    assert (_status("ofac_cons").stale, _status("ofac_cons").alarm) == (False, "")


def test_a_refusal_raises_the_alarm_until_a_good_version_comes(tmp_path: Path) -> None:
    lists.sync(tmp_path, lists.people("DROVANIK, Anton"))
    (tmp_path / "empty.csv").touch()
    with pytest.raises(ListRefused):
        services.sync(source="ofac_sdn", path=tmp_path / "empty.csv", at=AT, actor=ACTOR)

    alarm = _status("ofac_sdn").alarm
    lists.sync(tmp_path, lists.people("DROVANIK, Anton"))

    assert alarm == "The last update was refused (empty): empty.csv is empty."
    assert _status("ofac_sdn").alarm == ""


def test_what_a_version_could_not_say_is_counted_and_shown(tmp_path: Path) -> None:
    rows = [lists.row(number, f"DROVANIK, Anton{number}", "nationality Atlantis.") for number in range(1, 26)]

    result = lists.sync(tmp_path, rows)
    row = _status("ofac_sdn")

    assert (len(result.problems), row.problem_count, len(row.problems)) == (27, 27, 20)
    assert row.problems[2] == Problem(1, "The country 'Atlantis' is not known.")
    assert row.to_json()["problems"][2] == {"line": 1, "detail": "The country 'Atlantis' is not known."}


def test_operators_watch_age_refusals_staleness_and_counts(tmp_path: Path) -> None:
    factories.policy()
    lists.sync(tmp_path, lists.people("DROVANIK, Anton", "KELMAZOV, Rustam"))
    Watchlist.objects.filter(source="ofac_sdn").update(refused_at=AT, refused_code="empty")

    assert gauges.list_entries()["ofac_sdn"] == 2
    assert gauges.lists_refused()["ofac_sdn"] == 1
    assert gauges.lists_stale()["un"] == 1
    assert gauges.list_age()["ofac_sdn"] > 0


def test_the_gate_closes_when_a_list_is_older_than_policy_allows() -> None:
    payer = factories.payer()
    require = partial(gate.require, customer_id=payer.pk, partner_id=payer.partner_id, capability="hold", amount=None)

    require(at=AT + timedelta(hours=96))
    with pytest.raises(DomainError) as refusal:
        require(at=AT + timedelta(hours=97))

    assert "temporarily_unavailable" in str(refusal.value.extra)
