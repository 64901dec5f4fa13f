"""What is remembered, for how long, and that it never stands in the way of what is new."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from compliance.audit.models import Event
from compliance.kernel.ids import UnknownId, new_id, public_id
from screening import selectors, services
from screening.models import AllowedPair, Match, MatchStatus
from screening.services import MatchDisposed, Screened, TwoOfficers, remembering
from screening.subjects import Subject
from tests import factories
from tests.screening import lists
from tests.screening.lists import ACTOR, AT

pytestmark = pytest.mark.django_db
ANTON = "DROVANIK, Anton"
YEAR = AT + timedelta(days=365)


def screen(subject: Subject, at: datetime = AT, policy: int = 3) -> Screened:
    return services.screen_subject(subject=subject, bars=lists.bars, policy_version=policy, at=at, actor=ACTOR)


def dispose(match: Match, outcome: str, *, expires_at: datetime | None = None) -> Match:
    return services.dispose(
        match_id=match.pk, outcome=outcome, reason="name_only", expires_at=expires_at, at=AT, actor=ACTOR
    )


def kinds(subject: Subject) -> list[str]:
    return list(
        Event.objects.filter(subject=public_id("cus", subject.owner_id)).order_by("seq").values_list("kind", flat=True)
    )


@pytest.fixture
def anton(tmp_path: Path) -> Subject:
    lists.sync(tmp_path, lists.people(ANTON))
    return lists.subject("Anton Drovanik")


@pytest.fixture
def officers() -> TwoOfficers:
    return TwoOfficers(factories.officer("maker").pk, factories.officer("checker").pk, new_id())


def allow(match: Match, officers: TwoOfficers, *, at: datetime = AT) -> AllowedPair:
    return services.allow(
        match_id=match.pk,
        reason="known_namesake",
        officers=officers,
        expires_at=at + timedelta(days=365),
        at=at,
        actor=ACTOR,
    )


def test_a_match_keeps_the_versions_that_made_it_and_the_question_sealed(anton: Subject) -> None:
    match = screen(anton).new[0]

    assert (match.policy_version, match.list_version.number, match.matcher_version) == (3, 1, services.MATCHER_VERSION)
    assert match.query is not None
    assert b"Drovanik" not in bytes(match.query) + bytes(match.reasons)


def test_the_trail_names_the_match_and_not_who_is_suspected(anton: Subject, officers: TwoOfficers) -> None:
    match = screen(anton).new[0]
    allow(match, officers)

    facts = [event.facts for event in Event.objects.filter(subject=public_id("cus", anton.owner_id))]

    assert len(facts) == 2
    assert all(public_id("mat", match.pk) in one for one in facts)
    assert not any("ofac_sdn" in one or "entry" in one for one in facts)


def test_a_false_positive_is_silent_until_its_last_moment_and_then_asked_about_again(anton: Subject) -> None:
    match = dispose(screen(anton).new[0], "false_positive", expires_at=YEAR)

    assert screen(anton, at=YEAR - timedelta(seconds=1)).new == []
    again = screen(anton, at=YEAR)

    assert [one.pk for one in again.new] == [match.pk]
    assert [one.pk for one in again.matches] == [match.pk]
    match.refresh_from_db()
    assert (match.status, match.disposition, match.disposed_at, match.expires_at) == ("open", "", None, None)
    [earlier] = selectors.earlier_answers(match)
    assert (earlier.outcome, earlier.reason, earlier.at, earlier.expired) == ("false_positive", "name_only", AT, True)
    assert kinds(anton) == ["match.found", "match.disposed", "match.reopened"]
    assert screen(anton, at=YEAR).new == []


def test_an_answer_without_an_end_never_expires(anton: Subject) -> None:
    dispose(screen(anton).new[0], "false_positive")

    assert screen(anton, at=YEAR + timedelta(days=10_000)).new == []


@pytest.mark.parametrize("outcome", ["true_match", "inconclusive"])
def test_no_other_answer_expires(anton: Subject, outcome: str) -> None:
    match = dispose(screen(anton).new[0], outcome, expires_at=YEAR)

    assert match.expires_at is None
    assert screen(anton, at=YEAR + timedelta(days=1)).new == []
    match.refresh_from_db()
    assert match.status == outcome


def test_a_true_match_is_not_undone_and_an_inconclusive_one_can_be_told_later(anton: Subject) -> None:
    match = dispose(screen(anton).new[0], "inconclusive")

    assert [one.pk for one in screen(anton).matches] == [match.pk]
    assert dispose(match, "true_match").status == MatchStatus.TRUE_MATCH
    with pytest.raises(MatchDisposed):
        dispose(match, "false_positive")


def test_an_earlier_answer_about_other_facts_is_shown_as_such(anton: Subject) -> None:
    dispose(screen(anton).new[0], "false_positive", expires_at=YEAR)

    new = screen(replace(anton, countries=("PT",))).new[0]

    assert [(one.outcome, one.expired) for one in selectors.earlier_answers(new)] == [("false_positive", False)]
    assert selectors.match_detail(new).earlier == selectors.earlier_answers(new)


def test_five_hundred_remembered_entries_do_not_crowd_out_one_that_is_new(tmp_path: Path) -> None:
    namesakes = [lists.row(number, ANTON) for number in range(1, 501)]
    lists.sync(tmp_path, namesakes)
    subject = lists.subject("Anton Drovanik")
    assert len(screen(subject).new) == 500
    Match.objects.update(status="false_positive", disposition="name_only", disposed_at=AT, expires_at=YEAR)
    lists.sync(tmp_path, [*namesakes, lists.row(501, "DROVANIC, Anton")])

    found = screen(subject)

    assert [match.entry for match in found.new] == ["ofac_sdn:501"]
    assert found.new[0].score < Match.objects.exclude(pk=found.new[0].pk).earliest("score").score
    assert Match.objects.filter(lapsed_at=None).count() == 501


def test_an_allowed_pair_is_silent_when_the_subject_moves(anton: Subject, officers: TwoOfficers) -> None:
    pair = allow(screen(anton).new[0], officers)

    moved = screen(replace(anton, countries=("PT",)))

    assert (moved.new, moved.matches) == ([], [])
    newest = Match.objects.latest("id")
    assert (newest.status, newest.disposition, newest.allowed) == ("false_positive", "allowed_pair", pair)
    assert (newest.expires_at, newest.disposed_at) == (pair.expires_at, AT)
    assert kinds(anton)[-2:] == ["match.lapsed", "match.suppressed"]
    assert selectors.allowed_pairs(owner_id=anton.owner_id, at=AT) == [pair]
    assert selectors.allowed_pairs(owner_id=anton.owner_id, at=pair.expires_at) == []


@pytest.mark.parametrize(
    "change",
    [
        {"names": ("Anton Drovanik", "Antonius Drovanik")},
        {"names": ("Anton Drovanic",)},
        {"birth_date": "1990-01-01"},
        {"gender": "male"},
        {"identifiers": ("PA1234567",)},
        {"birth_places": ("Evora",)},
        {"kind": ""},
    ],
)
def test_an_allowed_pair_ends_when_the_subject_becomes_another(
    anton: Subject, officers: TwoOfficers, change: dict[str, Any]
) -> None:
    pair = allow(screen(anton).new[0], officers)
    other = replace(anton, **change)

    [match] = screen(other).new

    assert (match.status, match.allowed) == ("open", None)
    assert kinds(anton)[-3:] == ["match.lapsed", "match.allowance_ended", "match.found"]
    assert Event.objects.get(kind="match.allowance_ended").parsed == {
        "allowed": public_id("alw", pair.pk),
        "changed": "subject",
    }
    assert AllowedPair.objects.get().ended_at == AT
    assert selectors.allowed_pairs(owner_id=anton.owner_id, at=AT) == []
    assert screen(other).new == []


def test_a_pair_that_has_ended_answers_no_more_when_the_subject_is_who_it_was(
    anton: Subject, officers: TwoOfficers
) -> None:
    pair = allow(screen(anton).new[0], officers)
    screen(replace(anton, birth_date="1990-01-01"))

    [back] = screen(anton).new

    assert (back.status, back.allowed, back.earlier[0]["reason"]) == ("open", None, "allowed_pair")
    assert (back.lapsed_at, back.again_at) == (None, AT)
    assert kinds(anton)[-2:] == ["match.lapsed", "match.reopened"]
    assert screen(anton).new == []
    assert kinds(anton).count("match.allowance_ended") == 1
    pair.refresh_from_db()
    assert pair.ended_at == AT


def test_a_pair_ends_where_nothing_is_found_any_more(anton: Subject, officers: TwoOfficers, tmp_path: Path) -> None:
    allow(screen(anton).new[0], officers)
    lists.sync(tmp_path, [lists.row(2, "QUACKENBUSH, Zebulon")])
    assert len(screen(anton).lapsed) == 1
    other = replace(anton, birth_date="1990-01-01")
    assert AllowedPair.objects.get().ended_at is None

    services.remember_all(looked=services.look(subject=other, bars=lists.bars), policy_version=3, at=AT, actor=ACTOR)

    assert AllowedPair.objects.get().ended_at == AT


@pytest.mark.parametrize(("country", "asked"), [("RU", 1), ("PT", 0)])
def test_an_allowed_pair_lapses_when_a_country_comes_to_agree(
    tmp_path: Path, officers: TwoOfficers, country: str, asked: int
) -> None:
    lists.sync(tmp_path, [lists.row(1, ANTON, "nationality Russia.")])
    anton = lists.subject("Anton Drovanik")
    allow(screen(anton).new[0], officers)

    assert len(screen(replace(anton, countries=(country,))).new) == asked


def test_the_order_of_names_and_numbers_is_no_change(anton: Subject, officers: TwoOfficers) -> None:
    several = replace(anton, names=("Anton Drovanik", "Toni Drovanik"), identifiers=("PA1", "PA2"))
    allow(screen(several).new[0], officers)
    turned = replace(several, names=several.names[::-1], identifiers=several.identifiers[::-1], countries=("PT",))

    assert screen(turned).new == []


def test_a_pair_of_the_first_release_answers_nothing_new(anton: Subject, officers: TwoOfficers) -> None:
    allow(screen(anton).new[0], officers)
    AllowedPair.objects.update(identity="")

    assert screen(anton).new == []
    assert len(screen(replace(anton, countries=("PT",))).new) == 1


def test_a_pair_on_a_match_without_its_question_answers_that_one_alone(anton: Subject, officers: TwoOfficers) -> None:
    Match.objects.filter(pk=screen(anton).new[0].pk).update(query=None)

    assert allow(Match.objects.get(), officers).identity == ""

    assert screen(anton).new == []
    assert len(screen(replace(anton, countries=("PT",))).new) == 1


def test_an_allowed_pair_silences_no_other_entry_and_no_other_subject(
    anton: Subject, officers: TwoOfficers, tmp_path: Path
) -> None:
    allow(screen(anton).new[0], officers)
    lists.sync(tmp_path, lists.people(ANTON, ANTON))

    assert [match.entry for match in screen(anton).new] == ["ofac_sdn:2"]
    other = screen(lists.subject("Anton Drovanik"))
    assert sorted(match.entry for match in other.new) == ["ofac_sdn:1", "ofac_sdn:2"]


def test_an_allowed_pair_ends_when_the_entry_changes(anton: Subject, officers: TwoOfficers, tmp_path: Path) -> None:
    pair = allow(screen(anton).new[0], officers)
    lists.sync(tmp_path, [lists.row(1, ANTON, "DOB 1970.")])

    [match] = screen(anton).new

    assert (match.status, match.allowed) == ("open", None)
    assert AllowedPair.objects.get().ended_at == AT
    assert Event.objects.get(kind="match.allowance_ended").parsed == {
        "allowed": public_id("alw", pair.pk),
        "changed": "entry",
    }
    lists.sync(tmp_path, lists.people(ANTON))
    assert [one.status for one in screen(anton).new] == ["open"]


def test_an_allowed_pair_outlives_that_its_entry_is_off_the_list(
    anton: Subject, officers: TwoOfficers, tmp_path: Path
) -> None:
    allow(screen(anton).new[0], officers)
    lists.sync(tmp_path, [lists.row(2, "QUACKENBUSH, Zebulon")])
    screen(anton)

    lists.sync(tmp_path, lists.people(ANTON))

    assert screen(anton).new == []
    assert AllowedPair.objects.get().ended_at is None


def test_an_allowed_pair_ends_and_is_asked_about_again(anton: Subject, officers: TwoOfficers) -> None:
    pair = allow(screen(anton).new[0], officers)
    moved = replace(anton, countries=("PT",))
    assert screen(moved).new == []

    assert screen(moved, at=pair.expires_at - timedelta(seconds=1)).new == []
    [match] = screen(moved, at=pair.expires_at).new

    assert (match.status, match.allowed, match.earlier[0]["reason"]) == ("open", None, "allowed_pair")


def test_a_renewed_pair_goes_on_answering_where_the_former_one_ended(anton: Subject, officers: TwoOfficers) -> None:
    former = allow(screen(anton).new[0], officers)
    moved = replace(anton, countries=("PT",))
    screen(moved)
    [asked] = screen(moved, at=former.expires_at).new

    renewed = allow(asked, officers, at=former.expires_at)

    former.refresh_from_db()
    assert (former.ended_at, renewed.ended_at) == (former.expires_at, None)
    back = screen(anton, at=former.expires_at)
    assert back.new == []
    assert {row.allowed for row in Match.objects.filter(lapsed_at=None)} == {renewed}


def test_a_pair_taken_off_the_list_is_asked_about_at_once(anton: Subject, officers: TwoOfficers) -> None:
    pair = allow(screen(anton).new[0], officers)

    ended = services.disallow(pair_id=pair.pk, reason="in_doubt", at=AT, actor=ACTOR)
    services.disallow(pair_id=pair.pk, reason="new_facts", at=YEAR, actor=ACTOR)

    assert ended.ended_at == AT
    assert AllowedPair.objects.get().ended_at == AT
    assert Match.objects.get().status == "open"
    assert kinds(anton) == ["match.found", "match.allowed", "match.allowance_ended", "match.reopened"]
    assert Event.objects.get(kind="match.allowance_ended").parsed["reason"] == "in_doubt"


def test_what_is_settled_or_unknown_is_not_put_on_the_list(anton: Subject, officers: TwoOfficers) -> None:
    match = dispose(screen(anton).new[0], "true_match")
    before = Event.objects.count()

    with pytest.raises(MatchDisposed):
        allow(match, officers)
    with pytest.raises(UnknownId):
        services.disallow(pair_id=new_id(), reason="in_doubt", at=AT, actor=ACTOR)

    assert (AllowedPair.objects.count(), Event.objects.count()) == (0, before)


def test_the_database_itself_refuses_one_pair_of_eyes_and_a_pair_without_end(
    anton: Subject, officers: TwoOfficers
) -> None:
    match = screen(anton).new[0]
    alone = replace(officers, confirmed_by=officers.proposed_by)

    with pytest.raises(IntegrityError), transaction.atomic():
        allow(match, alone)
    with pytest.raises(IntegrityError), transaction.atomic():
        services.allow(match_id=match.pk, reason="x", officers=officers, expires_at=AT, at=AT, actor=ACTOR)

    match.refresh_from_db()
    assert (match.status, AllowedPair.objects.count()) == ("open", 0)


@pytest.mark.parametrize(("status", "rescored"), [("open", True), ("inconclusive", True), ("true_match", False)])
def test_only_an_unsettled_match_is_judged_anew_by_a_new_matcher(
    anton: Subject, monkeypatch: pytest.MonkeyPatch, status: str, rescored: bool
) -> None:
    match = screen(anton).new[0]
    if status != "open":
        dispose(match, status)
    Match.objects.update(score=0.75)
    monkeypatch.setattr(remembering, "MATCHER_VERSION", "next")

    assert screen(anton, policy=4).new == []

    match.refresh_from_db()
    assert (match.matcher_version == "next", match.policy_version == 4, match.score == 0.75) == (
        rescored,
        rescored,
        not rescored,
    )
    assert ("match.rescored" in kinds(anton)) is rescored
    assert screen(anton, policy=4).new == []
    assert kinds(anton).count("match.rescored") == rescored
