"""The delta of a version, rescreened, leaves the same matches as screening everybody against everything."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from screening import services
from screening.models import Match
from screening.subjects import Subject
from tests.screening import lists
from tests.screening.lists import ACTOR, AT

WORDS = ("DROVANIK", "DROVANIC", "KELMAZOV", "ANTON", "ANTONIO", "RUSTAM", "BIN", "AL", "SAID")
NAME = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
BORN = st.sampled_from(["", "DOB 1960.", "DOB 12 Mar 1968.", "DOB circa 1970.", "Gender Male."])
LISTED = st.dictionaries(st.integers(1, 9), st.tuples(NAME, BORN), min_size=1, max_size=7)
SUBJECTS = st.lists(st.tuples(NAME, st.sampled_from([None, "1968-03-12", "1961"])), min_size=1, max_size=3)


class TestDelta(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(states=st.lists(LISTED, min_size=2, max_size=4), people=SUBJECTS)
    def test_rescreening_each_delta_equals_screening_everything(
        self, states: list[dict[int, tuple[str, str]]], people: list[tuple[str, str | None]]
    ) -> None:
        by_delta = [lists.subject(name, birth_date=born) for name, born in people]
        by_all = [lists.subject(name, birth_date=born) for name, born in people]

        with TemporaryDirectory() as folder:
            _put_in_force(Path(folder), states[0], by_delta, by_all, first=True)
            for state in states[1:]:
                _put_in_force(Path(folder), state, by_delta, by_all, first=False)

                assert _live(by_delta) == _live(by_all)


def _put_in_force(
    folder: Path, state: dict[int, tuple[str, str]], by_delta: list[Subject], by_all: list[Subject], *, first: bool
) -> None:
    result = lists.sync(folder, [lists.row(ref, name, remark) for ref, (name, remark) in state.items()])
    everything = [*by_delta, *by_all] if first else by_all
    for subject in everything:
        services.screen_subject(subject=subject, bars=lists.bars, policy_version=1, at=AT, actor=ACTOR)
    if result.is_new and not first:
        lists.rescreen(result.version.pk, *by_delta)


def _live(subjects: list[Subject]) -> list[set[tuple[str, str, float]]]:
    rows = [Match.objects.filter(subject_id=subject.id, lapsed_at=None) for subject in subjects]
    return [{(match.entry_ref, match.entry_hash, match.score) for match in matches} for matches in rows]
