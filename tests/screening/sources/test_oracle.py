"""OFAC's real lists, counted a second time with nothing but csv, re and ElementTree: nothing may be lost silently."""

import csv
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from screening import sources
from screening.records import NameKind, Record
from screening.sources import SOURCES, Reading
from tests.shared import SHARED

pytestmark = pytest.mark.oracle
LISTS = SHARED / "watchlists"
STATES = ("ofac_sdn_2021-04-25", "ofac_sdn_2021-07-07", "ofac_sdn_2024-01-08", "ofac_cons/csv")
ENHANCED = "ofac_enhanced/2024-08-28_IRGC"
CLASSIC = ("ofac_cons/2024-05-06_consolidated.xml.gz", "ofac_cons/2025-03-28_consolidated.xml.gz")


def _code(state: str) -> str:
    return "ofac_cons" if "cons" in state else "ofac_sdn"


def _load(state: str) -> Reading:
    return sources.load(SOURCES[_code(state)], LISTS / state)


def _rows(path: Path) -> list[list[str]]:
    if not path.exists():
        return []
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [row for row in csv.reader(StringIO(text.decode(), newline="")) if len(row) > 1]


def _tables(state: str) -> Iterator[list[list[str]]]:
    names = (
        ("cons_prim.csv", "cons_alt.csv", "cons_add.csv", "cons_comments.csv")
        if "cons" in state
        else ("sdn.csv.gz", "alt.csv.gz", "add.csv.gz", "sdn_comments.csv.gz")
    )
    return (_rows(LISTS / state / name) for name in names)


def _counted(state: str) -> Counter[str]:
    """Different ones within each entry, as a record keeps them."""
    main, aliases, _, comments = _tables(state)
    names = defaultdict(set)
    for row in aliases:
        names[row[0]].add((row[2] == "fka", row[3].strip(), "strong"))
    more: defaultdict[str, str] = defaultdict(str)
    for number, text in comments:
        more[number] += text
    found: Counter[str] = Counter()
    for row in main:
        remarks = row[11] + more[row[0]]
        parts = {part.removesuffix(".") for part in remarks.strip().removesuffix(".").split("; ")}
        quoted = {part for part in parts if re.match(r"[afn]\.k\.a\. '.*'$", part)}
        births = {part.removeprefix("alt. ") for part in parts if re.match(r"(alt\. )?DOB ", part)}
        found["entries"] += 1
        found["names"] += 1 + len(names[row[0]]) + len(quoted)
        found["birth dates"] += len(births)
        found["of a nationality"] += any(re.match(r"(alt\. )?(nationality|citizen) ", part) for part in parts)
        found["of a gender"] += any(part in {"Gender Male", "Gender Female"} for part in parts)
        found["birth places"] += len({part.removeprefix("alt. ") for part in parts if re.match(r"(alt\. )?POB ", part)})
        found["links"] += len({part for part in parts if part.startswith("Linked To: ")})
        found["wallets"] += len(set(re.findall(r"Digital Currency Address - (\S+ \w+)", remarks)))
    return found


def _read(reading: Reading) -> Counter[str]:
    records = reading.records
    return Counter(
        {
            "entries": len(records),
            "names": sum(len(record.names) for record in records),
            "birth dates": sum(len(record.birth_dates) for record in records),
            "of a gender": sum(bool(record.gender) for record in records),
            "birth places": sum(len(record.birth_places) for record in records),
            "links": sum(len(record.links) for record in records),
            "wallets": sum(_is_wallet(found.type) for record in records for found in record.identifiers),
        }
    )


def _is_wallet(label: str) -> bool:
    return label.startswith("Digital Currency Address")


@pytest.mark.parametrize("state", STATES)
def test_every_entry_name_date_place_and_link_of_the_tables_is_read(state: str) -> None:
    reading = _load(state)
    counted = _counted(state)
    with_country = counted.pop("of a nationality")

    assert _read(reading) == counted
    assert sum(bool(record.countries) for record in reading.records) >= with_country
    assert len(reading.problems) < 60  # spelling of the publisher's own, each told by its line


@pytest.mark.parametrize("state", CLASSIC)
def test_every_entry_of_the_classic_xml_is_read(state: str) -> None:
    records = _load(state).records
    with gzip.open(LISTS / state) as file:
        root = ElementTree.parse(file).getroot()  # noqa: S314  (a file of our own shelf)
    kinds = Counter(element.text for element in root.iter() if str(element.tag).endswith("}sdnType"))
    count = Counter(str(element.tag).rpartition("}")[2] for element in root.iter())

    assert len(records) == count["sdnEntry"] == 443
    assert sum(len(record.names) for record in records) == count["sdnEntry"] + count["aka"]
    assert sum(len(record.birth_dates) for record in records) == count["dateOfBirthItem"]
    assert sum(len(record.birth_places) for record in records) == count["placeOfBirthItem"]
    assert sum(record.kind == "person" for record in records) == kinds["Individual"]


def test_every_entity_of_the_enhanced_xml_is_read() -> None:
    records = _load(ENHANCED).records
    (path,) = (LISTS / ENHANCED).iterdir()
    with gzip.open(path) as file:
        text = file.read().decode()

    entities = re.split(r'<entity id="', text)[1:]
    names = [set(re.findall(r"<formattedFullName>(.*?)</formattedFullName>", entity)) for entity in entities]

    assert len(records) == len(entities) == 293
    assert [len(record.names) for record in records] == [len(found) for found in names]
    assert sum(len(record.birth_dates) for record in records) == len(
        re.findall(r">Birthdate</type>\s*<versionId", text)
    )
    assert sum(bool(record.gender) for record in records) == 138
    assert sum(bool(name.text) and not name.text.isascii() for record in records for name in record.names) >= 95
    assert all(record.listed_on for record in records)


def _comparable(record: Record) -> tuple[object, ...]:
    names = sorted(name for name in record.names if name.text.isascii())
    return (
        record.kind,
        names,
        sorted(record.birth_dates),
        record.countries,
        record.gender,
        sorted(record.birth_places),
    )


def test_the_enhanced_xml_and_the_tables_agree_on_the_parties_of_both() -> None:
    """The files are seven months apart, in which a handful of these parties were amended."""
    tables = {record.ref: record for record in _load("ofac_sdn_2024-01-08").records}
    both = [(record, tables[record.ref]) for record in _load(ENHANCED).records if record.ref in tables]

    differ = [new.ref for new, old in both if _comparable(new) != _comparable(old)]

    assert len(both) == 259
    assert len(differ) <= 5, differ


def test_the_classic_xml_and_the_tables_agree_on_the_parties_of_both() -> None:
    tables = {record.ref: record for record in _load("ofac_cons/csv").records}
    both = [(record, tables[record.ref]) for record in _load(CLASSIC[1]).records if record.ref in tables]

    differ = [new.ref for new, old in both if _comparable(new) != _comparable(old)]

    assert len(both) == 442
    assert len(differ) <= 7, differ  # aliases that came or went between the two dates
    assert all(any(name.kind is NameKind.PRIMARY for name in new.names) for new, _ in both)
