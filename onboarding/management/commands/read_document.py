"""`manage.py read_document IMAGE… [--json] [--kind KIND]`: what the reader sees in a document. Needs no database."""

import json
import os
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from onboarding.intake import DEFAULT
from onboarding.management.pictures import Batch, NoPicture, decoded, gathered
from onboarding.models import DocumentKind
from onboarding.ocr.mrz import Mrz
from onboarding.ocr.reader import Reading, read
from onboarding.readings import ReadingFinding
from onboarding.verdict.particulars import OF_THE_PICTURE, judged, particulars
from onboarding.verdict.rules import Bounds, broken
from onboarding.verdict.tree import Breakdown, Reason, lines, reasons, verdict

BAR = 24
_PIPE_CLOSED = 141
"""What a shell says of a command that SIGPIPE ended."""
LEAST_CONFIDENCE = 0.6
"""As the shipped policy has it."""
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
        batch = gathered(images)
        try:
            for number, file in enumerate(batch.files, start=1):
                self._progress(number, len(batch.files), file)
                line = _read(file, batch, kind=kind, on=timezone.now().date())
                self._clear()
                self.stdout.write(_json(line) if json else _words(line))
                sys.stdout.flush()
        except BrokenPipeError:  # whoever read the answers has enough; what is in the buffer goes nowhere
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(_PIPE_CLOSED)
        batch.end()

    def _progress(self, number: int, whole: int, file: Path) -> None:
        """A bar that the next line takes away on a terminal, a line a file in a log."""
        full = round((number - 1) / whole * BAR)
        drawn = f"\r[{'█' * full}{' ' * (BAR - full)}] " if self.stderr.isatty() else ""
        self.stderr.write(f"{drawn}{number}/{whole} {file}", ending="" if drawn else "\n")
        self.stderr.flush()

    def _clear(self) -> None:
        if self.stderr.isatty():
            self.stderr.write("\r\x1b[K", ending="")


def _read(file: Path, batch: Batch, *, kind: str | None, on: date) -> dict[str, Any]:
    """The line of one file as DESIGN §9 has it; that there is no file or no picture is a finding."""
    try:
        image = decoded(file, DEFAULT)
    except NoPicture as none:
        batch.without += 1
        return _nothing(file, kind, none.code, none.detail)
    return _line(file, read(image, kind=kind, on=on), on)


def _nothing(file: Path, kind: str | None, code: str, detail: str) -> dict[str, Any]:
    return {
        "file": str(file),
        "kind": kind,
        "mrz": None,
        "fields": {},
        "quality": {},
        "findings": [{"code": code, "detail": detail}],
    }


def _line(file: Path, reading: Reading, on: date) -> dict[str, Any]:
    return {
        "file": str(file),
        "kind": reading.kind,
        "mrz": _mrz(reading.mrz) if reading.mrz else None,
        "fields": {name: {**asdict(field), "box": list(field.box)} for name, field in reading.fields.items()},
        "quality": asdict(reading.quality),
        "findings": [_finding(reason) for reason in reasons(_seen(reading))],
        "turned": reading.turns * 90,
        "versions": reading.versions,
        "barcode": {"format": reading.barcode.format, "fields": dict(reading.card)} if reading.barcode else None,
        "verdict": _verdict(reading, on).to_json(),
    }


def _finding(reason: Reason) -> dict[str, Any]:
    return {"code": reason.code, "detail": reason.customer, "box": reason.box}


def _seen(reading: Reading) -> list[ReadingFinding]:
    return [ReadingFinding(finding.code, finding.box, facts=finding.facts) for finding in reading.findings]


def _verdict(reading: Reading, on: date) -> Breakdown:
    """The tree of what was read and of the rules that need neither a policy nor a customer."""
    facts = particulars(reading.mrz, reading.fields, least_confidence=LEAST_CONFIDENCE, barcode=reading.card)
    ruled = (ReadingFinding(rule.code) for rule in broken(facts, Bounds(minimum_age=0), on=on))
    told = {finding.code: finding for finding in (*ruled, *_seen(reading))}
    return verdict(told.values(), OF_THE_PICTURE | judged(facts) - _BY_OTHERS, name="document")


_BY_OTHERS = frozenset({"document/data_comparison", "document/age"})
"""What was declared, and the age that a policy asks for: unknown here."""


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
    if "verdict" in line:
        rows += [f"  {row}" for row in lines(line["verdict"])]
    else:
        rows += [f"  ! {finding['code']}: {finding['detail']}" for finding in line["findings"]]
    return "\n".join(rows)
