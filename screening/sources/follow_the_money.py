"""Parties in the FollowTheMoney model, as OpenSanctions and others export them: an entity a line, or a simple table."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from screening.records import Identifier, ListedName, NameKind, Record
from screening.sources.edges import Edges
from screening.sources.entities import PARTIES, Entity, Nested, births, codes, day, is_listed, party, stored_ref
from screening.sources.files import LARGEST, opened
from screening.sources.port import Format, ListRefused, Reading, Remote

ENTITIES = "entities.ftm.json"
SIMPLE = "targets.simple.csv"
_NEEDED = ("id", "schema", "name", "aliases", "birth_date", "countries")
_LONGEST = 32 * 1024 * 1024  # bytes of a line: some hundred times the longest that anybody publishes


def formats(*, default_topic: str = "", urls: Callable[[str], str] = lambda _: "") -> tuple[Format, ...]:
    """Both formats, the detailed one first. `default_topic` is why a party is listed where the file does not say.

    `urls` gives the publisher's address of a file's name, or nothing.
    """
    return (
        Format(
            "FollowTheMoney JSON",
            remotes=(Remote(ENTITIES, urls(ENTITIES), largest=LARGEST),),
            read=partial(read_entities, default_topic=default_topic),
            recognise=lambda beginning: beginning.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{"),
        ),
        Format(
            "simple CSV",
            remotes=(Remote(SIMPLE, urls(SIMPLE), largest=LARGEST),),
            read=partial(read_simple, default_topic=default_topic),
            recognise=lambda beginning: set(_NEEDED) <= set(_header(beginning)),
        ),
    )


def _header(beginning: bytes) -> list[str]:
    first = beginning.decode("utf-8-sig", errors="replace").partition("\n")[0]
    return [cell.strip().strip('"') for cell in first.split(",")]


def read_entities(files: Mapping[str, Path], *, default_topic: str = "") -> Reading:
    """Every listed party of `entities.ftm.json`, with what sanctions, addresses, papers, posts and ties say of it.

    One pass; memory holds the records and what the edges say, never the file. Entities of other schemata are context.
    """
    records: dict[str, Record] = {}
    edges, latest = Edges(), ""
    for entity in _entities(files[ENTITIES]):
        edges.add(entity)
        if entity.schema in PARTIES and is_listed(entity):
            if entity.id in records:
                raise ListRefused("malformed", f"{ENTITIES} names an entry twice.")
            records[entity.id] = party(entity)
            latest = max(latest, entity.last_seen)
    if not records:
        raise ListRefused("empty", f"{ENTITIES} lists no party.")
    whole = (edges.complete(record, default_topic=default_topic) for record in records.values())
    return Reading(records=tuple(whole), published=day(latest))


def _entities(path: Path) -> Iterator[Entity]:
    with opened(path, largest=LARGEST) as file:
        number = 0
        while line := file.readline(_LONGEST + 1):
            number += 1
            if len(line) > _LONGEST:
                raise ListRefused("too_large", f"{ENTITIES}, line {number} is longer than {_LONGEST} bytes.")
            if not line.isspace():
                yield _entity(line, number)


def _entity(line: bytes, number: int) -> Entity:
    try:
        data = json.loads(line.lstrip(b"\xef\xbb\xbf") if number == 1 else line)
    except (ValueError, RecursionError) as error:
        reason = "malformed" if line.endswith(b"\n") else "truncated"
        reason = "wrong_list" if number == 1 else reason
        raise ListRefused(reason, f"{ENTITIES}, line {number} is not a JSON object.") from error
    if not isinstance(data, dict):
        raise ListRefused("wrong_list", f"{ENTITIES}, line {number} is not a JSON object.")
    try:
        found = Entity.of(data)
    except Nested as error:
        raise ListRefused(
            "wrong_list", f"{ENTITIES}, line {number} nests entities: the flat export is needed."
        ) from error
    if found is None:
        raise ListRefused("wrong_list", f"{ENTITIES}, line {number} is no FollowTheMoney entity.")
    return found


def read_simple(files: Mapping[str, Path], *, default_topic: str = "") -> Reading:
    """Every row of `targets.simple.csv` whose schema is a party's: the table holds targets alone, and no topics."""
    with opened(files[SIMPLE], largest=LARGEST) as file:
        text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
        try:
            records, latest = _table(text, default_topic)
        finally:
            text.detach()
    if not records:
        raise ListRefused("empty", f"{SIMPLE} lists no party.")
    return Reading(records=tuple(records), published=day(latest))


def _table(text: TextIOWrapper, default_topic: str) -> tuple[list[Record], str]:
    reader = csv.DictReader(text, strict=True)
    records: list[Record] = []
    latest = ""
    usual = csv.field_size_limit(_LONGEST)  # a party under many sanctions fills a cell
    try:
        if not set(_NEEDED) <= set(reader.fieldnames or ()):
            raise ListRefused("wrong_list", f"{SIMPLE} does not begin with the columns {', '.join(_NEEDED)}.")
        for row in reader:
            _check(row, reader.line_num)
            if row["schema"] in PARTIES:
                records.append(_row(row, default_topic))
                latest = max(latest, row.get("last_seen") or "")
    except csv.Error as error:
        raise ListRefused("truncated", f"{SIMPLE}, line {reader.line_num}: {error}.") from error
    except UnicodeDecodeError as error:
        raise ListRefused("malformed", f"{SIMPLE} is not UTF-8 text.") from error
    finally:
        csv.field_size_limit(usual)
    return records, latest


def _check(row: Mapping[Any, Any], line: int) -> None:
    if None in row or None in row.values():
        raise ListRefused("truncated", f"{SIMPLE}, line {line}: not as many values as columns.")
    if not row["id"].strip() or not (row["name"] + row["aliases"]).strip():
        raise ListRefused("malformed", f"{SIMPLE}, line {line}: an entry without an id or a name.")


def _row(row: Mapping[str, str], default_topic: str) -> Record:
    sanctions = _values(row.get("sanctions", ""))
    topic = "sanction" if sanctions else default_topic
    return Record(
        ref=stored_ref(row["id"].strip()),
        kind=PARTIES[row["schema"]],
        names=tuple(dict.fromkeys(_names(row))),
        birth_dates=tuple(births(_values(row["birth_date"]))),
        countries=codes(_values(row["countries"])),
        identifiers=tuple(Identifier("identifier", number) for number in _values(row.get("identifiers", ""))),
        programmes=tuple(_values(row.get("program_ids", ""))),
        topics=(topic,) if topic else (),
        addresses=tuple(_values(row.get("addresses", ""))),
        remarks="; ".join([*sanctions, *_values(row.get("dataset", ""))]),
    )


def _names(row: Mapping[str, str]) -> Iterator[ListedName]:
    primary = " ".join(row["name"].split())
    if primary:
        yield ListedName(primary)
    for alias in _values(row["aliases"]):
        if alias != primary:
            yield ListedName(alias, NameKind.ALIAS)


def _values(cell: str) -> list[str]:
    """The values of one cell, `;` between them; one that holds a `;` itself is quoted within the cell."""
    if not cell:
        return []
    parts = next(csv.reader([" ".join(cell.split())], delimiter=";"), [])
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))
