"""Screening: how much is found at how many false alerts, how fast, how it grows; peers' figures beside ours.

    ./run bench screening [--quick | --full] [--only=quality,scripts,…] [--development] [--json]

Measures on `../shared/data` (or `GATEHOUSE_SHARED_DATA`); without it on invented names, and says what that leaves out.
Each block runs in a process of its own, on one core: what one holds in memory does not slow the next.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence

from tests.benchmarks.screening.figures import Figure, table

BLOCKS = ("quality", "scripts", "labelled", "speed", "scale")
OPTIONS = ("--quick", "--full", "--only", "--development", "--json")
_ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "VECLIB")}


def main(options: Sequence[str] = ()) -> None:
    chosen = parser().parse_args(options)
    passed = [option for option in options if not option.startswith(("--only", "--json"))]
    for block in chosen.only:
        figures = []
        for figure in _run(block, passed):
            figures.append(figure)
            if chosen.json:
                print(json.dumps(figure.to_json(), ensure_ascii=False), flush=True)
            elif sys.stderr.isatty():
                print(f"… {figure.name}", file=sys.stderr, flush=True)
        if not chosen.json:
            print(table(figures), flush=True)


def parser() -> argparse.ArgumentParser:
    reader = argparse.ArgumentParser(prog="./run bench screening", allow_abbrev=False)
    size = reader.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="every tenth query, small sizes: two minutes")
    size.add_argument("--full", action="store_true", help="ten times the size too: 1 M names, 1 M customers")
    reader.add_argument("--only", type=_blocks, default=BLOCKS, metavar="BLOCK,…", help=", ".join(BLOCKS))
    reader.add_argument("--development", action="store_true", help="our own queries of the half that is for tuning")
    reader.add_argument("--json", action="store_true", help="one JSON object a figure")
    return reader


def _blocks(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    if unknown := set(names) - set(BLOCKS):
        raise argparse.ArgumentTypeError(
            f"there is no block {', '.join(sorted(unknown))}; there are {', '.join(BLOCKS)}"
        )
    return names


def _run(block: str, options: Sequence[str]) -> Iterator[Figure]:
    """The figures of a block as its process tells them; what it says besides goes to standard error."""
    command = [sys.executable, "-m", "tests.benchmarks.screening", block, *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | _ONE_THREAD) as running:
        assert running.stdout is not None
        yield from (Figure(**json.loads(line)) for line in running.stdout)
    if running.returncode:
        raise SystemExit(f"The block {block} ended with {running.returncode}.")
