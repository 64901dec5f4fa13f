"""The lists, what each version changed, each entry's record, and how far the rescreening is."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from compliance.cases.models import RescreenRun
from screening.models import ListVersion, Watchlist
from screening.services import own_lists
from tests import factories
from tests.compliance.dashboard.desks import desk
from tests.factories import AT
from tests.screening import lists

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_versions(tmp_path: Path) -> None:
    """One entry stays, one changes, one goes, one comes."""
    factories.policy()
    stays = lists.row(4, "SAMESON, Sam")
    lists.sync(tmp_path, [lists.row(1, "DROVANIK, Anton"), lists.row(2, "KELMAZOV, Rustam"), stays])
    lists.sync(tmp_path, [lists.row(1, "DROVANIK, Anton", "DOB 12 Mar 1968."), lists.row(3, "Solväng, Astrid"), stays])


def _get(address: str, **headers: str) -> str:
    answer = desk().get(address, headers=headers)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_list_in_order_shows_its_version_and_no_alarm(two_versions: None) -> None:
    Watchlist.objects.update(checked_at=timezone.now())

    page = _get("/lists")

    assert "1 added, 1 changed, 1 removed" in page
    assert '<span class="tag good">in force</span>' in page
    assert "/lists/ofac_sdn/versions/2" in page


def test_a_refused_or_stale_list_is_red_and_says_what_to_do(two_versions: None) -> None:
    now = timezone.now()
    Watchlist.objects.update(
        checked_at=now - timedelta(days=9), refused_at=now, refused_code="shrunk", refused_detail="Half is gone."
    )

    for page in (_get("/lists"), _get("/lists/ofac_sdn")):
        assert '<span class="tag bad">too old</span>' in page
        assert "Half is gone." in page
        assert "--max-shrink 0.5" in page
        assert "manage.py watchlist sync ofac_sdn" in page


def test_a_list_tells_all_its_versions_and_the_rows_that_could_not_be_read(two_versions: None) -> None:
    problems = [{"line": 7, "detail": "no name"}]
    ListVersion.objects.filter(number=2).update(problems=problems, problem_count=3)

    page = _get("/lists/ofac_sdn")

    assert page.index("/versions/2") < page.index("/versions/1")
    assert "3 problems" in page
    assert "no name" in page


def test_a_list_that_was_never_loaded_says_how(two_versions: None) -> None:
    assert "manage.py watchlist sync un" in _get("/lists/un")


def test_a_version_s_changes_are_told_field_by_field(two_versions: None) -> None:
    changed = _get("/lists/ofac_sdn/versions/2?what=changed")
    added = _get("/lists/ofac_sdn/versions/2?what=added")
    removed = _get("/lists/ofac_sdn/versions/2?what=removed")

    assert '<ins dir="auto">1968-03-12</ins>' in changed
    assert "SAMESON" not in changed + added + removed
    assert "Astrid" in added
    assert "KELMAZOV" in removed


@pytest.mark.parametrize(("text", "found"), [("solväng", True), ("ASTRID", True), ("3", True), ("nobody", False)])
def test_a_version_s_changes_are_searched_by_name_and_id(two_versions: None, text: str, found: bool) -> None:
    rows = _get(f"/lists/ofac_sdn/versions/2?what=added&q={text}", **{"HX-Request": "true"})

    assert "<html" not in rows
    assert ("/entries/3" in rows) is found
    assert ("Nobody like" in rows) is not found


def test_an_entry_shows_its_whole_record_and_its_history(two_versions: None) -> None:
    page = _get("/lists/ofac_sdn/entries/1")

    assert "Anton DROVANIK" in page
    assert '<span class="tag bad">listed</span>' in page
    assert page.index("Changed in") < page.index("Added in")
    assert '<ins dir="auto">1968-03-12</ins>' in page
    assert "Latin" in page


def test_an_entry_that_was_removed_still_has_its_record(two_versions: None) -> None:
    page = _get("/lists/ofac_sdn/entries/2")

    assert "no longer listed" in page
    assert "Removed in" in page


@pytest.mark.parametrize(
    "address",
    [
        "/lists/nowhere",
        "/lists/ofac_sdn/versions/9",
        "/lists/nowhere/versions/1",
        "/lists/ofac_sdn/entries/99",
        "/lists/nowhere/entries/1",
        "/lists/ofac_sdn/entries/a/b%00",
        "/lists/a%00/entries/1",
        "/lists/a%00/versions/1",
        "/lists/a%00",
    ],
)
def test_what_never_was_is_a_page_that_says_so(two_versions: None, address: str) -> None:
    answer = desk().get(address)

    assert answer.status_code == 404
    assert "no such" in answer.content.decode() or "nothing at this address" in answer.content.decode()


def test_a_rescreening_shows_how_far_it_is_and_how_well_everybody_is_covered(two_versions: None) -> None:
    factories.customer(status="verified")
    RescreenRun.objects.create(source="ofac_sdn", number=2, total=200, customers=50, created_at=AT, due_at=AT)

    page = _get("/lists")
    part = _get("/lists", **{"HX-Request": "true"})

    assert "<b>50</b> of 200 done" in page
    assert 'aria-valuenow="25"' in page
    assert "never screened" in page
    assert part.lstrip().startswith("<section")
    assert 'hx-trigger="every 3s"' in part


def test_without_a_run_the_page_says_that_one_comes_by_itself(two_versions: None) -> None:
    page = _get("/lists")

    assert "No rescreening yet." in page
    assert "every 3s" not in page


def test_a_partner_s_own_list_is_shown_under_the_partner_s_name(two_versions: None, tmp_path: Path) -> None:
    owner = factories.partner(name="Acme Pay")
    (tmp_path / "own.csv").write_text("id,name,kind\nx/1,Astrid Solvang,person\n")
    source = own_lists.put(partner_id=owner.pk, path=tmp_path / "own.csv", at=AT, actor=lists.ACTOR).source

    page = _get("/lists")

    assert "Acme Pay’s own list" in page
    assert "Acme Pay’s own list" in _get(f"/lists/{source}")
    assert "Astrid Solvang" in _get(f"/lists/{source}/entries/x/1")
    assert "Astrid Solvang" in _get(f"/search?q=Astrid+Solvang&list={source}")
    assert "Astrid Solvang</a>" not in _get("/search?q=Astrid+Solvang&list=ofac_sdn")
