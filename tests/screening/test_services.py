"""Lists come in force, subjects are screened, matches remembered: on the real database."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from compliance.audit.models import Event
from compliance.kernel.ids import HOUSE, UnknownId, new_id, public_id
from screening import selectors, services
from screening.models import Entry, ListVersion, Match, MatchStatus, Watchlist
from tests.screening import lists
from tests.screening.lists import ACTOR, AT

pytestmark = pytest.mark.django_db
NAMES = ("DROVANIK, Anton", "KELMAZOV, Rustam", "OKWUDIRI, Ifeoma", "ZAPANTERA, Marcelino")


def _kinds(chain: UUID = HOUSE) -> list[str]:
    return list(Event.objects.filter(chain=chain).order_by("seq").values_list("kind", flat=True))


def test_the_first_version_holds_every_entry_and_is_on_record(tmp_path: Path) -> None:
    result = lists.sync(tmp_path, lists.people(*NAMES))

    assert (result.is_new, result.added, result.changed, result.removed) == (True, 4, 0, 0)
    assert (result.version.number, result.version.entry_count) == (1, 4)
    assert Entry.objects.filter(until=None).count() == 4
    event = Event.objects.get(chain=HOUSE)
    assert (event.kind, event.subject) == ("watchlist.version_published", "ofac_sdn")
    assert json.loads(event.facts)["entries"] == 4


def test_the_same_content_in_another_order_is_no_new_version(tmp_path: Path) -> None:
    rows = lists.people(*NAMES)
    first = lists.sync(tmp_path, rows)

    second = lists.sync(tmp_path, rows[::-1])

    assert (second.is_new, second.version) == (False, first.version)
    assert ListVersion.objects.count() == 1
    assert _kinds() == ["watchlist.version_published"]


def test_a_new_version_says_what_it_adds_changes_and_removes(tmp_path: Path) -> None:
    lists.sync(tmp_path, lists.people(*NAMES))
    rows = [lists.row(1, NAMES[0], "DOB 1970."), *lists.people(*NAMES[1:3], first=2), lists.row(9, "HWANGDO, Chol-min")]

    result = lists.sync(tmp_path, rows)

    assert (result.added, result.changed, result.removed) == (1, 1, 1)
    assert result.version.number == 2
    assert sorted(Entry.objects.filter(until=None).values_list("ref", flat=True)) == ["1", "2", "3", "9"]
    assert sorted(Entry.objects.filter(until=result.version).values_list("ref", flat=True)) == ["1", "4"]


def test_a_list_that_shrinks_is_refused_and_the_last_version_stays(tmp_path: Path) -> None:
    first = lists.sync(tmp_path, lists.people(*NAMES))
    lists.write(tmp_path / "sdn.csv", lists.people(*NAMES[:3]))

    with pytest.raises(services.ListRefused) as refusal:
        services.sync(source="ofac_sdn", path=tmp_path, at=AT + timedelta(hours=1), actor=ACTOR)

    assert refusal.value.reason == "shrunk"
    row = Watchlist.objects.get()
    assert (row.current, row.checked_at) == (first.version, AT)
    assert (row.refused_code, row.refused_at) == ("shrunk", AT + timedelta(hours=1))
    assert Entry.objects.filter(until=None).count() == 4
    assert _kinds() == ["watchlist.version_published", "watchlist.refused"]


def test_a_list_that_loses_its_aliases_is_refused(tmp_path: Path) -> None:
    lists.write(tmp_path / "sdn.csv", lists.people(*NAMES))
    lists.write(tmp_path / "alt.csv", [f'{n},{n},"aka","ALIAS, Number {n}",-0- \r\n' for n in range(1, 5)])
    services.sync(source="ofac_sdn", path=tmp_path, at=AT, actor=ACTOR)
    (tmp_path / "alt.csv").unlink()

    with pytest.raises(services.ListRefused) as refusal:
        services.sync(source="ofac_sdn", path=tmp_path, at=AT, actor=ACTOR)

    assert refusal.value.reason == "shrunk"


def test_a_sound_list_after_a_refused_one_clears_the_alarm(tmp_path: Path) -> None:
    lists.sync(tmp_path, lists.people(*NAMES))
    with pytest.raises(services.ListRefused):
        lists.sync(tmp_path, [])

    lists.sync(tmp_path, lists.people(*NAMES))

    status = {row.source: row for row in selectors.list_status(at=AT)}["ofac_sdn"]
    assert (status.number, status.refused_code, status.entries) == (1, "", 4)


def test_an_unknown_list_is_refused_by_name() -> None:
    with pytest.raises(services.UnknownSource):
        services.sync(source="nowhere", path=None, at=AT, actor=ACTOR)

    assert Watchlist.objects.count() == 0


def test_nobody_is_clear_for_want_of_a_list() -> None:
    with pytest.raises(services.NoListInForce):
        services.screen(subject=lists.subject("Anton Drovanik"), bars=lists.bars)


def test_a_listed_name_is_found_and_stored_once(tmp_path: Path) -> None:
    version = lists.sync(tmp_path, lists.people(*NAMES)).version
    subject = lists.subject("Anton Drovanik")

    first = services.screen_subject(subject=subject, bars=lists.bars, policy_version=1, at=AT, actor=ACTOR)
    again = services.screen_subject(subject=subject, bars=lists.bars, policy_version=1, at=AT, actor=ACTOR)

    assert [match.entry for match in first.new] == ["ofac_sdn:1"]
    assert (first.matches, first.lapsed, first.versions) == (first.new, [], {"ofac_sdn": 1})
    assert (again.matches, again.new) == (first.new, [])
    match = Match.objects.get()
    assert (match.status, match.list_version) == ("open", version)
    assert match.score == pytest.approx(0.95)
    event = Event.objects.get(chain=subject.partner_id)
    assert (event.kind, event.subject) == ("match.found", public_id("cus", subject.id))
    assert "rovanik" not in event.facts


def test_a_match_opens_with_its_reasons_and_its_entry(tmp_path: Path) -> None:
    lists.sync(tmp_path, [lists.row(1, NAMES[0], "DOB 12 Mar 1968.")])
    subject = lists.subject("Anton Drovanik", birth_date="1968-03-12")
    match = services.screen_subject(subject=subject, bars=lists.bars, policy_version=1, at=AT, actor=ACTOR).new[0]

    detail = selectors.match_detail(match)

    assert (detail.names, detail.name) == (("Anton Drovanik",), "Anton DROVANIK")
    assert [reason.factor for reason in detail.reasons] == [
        "names_alike", "birth_date_agrees", "all_names_alike", "same_spelling", "primary_name",
    ]  # fmt: skip
    assert detail.record is not None
    assert detail.record.ref == "1"
    assert b"rovanik" not in bytes(match.reasons)


def test_a_false_positive_stays_silent_until_the_entry_changes(tmp_path: Path) -> None:
    lists.sync(tmp_path, lists.people(*NAMES))
    subject = lists.subject("Anton Drovanik")
    match = services.screen_subject(subject=subject, bars=lists.bars, policy_version=1, at=AT, actor=ACTOR).new[0]
    services.dispose(match_id=match.pk, outcome="false_positive", reason="other_person", at=AT, actor=ACTOR)

    silent = services.screen_subject(subject=subject, bars=lists.bars, policy_version=1, at=AT, actor=ACTOR)
    lists.sync(tmp_path, [lists.row(1, NAMES[0], "DOB 1970."), *lists.people(*NAMES[1:], first=2)])
    woken = services.screen_subject(subject=subject, bars=lists.bars, policy_version=1, at=AT, actor=ACTOR)

    assert (silent.matches, silent.new, silent.lapsed) == ([], [], [])
    assert [found.entry for found in woken.new] == ["ofac_sdn:1"]
    assert [lapsed.pk for lapsed in woken.lapsed] == [match.pk]


def test_a_false_positive_stays_silent_when_only_a_remark_changes(tmp_path: Path) -> None:
    lists.sync(tmp_path, lists.people(*NAMES))
    subject = lists.subject("Anton Drovanik")
    match = services.screen_subject(subject=subject, bars=lists.bars, policy_version=1, at=AT, actor=ACTOR).new[0]
    services.dispose(match_id=match.pk, outcome="false_positive", reason="other_person", at=AT, actor=ACTOR)

    result = lists.sync(tmp_path, [lists.row(1, NAMES[0], "Former minister."), *lists.people(*NAMES[1:], first=2)])
    silent = services.screen_subject(subject=subject, bars=lists.bars, policy_version=1, at=AT, actor=ACTOR)

    assert result.changed == 1
    assert (silent.matches, silent.new, silent.lapsed) == ([], [], [])


def test_a_false_positive_speaks_again_when_the_subject_changes(tmp_path: Path) -> None:
    lists.sync(tmp_path, lists.people(*NAMES))
    subject = lists.subject("Anton Drovanik", birth_date="1990-01-01")
    match = services.screen_subject(subject=subject, bars=lists.bars, policy_version=1, at=AT, actor=ACTOR).new[0]
    services.dispose(match_id=match.pk, outcome="false_positive", reason="other_person", at=AT, actor=ACTOR)

    changed = replace(subject, birth_date="1968-03-12")
    woken = services.screen_subject(subject=changed, bars=lists.bars, policy_version=1, at=AT, actor=ACTOR)

    assert [found.entry for found in woken.new] == ["ofac_sdn:1"]
    assert [lapsed.pk for lapsed in woken.lapsed] == [match.pk]


def test_a_match_lapses_when_its_entry_is_delisted(tmp_path: Path) -> None:
    lists.sync(tmp_path, lists.people(*NAMES))
    subject = lists.subject("Anton Drovanik")
    services.screen_subject(subject=subject, bars=lists.bars, policy_version=1, at=AT, actor=ACTOR)
    version = lists.sync(tmp_path, lists.people(*NAMES[1:], first=2)).version

    outcome = lists.rescreen(version.pk, subject)

    assert outcome == [(subject, [])]
    assert Match.objects.get().lapsed_at == AT
    assert _kinds(subject.partner_id) == ["match.found", "match.lapsed"]


def test_an_update_that_names_a_subject_is_found_by_its_delta_alone(tmp_path: Path) -> None:
    lists.sync(tmp_path, lists.people(*NAMES))
    listed, other = lists.subject("Tomas Lindqvist Berggren"), lists.subject("Astrid Solvang")
    version = lists.sync(tmp_path, [*lists.people(*NAMES), lists.row(77, "LINDQVIST BERGGREN, Tomas")]).version

    found = lists.rescreen(version.pk, listed, other)

    assert [(who.id, [match.entry for match in new]) for who, new in found] == [
        (listed.id, ["ofac_sdn:77"]),
        (other.id, []),
    ]


def test_a_match_is_disposed_once_and_for_one_outcome(tmp_path: Path) -> None:
    lists.sync(tmp_path, lists.people(*NAMES))
    subject = lists.subject("Anton Drovanik")
    match = services.screen_subject(subject=subject, bars=lists.bars, policy_version=1, at=AT, actor=ACTOR).new[0]

    disposed = services.dispose(match_id=match.pk, outcome="true_match", reason="same_person", at=AT, actor=ACTOR)
    same = services.dispose(match_id=match.pk, outcome="true_match", reason="same_person", at=AT, actor=ACTOR)
    with pytest.raises(services.MatchDisposed):
        services.dispose(match_id=match.pk, outcome="false_positive", reason="other_person", at=AT, actor=ACTOR)

    assert disposed == same
    assert (disposed.status, disposed.disposition, disposed.disposed_at) == ("true_match", "same_person", AT)
    assert _kinds(subject.partner_id) == ["match.found", "match.disposed"]
    assert Match.objects.get().status == MatchStatus.TRUE_MATCH


@pytest.mark.parametrize("outcome", ["open", "maybe", ""])
def test_a_match_is_not_disposed_as_something_else(tmp_path: Path, outcome: str) -> None:
    lists.sync(tmp_path, lists.people(*NAMES))
    match = services.screen_subject(
        subject=lists.subject("Anton Drovanik"), bars=lists.bars, policy_version=1, at=AT, actor=ACTOR
    ).new[0]

    with pytest.raises(services.NotAnOutcome):
        services.dispose(match_id=match.pk, outcome=outcome, reason="x", at=AT, actor=ACTOR)

    assert Match.objects.get().status == MatchStatus.OPEN


def test_a_match_that_is_not_there_cannot_be_disposed() -> None:
    with pytest.raises(UnknownId):
        services.dispose(match_id=new_id(), outcome="true_match", reason="x", at=AT, actor=ACTOR)


def test_the_demo_people_meet_whom_they_should(tmp_path: Path) -> None:
    services.sync(source="ofac_sdn", path=lists.FIXTURES / "ofac_sdn", at=AT, actor=ACTOR)
    services.sync(source="un", path=lists.FIXTURES / "un", at=AT, actor=ACTOR)
    viktor = lists.subject("Viktor Anatolevich Morozenko", birth_date="1968-03-12")
    mariam = replace(lists.subject("Mariam Haddad al-Rashidi", birth_date="1991-07-24"), countries=("FR",))
    tomas = replace(lists.subject("Tomas Lindqvist Berggren", birth_date="1975-12-03"), countries=("SE",))

    true = services.screen(subject=viktor, bars=lists.bars)
    false = services.screen(subject=mariam, bars=lists.bars)
    before = services.screen(subject=tomas, bars=lists.bars)
    update = services.sync(source="ofac_sdn", path=lists.FIXTURES / "ofac_sdn_update", at=AT, actor=ACTOR)
    after = services.screen(subject=tomas, bars=lists.bars)

    assert [(hit.entry, round(hit.score, 3)) for hit in true] == [("ofac_sdn:90001", 1.0)]
    assert [hit.entry for hit in false] == ["ofac_sdn:90002"]
    assert false[0].score < 0.9
    assert before == ()
    assert (update.added, update.changed, update.removed) == (1, 3, 2)
    assert [(hit.entry, round(hit.score, 3)) for hit in after] == [("ofac_sdn:90900", 1.0)]
