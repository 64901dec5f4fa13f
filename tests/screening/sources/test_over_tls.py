"""Lists come over real TLS from a real server: what holds for prepared answers holds for bytes on a wire."""

import gzip
from pathlib import Path

import pytest

from screening.sources import SOURCES, ListRefused, download
from tests.screening.sources.publisher import Page, Publisher, serving

UN, HOST = SOURCES["un"], "scsanctions.un.org"
LIST = b"<CONSOLIDATED_LIST/>" * 5_000


def fetch(publisher: Publisher, folder: Path, known: download.Validators | None = None) -> download.Answer:
    return download.fetch(UN, folder, validators=known or {}, transport=publisher.transport(), pause=0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "list"
    made.mkdir()
    return made


def test_a_packed_list_is_stored_whole_and_asked_for_by_its_mark_the_next_time(tmp_path: Path, folder: Path) -> None:
    packed = Page(body=gzip.compress(LIST), headers={"Content-Encoding": "gzip", "ETag": '"7"'})
    with serving(HOST, tmp_path, packed, Page(304)) as publisher:
        first = fetch(publisher, folder)
        again = fetch(publisher, folder, first.validators)

    assert (first.unchanged, again.unchanged) == (False, True)
    assert (folder / "consolidated.xml").read_bytes() == LIST
    assert [asked.get("if-none-match") for asked in publisher.asked] == [None, '"7"']
    assert {asked["host"] for asked in publisher.asked} == {HOST}


def test_a_line_that_breaks_is_begun_anew(tmp_path: Path, folder: Path) -> None:
    with serving(HOST, tmp_path, Page(503), Page(body=LIST, cut=40), Page(body=LIST)) as publisher:
        fetch(publisher, folder)

    assert (folder / "consolidated.xml").read_bytes() == LIST
    assert len(publisher.asked) == 3


def test_a_line_that_always_breaks_is_no_list(tmp_path: Path, folder: Path) -> None:
    with serving(HOST, tmp_path, Page(body=LIST, cut=40)) as publisher, pytest.raises(ListRefused) as refusal:
        fetch(publisher, folder)

    assert refusal.value.reason == "truncated"


def test_a_certificate_that_nobody_vouches_for_is_no_publisher(tmp_path: Path, folder: Path) -> None:
    with serving(HOST, tmp_path, Page(body=LIST)) as publisher, pytest.raises(ListRefused) as refusal:
        download.fetch(UN, folder, validators={}, transport=publisher.transport(trusted=False), pause=0)

    assert (refusal.value.reason, publisher.asked, list(folder.iterdir())) == ("unreachable", [], [])


def test_a_certificate_of_another_host_is_no_publisher(tmp_path: Path, folder: Path) -> None:
    with serving("lists.invalid", tmp_path, Page(body=LIST)) as publisher, pytest.raises(ListRefused) as refusal:
        fetch(publisher, folder)

    assert (refusal.value.reason, publisher.asked) == ("unreachable", [])
