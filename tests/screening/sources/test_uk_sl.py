"""The United Kingdom's list in both of its formats: one party, one record, and what bites in it."""

from pathlib import Path

import pytest

from screening import countries, sources
from screening.records import BirthDate, Identifier, ListedName, Record
from screening.sources import SOURCES, Problem, Reading
from tests.screening.lists import FIXTURES
from tests.screening.sources import european

UK = SOURCES["uk_sl"]
_XML = (FIXTURES / "uk_sl" / "UK-Sanctions-List.xml").read_bytes()
_CSV = (FIXTURES / "uk_sl" / "UK-Sanctions-List.csv").read_bytes()
_NAME = "<Names><Name><Name1>Anton</Name1><Name6>DROVANIK</Name6><NameType>Primary name</NameType></Name></Names>"


def _read(folder: Path, content: bytes) -> Reading:
    path = folder / "list"
    path.write_bytes(content)
    return sources.load(UK, path)


def _party(folder: Path, inner: str, kind: str = "Individual") -> Reading:
    about = f"<UniqueID>RUS7</UniqueID>\n<IndividualEntityShip>{kind}</IndividualEntityShip>\n"
    return _read(folder, f"<Designations>\n<Designation>{about}{inner}</Designation></Designations>".encode())


def _entry(reading: Reading, ref: str) -> Record:
    return next(record for record in reading.records if record.ref == ref)


def test_the_xml_and_the_csv_say_the_same_of_every_party(tmp_path: Path) -> None:
    xml, table = _read(tmp_path, _XML), _read(tmp_path, _CSV)

    assert [sum(record.kind == kind for record in xml.records) for kind in ("person", "company", "vessel")] == [
        18,
        8,
        5,
    ]
    assert table == xml
    assert (str(xml.published), xml.problems) == ("2026-05-01", ())


def test_a_person_reads_with_all_that_the_list_says_of_them(tmp_path: Path) -> None:
    assert _entry(_read(tmp_path, _CSV), "RUS9003") == Record(
        ref="RUS9003",
        kind="person",
        names=(ListedName("Suleyman Yusupha BELHAZZAM"), ListedName("Suleyman Belhazzam", "alias")),
        birth_dates=(BirthDate("1954-04-08", "1954-04-08"),),
        countries=("MM",),
        identifiers=(Identifier("Passport", "A8329226", "MM"), Identifier("UN reference", "TAi.002")),
        programmes=("The Russia (Sanctions) (EU Exit) Regulations 2019",),
        title="Member of the invented council",
        addresses=("3 Invented Street, Yangon, Burma",),
        remarks="Sanctions imposed: Asset freeze, Travel Ban. Invented party 3, of no importance. "
        "There are, of course, no reasons.",
        gender="male",
        birth_places=("Yangon, Burma",),
        listed_on="2022-03-04",
    )


def test_a_ship_reads_with_its_number_flag_and_owner(tmp_path: Path) -> None:
    record = _entry(_read(tmp_path, _XML), "RUS9205")

    assert (record.kind, record.countries, record.links) == ("vessel", ("KM",), ("Nordvolga Shipping JSC",))
    assert record.identifiers == (Identifier("IMO", "9500205"),)


def test_a_low_quality_alias_is_weak_and_a_spelling_of_the_primary_name_is_not(tmp_path: Path) -> None:
    assert _entry(_read(tmp_path, _XML), "RUS9004").names == (
        ListedName("Orhan Ghulam KELMAZOV"),
        ListedName("Orhan Kelmazov", "alias"),
        ListedName("Kelma", "alias", "weak"),
    )


@pytest.mark.parametrize(
    ("kind", "written", "read"),
    [
        ("Individual", "ТАРХУНИДЗЕ, Гурам", "Гурам ТАРХУНИДЗЕ"),
        ("Individual", "Гурам Тархунидзе", "Гурам Тархунидзе"),
        ("Entity", "Норд, Волга", "Норд, Волга"),
    ],
)
def test_a_name_in_another_script_is_read_as_it_is_said(tmp_path: Path, kind: str, written: str, read: str) -> None:
    name = f"<NonLatinName><NameNonLatinScript>{written}</NameNonLatinScript></NonLatinName>"
    other = f"<NonLatinNames>{name}</NonLatinNames>"

    assert _party(tmp_path, _NAME + other, kind).records[0].names[1] == ListedName(read, "alias")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("17/11/1960", BirthDate("1960-11-17", "1960-11-17")),
        ("dd/02/1960", BirthDate("1960-02-01", "1960-02-29")),
        ("dd/mm/1960", BirthDate("1960-01-01", "1960-12-31")),
        ("00/00/1960", BirthDate("1960-01-01", "1960-12-31")),
        ("1960", BirthDate("1960-01-01", "1960-12-31")),
    ],
)
def test_birth_dates_keep_their_precision(tmp_path: Path, written: str, read: BirthDate) -> None:
    dates = f"<IndividualDetails><Individual><DOBs><DOB>{written}</DOB></DOBs></Individual></IndividualDetails>"

    reading = _party(tmp_path, _NAME + dates)

    assert (reading.records[0].birth_dates, reading.problems) == ((read,), ())


def test_what_cannot_be_read_of_a_party_is_told_once_with_its_line_and_the_rest_is_taken(tmp_path: Path) -> None:
    lines = _CSV.decode().splitlines()
    for number in (2, 3):
        lines[number] = lines[number].replace(",Syria,", ",Elbonia,").replace("dd/mm/19", "45/13/19")
    lines[4] = lines[4].replace(",Individual,", ",Robot,")

    reading = _read(tmp_path, "\n".join(lines).encode())

    assert reading.problems == (
        Problem(3, "The birth date cannot be read."),
        Problem(4, "The birth date cannot be read."),
        Problem(3, "The country in 'Nationality(/ies)' is not known: 'Elbonia'."),
        Problem(3, "The country in 'Address Country' is not known: 'Elbonia'."),
        Problem(5, "The designation type 'Robot' is not known; the entry is taken as a company."),
    )
    assert len(reading.records) == 31


def test_a_party_that_nothing_names_is_told_with_its_line(tmp_path: Path) -> None:
    nameless = b"<Designation><UniqueID>X1</UniqueID><IndividualEntityShip>Ship</IndividualEntityShip></Designation>"
    content = _XML.replace(b"</Designations>", nameless + b"</Designations>")

    reading = _read(tmp_path, content)

    assert reading.problems == (Problem(_XML.count(b"\n"), "The entry has no name."),)
    assert len(reading.records) == 31


@pytest.mark.oracle
def test_the_whole_real_list_reads_alike_from_xml_and_csv_and_as_the_facts_say(tmp_path: Path) -> None:
    facts = european.uk()
    reading = sources.load(UK, european.write_uk_xml(tmp_path / "list.xml", facts))
    table = sources.load(UK, european.write_uk_csv(tmp_path / "list.csv", facts))

    assert len(reading.records) == 6349
    assert table.records == reading.records
    assert (reading.problems, table.problems) == ((), ())
    for one, record in zip(facts, reading.records, strict=True):
        assert record.ref == one["unique_id"]
        assert european.same_words([name.text for name in record.names]) == european.uk_names(one)
        assert set(record.countries) == {countries.code(name) for name in european.uk_countries(one)}
        assert record.listed_on == str(one["date_designated"])
