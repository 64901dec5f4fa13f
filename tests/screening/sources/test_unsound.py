"""Files of the European lists that are hostile, cut, empty or another list: each is refused, and by its right name."""

import gzip
from pathlib import Path

import pytest

from screening import sources
from screening.sources import SOURCES, ListRefused
from tests.screening.lists import FIXTURES

_EU_XML = (FIXTURES / "eu_fsf" / "xmlFullSanctionsList_1_1.xml").read_bytes()
_EU_CSV = (FIXTURES / "eu_fsf" / "csvFullSanctionsList_1_1.csv").read_bytes()
_UK_XML = (FIXTURES / "uk_sl" / "UK-Sanctions-List.xml").read_bytes()
_UK_CSV = (FIXTURES / "uk_sl" / "UK-Sanctions-List.csv").read_bytes()
_SECO_XML = (FIXTURES / "ch_seco" / "consolidated-list.xml").read_bytes()
_XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
_BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def _cut(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)[:-500]


UNSOUND: dict[str, dict[str, tuple[bytes, str]]] = {
    "eu_fsf": {
        "nothing": (b"", "empty"),
        "a web page": (b"<html>Forbidden</html>", "wrong_list"),
        "another list": (b"<Designations/>", "wrong_list"),
        "another table": (b"a;b;c\r\n1;2;3\r\n", "wrong_list"),
        "an xml without entries": (b"<export/>", "empty"),
        "a csv without entries": (_EU_CSV[: _EU_CSV.index(b"\n") + 1], "empty"),
        "a cut xml": (_EU_XML[: _EU_XML.rindex(b"<address")], "truncated"),
        "a cut csv": (_EU_CSV[:-60], "truncated"),
        "a cut gzip": (_cut(_EU_XML), "truncated"),
        "an unknown entity": (_EU_XML.replace(b"<remark>", b"<remark>&nbsp;"), "malformed"),
        "no text": (_EU_CSV.replace(b"Invented", b"\xff\xfe"), "malformed"),
        "xxe": (_XXE + b"<export>&e;</export>", "forbidden_doctype"),
        "a bomb": (_BOMB + b"<export>&b;</export>", "forbidden_doctype"),
        "an entry twice": (_EU_XML.replace(b"EU.9001.11", b"EU.9002.12"), "malformed"),
    },
    "uk_sl": {
        "nothing": (b"", "empty"),
        "a web page": (b"<!DOCTYPE html><html><body>503</body></html>", "wrong_list"),
        "another list": (b"<export/>", "wrong_list"),
        "another table": (b"Last Updated,01/09/2026\r\nName 6,Name 1\r\nDOE,John\r\n", "wrong_list"),
        "an xml without entries": (b"<Designations/>", "empty"),
        "a csv without entries": (b"".join(_UK_CSV.splitlines(keepends=True)[:2]), "empty"),
        "a cut xml": (_UK_XML[: _UK_XML.rindex(b"<Address>")], "truncated"),
        "a cut csv": (_UK_CSV[:-60], "truncated"),
        "a csv cut in its last field": (_UK_CSV[: _UK_CSV.rindex(b'"')], "truncated"),
        "a cut gzip": (_cut(_UK_CSV), "truncated"),
        "an unknown entity": (_UK_XML.replace(b"<Title>Dr", b"<Title>&nbsp;Dr"), "malformed"),
        "no text": (_UK_CSV.replace(b"Invented", b"\xff\xfe"), "malformed"),
        "xxe": (_XXE + b"<Designations>&e;</Designations>", "forbidden_doctype"),
        "an entry twice": (_UK_XML.replace(b"RUS9001", b"RUS9002"), "malformed"),
    },
    "ch_seco": {
        "nothing": (b"", "empty"),
        "a web page": (b"<html>Forbidden</html>", "wrong_list"),
        "another list": (b"<Designations/>", "wrong_list"),
        "an xml without entries": (b"<swiss-sanctions-list/>", "empty"),
        "a cut xml": (_SECO_XML[: _SECO_XML.rindex(b"<location>")], "truncated"),
        "a cut gzip": (_cut(_SECO_XML), "truncated"),
        "no xml": (b"not xml", "malformed"),
        "an unknown entity": (_SECO_XML.replace(b"&amp;", b"&nbsp;"), "malformed"),
        "xxe": (_XXE + b"<swiss-sanctions-list>&e;</swiss-sanctions-list>", "forbidden_doctype"),
        "an entry twice": (_SECO_XML.replace(b'<target ssid="100">', b'<target ssid="200">'), "malformed"),
    },
}


@pytest.mark.parametrize(
    ("source", "content", "reason"),
    [
        pytest.param(source, *case, id=f"{source}: {name}")
        for source, cases in UNSOUND.items()
        for name, case in cases.items()
    ],
)
def test_an_unsound_file_is_refused(tmp_path: Path, source: str, content: bytes, reason: str) -> None:
    path = tmp_path / "list"
    path.write_bytes(content)

    with pytest.raises(ListRefused) as refusal:
        sources.load(SOURCES[source], path)

    assert refusal.value.reason == reason
