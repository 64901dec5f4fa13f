"""`python -m compliance.audit.offline FILE`: verifies an exported trail without Django, a database or this service.

Needs the standard library, and the `cryptography` package where signatures are to be checked.
Exit code 0: whole; 1: broken; 2: the file or the keys cannot be used.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from compliance.audit import exported, signatures
from compliance.audit.chain import Mark, Report


class BadInput(Exception):
    """What was given cannot be used; the message says why."""


def verify_file(path: Path, *, public_keys: list[str], anchors: Path | None = None) -> Report:
    """Verifies one exported file; `public_keys` are 64 hex digits each, none of them: signatures stay unchecked."""
    try:
        with path.open("rb") as lines:
            return exported.verify(
                lines, keys=keyring(public_keys) if public_keys else None, anchors=read_anchors(anchors)
            )
    except (OSError, exported.NotAnExport) as error:
        raise BadInput(f"{path}: {error}") from error


def keyring(public_keys: list[str]) -> dict[str, bytes]:
    if not signatures.AVAILABLE:
        raise BadInput("Checking signatures needs the package `cryptography`: pip install cryptography")
    try:
        keys = [bytes.fromhex(key) for key in public_keys]
    except ValueError:
        keys = [b""]
    if any(len(key) != 32 for key in keys):
        raise BadInput("A public key is 64 hex digits, as `manage.py audit public-key` prints them.")
    return signatures.keyring(keys)


def read_anchors(path: Path | None) -> list[Mark]:
    """Checkpoints kept apart from the trail: the lines that `manage.py audit checkpoint --json` printed."""
    if path is None:
        return []
    with path.open("rb") as lines:
        return exported.read_marks(lines)


def as_json(report: Report) -> str:
    return json.dumps({"trail": asdict(report)}, separators=(",", ":"))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m compliance.audit.offline", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--public-key", action="append", default=[], metavar="HEX", help="may be given more than once")
    parser.add_argument("--anchors", type=Path, metavar="FILE", help="checkpoints that were kept apart from the trail")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    try:
        report = verify_file(options.file, public_keys=options.public_key, anchors=options.anchors)
    except BadInput as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    print(as_json(report) if options.json else report)  # noqa: T201
    return 0 if report.verified else 1


if __name__ == "__main__":
    sys.exit(main())
