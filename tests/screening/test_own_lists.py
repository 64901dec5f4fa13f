"""A partner's own list, end to end: sent, refused, replaced, emptied, and never anybody else's."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from compliance.audit.models import Event
from compliance.kernel.ids import UnknownId, new_id, public_id
from compliance.partners.models import Partner
from screening import services
from screening.models import Entry, ListVersion, Match, Watchlist
from screening.services import own_lists
from screening.sources import BadRows, ListRefused, UnknownSource, own
from screening.subjects import Subject
from tests import factories
from tests.screening import lists
from tests.screening.lists import ACTOR, AT

pytestmark = pytest.mark.django_db
CSV = "id,name,kind\nu-1,Bohumil Trzaskalik,person\nu-2,Zdenka Orlikowska,person\n"
BAD = "id,name,kind\nu-1,Bohumil Trzaskalik,person\nu-2,,person\nu-3,Zdenka Orlikowska,robot\n"


def put(owner: Partner, text: str = CSV, **allowed: bool) -> services.SyncResult:
    return own_lists.upload(partner_id=owner.pk, content=text.encode(), at=AT, actor=ACTOR, **allowed)


def send(owner: Partner, method: str, body: str | bytes = "", query: str = "", *scopes: str, **more: Any) -> Any:
    headers = {"Authorization": f"Bearer {factories.token(owner, *scopes)}"}
    kind = more.pop("content_type", "text/csv")
    client = Client(raise_request_exception=False)
    return client.generic(method, f"/v1/watchlist{query}", body, kind, headers=headers | more)


def house(path: Path) -> None:
    """A list of the house, without which nobody is screened."""
    lists.sync(path, lists.people("DROVANIK, Anton"))


def events(owner: Partner) -> list[str]:
    rows = Event.objects.filter(chain=owner.pk, kind__startswith="watchlist.").order_by("seq")
    return list(rows.values_list("kind", flat=True))


def found(subject: Subject) -> list[str]:
    policy = factories.policy()
    bars = policy.bars(subject.partner_id)
    screened = services.screen_subject(subject=subject, bars=bars, policy_version=policy.version, at=AT, actor=ACTOR)
    return [match.entry for match in screened.matches]


def test_a_list_that_is_sent_is_in_force_under_the_partners_code() -> None:
    owner = factories.partner()

    answer = send(owner, "PUT", CSV)

    assert answer.status_code == 200, answer.content
    body = answer.json()
    assert body.pop("since") == body.pop("confirmed_at")
    assert body == {
        "source": own.code(owner.pk), "version": 1, "new": True, "entries": 2, "added": 2, "changed": 0, "removed": 0,
        "problem_count": 0, "problems": [],
    }  # fmt: skip
    assert answer.headers["ETag"] == '"r1"'
    assert events(owner) == ["watchlist.version_published"]
    assert Event.objects.exclude(chain=owner.pk).filter(kind__startswith="watchlist.").count() == 0
    assert "Trzaskalik" not in "".join(Event.objects.values_list("facts", flat=True))


def test_the_same_list_again_is_no_new_version() -> None:
    owner = factories.partner()
    put(owner)

    body = send(owner, "PUT", CSV).json()

    assert (body["new"], body["version"], ListVersion.objects.count()) == (False, 1, 1)


def test_a_list_is_read_as_it_stands() -> None:
    owner = factories.partner()
    put(owner)
    put(owner, CSV + "u-3,Prokop Mravljak,person\n")

    answer = send(owner, "GET")
    unchanged = send(owner, "GET", **{"If-None-Match": answer.headers["ETag"]})

    body = answer.json()
    assert (body["version"], body["entries"], body["added"], body["removed"]) == (2, 3, 1, 0)
    assert unchanged.status_code == 304


def test_every_bad_line_is_told_and_nothing_has_changed() -> None:
    owner = factories.partner()
    put(owner)

    answer = send(owner, "PUT", BAD)

    assert answer.status_code == 422
    body = answer.json()
    assert (body["code"], body["reason"]) == ("list_refused", "bad_rows")
    assert body["detail"] == "2 of 3 rows cannot be taken; line 3: name: missing."
    assert body["errors"] == [
        {"field": "lines.3", "code": "bad_row", "detail": "name: missing."},
        {"field": "lines.4", "code": "bad_row", "detail": "kind: one of person, company, vessel, aircraft."},
    ]
    assert "Orlikowska" not in answer.content.decode()
    assert Entry.objects.filter(until=None).count() == 2
    assert ListVersion.objects.count() == 1
    assert events(owner) == ["watchlist.version_published", "watchlist.refused"]


def test_the_good_rows_are_taken_where_the_partner_says_so_and_the_bad_ones_kept_in_mind() -> None:
    owner = factories.partner()

    body = send(owner, "PUT", BAD, "?allow_problems=true").json()

    assert (body["entries"], body["problem_count"]) == (1, 2)
    assert body["problems"][0] == {"line": 3, "detail": "name: missing."}
    assert send(owner, "GET").json()["problem_count"] == 2


@pytest.mark.parametrize(
    ("body", "reason"),
    [("", "empty"), ("id,name,kind\n", "empty"), ("<html></html>", "wrong_list"), ('id,name,kind\n"', "malformed")],
)
def test_a_file_that_is_no_list_is_refused(body: str, reason: str) -> None:
    owner = factories.partner()
    put(owner)

    answer = send(owner, "PUT", body)

    assert (answer.status_code, answer.json()["reason"]) == (422, reason)
    assert Watchlist.objects.get().current == ListVersion.objects.get()


@pytest.mark.parametrize(
    ("query", "kind", "body", "expected"),
    [
        ("?allow_problem=true", "text/csv", CSV, (422, "unknown_parameter")),
        ("?allow_problems=yes", "text/csv", CSV, (422, "unknown_parameter")),
        ("?allow_problems=false&allow_problems=1", "text/csv", CSV, (422, "unknown_parameter")),
        ("", "application/json", "{}", (415, "unsupported_media_type")),
        ("", "text/csv; charset=latin-1", CSV, (415, "unsupported_media_type")),
        ("", "text/csv", "x" * (4 * 1024 * 1024 + 1), (413, "request_too_large")),
    ],
)
def test_a_request_that_is_not_understood_changes_nothing(
    query: str, kind: str, body: str, expected: tuple[int, str]
) -> None:
    owner = factories.partner()

    answer = send(owner, "PUT", body, query, content_type=kind)

    assert (answer.status_code, answer.json()["code"]) == expected
    assert Watchlist.objects.count() == 0


def test_a_list_loses_more_than_half_only_on_purpose() -> None:
    owner = factories.partner()
    put(owner, CSV + "u-3,Prokop Mravljak,person\n")
    left = "id,name,kind\nu-1,Bohumil Trzaskalik,person\n"

    refused = send(owner, "PUT", left)
    allowed = send(owner, "PUT", left, "?allow_shrink=true")

    assert (refused.status_code, refused.json()["reason"]) == (422, "shrunk")
    assert (allowed.status_code, allowed.json()["removed"]) == (200, 2)


def test_a_list_is_emptied_by_saying_so() -> None:
    owner = factories.partner()
    put(owner)

    first, again = send(owner, "DELETE"), send(owner, "DELETE")

    assert (first.status_code, again.status_code) == (200, 200)
    assert (first.json()["entries"], first.json()["removed"], first.json()["new"]) == (0, 2, True)
    assert (again.json()["version"], again.json()["new"]) == (2, False)
    assert Entry.objects.filter(until=None).count() == 0


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_a_partner_without_a_list_has_none(method: str) -> None:
    other = factories.partner(name="Other")
    put(other)

    answer = send(factories.partner(), method)

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert Entry.objects.filter(until=None).count() == 2


@pytest.mark.parametrize(
    ("method", "scope", "status"),
    [("GET", "watchlists:write", 403), ("PUT", "watchlists:read", 403), ("DELETE", "watchlists:read", 403)],
)
def test_a_token_needs_the_scope(method: str, scope: str, status: int) -> None:
    owner = factories.partner()
    put(owner)

    assert send(owner, method, CSV, "", scope).status_code == status
    assert ListVersion.objects.count() == 1


def test_a_partners_list_finds_that_partners_people_and_nobody_elses(tmp_path: Path) -> None:
    house(tmp_path)
    owner, stranger = factories.partner(), factories.partner(name="Other")
    put(owner)
    mine = lists.subject("Bohumil Trzaskalik", partner_id=owner.pk)
    theirs = lists.subject("Bohumil Trzaskalik", partner_id=stranger.pk)

    assert found(mine) == [f"{own.code(owner.pk)}:u-1"]
    assert found(theirs) == []
    assert set(Match.objects.values_list("partner_id", flat=True)) == {owner.pk}


def test_a_search_for_one_name_shows_no_other_partners_list(tmp_path: Path) -> None:
    house(tmp_path)
    factories.policy()
    owner, stranger = factories.partner(), factories.partner(name="Other")
    put(owner)
    asked = [services.Question(name="Bohumil Trzaskalik", kind="person")]

    mine, theirs = (
        services.screen_once(partner_id=one.pk, questions=asked, at=AT, actor=ACTOR) for one in (owner, stranger)
    )

    assert [judged.hit.entry for judged in mine.results[0]] == [f"{own.code(owner.pk)}:u-1"]
    assert theirs.results == ((),)
    assert (set(mine.versions), set(theirs.versions)) == ({"ofac_sdn", own.code(owner.pk)}, {"ofac_sdn"})


def test_a_change_of_a_partners_list_concerns_that_partners_people_alone(tmp_path: Path) -> None:
    house(tmp_path)
    owner, stranger = factories.partner(), factories.partner(name="Other")
    version = put(owner).version
    mine = lists.subject("Bohumil Trzaskalik", partner_id=owner.pk)
    theirs = lists.subject("Bohumil Trzaskalik", partner_id=stranger.pk)
    policy = factories.policy()

    outcome = lists.rescreen(version.pk, mine, theirs, bars_of=policy.bars, policy_version=policy.version)

    assert {subject.partner_id: len(new) for subject, new in outcome} == {owner.pk: 1, stranger.pk: 0}
    assert own_lists.partner_concerned(source=version.source) == owner.pk
    assert own_lists.partner_concerned(source="ofac_sdn") is None


def test_a_partners_own_list_alone_clears_nobody() -> None:
    owner = factories.partner()
    put(owner)

    assert own_lists.sources_for(partner_id=owner.pk) == frozenset()
    with pytest.raises(services.NoListInForce):
        found(lists.subject("Anton Drovanik", partner_id=owner.pk))


def test_everybody_has_the_lists_of_the_house_and_the_partner_its_own_too(tmp_path: Path) -> None:
    house(tmp_path)
    owner = factories.partner()
    put(owner)

    assert own_lists.house_sources() == {"ofac_sdn"}
    assert own_lists.sources_for(partner_id=owner.pk) == {"ofac_sdn", own.code(owner.pk)}
    assert own_lists.sources_for(partner_id=new_id()) == {"ofac_sdn"}


def test_nobody_that_there_is_not_has_a_list() -> None:
    with pytest.raises(UnknownId):
        own_lists.upload(partner_id=new_id(), content=CSV.encode(), at=AT, actor=ACTOR)
    with pytest.raises(UnknownSource):
        services.sync(source="own", path=Path("x"), at=AT, actor=ACTOR)

    assert Watchlist.objects.count() == 0


def run(*arguments: object) -> tuple[list[str], list[str]]:
    out, err, code = StringIO(), StringIO(), 2
    try:
        call_command("watchlist", "sync", "own", *map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        code = error.returncode
        err.write(str(error))
    assert code == 2
    return out.getvalue().splitlines(), err.getvalue().splitlines()


def test_an_operator_takes_in_a_partners_list(tmp_path: Path) -> None:
    owner = factories.partner()
    (tmp_path / "own.csv").write_text(BAD)
    partner = public_id("par", owner.pk)

    refused = run("--partner", partner, "--file", tmp_path / "own.csv")
    taken = run("--partner", partner, "--file", tmp_path / "own.csv", "--keep-going", "--json")

    assert refused == (
        [],
        [
            "line 3: name: missing.",
            "line 4: kind: one of person, company, vessel, aircraft.",
            "Refused (bad_rows): 2 of 3 rows cannot be taken; line 3: name: missing.",
        ],
    )
    assert json.loads(taken[0][0])["entries"] == 1
    assert Watchlist.objects.get().source == own.code(owner.pk)


def test_an_operator_says_whose_list_it_is(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(CSV)
    file = ("--file", tmp_path / "own.csv")

    for arguments in (file, ("--partner", public_id("par", new_id()), *file), ("--partner", "acme", *file)):
        out, err = run(*arguments)
        assert (out, bool(err)) == ([], True)
    assert Watchlist.objects.count() == 0


def test_a_refusal_is_raised_with_every_problem() -> None:
    owner = factories.partner()

    with pytest.raises(BadRows) as refusal:
        put(owner, BAD)
    with pytest.raises(ListRefused):
        put(owner, "")

    assert [problem.line for problem in refusal.value.problems] == [3, 4]
