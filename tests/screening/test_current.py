"""The lists in force as one: built once, mapped by all, brought up to date by what came after."""

from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import pytest
from django.conf import LazySettings

from screening import current, services, shelf
from screening.matching import Query
from screening.models import Watchlist
from tests.screening import lists

pytestmark = pytest.mark.django_db
FEW = ("Anton Drovanik", "Boris Kelmanov", "Cyril Tarsanov", "Dmitri Volgarin", "Egor Zelansky")


@pytest.fixture(autouse=True)
def _fresh_shelf(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.INDEX_ROOT = tmp_path / "index"
    monkeypatch.setattr(shelf, "_WORTH_KEEPING", 1)
    lists.forget()
    yield
    lists.forget()


def _found(name: str) -> list[str]:
    return [found.key for found in current.lists().search(Query((name,)), threshold=0.8)]


def _folders() -> list[Path]:
    root = shelf._root()
    return sorted(item for item in root.iterdir() if item.is_dir()) if root.is_dir() else []


def test_nobody_is_clear_where_no_list_is_loaded() -> None:
    with pytest.raises(current.NoListInForce):
        current.lists()


def test_a_second_process_maps_what_the_first_has_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lists.sync(tmp_path, lists.people(*FEW))
    assert _found("Anton Drovanik") == ["ofac_sdn:1"]
    lists.forget()
    monkeypatch.setattr(current, "_indexed", None)  # building would fail

    again = _found("Anton Drovanik")

    assert again == ["ofac_sdn:1"]
    assert len(_folders()) == 1


def test_a_change_is_laid_over_the_index_that_there_is(tmp_path: Path) -> None:
    lists.sync(tmp_path, lists.people(*FEW))
    assert _found("Boris Kelmanov") == ["ofac_sdn:2"]
    before = _folders()
    rows = lists.people(FEW[0], "Boris Otherwise", *FEW[3:], first=1)
    changed = [rows[0], rows[1], *lists.people(*FEW[3:], "Fyodor Newcomer", first=4)]

    lists.sync(tmp_path, changed)

    assert _found("Boris Kelmanov") == []
    assert _found("Boris Otherwise") == ["ofac_sdn:2"]
    assert _found("Cyril Tarsanov") == []
    assert _found("Fyodor Newcomer") == ["ofac_sdn:6"]
    assert _found("Anton Drovanik") == ["ofac_sdn:1"]
    assert _folders() == before


def test_a_new_process_lays_what_came_over_the_index_that_lies_there(tmp_path: Path) -> None:
    lists.sync(tmp_path, lists.people(*FEW))
    current.lists()
    before = _folders()
    lists.sync(tmp_path, lists.people(*FEW[1:], "Fyodor Newcomer", first=2))
    lists.forget()

    assert _found("Anton Drovanik") == []
    assert _found("Boris Kelmanov") == ["ofac_sdn:2"]
    assert _found("Fyodor Newcomer") == ["ofac_sdn:6"]
    assert _folders() == before


def test_an_overlay_finds_what_an_index_of_all_finds(tmp_path: Path) -> None:
    lists.sync(tmp_path, lists.people(*FEW))
    current.lists()
    lists.sync(tmp_path, lists.people(*FEW[1:], "Anton Drovanik Junior", first=2))
    overlaid = {name: _scores(name) for name in (*FEW, "Drovanik", "Boris Drovanik")}
    rmtree(shelf._root())
    lists.forget()

    whole = {name: _scores(name) for name in overlaid}

    assert overlaid == whole


def _scores(name: str) -> list[tuple[str, float]]:
    return [(found.key, found.score) for found in current.lists().search(Query((name,)), threshold=0.5)]


def test_too_many_changes_make_the_index_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current, "_LARGEST_OVERLAY", 1)
    lists.sync(tmp_path, lists.people(*FEW[:2]))
    current.lists()

    lists.sync(tmp_path, lists.people(*FEW))
    current.refresh()

    assert len(_folders()) == 2
    assert _found("Egor Zelansky") == ["ofac_sdn:5"]


def test_a_list_that_is_withdrawn_is_searched_no_more(tmp_path: Path) -> None:
    lists.sync(tmp_path, lists.people(*FEW))
    services.sync(source="un", path=lists.FIXTURES / "un", at=lists.AT, actor=lists.ACTOR)
    current.lists()

    Watchlist.objects.filter(source="ofac_sdn").update(current=None)

    assert _found("Anton Drovanik") == []
    assert current.lists().versions.keys() == {"un"}


@pytest.mark.parametrize("damaged", ["names.tokens.npy", "owners.npy", "manifest.json", "state.json"])
def test_a_damaged_folder_is_built_again(tmp_path: Path, damaged: str) -> None:
    lists.sync(tmp_path, lists.people(*FEW))
    current.lists()
    (folder,) = _folders()
    (folder / damaged).write_bytes(b"")
    lists.forget()

    assert _found("Anton Drovanik") == ["ofac_sdn:1"]
    lists.forget()
    assert _found("Anton Drovanik") == ["ofac_sdn:1"]


def test_a_state_that_was_rolled_back_is_no_base(tmp_path: Path) -> None:
    lists.sync(tmp_path, lists.people(*FEW))
    state = current._state(current._in_force())

    assert state.is_known()
    assert not shelf.State({"ofac_sdn": (1, "00000000-0000-0000-0000-000000000000")}).is_known()


def test_the_hash_of_an_entry_is_that_of_the_version_in_force(tmp_path: Path) -> None:
    lists.sync(tmp_path, lists.people(*FEW))
    old = current.lists().hash_of("ofac_sdn:1")
    lists.sync(tmp_path, lists.people("Anton Changed", *FEW[1:]))

    assert current.lists().hash_of("ofac_sdn:1") != old
    assert current.lists().hash_of("ofac_sdn:2")
    with pytest.raises(KeyError):
        current.lists().hash_of("ofac_sdn:99")
