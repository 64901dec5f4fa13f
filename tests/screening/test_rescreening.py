"""What a version touched, as it reads now; and the stored index of subjects."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from compliance.kernel.ids import new_id
from compliance.vault import services as vault
from screening import services
from screening.models import Match, RosterSegment
from screening.rosters import Stretch, key_of, owner_of, subject_of
from screening.services import rosters
from screening.subjects import Subject
from tests.screening import lists
from tests.screening.lists import AT

pytestmark = pytest.mark.django_db
BAR = 0.8


def bars(_: UUID) -> Callable[[str], float]:
    return lambda _: BAR


def build(*subjects: Subject, stamp: str = "1") -> Stretch:
    marks = {subject.owner_id: 7 for subject in subjects}
    last = max(marks, default=new_id())
    return rosters.build(after=rosters.START, last=last, stamp=stamp, at=AT, read=lambda: (marks, list(subjects), True))


def test_a_change_is_what_the_version_touched_as_it_reads_now(tmp_path: Path) -> None:
    lists.sync(tmp_path, [lists.row(1, "DROVANIK, Anton"), lists.row(2, "KELMAZOV, Rustam")])
    second = lists.sync(tmp_path, [lists.row(1, "DROVANIK, Anton", "DOB 1960."), lists.row(3, "OKONKWO, Said")])
    third = lists.sync(tmp_path, [lists.row(1, "DROVANIC, Anton")])

    change = services.change_of(version_id=second.version.pk)

    assert change.refs == {"1", "2", "3"}
    named = {key: record.names[0].text for key, record in change.wanted.records.items()}
    assert named == {"ofac_sdn:1": "Anton DROVANIC"}
    assert change.versions == {"ofac_sdn": third.version}


def test_changes_taken_in_the_wrong_order_end_with_the_list_as_it_stands(tmp_path: Path) -> None:
    subject = lists.subject("Anton Drovanik")
    versions = [
        lists.sync(tmp_path, [lists.row(9, "NOBODY, Zeb"), *rows]).version.pk
        for rows in ([], [lists.row(1, "DROVANIK, Anton")], [lists.row(1, "OKONKWO, Said")])
    ]

    for version in reversed(versions):
        lists.rescreen(version, subject, bars_of=bars)

    assert not Match.objects.filter(lapsed_at=None).exists()


def test_the_index_tells_whose_subject_resembles_a_changed_entry(tmp_path: Path) -> None:
    version = lists.sync(tmp_path, [lists.row(1, "DROVANIK, Anton")]).version
    named, other = lists.subject("Anton Drovanik"), lists.subject("Marika Okonkwo")
    change = services.change_of(version_id=version.pk)

    build(named, other)
    [segment] = RosterSegment.objects.all()
    stretch = rosters.opened(segment)

    assert stretch is not None
    assert services.resembling(change=change, roster=stretch.roster, bar=BAR) == {named.id}
    assert stretch.marks == {named.id: 7, other.id: 7}


def test_a_stored_index_tells_nobody_s_name_and_does_not_open_altered() -> None:
    build(lists.subject("Anton Drovanik"))
    [segment] = RosterSegment.objects.all()
    assert b"Drovanik" not in bytes(segment.sealed)

    segment.sealed = bytes(segment.sealed)[:-1] + b"\0"

    assert rosters.opened(segment) is None


def test_a_subject_that_is_erased_takes_the_index_of_its_stretch_along() -> None:
    gone, kept = lists.subject("Anton Drovanik"), lists.subject("Marika Okonkwo")
    build(gone, kept)
    [segment] = RosterSegment.objects.all()

    vault.destroy(subject_id=gone.owner_id, at=AT)

    assert rosters.opened(segment) is None


def test_an_index_that_is_built_again_replaces_the_ones_that_it_overlaps() -> None:
    first, second = lists.subject("Anton Drovanik"), lists.subject("Marika Okonkwo")
    build(first)
    build(first, second)

    [segment] = RosterSegment.objects.all()
    assert (segment.owners, segment.last, rosters.is_last(segment)) == (2, second.id, True)


def test_an_index_of_another_matcher_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    build(lists.subject("Anton Drovanik"))
    assert rosters.stretch_after(rosters.START) is not None

    monkeypatch.setattr(rosters, "MATCHER_VERSION", "another")

    assert rosters.stretch_after(rosters.START) is None


def test_a_key_in_an_index_tells_owner_and_subject() -> None:
    owner, subject = new_id(), new_id()

    key = key_of(owner, subject)

    assert (owner_of(key), subject_of(key)) == (owner, subject)
