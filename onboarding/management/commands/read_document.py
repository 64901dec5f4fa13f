"""`manage.py read_document IMAGE… [--json] [--kind KIND]`: what the reader sees in a document. Needs no database."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from numpy.typing import NDArray

from compliance.kernel.errors import DomainError
from onboarding import intake
from onboarding.models import DocumentKind
from onboarding.ocr.mrz import Mrz
from onboarding.ocr.reader import Reading, read
from onboarding.ocr.tesseract import NoTesseract, binary

ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".pdf", ".bmp"})
MRZ_FIELDS = ("document_code", "issuing_state", "document_number", "birth_date", "sex", "expiry_date", "nationality",
              "surname", "given_names", "optional_data")  # fmt: skip


class Command(BaseCommand):
    help = "Reads travel documents: machine-readable zone, visual zone, quality, findings."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "images", nargs="+", type=Path, metavar="IMAGE", help="a picture, a PDF or a folder of them"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object a line")
        parser.add_argument("--kind", choices=sorted(DocumentKind.values), help="what the document is said to be")

    def handle(self, *_: Any, images: list[Path], json: bool, kind: str | None, **__: Any) -> None:
        files = list(_files(images))
        try:
            binary()
        except NoTesseract as missing:
            raise CommandError(str(missing), returncode=2) from missing
        for number, file in enumerate(files, start=1):
            self.stderr.write(f"{number}/{len(files)} {file}")
            line = read_file(file, kind=kind, on=timezone.now().date())
            self.stdout.write(_json(line) if json else _words(line))
            sys.stdout.flush()


def _files(named: Iterable[Path]) -> Iterator[Path]:
    """Every picture named or in a folder named; refuses before anything is read where one is missing."""
    named = list(named)
    for path in named:
        if not path.exists():
            raise CommandError(f"{path} does not exist.", returncode=2)
    for path in named:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.suffix.lower() in ENDINGS)
        else:
            yield path


def read_file(file: Path, *, kind: str | None, on: date) -> dict[str, Any]:
    """The line of one file as DESIGN §9 has it; what intake refuses is a finding."""
    try:
        image = _picture(file.read_bytes())
    except (DomainError, OSError) as refused:
        return _nothing(
            file, kind, getattr(refused, "code", "file_unreadable"), str(getattr(refused, "title", refused))
        )
    return _line(file, read(image, kind=kind, on=on))


def _picture(upload: bytes) -> NDArray[np.uint8]:
    """By the same intake as an upload's; a bitmap, which no phone makes but archives have, is taken too."""
    if upload[:2] == b"BM" and (bitmap := cv2.imdecode(np.frombuffer(upload, np.uint8), cv2.IMREAD_COLOR)) is not None:
        upload = cv2.imencode(".png", bitmap)[1].tobytes()
    clean = intake.accept(upload, declared=intake.sniff(upload) if upload else "")
    return np.asarray(cv2.imdecode(np.frombuffer(clean.content, np.uint8), cv2.IMREAD_COLOR), dtype=np.uint8)


def _nothing(file: Path, kind: str | None, code: str, detail: str) -> dict[str, Any]:
    return {
        "file": str(file),
        "kind": kind,
        "mrz": None,
        "fields": {},
        "quality": {},
        "findings": [{"code": code, "detail": detail}],
    }


def _line(file: Path, reading: Reading) -> dict[str, Any]:
    return {
        "file": str(file),
        "kind": reading.kind,
        "mrz": _mrz(reading.mrz) if reading.mrz else None,
        "fields": {name: {**asdict(field), "box": list(field.box)} for name, field in reading.fields.items()},
        "quality": asdict(reading.quality),
        "findings": [asdict(finding) for finding in reading.findings],
        "turned": reading.turns * 90,
        "versions": reading.versions,
    }


def _mrz(mrz: Mrz) -> dict[str, Any]:
    return {
        "format": mrz.format,
        "lines": list(mrz.lines),
        "valid": mrz.valid,
        **{name: getattr(mrz, name) for name in MRZ_FIELDS},
        "names_truncated": mrz.names_truncated,
        "checks": [asdict(check) for check in mrz.checks],
        "repairs": [asdict(repair) for repair in mrz.repairs],
    }


def _json(line: dict[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False)


def _words(line: dict[str, Any]) -> str:
    mrz = line["mrz"]
    rows = [str(line["file"])]
    rows += (
        [f"  {'valid' if mrz['valid'] else 'not valid'} {mrz['format']}", *(f"  {row}" for row in mrz["lines"])]
        if mrz
        else ["  no MRZ"]
    )
    rows += [
        f"  {name}: {field['value']} ({field['source']}, {field['confidence']:.0%})"
        for name, field in line["fields"].items()
    ]
    rows += [f"  ! {finding['code']}: {finding['detail']}" for finding in line["findings"]]
    return "\n".join(rows)
