"""Parties as OpenSanctions and others export them, and files that are none."""

import csv
import gzip
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from screening import sources
from screening.records import BirthDate, Identifier, ListedName, Record
from screening.sources import SOURCES, ListRefused, Reading
from tests.screening.lists import FIXTURES
from tests.shared import SHARED

OPEN, PEP = SOURCES["opensanctions"], SOURCES["pep"]
HEADER = (
    "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,dataset,"
    "first_seen,last_seen,last_change\n"
)
OFFICIALS = SHARED / "pep"


def line(identity: str, schema: str = "Person", *, caption: str = "", **members: Any) -> dict[str, Any]:
    """An entity; what is not a member of the line is a property."""
    plain: dict[str, Any] = {name: members.pop(name) for name in ("target", "datasets", "last_seen") if name in members}
    return {"id": identity, "schema": schema, "caption": caption, "properties": members, **plain}


def load(path: Path, *entities: dict[str, Any], source: sources.Source = OPEN) -> Reading:
    path = path / "entities.ftm.json"
    path.write_text("".join(json.dumps(entity) + "\n" for entity in entities), encoding="utf-8")
    return sources.load(source, path)


def only(reading: Reading) -> Record:
    assert len(reading.records) == 1
    return reading.records[0]


def table(path: Path, *rows: str, header: str = HEADER, source: sources.Source = OPEN) -> Reading:
    path = path / "targets.simple.csv"
    path.write_text(header + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return sources.load(source, path)


def test_a_person_reads_with_every_fact_that_screening_compares(tmp_path: Path) -> None:
    entity = line(
        "Q1",
        caption="Anselma Vrbanova",
        target=True,
        datasets=["xx_list"],
        last_seen="2026-02-27T06:10:00",
        name=["Anselma Vrbanova", "Анзельма Врбанова"],
        alias=["A. Vrbanova"],
        weakAlias=["Selma"],
        previousName=["Anselma Pavlinec"],
        birthDate=["1971-06-03", "1971", "unknown"],
        nationality=["sk"],
        country=["ge-ab", "suhh"],
        topics=["role.pep.natl", "sanction.linked", "gov.head"],
        passportNumber=["ZZ1"],
        innCode=["770000000001"],
        gender=["Female"],
        birthPlace=["Levoca"],
        position=["Minister"],
        notes=["A note."],
    )

    reading = load(tmp_path, entity)

    assert str(reading.published) == "2026-02-27"
    assert only(reading) == Record(
        ref="Q1",
        kind="person",
        names=(
            ListedName("Anselma Vrbanova"),
            ListedName("Anselma Pavlinec", "former"),
            ListedName("A. Vrbanova", "alias"),
            ListedName("Анзельма Врбанова", "alias"),
            ListedName("Selma", "alias", "weak"),
        ),
        birth_dates=(BirthDate("1971-06-03", "1971-06-03"), BirthDate("1971-01-01", "1971-12-31")),
        countries=("GE", "SK"),
        identifiers=(Identifier("passportNumber", "ZZ1"), Identifier("innCode", "770000000001")),
        topics=("gov.head", "pep", "sanction"),
        title="Minister",
        remarks="A note.; Data sets: xx_list",
        gender="female",
        birth_places=("Levoca",),
    )


def test_what_edges_say_reaches_their_party_whatever_the_order_of_the_lines(tmp_path: Path) -> None:
    edges = [
        line("s", "Sanction", entity=["C"], programId=["XX-1"], listingDate=["2024-05-06"], reason=["Named."]),
        line("a", "Address", full=["Street 1, Levoca"]),
        line("p", "Passport", holder=["P"], number=["ZZ1"], country=["sk"]),
        line("w", "CryptoWallet", holder=["C"], publicKey=["1abc"], currency=["XBT"]),
        line("post", "Position", name=["Mayor of Levoca"]),
        line("o", "Occupancy", holder=["P"], post=["post"]),
        line("own", "Ownership", owner=["P"], asset=["C"]),
    ]
    parties = [
        line("P", name=["Anselma Vrbanova"], topics=["role.pep"]),
        line("C", "Company", name=["Vrbanova Grain"], addressEntity=["a"]),
    ]

    first, last = load(tmp_path, *edges, *parties), load(tmp_path, *parties, *edges)

    assert first == last
    person, company = first.records
    assert (person.title, person.links) == ("Mayor of Levoca", ("C",))
    assert person.identifiers == (Identifier("Passport", "ZZ1", "SK"),)
    assert (company.programmes, company.listed_on, company.remarks) == (("XX-1",), "2024-05-06", "Named.")
    assert (company.addresses, company.topics, company.links) == (("Street 1, Levoca",), ("sanction",), ("P",))
    assert company.identifiers == (Identifier("XBT", "1abc"),)


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ("Person", "person"), ("Company", "company"), ("Organization", "company"), ("LegalEntity", "company"),
        ("PublicBody", "company"), ("Vessel", "vessel"), ("Airplane", "aircraft"),
    ],
)  # fmt: skip
def test_every_schema_of_a_party_is_listed_under_its_kind(tmp_path: Path, schema: str, kind: str) -> None:
    assert only(load(tmp_path, line("1", schema, name=["Vrbanova"]))).kind == kind


@pytest.mark.parametrize(
    ("members", "listed"),
    [
        ({"target": True}, True),
        ({"target": False}, False),
        ({}, True),
        ({"target": False, "topics": ["role.rca"]}, True),
        ({"target": False, "topics": ["export.control.linked"]}, True),
        ({"target": False, "topics": ["gov.soe", "fin.bank"]}, False),
        ({"target": False, "topics": ["crimean"]}, False),
    ],
)
def test_targets_and_those_with_a_risk_are_listed_and_bystanders_are_not(
    tmp_path: Path, members: dict[str, Any], listed: bool
) -> None:
    someone = line("0", name=["Someone"], target=True)

    reading = load(tmp_path, someone, line("1", name=["Vrbanova"], **members))

    assert [record.ref for record in reading.records] == (["0", "1"] if listed else ["0"])


@pytest.mark.parametrize(
    ("topics", "read"),
    [
        (["sanction"], ("sanction",)),
        (["sanction.counter", "sanction"], ("sanction",)),
        (["role.pep.frmr", "role.rca"], ("pep", "rca")),
        (["crime.fin", "crime"], ("crime",)),
        (["debarment", "something.new"], ("debarment", "something.new")),
        ([], ()),
    ],
)
def test_topics_come_in_our_words_and_unknown_ones_as_they_are(
    tmp_path: Path, topics: list[str], read: tuple[str, ...]
) -> None:
    assert only(load(tmp_path, line("1", name=["Vrbanova"], topics=topics))).topics == read


def test_a_list_of_peps_calls_those_pep_of_whom_it_says_nothing_else(tmp_path: Path) -> None:
    peps = load(tmp_path, line("1", name=["A"]), line("2", name=["B"], topics=["role.rca"]), source=PEP)

    assert [record.topics for record in peps.records] == [("pep",), ("rca",)]


def test_a_party_without_a_name_is_kept_under_its_caption(tmp_path: Path) -> None:
    record = only(load(tmp_path, line("1", "Company", caption="ZZ 99", registrationNumber=["ZZ 99"])))

    assert (record.names, record.identifiers) == ((ListedName("ZZ 99"),), (Identifier("registrationNumber", "ZZ 99"),))


def test_a_very_long_id_is_kept_apart_from_others_that_begin_like_it(tmp_path: Path) -> None:
    one, other = "x" * 100 + "1", "x" * 100 + "2"

    refs = [record.ref for record in load(tmp_path, line(one, name=["A"]), line(other, name=["B"])).records]

    assert [len(ref) for ref in refs] == [80, 80]
    assert len(set(refs)) == 2


def test_a_row_of_the_table_reads_like_the_entity_it_is_made_of(tmp_path: Path) -> None:
    row = (
        'Q1,Person,Anselma Vrbanova,"A. Vrbanova;""Vrbanova; the elder""",1971-06-03;1971,sk;ge-ab,'
        '"""Street 1; Levoca"""'
        ",ZZ1;ZZ2,Council - 2024-05-06,,,XX-1,xx_list,2025-04-01,2026-02-27T06:10:00,2026-01-15"
    )

    reading = table(tmp_path, row)

    assert str(reading.published) == "2026-02-27"
    assert only(reading) == Record(
        ref="Q1",
        kind="person",
        names=(
            ListedName("Anselma Vrbanova"),
            ListedName("A. Vrbanova", "alias"),
            ListedName("Vrbanova; the elder", "alias"),
        ),
        birth_dates=(BirthDate("1971-06-03", "1971-06-03"), BirthDate("1971-01-01", "1971-12-31")),
        countries=("GE", "SK"),
        identifiers=(Identifier("identifier", "ZZ1"), Identifier("identifier", "ZZ2")),
        programmes=("XX-1",),
        topics=("sanction",),
        addresses=("Street 1; Levoca",),
        remarks="Council - 2024-05-06; xx_list",
    )


def test_an_older_table_without_programmes_reads_too(tmp_path: Path) -> None:
    header = "id,schema,name,aliases,birth_date,countries,dataset\n"

    record = only(table(tmp_path, "Q1,Person,Anselma Vrbanova,,,sk,xx", header=header, source=PEP))

    assert (record.topics, record.programmes) == (("pep",), ())


def test_the_fixture_lists_read_whole_in_both_formats() -> None:
    both = {
        code: [len(sources.load(SOURCES[code], FIXTURES / code / name).records) for name in NAMES]
        for code in ("opensanctions", "pep")
    }

    assert both == {"opensanctions": [31, 30], "pep": [48, 48]}


NAMES = ("entities.ftm.json", "targets.simple.csv")
_JSON = (FIXTURES / "opensanctions" / NAMES[0]).read_bytes()
_CSV = (FIXTURES / "opensanctions" / NAMES[1]).read_bytes()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"<!DOCTYPE html><html>403</html>", "wrong_list"),
        (b"a,b,c\n1,2,3\n", "wrong_list"),
        (b'{"id": 1}\n', "wrong_list"),
        (b'{"results": []}\n', "wrong_list"),
        (b'{"id": "1", "schema": "Person", "properties": {"sanctions": [{"id": "2"}]}}\n', "wrong_list"),
        (_JSON[:-300], "truncated"),
        (gzip.compress(_JSON, mtime=0)[:-500], "truncated"),
        (_JSON.replace(b'"schema": "Company"', b'"schema": "Company', 1), "malformed"),
        (_JSON + _JSON, "malformed"),
        (_JSON[: _JSON.index(b"\n") + 1] + b"[" * 100_000 + b"\n", "malformed"),
        (b'{"id": "1", "schema": "Address", "properties": {}}\n', "empty"),
        (_CSV[:-40], "truncated"),
        (gzip.compress(_CSV, mtime=0)[:-50], "truncated"),
        (_CSV + b'NK-x,Person,"open', "truncated"),
        (_CSV + _CSV.splitlines(keepends=True)[1], "malformed"),
        (_CSV + b",Person,Name" + b"," * 13 + b"\n", "malformed"),
        (_CSV + b"NK-x,Person,\xff\xfe" + b"," * 13 + b"\n", "malformed"),
        (_CSV.splitlines(keepends=True)[0], "empty"),
    ],
)
def test_an_unsound_file_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "list").write_bytes(content)

    with pytest.raises(ListRefused) as refusal:
        sources.load(OPEN, tmp_path / "list")

    assert refusal.value.reason == reason


def test_a_refusal_repeats_no_name(tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(_JSON[:-300])

    with pytest.raises(ListRefused) as refusal:
        sources.load(OPEN, tmp_path / "list")

    assert refusal.value.detail == "entities.ftm.json, line 70 is not a JSON object."


def _officials() -> Iterator[dict[str, Any]]:
    """Measured, never kept: real officials, whose file is not part of the project."""
    with gzip.open(OFFICIALS / "openstates_people.jsonl.gz", "rt", encoding="utf-8") as file:
        for number, one in enumerate(map(json.loads, file)):
            identity = f"{one['id']}-{number}"  # the file has one of them twice
            names = {"name": [one["name"]], "alias": one["other_names"], "birthDate": [one["birth_date"]]}
            yield line(identity, caption=one["name"], target=True, topics=["role.pep"], country=["us"], **names)


def _politicians() -> Iterator[str]:
    with (OFFICIALS / "world_politicians_bio.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cells = [row["id"], "Person", row["name"], row["enwiki"], row["dob"], *[""] * 11]
            yield ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)


@pytest.mark.oracle
def test_real_officials_all_arrive_in_both_formats(tmp_path: Path) -> None:
    officials, politicians = list(_officials()), list(_politicians())

    entities, rows = load(tmp_path, *officials, source=PEP), table(tmp_path, *politicians, source=PEP)

    assert (len(entities.records), len(rows.records)) == (22715, 3764)
    assert {record.topics for record in (*entities.records, *rows.records)} == {("pep",)}


@pytest.mark.oracle
def test_real_politicians_are_found_on_the_command_line(tmp_path: Path) -> None:
    politicians = list(_politicians())
    table(tmp_path, *politicians, source=PEP)
    asked = [next(csv.reader([row]))[2] for row in politicians[::200]]

    out = StringIO()
    call_command("screen", "--json", "--list", f"pep={tmp_path}", *asked, stdout=out, stderr=StringIO())

    found = [json.loads(answer)["hits"] for answer in out.getvalue().splitlines()]
    assert len(found) == len(asked)
    assert [any(hit["entry"].startswith("pep:Q") and hit["score"] > 0.9 for hit in hits) for hits in found] == [
        True
    ] * len(asked)
