"""`manage.py compare_faces`: whether two pictures, or the pairs of a file, show the same person. Needs no database."""

import csv
import json
from argparse import ArgumentParser
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from onboarding.faces import engine
from onboarding.faces.model import Comparison, FaceEngineUnavailable, Look, Model
from onboarding.management.pictures import Progress, decoded


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pictures to compare: their names as they were given, and where they are."""

    a: str
    b: str
    path_a: Path
    path_b: Path


class Command(BaseCommand):
    help = "Compares the faces of two pictures, or of each pair in a CSV file with the columns a and b."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("a", nargs="?", metavar="A")
        parser.add_argument("b", nargs="?", metavar="B")
        parser.add_argument("--pairs", type=Path, metavar="F.csv", help="columns a and b; paths are relative to F.csv")
        parser.add_argument("--threshold", type=float, help="the largest distance of a match; default: FMR 1 in 10,000")
        parser.add_argument("--json", action="store_true", help="print one JSON object a line and nothing else")

    def handle(
        self, *_: Any, a: str | None, b: str | None, pairs: Path | None, threshold: float | None, json: bool, **__: Any
    ) -> None:
        wanted = self._wanted(a, b, pairs)
        self._check(wanted)
        try:
            progress = Progress(self.stderr, "pairs", len(wanted), shown=pairs is not None)
            for pair in wanted:
                self._tell(pair, self._compared(pair, threshold), as_json=json)
                progress.step()
        except FaceEngineUnavailable as unavailable:
            raise CommandError(str(unavailable)) from unavailable

    def _wanted(self, a: str | None, b: str | None, pairs: Path | None) -> list[Pair]:
        if pairs is None and a is not None and b is not None:
            return [Pair(a, b, Path(a), Path(b))]
        if pairs is None or a is not None:
            raise CommandError("Give two pictures, A and B, or --pairs F.csv.", returncode=2)
        return _read_pairs(pairs)

    def _check(self, wanted: list[Pair]) -> None:
        """Every picture is there and can be decoded, before the first is compared."""
        for path in dict.fromkeys(path for pair in wanted for path in (pair.path_a, pair.path_b)):
            decoded(path)

    def _compared(self, pair: Pair, threshold: float | None) -> Comparison:
        return engine.compare_looks(_look(pair.path_a), _look(pair.path_b), threshold=threshold, by=_model())

    def _tell(self, pair: Pair, seen: Comparison, *, as_json: bool) -> None:
        row = {
            "a": pair.a,
            "b": pair.b,
            "faces_a": seen.faces_a,
            "faces_b": seen.faces_b,
            "distance": seen.distance,
            "score": seen.score,
            "match": seen.match,
        }
        if as_json:
            self.stdout.write(json.dumps(row, ensure_ascii=False))
        else:
            self.stdout.write(f"{pair.a} · {pair.b}: {_in_words(seen)}")


def _in_words(seen: Comparison) -> str:
    if seen.distance is None:
        return "no face in " + " and ".join(
            name for name, faces in (("A", seen.faces_a), ("B", seen.faces_b)) if not faces
        )
    odds = f"at most 1 impostor in {round(1 / seen.fmr):,} is as alike" if seen.fmr else "as alike as impostors are"
    return f"{'match' if seen.match else 'no match'}, distance {seen.distance}, score {seen.score} ({odds})"


def _read_pairs(path: Path) -> list[Pair]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = csv.DictReader(file)
            if not {"a", "b"} <= set(rows.fieldnames or ()):
                raise CommandError(f"{path} needs a first line with the columns a and b.", returncode=2)
            return [_pair(path, line, row) for line, row in enumerate(rows, start=2)]
    except (OSError, UnicodeDecodeError, csv.Error) as failure:
        raise CommandError(f"{path} cannot be read as CSV: {failure}", returncode=2) from failure


def _pair(path: Path, line: int, row: dict[str, str | None]) -> Pair:
    a, b = row["a"], row["b"]
    if not a or not b:
        raise CommandError(f"{path}, line {line}: a and b must both name a picture.", returncode=2)
    return Pair(a, b, path.parent / a, path.parent / b)


@lru_cache(maxsize=4096)
def _look(path: Path) -> Look:
    """Each picture is searched and encoded once, in however many pairs it is."""
    return engine.look(decoded(path), path=settings.FACE_MODEL)


def _model() -> Model:
    return engine.model(settings.FACE_MODEL)
