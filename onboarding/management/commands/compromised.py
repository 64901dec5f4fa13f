"""`manage.py compromised add STATE NUMBER… | import FILE | count`: the house's list of compromised document numbers."""

import csv
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from onboarding import selectors, services
from onboarding.ocr.states import is_state

_COLUMNS = ["state", "number"]


class Command(BaseCommand):
    help = "Lost, stolen and otherwise compromised document numbers: kept as keyed digests, never in the clear."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        add = verbs.add_parser("add", help="put numbers on the list")
        add.add_argument("state", help="as in the machine-readable zone, such as D or FRA; * for any")
        add.add_argument("numbers", nargs="+", metavar="NUMBER")
        load = verbs.add_parser("import", help="put the numbers of a CSV file on the list: columns state, number")
        load.add_argument("file", type=Path)
        verbs.add_parser("count", help="how many numbers are on the list")

    def handle(self, *, verb: str, **options: Any) -> None:
        if verb == "count":
            self.stdout.write(str(len(selectors.compromised_digests())))
            return
        given = _file(options["file"]) if verb == "import" else [(options["state"], one) for one in options["numbers"]]
        numbers = [_checked(state, number, line) for line, (state, number) in enumerate(given, start=1)]
        new = services.list_compromised(numbers=numbers)
        self.stderr.write(f"{len(numbers)} numbers, {new} of them new.")


def _file(path: Path) -> Iterator[tuple[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as text:
            rows = csv.reader(text)
            if [name.strip().lower() for name in next(rows, [])] != _COLUMNS:
                raise CommandError(f"{path}: the first line must be: state,number", returncode=2)
            yield from ((row[0], row[1] if len(row) > 1 else "") for row in rows if row)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CommandError(f"{path} cannot be read: {error}", returncode=2) from error


def _checked(state: str, number: str, line: int) -> tuple[str, str]:
    """Refuses before anything is written: half a list is worse than none."""
    state, number = state.strip().upper(), number.strip()
    if state != selectors.ANY_STATE and not is_state(state):
        raise CommandError(f"Number {line}: {state or 'nothing'} is no state of Doc 9303-3, nor *.", returncode=2)
    if not any(letter.isalnum() for letter in number):
        raise CommandError(f"Number {line} is empty.", returncode=2)
    return state, number
