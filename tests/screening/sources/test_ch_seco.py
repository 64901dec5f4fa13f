"""Switzerland's list: names in every spelling, places by reference, and those that left the list."""

from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from screening import sources
from screening.records import BirthDate, Identifier, ListedName, Record
from screening.sources import SOURCES, Problem, Reading
from tests.screening.lists import FIXTURES
from tests.screening.sources import european

SECO = SOURCES["ch_seco"]
_XML = (FIXTURES / "ch_seco" / "consolidated-list.xml").read_bytes()
_LISTED = '<modification modification-type="listed" effective-date="2022-03-04"/>'


def _read(folder: Path, content: bytes) -> Reading:
    path = folder / "list.xml"
    path.write_bytes(content)
    return sources.load(SECO, path)


def _list(targets: str) -> bytes:
    return f'<swiss-sanctions-list list-type="whole-list" date="2026-05-01">\n{targets}</swiss-sanctions-list>'.encode()


def _person(inner: str, changes: str = _LISTED, name: str | None = None) -> bytes:
    plain = _name(_part(1, "family-name", "Drovanik"), _part(2, "given-name", "Anton")) if name is None else name
    identity = f'<identity main="true">{plain}\n{inner}</identity>'
    return _list(f'<target ssid="7"><individual>{identity}</individual>{changes}</target>')


def _name(*parts: str, kind: str = "primary-name", quality: str = "good") -> str:
    return f'<name name-type="{kind}" quality="{quality}">{"".join(parts)}</name>'


def _part(order: int, kind: str, value: str, *variants: str) -> str:
    inner = f"<value>{escape(value)}</value>{''.join(variants)}"
    return f'<name-part order="{order}" name-part-type="{kind}">{inner}</name-part>'


def _variant(language: str, script: str, value: str) -> str:
    return f'<spelling-variant lang="{language}" script="{script}">{value}</spelling-variant>'


def _entry(reading: Reading, ref: str) -> Record:
    return next(record for record in reading.records if record.ref == ref)


def test_the_fixture_list_reads_without_those_who_left_it(tmp_path: Path) -> None:
    reading = _read(tmp_path, _XML)

    assert len(reading.records) == 27
    assert (str(reading.published), reading.problems) == ("2026-05-01", ())
    assert {"900", "1800"} & {record.ref for record in reading.records} == {"1800"}, "who came back is in force"


def test_a_person_reads_with_all_that_the_list_says_of_them(tmp_path: Path) -> None:
    assert _entry(_read(tmp_path, _XML), "300") == Record(
        ref="300",
        kind="person",
        names=(ListedName("Orhan Aung Kelmazov"),),
        birth_dates=(BirthDate("1971-01-01", "1971-12-31"),),
        countries=("SY",),
        identifiers=(Identifier("passport", "A2982197", "SY"), Identifier("UN reference", "QDi.043")),
        programmes=("Belarus",),
        addresses=("3 Invented Street, 10100, Damascus, Syria",),
        remarks="Invented party 3.",
        gender="male",
        birth_places=("Damascus, Syria",),
        listed_on="2022-03-04",
    )


def test_a_company_keeps_its_former_name_and_its_tie(tmp_path: Path) -> None:
    record = _entry(_read(tmp_path, _XML), "10100")

    assert record.names == (ListedName("Qasmira Electronics JSC"), ListedName("Qasmira Electronics PJSC", "former"))
    assert (record.kind, record.links) == ("company", ("100",))


def test_a_vessel_keeps_the_number_in_its_remarks(tmp_path: Path) -> None:
    record = _entry(_read(tmp_path, _XML), "20100")

    assert (record.kind, record.identifiers) == ("vessel", (Identifier("IMO", "9500201"),))


def test_given_names_are_said_first_and_titles_are_no_names(tmp_path: Path) -> None:
    name = _name(
        _part(1, "family-name", "al-Rashidi"),
        _part(2, "given-name", "Omar"),
        _part(3, "further-given-name", "Walid"),
        _part(4, "father-name", "Hamza"),
        _part(5, "grand-father-name", "Idriss"),
        _part(6, "title", "Colonel"),
    )

    record = _read(tmp_path, _person("", name=name)).records[0]

    assert record.names == (ListedName("Omar Walid Hamza Idriss al-Rashidi"),)
    assert record.title == "Colonel"


def test_a_maiden_name_gives_a_former_name(tmp_path: Path) -> None:
    assert _entry(_read(tmp_path, _XML), "700").names == (
        ListedName("Farrukh Suleyman Tarkhunidze"),
        ListedName("Farrukh Suleyman Iskandrova", "former"),
    )


def test_every_spelling_is_a_name_and_scripts_are_not_mixed(tmp_path: Path) -> None:
    name = _name(
        _part(1, "family-name", "Drovanik", _variant("FRA", "LATN", "Drovanique"), _variant("RUS", "CYRL", "Дрованик")),
        _part(2, "given-name", "Anton", _variant("RUS", "CYRL", "Антон")),
    )
    partial = _name(
        _part(1, "family-name", "Kelmazov", _variant("RUS", "CYRL", "Кельмазов")),
        _part(2, "given-name", "Ruslan"),
        kind="alias",
    )

    assert _read(tmp_path, _person("", name=name + partial)).records[0].names == (
        ListedName("Anton Drovanik"),
        ListedName("Антон Дрованик", "alias"),
        ListedName("Anton Drovanique", "alias"),
        ListedName("Ruslan Kelmazov", "alias"),
        ListedName("Кельмазов", "alias", "weak"),
    )


def test_many_variants_do_not_make_names_without_end(tmp_path: Path) -> None:
    variants = [_variant("RUS", "LATN", f"Variant{number}") for number in range(9)]
    name = _name(*(_part(order, "other", "Part", *variants) for order in range(1, 9)))

    assert len(_read(tmp_path, _person("", name=name)).records[0].names) == 49


def test_a_low_quality_name_is_weak(tmp_path: Path) -> None:
    assert _entry(_read(tmp_path, _XML), "400").names[1] == ListedName("Montr", "alias", "weak")


def test_the_primary_name_of_another_identity_is_an_alias(tmp_path: Path) -> None:
    assert [(name.text, name.kind) for name in _entry(_read(tmp_path, _XML), "100").names[1:]] == [
        ("Guram Tarkhunidze", "alias"),
        ("Гурам Тархунидзе", "alias"),
    ]


@pytest.mark.parametrize(
    ("changes", "in_force"),
    [
        (("listed 2022-03-04",), True),
        ((), True),
        (("de-listed 2024-03-01", "listed 2022-03-04"), False),
        (("listed 2022-03-04", "de-listed 2024-03-01"), False),
        (("amended 2025-01-01", "de-listed 2024-03-01", "listed 2022-03-04"), True),
        (("de-listed 2024-03-01", "amended 2024-03-01", "listed 2022-03-04"), False),
        (("de-listed 2026-06-01", "listed 2022-03-04"), True),
    ],
)
def test_a_target_is_in_force_until_its_last_change_is_a_delisting(
    tmp_path: Path, changes: tuple[str, ...], in_force: bool
) -> None:
    elements = "".join(
        f'<modification modification-type="{change.split()[0]}" effective-date="{change.split()[1]}"/>'
        for change in changes
    )
    other = _XML.replace(b"</swiss-sanctions-list>", _person("", elements).split(b"\n", 1)[1])

    assert ("7" in {record.ref for record in _read(tmp_path, other).records}) == in_force


def test_what_was_taken_away_by_a_change_is_not_read(tmp_path: Path) -> None:
    removed = f"<removed>{_name(_part(1, 'whole-name', 'Old Name'))}</removed>"
    change = f'<modification modification-type="amended" effective-date="2024-01-01">{removed}</modification>'

    assert [name.text for name in _read(tmp_path, _person("", change + _LISTED)).records[0].names] == ["Anton Drovanik"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('day="17" month="11" year="1960" quality="good"', BirthDate("1960-11-17", "1960-11-17")),
        ('month="2" year="1960"', BirthDate("1960-02-01", "1960-02-29")),
        ('year="1960" quality="low"', BirthDate("1960-01-01", "1960-12-31", circa=True)),
    ],
)
def test_birth_dates_keep_their_precision(tmp_path: Path, written: str, read: BirthDate) -> None:
    reading = _read(tmp_path, _person(f"<day-month-year {written}/>"))

    assert (reading.records[0].birth_dates, reading.problems) == ((read,), ())


@pytest.mark.parametrize(
    ("fact", "detail"),
    [
        ('<address place-id="404"/>', "The place that is referred to is not in the list."),
        (
            '<day-month-year year="1340" calendar="Islamic"/>',
            "The birth date cannot be read, or is not of the Gregorian calendar.",
        ),
        (
            '<day-month-year month="13" year="1960"/>',
            "The birth date cannot be read, or is not of the Gregorian calendar.",
        ),
        (
            '<nationality><country iso-code="QQ">Elbonia</country></nationality>',
            "The nationality is of no country that is known.",
        ),
    ],
)
def test_what_cannot_be_read_of_a_target_is_told_with_its_line(tmp_path: Path, fact: str, detail: str) -> None:
    reading = _read(tmp_path, _person(fact))

    assert reading.problems == (Problem(3, detail),)
    assert [record.ref for record in reading.records] == ["7"]


def test_a_target_that_nothing_names_is_told_with_its_line(tmp_path: Path) -> None:
    nameless = b'<target ssid="8"><entity><identity main="true"/></entity></target></swiss-sanctions-list>'

    reading = _read(tmp_path, _person("").replace(b"</swiss-sanctions-list>", b"\n" + nameless))

    assert reading.problems == (Problem(4, "The target has no name."),)
    assert [record.ref for record in reading.records] == ["7"]


@pytest.mark.oracle
def test_a_list_of_the_real_size_reads_whole(tmp_path: Path) -> None:
    facts = list(european.parsed("ch_seco"))

    reading = _read(tmp_path, european.as_seco(facts))

    assert len(reading.records) == len(facts) == 7608
    assert reading.problems == ()
    for one, record in zip(facts, reading.records, strict=True):
        assert record.ref == one["id"]
        assert {name.text for name in record.names} == {" ".join(name["n"].split()) for name in one["names"]}
        weak = {" ".join(name["n"].split()) for name in one["names"] if name["k"] == "weak"}
        assert {name.text for name in record.names if name.strength == "weak"} <= weak
