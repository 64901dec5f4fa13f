"""`manage.py screen`: names against the lists in force, or against files without a database. Exit code 2: bad input."""

import json
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from screening import current, inputs, sources
from screening.inputs import Asked, BadInput
from screening.matching import Found, Index, search
from screening.sources import ListRefused, UnknownSource

_THRESHOLD = 0.72
_TICK = 500
Indexes = dict[str, Index]


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAME", help="whom to look for")
        parser.add_argument("--input", type=Path, metavar="FILE", help=f"CSV or JSONL: {', '.join(inputs.COLUMNS)}")
        parser.add_argument(
            "--list",
            action="append",
            type=_named_path,
            default=[],
            metavar="SOURCE=PATH",
            dest="lists",
            help="a list's file or folder; needs no database",
        )
        parser.add_argument("--kind", choices=inputs.KINDS, help="what the NAMEs are; any kind, if not given")
        parser.add_argument("--threshold", type=_score, default=_THRESHOLD, help=f"0 to 1; {_THRESHOLD} if not given")
        parser.add_argument("--json", action="store_true", help="one JSON object a line, nothing else")

    def handle(self, **options: Any) -> None:
        names, path = options["names"], options["input"]
        if bool(names) == bool(path):
            raise CommandError("Give names, or --input FILE.", returncode=2)
        try:
            asked = _checked(path) if path else _named(names, options["kind"])
            indexes = _from_files(options["lists"]) if options["lists"] else _in_force()
            self._answer(asked, indexes, threshold=options["threshold"], as_json=options["json"])
        except (BadInput, ListRefused, UnknownSource, OSError) as error:
            raise CommandError(str(error), returncode=2) from error
        except current.NoListInForce as error:
            raise CommandError(f"{error} Load one: manage.py watchlist sync SOURCE", returncode=2) from error

    def _answer(self, asked: Iterable[Asked], indexes: Indexes, *, threshold: float, as_json: bool) -> None:
        for number, one in enumerate(asked, start=1):
            hits = _hits(one, indexes, threshold)
            self.stdout.write(_as_json(one, hits) if as_json else _as_text(one, hits))
            if number % _TICK == 0 and sys.stderr.isatty():
                self.stderr.write(f"{number} screened", ending="\r")


def _named_path(text: str) -> tuple[str, Path]:
    source, separator, path = text.partition("=")
    if not separator or not path:
        raise ArgumentTypeError("SOURCE=PATH, such as ofac_sdn=sdn.csv")
    return source, Path(path)


def _score(text: str) -> float:
    value = float(text)
    if not 0 < value <= 1:
        raise ArgumentTypeError("a score is more than 0 and at most 1")
    return value


def _checked(path: Path) -> Iterator[Asked]:
    """Reads the file twice: once to know that all of it is sound, once to screen it as it streams."""
    for _ in inputs.read(path):
        pass
    return inputs.read(path)


def _named(names: Iterable[str], kind: str | None) -> list[Asked]:
    rows = ({"name": name, "kind": kind} for name in names)
    return [inputs.asked(row, number=number, where=f"name {number}") for number, row in enumerate(rows, start=1)]


def _from_files(lists: Iterable[tuple[str, Path]]) -> Indexes:
    indexes: Indexes = {}
    for code, path in lists:
        if code in indexes:
            raise BadInput(f"The list {code} is given twice.")
        reading = sources.load(sources.find(code), path)
        indexes[code] = Index((record.ref, record) for record in reading.records)
    return indexes


def _in_force() -> Indexes:
    return {segment.version.source: segment.index for segment in current.segments()}


def _hits(one: Asked, indexes: Indexes, threshold: float) -> list[tuple[str, Found]]:
    found = [(code, hit) for code, index in indexes.items() for hit in search(index, one.query, threshold=threshold)]
    return sorted(found, key=lambda item: (-item[1].score, item[0], item[1].key))


def _as_json(one: Asked, hits: Iterable[tuple[str, Found]]) -> str:
    line = {"id": one.id, "query": one.name, "hits": [_hit(source, found) for source, found in hits]}
    return json.dumps(line, ensure_ascii=False)


def _hit(source: str, found: Found) -> dict[str, Any]:
    reasons = [
        {"factor": reason.factor, "score": round(reason.score, 4), "detail": reason.detail} for reason in found.reasons
    ]
    return {
        "entry": f"{source}:{found.key}",
        "source": source,
        "name": found.name,
        "score": round(found.score, 4),
        "reasons": reasons,
    }


def _as_text(one: Asked, hits: list[tuple[str, Found]]) -> str:
    lines = [f"{one.name}: {len(hits)} hits" if hits else f"{one.name}: clear"]
    for source, found in hits:
        lines.append(f"  {found.score:.2f}  {source}:{found.key}  {found.name}")
        lines += [f"        {reason.score:+.2f}  {reason.factor}  {reason.detail}" for reason in found.reasons]
    return "\n".join(lines)
