"""A matcher that policy does not name screens and accuses, and takes nothing back until two officers have seen what."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from compliance import gauges
from compliance.audit.models import Event
from compliance.cases import services
from compliance.cases.models import RescreenRun
from compliance.kernel.ids import new_id, public_id
from compliance.partners.models import Officer
from compliance.policy import services as policies
from compliance.policy.models import Lookback, PolicyVersion
from compliance.policy.services import SamePolicyOfficer
from onboarding.models import Customer, Status
from screening import services as screening
from screening.models import Match
from screening.records import ListedName
from tests import factories
from tests.compliance.cases import scenes
from tests.compliance.dashboard.desks import desk
from tests.factories import AT

pytestmark = pytest.mark.django_db
TEXT = settings.POLICY_FILE.read_text(encoding="utf-8")
NAMED = f'matcher = "{screening.MATCHER_VERSION}"'
FORMER = "former"
LATER = scenes.LATER
PEREIRA = replace(scenes.SILVA, ref="70", names=(ListedName("Bartolomeu Pereira"),))
"""Whom the former matcher, and none since, took for Ana Maria Silva."""


@pytest.fixture
def silva() -> Customer:
    """Verified under a policy that names the former matcher, which found one party of the list."""
    customer = factories.customer(status="verified")
    PolicyVersion.objects.create(
        version=2,
        content=TEXT.replace(NAMED, f'matcher = "{FORMER}"'),
        sha256=sha256(b"former").hexdigest(),
        shipped=True,
        proposed_at=AT,
        published_at=AT,
    )
    scenes.publish(PEREIRA, scenes.SILVA)
    _run(services.full_run(at=AT))
    Match.objects.update(entry_ref=PEREIRA.ref, entry_hash=PEREIRA.match_hash(), matcher_version=FORMER)
    scenes.publish(PEREIRA)
    scenes.rescreen()
    assert _live() == {(PEREIRA.ref, "open")}
    return scenes.fresh(customer)


def _clock() -> datetime:
    return LATER


def _run(row: RescreenRun) -> None:
    assert list(services.run(run_id=row.pk, clock=_clock))[-1].done


def _work(row: Lookback) -> Lookback:
    for _ in services.look_back(lookback_id=row.pk, clock=_clock):
        pass
    row.refresh_from_db()
    return row


def _live() -> set[tuple[str, str]]:
    return set(Match.objects.filter(lapsed_at=None).values_list("entry_ref", "status"))


def _state() -> tuple[Any, ...]:
    return (
        scenes.state(),
        list(Match.objects.order_by("pk").values()),
        list(PolicyVersion.objects.values()),
        list(RescreenRun.objects.order_by("pk").values()),
    )


def _propose() -> int:
    """The policy that names the matcher at hand, looked back on."""
    version = policies.propose(content=TEXT, officer=factories.officer("maker"), at=AT).version
    [report] = [row for row in services.lookbacks_due(at=AT) if row.policy_id == version]
    assert _work(report).counts == {"un_sc": {"lost_strong": 1}}
    return version


def test_the_shipped_policy_names_the_matcher_at_hand() -> None:
    factories.policy()

    assert policies.current().screening.matcher == screening.MATCHER_VERSION
    assert NAMED in TEXT


def test_what_a_matcher_loses_is_kept_until_two_officers_have_published_it(silva: Customer) -> None:
    _run(services.full_run(at=AT))
    assert _live() == {(PEREIRA.ref, "open")}
    assert scenes.alert_of(silva, "match").match_id == Match.objects.get().pk
    version = _propose()
    assert services.rescreen_after_change(at=LATER) is None
    before = _state()

    with pytest.raises(SamePolicyOfficer):
        policies.publish(version=version, officer=Officer.objects.get(username="maker"), at=LATER)

    assert _state() == before
    policies.publish(version=version, officer=factories.officer("checker"), at=LATER)
    run = services.rescreen_after_change(at=LATER)
    assert run is not None
    _run(run)
    assert _live() == set()
    assert "match.lapsed" in scenes.kinds(silva)
    assert scenes.alert_of(silva, "risk").code == "match_lapsed"
    assert services.rescreen_after_change(at=LATER + timedelta(days=1)) is None


def test_what_it_finds_anew_is_brought_to_a_case_at_once(silva: Customer) -> None:
    scenes.publish(PEREIRA, scenes.NAMESAKE)

    scenes.rescreen()

    assert _live() == {(PEREIRA.ref, "open"), (scenes.NAMESAKE.ref, "open")}
    assert scenes.case_of(silva).alerts.filter(settled_at=None, kind="match").count() == 2


def test_a_full_run_and_the_comparison_agree_on_what_is_kept(silva: Customer) -> None:
    assert [step.differences for step in services.compare()] == [()]

    _run(services.full_run(at=AT))

    assert [step.differences for step in services.compare()] == [()]


@pytest.mark.parametrize(
    "now", [(), (replace(PEREIRA, birth_dates=()),)], ids=["the entry is removed", "the entry has changed"]
)
def test_a_match_lapses_all_the_same_where_the_entry_is_another(silva: Customer, now: tuple[Any, ...]) -> None:
    scenes.publish(scenes.NOBODY, *now)

    scenes.rescreen()

    assert _live() == set()


def test_a_match_lapses_all_the_same_where_the_customer_is_another(silva: Customer) -> None:
    Customer.objects.update(status=Status.VERIFIED)
    scenes.rename(silva, "Okonkwo")

    assert services.screen_changed(at=AT) == 1

    assert _live() == set()


def test_an_entry_that_changes_in_what_nobody_compares_does_not_make_it_lapse(silva: Customer) -> None:
    scenes.publish(replace(PEREIRA, remarks="Renumbered."))

    scenes.rescreen()

    assert _live() == {(PEREIRA.ref, "open")}


def test_the_look_back_begins_by_itself_and_only_where_policy_names_another_matcher(silva: Customer) -> None:
    [report] = services.lookbacks_due(at=AT)

    assert (report.policy_id, report.against, report.matcher_version) == (None, 2, screening.MATCHER_VERSION)
    assert _work(report).counts == {"un_sc": {"lost_strong": 1}}
    assert [(one["change"], one["entry"]) for one in report.examples] == [("lost_strong", "un_sc:70")]
    assert Event.objects.get(kind="lookback.completed").subject == f"matcher_{screening.MATCHER_VERSION}"
    assert services.lookbacks_due(at=AT) == []
    assert services.rescreen_after_change(at=LATER) is None


def test_the_look_back_begins_anew_under_another_policy(silva: Customer) -> None:
    [report] = services.lookbacks_due(at=AT)
    _work(report)
    former = PolicyVersion.objects.get(version=2).content
    row = policies.propose(
        content=former.replace("match = 24", "match = 12"), officer=factories.officer("maker"), at=AT
    )
    policies.publish(version=row.version, officer=factories.officer("checker"), at=LATER)

    [again] = services.lookbacks_due(at=LATER)

    assert (again.policy_id, again.against, report.against) == (None, 3, 2)
    assert _work(again).counts == report.counts
    assert services.rescreen_after_change(at=LATER) is None


def test_what_is_to_be_done_is_said_everywhere_until_it_is_done(silva: Customer) -> None:
    assert gauges.matcher_not_named() == {"": 1}
    [report] = services.lookbacks_due(at=AT)
    officer = desk("third")
    notice = f"Matcher {screening.MATCHER_VERSION} screens, and the policy in force names former"
    assert notice in officer.get("/").content.decode()
    assert "0 of 1 customers" in officer.get("/policy").content.decode()
    _work(report)
    out, err = StringIO(), StringIO()
    call_command("lookback", "--json", stdout=out, stderr=err)
    assert json.loads(out.getvalue())["counts"] == {"un_sc": {"lost_strong": 1}}
    assert f"{notice}: what {screening.MATCHER_VERSION} loses is kept." in err.getvalue()
    page = officer.get("/policy").content.decode()
    assert "waits for two officers" in page
    assert f'lost strong: <a class="id" href="/customers/{public_id("cus", silva.pk)}"' in page.lower()

    policies.publish(version=_propose(), officer=factories.officer("checker"), at=LATER)

    assert gauges.matcher_not_named() == {"": 0}
    assert notice not in officer.get("/").content.decode()
    assert "waits for two officers" not in officer.get("/policy").content.decode()


def test_a_change_of_policy_after_the_one_that_counts_does_not_hide_it(silva: Customer) -> None:
    policies.publish(version=_propose(), officer=factories.officer("checker"), at=LATER)
    other = policies.propose(
        content=TEXT.replace("match = 24", "match = 12"), officer=factories.officer("third"), at=LATER
    )
    policies.publish(version=other.version, officer=factories.officer("fourth"), at=LATER)

    assert services.rescreen_after_change(at=LATER) is not None
    assert services.rescreen_after_change(at=LATER) is None


def test_a_settled_match_is_kept_as_well(silva: Customer) -> None:
    Match.objects.update(status="true_match", disposed_at=AT)

    _run(services.full_run(at=AT))

    assert _live() == {(PEREIRA.ref, "true_match")}


def _name_the_one_at_hand(*, at: datetime, version: int = 3) -> None:
    PolicyVersion.objects.create(
        version=version,
        content=TEXT.replace("match = 24", f"match = {version}"),
        sha256=sha256(str(version).encode()).hexdigest(),
        shipped=True,
        proposed_at=at,
        published_at=at,
    )


@pytest.mark.parametrize("status", ["open", "true_match"])
def test_what_another_matcher_found_since_policy_names_the_one_at_hand_is_kept(silva: Customer, status: str) -> None:
    _name_the_one_at_hand(at=LATER)
    _name_the_one_at_hand(at=LATER + timedelta(days=2), version=4)
    Match.objects.update(
        status=status, disposed_at=None if status == "open" else AT, created_at=LATER + timedelta(days=1)
    )
    before = Event.objects.count()

    _run(services.full_run(at=AT))

    assert _live() == {(PEREIRA.ref, status)}
    assert "match.lapsed" not in [event.kind for event in Event.objects.order_by("pk")[before:]]
    assert [step.differences for step in services.compare()] == [()]


def test_what_another_matcher_found_once_more_since_is_kept_as_well(silva: Customer) -> None:
    _name_the_one_at_hand(at=LATER)
    Match.objects.update(again_at=LATER + timedelta(days=1))

    _run(services.full_run(at=AT))

    assert _live() == {(PEREIRA.ref, "open")}


def test_what_was_found_before_the_policies_that_name_the_one_at_hand_lapses(silva: Customer) -> None:
    Match.objects.update(created_at=LATER + timedelta(days=1))
    PolicyVersion.objects.filter(version=1).update(published_at=AT - timedelta(days=9))
    _name_the_one_at_hand(at=LATER + timedelta(days=1))

    _run(services.full_run(at=AT))

    assert _live() == set()


def test_what_the_matcher_at_hand_had_found_itself_lapses_as_ever(silva: Customer) -> None:
    other = replace(PEREIRA, ref="71")
    own = Match.objects.get()
    own.pk, own.entry_ref, own.entry_hash = new_id(), other.ref, other.match_hash()
    own.matcher_version = screening.MATCHER_VERSION
    own.save(force_insert=True)

    scenes.publish(PEREIRA, other)
    scenes.rescreen()

    assert Match.objects.get(pk=own.pk).lapsed_at == AT
    assert _live() == {(PEREIRA.ref, "open")}
