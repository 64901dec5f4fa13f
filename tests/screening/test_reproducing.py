"""A match says how it was made: asked again, it is the same; and where it is not, it says so."""

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from compliance.kernel.ids import UnknownId, new_id, public_id
from screening import services
from screening.models import Entry, Match
from screening.queries import as_query, from_json, to_json
from screening.subjects import Subject
from tests.screening import lists
from tests.screening.lists import ACTOR, AT

NAMES = st.sampled_from(["DROVANIK, Anton", "DROVANIC, Anton Viktor", "HADDAD, Mariam", "AL-HADDAD, Maryam", "LI, Wei"])
ASKED = st.sampled_from(["Anton Drovanik", "Anton Victor Drovanik", "Mariam Haddad", "Haddad Maryam", "Wei Li", "Li"])
DAYS = st.sampled_from([None, "1970", "1970-03", "1970-03-12"])
REMARKS = st.sampled_from(["", "DOB 12 Mar 1970.", "DOB 1970; nationality Portugal.", "Passport X1234567 (Portugal)."])


class Reproducing(TestCase):
    @settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(
        entries=st.lists(st.tuples(NAMES, REMARKS), min_size=1, max_size=5),
        name=ASKED,
        born=DAYS,
        countries=st.sampled_from([(), ("PT",), ("FR", "PT")]),
        identifiers=st.sampled_from([(), ("X1234567",)]),
    )
    def test_every_match_reproduces_also_when_its_list_has_moved_on(
        self,
        entries: list[tuple[str, str]],
        name: str,
        born: str | None,
        countries: tuple[str, ...],
        identifiers: tuple[str, ...],
    ) -> None:
        rows = [lists.row(number, *entry) for number, entry in enumerate(entries, start=1)]
        subject = replace(lists.subject(name, birth_date=born), countries=countries, identifiers=identifiers)
        with TemporaryDirectory() as folder:
            lists.sync(Path(folder), rows)
            found = services.screen_subject(subject=subject, bars=lists.bars, policy_version=1, at=AT, actor=ACTOR).new
            lists.sync(Path(folder), [lists.row(number, "SOMEBODY, Else") for number in range(1, len(rows) + 1)])

        for match in found:
            made = services.reproduce(match_id=match.pk)
            assert made.same, (match.entry, made)
            assert made.score_now == pytest.approx(match.score)
            assert (made.missing, made.matcher_now) == ("", match.matcher_version)

    @settings(deadline=None, max_examples=50)
    @given(name=ASKED, born=DAYS, kind=st.sampled_from(["person", "company", ""]))
    def test_a_question_survives_being_kept(self, name: str, born: str | None, kind: str) -> None:
        owner = new_id()
        query = as_query(Subject(owner, owner, owner, kind, (name, "Other"), born, ("PT",), ("X1",)))

        assert from_json(json.loads(json.dumps(to_json(query)))) == query
        assert from_json(to_json(query) | {"gone": 1}) == query


@pytest.fixture
def match(tmp_path: Path) -> Match:
    lists.sync(tmp_path, [lists.row(1, "DROVANIK, Anton", "DOB 12 Mar 1970.")])
    subject = lists.subject("Anton Drovanik", birth_date="1970-03-12")
    return services.screen_subject(subject=subject, bars=lists.bars, policy_version=7, at=AT, actor=ACTOR).new[0]


def tell(match: Match, *options: str) -> tuple[str, int]:
    """What the command prints, and its exit code."""
    out = StringIO()
    try:
        call_command("match", public_id("mat", match.pk), *options, stdout=out)
    except CommandError as error:
        return out.getvalue(), error.returncode
    return out.getvalue(), 0


@pytest.mark.django_db
def test_the_command_shows_the_match_its_reasons_and_that_it_reproduces(match: Match) -> None:
    text, code = tell(match, "--json")

    told = json.loads(text)
    assert code == 0
    assert (told["entry"], told["names"], told["listed"]) == ("ofac_sdn:1", ["Anton Drovanik"], "Anton DROVANIK")
    assert (told["list_version"], told["policy_version"], told["status"]) == (1, 7, "open")
    assert (told["reproduces"], told["score_now"], told["missing"]) == (True, told["score"], None)
    assert told["reasons"]
    assert all(set(reason) == {"factor", "score", "detail"} for reason in told["reasons"])
    assert "It reproduces" in tell(match)[0]


@pytest.mark.django_db
@pytest.mark.parametrize("change", [0.01, -0.01])
def test_a_score_that_was_altered_does_not_reproduce(match: Match, change: float) -> None:
    Match.objects.update(score=match.score + change)

    assert not services.reproduce(match_id=match.pk).same
    text, code = tell(match, "--json")
    assert (code, json.loads(text)["reproduces"]) == (1, False)


@pytest.mark.django_db
def test_an_entry_that_was_altered_does_not_reproduce(match: Match) -> None:
    row = Entry.objects.get()
    row.data["names"][0]["text"] = "Antonia Drovanikova"
    row.save()

    made = services.reproduce(match_id=match.pk)

    assert not made.same
    assert made.score_now is None or made.score_now < made.score_then


@pytest.mark.django_db
def test_what_is_gone_is_named(match: Match) -> None:
    Entry.objects.update(match_hash="0" * 64)
    assert (services.reproduce(match_id=match.pk).same, services.reproduce(match_id=match.pk).missing) == (
        False,
        "entry",
    )

    Match.objects.update(query=None)
    made = services.reproduce(match_id=match.pk)
    assert (made.same, made.missing, made.score_now) == (False, "query", None)
    assert tell(match) == (tell(match)[0], 1)


@pytest.mark.django_db
def test_an_unknown_match_is_refused() -> None:
    with pytest.raises(UnknownId):
        services.reproduce(match_id=new_id())
    with pytest.raises(CommandError) as refused:
        call_command("match", public_id("mat", new_id()))
    assert refused.value.returncode == 2
