"""The publishers' formats, what bites in them, and files that are hostile or cut."""

import gzip
from pathlib import Path

import pytest

from screening import sources
from screening.records import BirthDate, Identifier, ListedName, Record
from screening.sources import SOURCES, ListRefused
from tests.screening import lists
from tests.screening.lists import FIXTURES
from tests.shared import SHARED

OFAC, UN = SOURCES["ofac_sdn"], SOURCES["un"]


def _entry(reading: sources.Reading, ref: str) -> Record:
    return next(record for record in reading.records if record.ref == ref)


def test_a_person_of_ofac_reads_with_aliases_dates_countries_and_numbers() -> None:
    record = _entry(sources.load(OFAC, FIXTURES / "ofac_sdn"), "90001")

    assert record.kind == "person"
    assert record.names == (
        ListedName("Viktor Anatolevich MOROZENKO"),
        ListedName("Victor MOROZENKO", "alias"),
        ListedName("MOROZ", "alias", "weak"),
    )
    assert record.birth_dates == (BirthDate("1968-03-12", "1968-03-12"),)
    assert record.countries == ("RU",)
    assert record.identifiers == (Identifier("Passport", "530284117", "RU"),)
    assert record.topics == ("sanction",)


def test_the_fixture_lists_read_whole() -> None:
    ofac, un = sources.load(OFAC, FIXTURES / "ofac_sdn"), sources.load(UN, FIXTURES / "un")

    assert (len(ofac.records), len(un.records)) == (121, 110)
    assert str(un.published) == "2026-02-27"
    assert _entry(un, "QDi.001").names[1].text == "Гурам Тархунидзе"


def test_remarks_that_were_cut_go_on_in_the_comments_file(tmp_path: Path) -> None:
    lists.write(tmp_path / "SDN.CSV", [lists.row(5, "DROVANIK, Anton", "DOB 12 M")])
    lists.write(tmp_path / "ALT.CSV", [])
    lists.write(tmp_path / "SDN_COMMENTS.CSV", ['5,"ar 1968; nationality Russia."\r\n'])

    record = sources.load(OFAC, tmp_path).records[0]

    assert record.birth_dates == (BirthDate("1968-03-12", "1968-03-12"),)
    assert record.countries == ("RU",)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("DOB 10 Dec 1948.", BirthDate("1948-12-10", "1948-12-10")),
        ("DOB Feb 1948.", BirthDate("1948-02-01", "1948-02-29")),
        ("DOB 1948.", BirthDate("1948-01-01", "1948-12-31")),
        ("DOB circa 1965.", BirthDate("1965-01-01", "1965-12-31", circa=True)),
        ("alt. DOB 1964 to 1966.", BirthDate("1964-01-01", "1966-12-31")),
    ],
)
def test_birth_dates_keep_their_precision(tmp_path: Path, written: str, read: BirthDate) -> None:
    path = lists.write(tmp_path / "sdn.csv", [lists.row(1, "DROVANIK, Anton", written)])

    assert sources.load(OFAC, path).records[0].birth_dates == (read,)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Passport 92/664 (Egypt).", Identifier("Passport", "92/664", "EG")),
        ("Tax ID No. 231704411067 (Russia).", Identifier("Tax ID No.", "231704411067", "RU")),
        (
            "Vessel Registration Identification IMO 7406784.",
            Identifier("Vessel Registration Identification IMO", "7406784"),
        ),
        ("SWIFT/BIC NACNCUHH.", Identifier("SWIFT/BIC", "NACNCUHH")),
        ("alt. Passport EA804478 (Belgium) expires 01 Jan 2020.", Identifier("Passport", "EA804478", "BE")),
    ],
)
def test_numbers_that_identify_are_read(tmp_path: Path, written: str, read: Identifier) -> None:
    path = lists.write(tmp_path / "sdn.csv", [lists.row(1, "DROVANIK, Anton", written)])

    assert sources.load(OFAC, path).records[0].identifiers == (read,)


def test_a_companys_comma_is_its_own(tmp_path: Path) -> None:
    path = lists.write(tmp_path / "sdn.csv", [lists.row(1, "DROVANIK TRADING CO., LTD.", kind="entity")])

    record = sources.load(OFAC, path).records[0]

    assert (record.kind, record.names[0].text) == ("company", "DROVANIK TRADING CO., LTD.")


def test_a_packed_folder_reads_like_a_plain_one(tmp_path: Path) -> None:
    for path in (FIXTURES / "ofac_sdn").iterdir():
        (tmp_path / f"{path.name.lower()}.gz").write_bytes(gzip.compress(path.read_bytes()))

    assert sources.load(OFAC, tmp_path).records == sources.load(OFAC, FIXTURES / "ofac_sdn").records


_PLAIN = (FIXTURES / "ofac_sdn" / "SDN.CSV").read_bytes()
_XML = (FIXTURES / "un" / "consolidated.xml").read_bytes()
_BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)
_XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\r\n\x1a", "empty"),
        (b"<!DOCTYPE html><html><body>503</body></html>", "wrong_list"),
        (b"a,b,c\r\n1,2,3\r\n", "wrong_list"),
        (_PLAIN[:-200], "truncated"),
        (gzip.compress(_PLAIN, mtime=0)[:-500], "truncated"),
        (b"\x1f\x8bnonsense", "malformed"),
        (b"1,\xff\xfe" + b',"x"' * 10 + b"\r\n", "malformed"),
        (_PLAIN.replace(b'"individual"', b'"robot"'), "wrong_list"),
        (_PLAIN.replace(b"\x1a", _PLAIN), "malformed"),
        (_XML, "wrong_list"),
    ],
)
def test_an_unsound_ofac_file_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "sdn.csv").write_bytes(content)

    with pytest.raises(ListRefused) as refusal:
        sources.load(OFAC, tmp_path / "sdn.csv")

    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<html>Forbidden</html>", "wrong_list"),
        (b"<sdnList/>", "wrong_list"),
        (b"<CONSOLIDATED_LIST/>", "empty"),
        (_XML[:-3000], "truncated"),
        (gzip.compress(_XML, mtime=0)[:-500], "truncated"),
        (b"not xml", "malformed"),
        (_XXE + b"<CONSOLIDATED_LIST><INDIVIDUALS>&e;</INDIVIDUALS></CONSOLIDATED_LIST>", "forbidden_doctype"),
        (_BOMB + b"]><CONSOLIDATED_LIST>&j;</CONSOLIDATED_LIST>", "forbidden_doctype"),
        (_XML.replace(b"REFERENCE_NUMBER>", b"NUMBER>").replace(b"DATAID>", b"OTHER>"), "malformed"),
    ],
)
def test_an_unsound_un_file_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "consolidated.xml").write_bytes(content)

    with pytest.raises(ListRefused) as refusal:
        sources.load(UN, tmp_path)

    assert refusal.value.reason == reason


def test_aliases_of_entries_that_are_not_there_betray_a_cut_list(tmp_path: Path) -> None:
    lists.write(tmp_path / "sdn.csv", lists.people("DROVANIK, Anton"))
    lists.write(tmp_path / "alt.csv", ['2,1,"aka","KELMAZOV, Rustam",-0- \r\n'])

    with pytest.raises(ListRefused) as refusal:
        sources.load(OFAC, tmp_path)

    assert refusal.value.reason == "truncated"


def test_beside_its_first_file_the_others_are_taken_along(tmp_path: Path) -> None:
    for path in (FIXTURES / "ofac_sdn").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())

    assert sources.load(OFAC, tmp_path / "SDN.CSV") == sources.load(OFAC, tmp_path)


def test_a_list_that_is_read_without_its_aliases_says_so(tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes((FIXTURES / "ofac_sdn" / "SDN.CSV").read_bytes())

    reading = sources.load(OFAC, tmp_path / "list")

    assert [problem.detail for problem in reading.problems] == [
        "alt.csv is not there: the list was read without its aliases.",
        "add.csv is not there: the list was read without its addresses.",
    ]


def test_a_folder_without_the_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListRefused) as refusal:
        sources.load(OFAC, tmp_path)

    assert refusal.value.reason == "missing"


@pytest.mark.oracle
@pytest.mark.parametrize(
    ("source", "path", "entries"),
    [
        ("ofac_sdn", "ofac_sdn_2021-04-25", 8890),
        ("ofac_sdn", "ofac_sdn_2021-07-07", 8976),
        ("ofac_sdn", "ofac_sdn_2024-01-08", 13821),
        ("un", "un/2026-02-27_un_consolidated.xml.gz", 1003),
    ],
)
def test_the_publishers_real_lists_read_whole(source: str, path: str, entries: int) -> None:
    assert len(sources.load(SOURCES[source], SHARED / "watchlists" / path).records) == entries
