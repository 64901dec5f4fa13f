"""Identity: what is read of documents and faces, how surely, at what cost; goals and peers' figures beside ours.

    ./run bench identity [--quick] [--only=zone,…] [--json]

Each module here that has `figures` is a block. Real pictures are of `../shared/data`, drawn ones are named by seeds.
"""

import argparse
import importlib
import json
import pkgutil
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence

import cv2

from tests.benchmarks.screening.figures import Figure, table

OPTIONS = ("--quick", "--only", "--json")


def main(options: Sequence[str] = ()) -> None:
    cv2.setNumThreads(1)
    chosen = parser().parse_args(options)
    for name in chosen.only:
        told = []
        for figure in blocks()[name](chosen):
            told.append(figure)
            if chosen.json:
                print(json.dumps(figure.to_json(), ensure_ascii=False), flush=True)
        if not chosen.json:
            print(table(told), flush=True)


def parser() -> argparse.ArgumentParser:
    reader = argparse.ArgumentParser(prog="./run bench identity", allow_abbrev=False)
    reader.add_argument("--quick", action="store_true", help="of the drawn pictures every fourth")
    reader.add_argument("--only", type=_blocks, default=tuple(blocks()), metavar="BLOCK,…", help=", ".join(blocks()))
    reader.add_argument("--json", action="store_true", help="one JSON object a figure")
    return reader


def blocks() -> dict[str, Callable[[Namespace], Iterator[Figure]]]:
    """By name: what gives the figures of a block."""
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    modules = {name: importlib.import_module(f"{__name__}.{name}") for name in names}
    return {name: module.figures for name, module in modules.items() if hasattr(module, "figures")}


def _blocks(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    if unknown := set(names) - set(blocks()):
        raise argparse.ArgumentTypeError(
            f"there is no block {', '.join(sorted(unknown))}; there are {', '.join(blocks())}"
        )
    return names
