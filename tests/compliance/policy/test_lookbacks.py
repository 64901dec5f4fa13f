"""No bar of screening changes unseen: what publishing asks for, and what it does not."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from compliance.audit.models import Event
from compliance.policy import lookbacks, services
from compliance.policy.lookbacks import GOOD_FOR, Seen
from compliance.policy.models import Lookback, PolicyVersion
from compliance.policy.screening import UNNAMED_MATCHER
from compliance.policy.services import LookbackOwed, NotThisMatcher, SamePolicyOfficer, load_shipped, propose, publish
from tests import factories
from tests.compliance.policy.test_parsing import TEXT
from tests.factories import AT

pytestmark = pytest.mark.django_db
STRICTER = TEXT.replace("screening_review = 0.72", "screening_review = 0.70")
NEXT = TEXT.replace('matcher = "2"', 'matcher = "next"')


@pytest.fixture
def proposed() -> Any:
    """Version 2 screens otherwise; returned is the officer who may publish it."""
    load_shipped(at=AT)
    propose(content=STRICTER, officer=factories.officer("maker"), at=AT)
    return factories.officer("checker")


def report(
    *, policy: int | None = 2, against: int = 1, matcher: str = UNNAMED_MATCHER, at: datetime = AT, **columns: Any
) -> Lookback:
    columns = {"finished_at": at} | columns
    return Lookback.objects.create(
        policy_id=policy, against=against, matcher_version=matcher, created_at=at, due_at=at, **columns
    )


def refused(officer: Any, *, at: datetime = AT) -> Seen:
    """Publishing is refused and nothing changes; answers what there is of a report."""
    before = Event.objects.count()
    with pytest.raises(LookbackOwed) as owed:
        publish(version=2, officer=officer, at=at)
    assert (owed.value.code, owed.value.status) == ("policy_lookback_owed", 409)
    assert (services.current().version, Event.objects.count()) == (1, before)
    return services.lookback(version=2, at=at)


def test_other_bars_are_not_published_without_a_report(proposed: Any) -> None:
    assert refused(proposed) == Seen.MISSING


def test_other_bars_are_published_once_the_report_is_there(proposed: Any) -> None:
    report()

    assert services.lookback(version=2, at=AT) == Seen.CURRENT
    assert publish(version=2, officer=proposed, at=AT).thresholds.screening_review == 0.70


def test_a_report_under_way_or_given_up_is_none(proposed: Any) -> None:
    running = report(finished_at=None)
    assert refused(proposed) == Seen.RUNNING

    Lookback.objects.filter(pk=running.pk).update(parked_at=AT)
    assert refused(proposed) == Seen.MISSING


def test_a_report_is_good_for_a_week(proposed: Any) -> None:
    report()

    assert services.lookback(version=2, at=AT + GOOD_FOR) == Seen.CURRENT
    assert refused(proposed, at=AT + GOOD_FOR + timedelta(seconds=1)) == Seen.OUT_OF_DATE
    assert timedelta(days=7) == GOOD_FOR


def test_a_report_against_another_policy_or_on_another_proposal_says_nothing(proposed: Any) -> None:
    propose(content=STRICTER, officer=factories.officer("third"), at=AT)
    report(policy=3)
    assert refused(proposed) == Seen.MISSING

    report(against=9)
    assert refused(proposed) == Seen.OUT_OF_DATE


def test_a_new_matcher_makes_the_report_of_the_former_one_worthless(proposed: Any) -> None:
    report()
    report(policy=None, at=AT + timedelta(hours=1))
    assert services.lookback(version=2, at=AT) == Seen.CURRENT

    report(policy=None, matcher="next", at=AT + timedelta(hours=2))
    assert refused(proposed, at=AT + timedelta(hours=3)) == Seen.OUT_OF_DATE


def test_a_policy_that_changes_no_bar_needs_no_report() -> None:
    load_shipped(at=AT)
    propose(content=TEXT.replace("match = 24", "match = 12"), officer=factories.officer("maker"), at=AT)

    assert services.lookback(version=2, at=AT) == Seen.NOT_NEEDED
    assert publish(version=2, officer=factories.officer("checker"), at=AT).version == 2


def test_the_newest_report_is_the_one_shown(proposed: Any) -> None:
    report()
    newer = report(at=AT + timedelta(hours=1), finished_at=None)

    assert lookbacks.newest(2) == newer
    assert lookbacks.newest(1) is None


@pytest.fixture
def renamed() -> Any:
    """Version 2 screens by the same bars and names another matcher; returned are its proposer and another officer."""
    load_shipped(at=AT)
    maker = factories.officer("maker")
    propose(content=NEXT, officer=maker, at=AT)
    return maker, factories.officer("checker")


def test_another_matcher_is_published_with_its_own_report_and_by_another_officer(renamed: Any) -> None:
    maker, checker = renamed
    assert refused(checker) == Seen.MISSING
    report(matcher="next")
    before = list(PolicyVersion.objects.values()), Event.objects.count()

    with pytest.raises(SamePolicyOfficer):
        publish(version=2, officer=maker, at=AT)

    assert (list(PolicyVersion.objects.values()), Event.objects.count()) == before
    assert publish(version=2, officer=checker, at=AT).screening.matcher == "next"


def test_a_policy_is_not_published_that_names_another_matcher_than_its_report_is_by(renamed: Any) -> None:
    report(matcher="third")
    before = list(PolicyVersion.objects.values()), Event.objects.count()

    with pytest.raises(NotThisMatcher) as other:
        publish(version=2, officer=renamed[1], at=AT)

    assert (other.value.code, other.value.status) == ("policy_other_matcher", 409)
    assert services.lookback(version=2, at=AT) == Seen.OTHER_MATCHER
    assert (list(PolicyVersion.objects.values()), Event.objects.count()) == before


def test_a_report_by_the_named_matcher_counts_before_one_by_another(renamed: Any) -> None:
    report(matcher="2")
    assert services.lookback(version=2, at=AT) == Seen.OTHER_MATCHER

    own = report(matcher="next", finished_at=None, at=AT + timedelta(hours=1))

    assert refused(renamed[1]) == Seen.RUNNING
    Lookback.objects.filter(pk=own.pk).update(parked_at=AT)
    assert refused(renamed[1]) == Seen.OUT_OF_DATE
    Lookback.objects.filter(pk=own.pk).update(parked_at=None, finished_at=AT)
    assert services.lookback(version=2, at=AT) == Seen.CURRENT


def test_a_policy_that_names_no_matcher_means_the_one_of_its_time() -> None:
    load_shipped(at=AT)
    propose(content=TEXT.replace('matcher = "2"\n', ""), officer=factories.officer("maker"), at=AT)

    assert services.lookback(version=2, at=AT) == Seen.NOT_NEEDED
    assert publish(version=2, officer=factories.officer("checker"), at=AT).screening.matcher == "2" == UNNAMED_MATCHER


def test_a_release_with_another_matcher_leaves_the_policy_in_force_to_two_officers(
    tmp_path: Path, settings: Any
) -> None:
    load_shipped(at=AT)
    before = list(PolicyVersion.objects.values()), Event.objects.count()
    settings.POLICY_FILE = tmp_path / "policy.toml"
    settings.POLICY_FILE.write_text(NEXT)

    assert load_shipped(at=AT).screening.matcher == "2"

    assert (list(PolicyVersion.objects.values()), Event.objects.count()) == before
