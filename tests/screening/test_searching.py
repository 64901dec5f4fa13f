"""The bar of each list: what reaches it is a hit, and a list that is off is silent."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from screening import current, services
from screening.models import Entry, ListVersion, Match, Watchlist
from screening.services.searching import hits_among
from screening.subjects import Subject
from tests.screening import lists
from tests.screening.lists import ACTOR, AT

pytestmark = pytest.mark.django_db
OFF = 2.0


@pytest.fixture
def subject(tmp_path: Path) -> Subject:
    """Somebody whom two lists name alike: `ofac_sdn` and `pep`."""
    lists.sync(tmp_path, lists.people("DROVANIC, Anton"))
    [entry] = Entry.objects.all()
    version = ListVersion.objects.create(
        source="pep", number=1, fetched_at=AT, entry_count=1, added=1, changed=0, removed=0
    )
    entry.pk, entry.source, entry.since = None, "pep", version
    entry.save()
    Watchlist.objects.create(source="pep", current=version, checked_at=AT)
    return lists.subject("Anton Drovanik")


def found(subject: Subject, bars: Mapping[str, float]) -> dict[str, float]:
    return {hit.source: hit.score for hit in hits_among(subject, current.lists(), bars.__getitem__)}


def test_each_list_has_its_own_bar_and_a_score_at_it_is_a_hit(subject: Subject) -> None:
    both = found(subject, {"ofac_sdn": 0.5, "pep": 0.5})
    score = both["ofac_sdn"]

    assert both == {"ofac_sdn": score, "pep": score}
    assert found(subject, {"ofac_sdn": score, "pep": score + 1e-6}) == {"ofac_sdn": score}
    assert found(subject, {"ofac_sdn": score + 1e-6, "pep": score}) == {"pep": score}


def test_a_list_that_is_off_finds_nobody_and_the_others_do(subject: Subject) -> None:
    assert list(found(subject, {"ofac_sdn": 0.5, "pep": OFF})) == ["ofac_sdn"]
    assert found(subject, {"ofac_sdn": OFF, "pep": OFF}) == {}


def test_the_best_comes_first_whatever_its_list(subject: Subject) -> None:
    hits = hits_among(subject, current.lists(), {"ofac_sdn": 0.4, "pep": 0.5}.__getitem__)

    assert [hit.entry for hit in hits] == ["ofac_sdn:1", "pep:1"]


def test_matches_lapse_when_their_list_is_switched_off_and_come_back_with_it(subject: Subject) -> None:
    def screen(bars: Mapping[str, float]) -> services.Screened:
        return services.screen_subject(subject=subject, bars=bars.__getitem__, policy_version=1, at=AT, actor=ACTOR)

    assert len(screen({"ofac_sdn": 0.5, "pep": 0.5}).new) == 2

    off = screen({"ofac_sdn": 0.5, "pep": OFF})
    on = screen({"ofac_sdn": 0.5, "pep": 0.5})

    assert [match.source for match in off.lapsed] == ["pep"]
    assert [match.source for match in off.matches] == ["ofac_sdn"]
    assert [match.source for match in on.new] == ["pep"]
    assert Match.objects.count() == 2
