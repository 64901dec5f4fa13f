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
from onboarding.management.pictures import NoPicture, Progress, decoded

_USAGE = "Give two pictures, A and B, or --pairs F.csv."


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
        if pairs is not None and a is not None:
            raise CommandError(_USAGE, returncode=2)
        try:
            if pairs is None:
                self._one(_pair_of(a, b), threshold, as_json=json)
            else:
                self._many(_read_pairs(pairs), threshold, as_json=json)
        except FaceEngineUnavailable as unavailable:
            raise CommandError(str(unavailable)) from unavailable

    def _one(self, pair: Pair, threshold: float | None, *, as_json: bool) -> None:
        """Both pictures are there and can be decoded, before the first is searched."""
        try:
            for path in (pair.path_a, pair.path_b):
                decoded(path)
        except NoPicture as none:
            raise CommandError(str(none), returncode=2) from none
        self._tell(pair, _compared(pair, threshold), as_json=as_json)

    def _many(self, pairs: list[Pair], threshold: float | None, *, as_json: bool) -> None:
        """A picture that is none stops no other pair: its line says so."""
        progress = Progress(self.stderr, "pairs", len(pairs))
        without = 0
        for pair in pairs:
            try:
                self._tell(pair, _compared(pair, threshold), as_json=as_json)
            except NoPicture as none:
                without += 1
                self._tell_why_not(pair, none, as_json=as_json)
            progress.step()
        if without:
            raise CommandError(f"{without} of {len(pairs)} pairs could not be compared.", returncode=2)

    def _tell(self, pair: Pair, seen: Comparison, *, as_json: bool) -> None:
        self.stdout.write(_json(pair, seen) if as_json else f"{pair.a} · {pair.b}: {_in_words(seen)}")

    def _tell_why_not(self, pair: Pair, none: NoPicture, *, as_json: bool) -> None:
        self.stdout.write(_json(pair, None, error=str(none)) if as_json else f"{pair.a} · {pair.b}: {none}")


def _compared(pair: Pair, threshold: float | None) -> Comparison:
    return engine.compare_looks(_look(pair.path_a), _look(pair.path_b), threshold=threshold, by=_model())


def _json(pair: Pair, seen: Comparison | None, **more: str) -> str:
    """The line as DESIGN §9 has it; of a pair that could not be compared, no face, no score, and why."""
    row = {
        "a": pair.a,
        "b": pair.b,
        "faces_a": seen.faces_a if seen else 0,
        "faces_b": seen.faces_b if seen else 0,
        "distance": seen.distance if seen else None,
        "score": seen.score if seen else None,
        "match": seen is not None and seen.match,
    }
    return json.dumps(row | more, ensure_ascii=False)


def _in_words(seen: Comparison) -> str:
    if seen.distance is None:
        return "no face in " + " and ".join(
            name for name, faces in (("A", seen.faces_a), ("B", seen.faces_b)) if not faces
        )
    odds = f"at most 1 impostor in {round(1 / seen.fmr):,} is as alike" if seen.fmr else "as alike as impostors are"
    return f"{'match' if seen.match else 'no match'}, distance {seen.distance}, score {seen.score} ({odds})"


def _pair_of(a: str | None, b: str | None) -> Pair:
    if a is None or b is None:
        raise CommandError(_USAGE, returncode=2)
    return Pair(a, b, Path(a), Path(b))


def _read_pairs(path: Path) -> list[Pair]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = csv.DictReader(file)
            if not {"a", "b"} <= set(rows.fieldnames or ()):
                raise CommandError(f"{path} needs a first line with the columns a and b.", returncode=2)
            pairs = [_pair(path, line, row) for line, row in enumerate(rows, start=2)]
    except (OSError, UnicodeDecodeError, csv.Error) as failure:
        raise CommandError(f"{path} cannot be read as CSV: {failure}", returncode=2) from failure
    if not pairs:
        raise CommandError(f"{path} names no pair.", returncode=2)
    return pairs


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
