"""OFAC's three formats, which say the same in as far as they hold the same facts, and what bites in each."""

from dataclasses import replace
from pathlib import Path

import pytest

from screening import sources
from screening.records import BirthDate, Identifier, ListedName, Record
from screening.sources import SOURCES, ListRefused, Problem
from tests.screening import lists
from tests.screening.lists import FIXTURES

SDN = SOURCES["ofac_sdn"]
LISTS = pytest.mark.parametrize("code", ["ofac_sdn", "ofac_cons"])


def _records(code: str, ending: str = "") -> dict[str, Record]:
    return {record.ref: record for record in sources.load(SOURCES[code], FIXTURES / f"{code}{ending}").records}


def _bare(record: Record, **changes: object) -> Record:
    """Without what only some formats hold."""
    return replace(record, remarks="", listed_on="", **changes)  # type: ignore[arg-type]


@LISTS
def test_the_classic_xml_says_what_the_csv_files_say(code: str) -> None:
    tables, classic = _records(code), _records(code, "_xml")

    assert list(classic) == list(tables)
    assert [_bare(record) for record in classic.values()] == [_bare(record) for record in tables.values()]


@LISTS
def test_the_enhanced_xml_says_what_the_csv_files_say_and_adds_scripts_and_days_of_listing(code: str) -> None:
    tables, enhanced = _records(code), _records(code, "_enhanced")

    assert list(enhanced) == list(tables)
    for ref, record in enhanced.items():
        latin = tuple(name for name in record.names if name.text.isascii())
        assert _bare(record, names=latin) == _bare(tables[ref])
        assert record.listed_on == "2024-01-08"


def test_names_in_their_own_script_are_aliases_without_marks_of_direction() -> None:
    records = _records("ofac_sdn", "_enhanced")

    assert records["90001"].names[1] == ListedName("Виктор Анатольевич МОРОЗЕНКО", "alias")
    assert records["90002"].names[1] == ListedName("مريم حداد الراشدي", "alias")


def test_a_person_has_gender_birth_place_and_links() -> None:
    record = _records("ofac_sdn")["90001"]

    assert (record.gender, record.birth_places, record.links) == (
        "male",
        ("Volgograd, Russia",),
        ("NORDVOLGA SHIPPING JSC",),
    )


@pytest.mark.parametrize(
    ("remark", "read"),
    [
        ("Unified Social Credit Code (USCC) 9113100033607322XK (China)", ("Unified Social Credit Code (USCC)", "CN")),
        ("National ID No. D489833(9) (Hong Kong)", ("National ID No.", "HK")),
        ("Registration Number HRA 738077 (Stuttgart) (Germany)", ("Registration Number", "DE")),
        ("Registration Number 1027700070518(Russia)", ("Registration Number", "RU")),
        ("Aircraft Manufacturer's Serial Number (MSN) 8401", ("Aircraft Manufacturer's Serial Number (MSN)", "")),
        ("Matricula Mercantil No 48131-1 (Mexico) issued 08 May 2009", ("Matricula Mercantil No", "MX")),
        ("Digital Currency Address - XBT 12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h", ("Digital Currency Address - XBT", "")),
    ],
)  # fmt: skip
def test_numbers_of_every_register_are_read(tmp_path: Path, remark: str, read: tuple[str, str]) -> None:
    path = lists.write(tmp_path / "sdn.csv", [lists.row(1, "DROVANIK, Anton", f"{remark}.")])

    (found,) = sources.load(SDN, path).records[0].identifiers

    assert (found.type, found.country) == read


@pytest.mark.parametrize(
    "remark",
    ["Government Gazette Number 00159025", "Chinese Commercial Code 1728 4320", "Phone Number 982188526300",
     "Organization Established Date 1969", "Effective Date (CMIC) 02 Aug 2021", "Member of Parliament since 1999"],
)  # fmt: skip
def test_numbers_that_identify_nobody_stay_remarks(tmp_path: Path, remark: str) -> None:
    path = lists.write(tmp_path / "sdn.csv", [lists.row(1, "DROVANIK, Anton", f"{remark}.")])

    record = sources.load(SDN, path).records[0]

    assert (record.identifiers, record.remarks) == ((), f"{remark}.")


def test_a_weak_former_name_is_former_and_weak(tmp_path: Path) -> None:
    path = lists.write(tmp_path / "sdn.csv", [lists.row(1, "ALTAN STAR", "f.k.a. 'JSC 'ORIENT''.", kind="vessel")])

    assert sources.load(SDN, path).records[0].names[1] == ListedName("JSC 'ORIENT'", "former", "weak")


def test_what_cannot_be_read_is_a_problem_of_its_line_and_the_entry_is_taken_without_it(tmp_path: Path) -> None:
    rows = [*lists.people("DROVANIK, Anton"), lists.row(2, "KELMAZOV, Rustam", "DOB soon; nationality Atlantis.")]

    reading = sources.load(SDN, lists.write(tmp_path / "sdn.csv", rows))

    assert reading.problems[2:] == (
        Problem(2, "The birth date 'soon' cannot be read."),
        Problem(2, "The country 'Atlantis' is not known."),
    )
    assert len(reading.records) == 2


def test_remarks_that_were_cut_without_a_comments_file_are_a_problem(tmp_path: Path) -> None:
    path = lists.write(tmp_path / "sdn.csv", [lists.row(1, "DROVANIK, Anton", "x" * 1000)])

    assert sources.load(SDN, path).problems[2:] == (
        Problem(1, "The remarks are cut, and no comments file continues them."),
    )


def test_a_file_from_somebodys_hands_may_have_lost_its_end_mark_and_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "sdn.csv").write_text(lists.row(1, "DROVANIK, Anton"))

    reading = sources.load(SDN, tmp_path)

    assert len(reading.records) == 1
    assert [problem.detail for problem in reading.problems[2:]] == [
        "sdn.csv has lost its end mark (0x1A): whether it is whole cannot be told."
    ]


FIRST = {
    "ofac_sdn": ("ofac_sdn/SDN.CSV", "ofac_sdn_xml/SDN.XML", "ofac_sdn_enhanced/SDN_ENHANCED.XML"),
    "ofac_cons": ("ofac_cons/CONS_PRIM.CSV", "ofac_cons_xml/CONSOLIDATED.XML", "ofac_cons_enhanced/CONS_ENHANCED.XML"),
}


@pytest.mark.parametrize("shape", [0, 1, 2])
@pytest.mark.parametrize(("claimed", "real"), [("ofac_sdn", "ofac_cons"), ("ofac_cons", "ofac_sdn")])
def test_neither_list_is_taken_for_the_other(claimed: str, real: str, shape: int) -> None:
    with pytest.raises(ListRefused) as refusal:
        sources.load(SOURCES[claimed], FIXTURES / FIRST[real][shape])

    assert refusal.value.reason == "wrong_list"


def test_a_classic_xml_that_holds_fewer_entries_than_it_states_is_cut(tmp_path: Path) -> None:
    text = (FIXTURES / "ofac_sdn_xml" / "SDN.XML").read_text(encoding="utf-8")
    start, end = text.index("<sdnEntry>"), text.index("</sdnEntry>") + len("</sdnEntry>")
    (tmp_path / "sdn.xml").write_text(text[:start] + text[end:], encoding="utf-8")

    with pytest.raises(ListRefused) as refusal:
        sources.load(SDN, tmp_path)

    assert (refusal.value.reason, refusal.value.detail) == ("truncated", "sdn.xml states 121 entries and holds 120.")


def test_the_namespace_of_the_classic_xml_does_not_matter(tmp_path: Path) -> None:
    text = (FIXTURES / "ofac_sdn_xml" / "SDN.XML").read_text(encoding="utf-8")
    (tmp_path / "sdn.xml").write_text(
        text.replace("https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML", "http://old"),
        encoding="utf-8",
    )

    assert sources.load(SDN, tmp_path) == sources.load(SDN, FIXTURES / "ofac_sdn_xml")


@pytest.mark.parametrize("ending", ["", "_xml", "_enhanced"])
def test_a_registers_number_reads_alike_in_every_format(ending: str) -> None:
    assert Identifier("Identification Number IMO", "5839201") in _records("ofac_sdn", ending)["90003"].identifiers


def test_the_bounds_of_a_birth_date_are_the_publishers(tmp_path: Path) -> None:
    text = (FIXTURES / "ofac_sdn_enhanced" / "SDN_ENHANCED.XML").read_text(encoding="utf-8")
    old = "<toDateBegin>1968-03-12</toDateBegin><toDateEnd>1968-03-12</toDateEnd><isApproximate>false"
    new = "<toDateBegin>1968-05-01</toDateBegin><toDateEnd>1968-05-31</toDateEnd><isApproximate>true"
    (tmp_path / "sdn_enhanced.xml").write_text(text.replace(old, new), encoding="utf-8")

    assert sources.load(SDN, tmp_path).records[0].birth_dates == (BirthDate("1968-03-12", "1968-05-31", circa=True),)
