"""`manage.py specimen`: draws synthetic documents and selfies, with the truth about each."""

import json
from argparse import ArgumentParser
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from compliance.environment import BASE
from compliance.sandbox.specimens import make
from compliance.sandbox.specimens.faces import FACES, UnknownFace
from compliance.sandbox.specimens.grades import Grade
from compliance.sandbox.specimens.national import SCRIPTS
from compliance.sandbox.specimens.papers import TD3
from compliance.sandbox.specimens.sheet import FontMissing

CHANGES = ("surname", "given_names", "number", "nationality", "birth_date", "place_of_birth")


class Command(BaseCommand):
    help = "Draws specimen documents and selfies of people who do not exist."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        draw = verbs.add_parser("make", help="pictures from a seed")
        draw.add_argument("--kind", required=True, choices=make.KINDS, metavar="KIND", help=", ".join(make.KINDS))
        draw.add_argument("--grade", default=Grade.CLEAN, choices=[str(grade) for grade in Grade])
        draw.add_argument("--seed", type=int, required=True)
        draw.add_argument("--count", type=int, default=1, help="so many, from this seed upwards")
        draw.add_argument("--out", type=Path, required=True)
        draw.add_argument("--face", choices=sorted(FACES), metavar="FACE", help=", ".join(sorted(FACES)))
        draw.add_argument("--expired", action="store_true")
        draw.add_argument("--script", choices=sorted(SCRIPTS), help="names also in this script, on a passport")
        for name in CHANGES:
            draw.add_argument(f"--{name.replace('_', '-')}", type=date.fromisoformat if name == "birth_date" else str)
        draw.add_argument("--json", action="store_true", help="print each picture's truth, one JSON object a line")
        people = verbs.add_parser("fixtures", help="the pictures of the specimen people that demo and tests share")
        people.add_argument("--out", type=Path, default=BASE / "fixtures/documents")
        people.add_argument("--json", action="store_true")

    def handle(self, *_: Any, verb: str, out: Path, json: bool, **options: Any) -> None:
        self._check(verb, out, options)
        made = make.of_people() if verb == "fixtures" else self._invented(options)
        for each in make.write(made, out):
            self._tell(each, out, as_json=json)

    def _check(self, verb: str, out: Path, options: dict[str, Any]) -> None:
        """Refuses before anything is drawn."""
        if out.exists() and not out.is_dir():
            raise CommandError(f"{out} is not a folder.", returncode=2)
        if verb == "make" and options["script"] and options["kind"] != TD3:
            raise CommandError(f"Only a passport ({TD3}) has names in a second script.", returncode=2)
        if verb == "make" and (options["seed"] < 0 or options["count"] < 1):
            raise CommandError("The seed is a number from 0, the count one from 1.", returncode=2)
        try:
            make.check(options.get("kind", "td3"), options.get("face"))
        except (FontMissing, UnknownFace) as missing:
            raise CommandError(str(missing), returncode=2) from missing

    def _invented(self, options: dict[str, Any]) -> "chain[make.Made]":
        changes = {name: options[name] for name in CHANGES if options[name] is not None}
        seeds = range(options["seed"], options["seed"] + options["count"])
        grade = Grade(options["grade"])
        return chain.from_iterable(
            make.invented(
                options["kind"],
                grade,
                seed,
                face=options["face"],
                expired=options["expired"],
                script=options["script"],
                changes=changes,
            )
            for seed in seeds
        )

    def _tell(self, made: make.Made, out: Path, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(made.truth, ensure_ascii=False))
        else:
            self.stdout.write(f"{out / made.name}  {len(made.jpeg) // 1024} KB")
