"""Files that are hostile, cut or another list: refused by the real service, the last good version kept in force."""

import gzip
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import httpx
import pytest

from compliance.audit.models import Event
from screening import services
from screening.models import Entry, ListVersion, Watchlist
from screening.services import ListRefused
from screening.sources import download, files, ofac_csv
from tests.screening import lists
from tests.screening.lists import ACTOR, AT, FIXTURES

pytestmark = pytest.mark.django_db

PLAIN = (FIXTURES / "ofac_sdn" / "SDN.CSV").read_bytes()
CLASSIC = (FIXTURES / "ofac_sdn_xml" / "SDN.XML").read_bytes()
ENHANCED = (FIXTURES / "ofac_sdn_enhanced" / "SDN_ENHANCED.XML").read_bytes()
CONSOLIDATED = (FIXTURES / "ofac_cons" / "CONS_PRIM.CSV").read_bytes()
UN = (FIXTURES / "un" / "consolidated.xml").read_bytes()
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + number, b"&%c;" % (97 + number) * 10) for number in range(9)
)
XXE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
REMOTE_DTD = b'<!DOCTYPE sdnList SYSTEM "http://127.0.0.1:9/list.dtd">'
DEEP = b"<sdnList>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</sdnList>"

HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "empty"),
    "blanks": (b"\r\n \r\n", "empty"),
    "only an end mark": (b"\x1a", "empty"),
    "a web page": (b"<!DOCTYPE html><html><body>Service unavailable</body></html>", "wrong_list"),
    "another publisher's list": (UN, "wrong_list"),
    "the consolidated list": (CONSOLIDATED, "wrong_list"),
    "a spreadsheet": (b"id,name\r\n1,x\r\n", "wrong_list"),
    "a csv cut in a row": (PLAIN[:-200], "truncated"),
    "a cut gzip": (gzip.compress(PLAIN, mtime=0)[:-500], "truncated"),
    "a broken gzip": (b"\x1f\x8bnonsense", "malformed"),
    "an entry twice": (PLAIN.replace(b"\x1a", PLAIN), "malformed"),
    "no text": (PLAIN.replace(b"MOROZENKO", b"MOROZ\xff\xfe"), "malformed"),
    "a nul byte": (PLAIN.replace(b"MOROZENKO", b"MOROZ\x00"), "malformed"),
    "an xml cut in an entry": (CLASSIC[:-3000], "truncated"),
    "an xml of fewer entries": (CLASSIC.replace(b"<Record_Count>121", b"<Record_Count>9000"), "truncated"),
    "xxe in the classic xml": (CLASSIC.replace(b"<sdnList", XXE + b"<sdnList", 1), "forbidden_doctype"),
    "xxe in the enhanced xml": (ENHANCED.replace(b"<sanctionsData", XXE + b"<sanctionsData", 1), "forbidden_doctype"),
    "billion laughs": (LAUGHS + b"]><sdnList>&j;</sdnList>", "forbidden_doctype"),
    "billion laughs in an attribute": (LAUGHS + b']><sdnList a="&j;"></sdnList>', "malformed"),
    "a document type elsewhere": (REMOTE_DTD + b"<sdnList></sdnList>", "forbidden_doctype"),
    "a bottomless xml": (DEEP, "malformed"),
    "an enhanced xml cut": (ENHANCED[:-2000], "truncated"),
    "a list without entries": (b"<sdnList></sdnList>", "empty"),
    "an entry without a name": (PLAIN.replace(b'"MOROZENKO, Viktor Anatolevich"', b"-0- "), "malformed"),
    "a ref past all bounds": (b"1" * 81 + PLAIN[5:], "malformed"),
}  # fmt: skip


@pytest.fixture
def in_force() -> ListVersion:
    return services.sync(source="ofac_sdn", path=FIXTURES / "ofac_sdn", at=AT, actor=ACTOR).version


def _nothing_changed(version: ListVersion, reason: str) -> None:
    row = Watchlist.objects.get(source="ofac_sdn")
    assert (row.current, row.checked_at, row.refused_code) == (version, AT, reason)
    assert ListVersion.objects.count() == 1
    assert Entry.objects.filter(until=None).count() == version.entry_count
    refusal = Event.objects.order_by("-id").first()
    assert refusal is not None
    assert (refusal.kind, json.loads(refusal.facts)["reason"]) == ("watchlist.refused", reason)


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_the_last_good_version_stays_in_force(name: str, in_force: ListVersion, tmp_path: Path) -> None:
    content, reason = HOSTILE[name]
    path = tmp_path / "list"
    path.write_bytes(content)

    with pytest.raises(ListRefused) as refusal:
        services.sync(source="ofac_sdn", path=path, at=AT, actor=ACTOR)

    assert refusal.value.reason == reason
    _nothing_changed(in_force, reason)


def test_a_gzip_bomb_is_not_unpacked_to_its_end(
    in_force: ListVersion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 3_000_000)
    path = tmp_path / "sdn.csv.gz"
    path.write_bytes(gzip.compress(b"1" * 50_000_000))

    with pytest.raises(ListRefused):
        services.sync(source="ofac_sdn", path=path, at=AT, actor=ACTOR)

    _nothing_changed(in_force, "too_large")


def _downloading(
    monkeypatch: pytest.MonkeyPatch, answer: Callable[[httpx.Request], httpx.Response], *, shape: str = "CSV"
) -> None:
    """The publisher answers so, and offers the list in this format first."""
    transport = httpx.MockTransport(answer)
    monkeypatch.setattr(download, "fetch", partial(download.fetch, transport=transport, pause=0))
    offered = next(one for one in lists.OFAC.formats if one.name == shape)
    monkeypatch.setattr("screening.services.lists.sources.find", lambda _: lists.offering(lists.OFAC, offered))


def test_a_download_that_was_cut_at_the_end_of_a_row_is_refused(
    in_force: ListVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = PLAIN.removesuffix(ofac_csv.END).splitlines(keepends=True)

    _downloading(monkeypatch, lambda _: httpx.Response(200, content=b"".join(rows[:-1])))
    with pytest.raises(ListRefused):
        services.sync(source="ofac_sdn", path=None, at=AT, actor=ACTOR)

    _nothing_changed(in_force, "truncated")


def test_a_publisher_that_answers_with_an_older_list_is_refused_and_a_file_is_somebodys_will(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = services.sync(source="ofac_sdn", path=FIXTURES / "ofac_sdn_xml", at=AT, actor=ACTOR).version
    older = CLASSIC.replace(b"02/27/2026", b"02/20/2026").replace(b"MOROZENKO", b"MOROZENKA", 1)
    (tmp_path / "sdn.xml").write_bytes(older)

    _downloading(monkeypatch, lambda _: httpx.Response(200, content=older), shape="XML")
    with pytest.raises(ListRefused):
        services.sync(source="ofac_sdn", path=None, at=AT, actor=ACTOR)

    _nothing_changed(newer, "older")
    assert services.sync(source="ofac_sdn", path=tmp_path, at=AT, actor=ACTOR).version.number == 2


def test_a_path_that_leads_nowhere_is_the_callers_slip_and_no_refusal(in_force: ListVersion, tmp_path: Path) -> None:
    with pytest.raises(ListRefused) as refusal:
        services.sync(source="ofac_sdn", path=tmp_path / "nowhere", at=AT, actor=ACTOR)

    assert refusal.value.detail == f"There is no file or folder {tmp_path / 'nowhere'}."
    assert Watchlist.objects.get(source="ofac_sdn").refused_code == ""
    assert not Event.objects.filter(kind="watchlist.refused").exists()
