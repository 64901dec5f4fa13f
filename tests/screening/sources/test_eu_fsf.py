"""The EU's list in both of its formats: one party, one record, and what bites in it."""

import gzip
from pathlib import Path

import pytest

from screening import sources
from screening.records import BirthDate, Identifier, ListedName, Record
from screening.sources import SOURCES, Problem, Reading
from tests.screening.lists import FIXTURES
from tests.screening.sources import european

EU = SOURCES["eu_fsf"]
_XML = (FIXTURES / "eu_fsf" / "xmlFullSanctionsList_1_1.xml").read_bytes()
_CSV = (FIXTURES / "eu_fsf" / "csvFullSanctionsList_1_1.csv").read_bytes()
_NAME = '<nameAlias wholeName="Anton Drovanik" strong="true"/>'


def _read(folder: Path, content: bytes) -> Reading:
    path = folder / "list"
    path.write_bytes(content)
    return sources.load(EU, path)


def _party(folder: Path, inner: str, about: str = 'logicalId="7" euReferenceNumber="EU.7.70"') -> Reading:
    subject = '<subjectType code="person" classificationCode="P"/>' * ("subjectType" not in inner)
    return _read(folder, f"<export>\n<sanctionEntity {about}>\n{subject}{inner}\n</sanctionEntity></export>".encode())


def _entry(reading: Reading, ref: str) -> Record:
    return next(record for record in reading.records if record.ref == ref)


def test_the_xml_and_the_csv_say_the_same_of_every_party(tmp_path: Path) -> None:
    xml, table = _read(tmp_path, _XML), _read(tmp_path, _CSV)

    assert len(xml.records) == 31
    assert table == xml
    assert (str(xml.published), xml.problems) == ("2026-05-01", ())


def test_a_person_reads_with_all_that_the_list_says_of_them(tmp_path: Path) -> None:
    record = _entry(_read(tmp_path, _XML), "EU.9003.13")

    assert record == Record(
        ref="EU.9003.13",
        kind="person",
        names=(ListedName("Ghulam Jamshid KYAWDUNN"), ListedName("Ghulam Kyawdunn", "alias")),
        birth_dates=(BirthDate("1970-08-01", "1970-08-31"),),
        countries=("RU",),
        identifiers=(Identifier("National passport", "B1251670", "RU"), Identifier("UN reference", "QDi.043")),
        programmes=("SYR",),
        title="Member of the “People’s Council”",
        addresses=("3 Invented Street, 10100, Moscow, RUSSIAN FEDERATION",),
        gender="male",
        birth_places=("Moscow, RUSSIAN FEDERATION",),
        listed_on="2022-02-04",
    )


def test_a_folder_with_both_files_and_a_packed_one_read_like_the_xml(tmp_path: Path) -> None:
    (tmp_path / "20260501-FULL-1_1.xml.gz").write_bytes(gzip.compress(_XML))

    assert sources.load(EU, tmp_path).records == sources.load(EU, FIXTURES / "eu_fsf").records


def test_a_party_without_a_reference_number_goes_by_its_logical_id(tmp_path: Path) -> None:
    assert _entry(_read(tmp_path, _XML), "4004").kind == "person"


def test_a_weak_name_stays_weak_and_is_never_the_primary_one(tmp_path: Path) -> None:
    weak, foreign = '<nameAlias wholeName="Toni" strong="false"/>', '<nameAlias wholeName="Антон" nameLanguage="RU"/>'

    assert _party(tmp_path, weak + foreign + _NAME).records[0].names == (
        ListedName("Anton Drovanik"),
        ListedName("Toni", "alias", "weak"),
        ListedName("Антон", "alias"),
    )


def test_a_name_without_a_whole_is_put_together_from_its_parts(tmp_path: Path) -> None:
    name = '<nameAlias firstName="Anton" middleName="" lastName="Drovanik" wholeName=""/>'

    assert _party(tmp_path, name).records[0].names == (ListedName("Anton Drovanik"),)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('birthdate="1960-11-17" year="1960" circa="false"', BirthDate("1960-11-17", "1960-11-17")),
        ('year="1960" circa="true"', BirthDate("1960-01-01", "1960-12-31", circa=True)),
        ('monthOfYear="2" year="1960"', BirthDate("1960-02-01", "1960-02-29")),
        ('yearRangeFrom="1953" yearRangeTo="1958"', BirthDate("1953-01-01", "1958-12-31")),
        ('yearRangeTo="1980"', BirthDate("1880-01-01", "1980-12-31")),
        ('yearRangeFrom="1953"', BirthDate("1953-01-01", "2053-12-31")),
        ('calendarType="ISLAMIC" year="1402" birthdate="1982-04-19"', BirthDate("1982-04-19", "1982-04-19")),
    ],
)
def test_birth_dates_keep_their_precision(tmp_path: Path, written: str, read: BirthDate) -> None:
    reading = _party(tmp_path, f"{_NAME}<birthdate {written}/>")

    assert (reading.records[0].birth_dates, reading.problems) == ((read,), ())


@pytest.mark.parametrize(
    ("fact", "detail"),
    [
        (
            '<birthdate calendarType="ISLAMIC" year="1343"/>',
            "The birth date cannot be read, or is not of the Gregorian calendar.",
        ),
        ('<birthdate birthdate="1960-13-45"/>', "The birth date cannot be read, or is not of the Gregorian calendar."),
        ('<citizenship countryIso2Code="QQ"/>', "The country code 'QQ' is not known."),
        (
            '<subjectType classificationCode="X"/>',
            "The subject type 'X' is not known; the entry is taken as a company.",
        ),
    ],
)
def test_what_cannot_be_read_of_a_party_is_told_and_the_rest_is_taken(tmp_path: Path, fact: str, detail: str) -> None:
    reading = _party(tmp_path, f"{_NAME}\n{fact}")

    assert [problem.detail for problem in reading.problems] == [detail]
    assert [record.ref for record in reading.records] == ["EU.7.70"]
    assert reading.records[0].birth_dates == ()


def test_a_party_that_nothing_names_is_told_with_its_line(tmp_path: Path) -> None:
    nameless = '<sanctionEntity euReferenceNumber="EU.8.80"><subjectType classificationCode="E"/></sanctionEntity>'
    unnumbered = f'<sanctionEntity><subjectType classificationCode="P"/>{_NAME}</sanctionEntity>'
    content = _XML.replace(b"</export>", f"{nameless}{unnumbered}</export>".encode())

    reading = _read(tmp_path, content)

    line = content.count(b"\n", 0, content.index(b"EU.8.80")) + 1
    assert len(reading.records) == 31
    assert reading.problems == (
        Problem(line, "The entry has no name."),
        Problem(line, "The entry has no reference number."),
    )


def test_an_unknown_country_and_a_dash_for_a_number_say_nothing(tmp_path: Path) -> None:
    facts = '<citizenship countryIso2Code="00"/><identification number="-" countryIso2Code="00"/>'

    reading = _party(tmp_path, _NAME + facts)

    assert (reading.records[0].countries, reading.records[0].identifiers, reading.problems) == ((), (), ())


def test_a_row_of_the_csv_without_any_id_is_told_with_its_line(tmp_path: Path) -> None:
    lines = _CSV.decode("utf-8-sig").splitlines()
    lines[1] = lines[1].replace("4001;EU.9001.11;", ";;")

    reading = _read(tmp_path, "\r\n".join(lines).encode())

    assert reading.problems == (Problem(2, "The entry has no reference number."),)


@pytest.mark.oracle
def test_the_whole_real_list_reads_alike_from_xml_and_csv_and_as_the_facts_say(tmp_path: Path) -> None:
    facts = european.eu()
    reading = sources.load(EU, european.write_eu_xml(tmp_path / "list.xml", facts))
    table = sources.load(EU, european.write_eu_csv(tmp_path / "list.csv", facts))

    assert len(reading.records) == 5860
    assert table.records == reading.records
    for one, record in zip(facts, reading.records, strict=True):
        assert record.ref == one["eu_reference_number"]
        assert {name.text for name in record.names} == european.eu_names(one)
        assert {(birth.earliest, birth.latest, birth.circa) for birth in record.birth_dates} == european.eu_births(one)
        assert set(record.countries) == european.eu_countries(one)
    assert len(reading.problems) == 6  # four years of the Islamic calendar, the Antilles, Serbia and Montenegro
