"""One block of the benchmark in this process: its figures as JSON lines."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.benchmarks.screening import labelled, parser, quality, reading, scale, scripts, speed
from tests.benchmarks.screening.figures import Figure, calibration
from tests.benchmarks.screening.lists import SHARED, has_shared

_BLOCKS: dict[str, Callable[[Namespace], Iterator[Figure]]] = {
    "quality": quality.figures,
    "scripts": scripts.figures,
    "labelled": labelled.figures,
    "speed": speed.figures,
    "scale": scale.figures,
}


def main(block: str, arguments: list[str]) -> None:
    if block == "reading":
        reading.main(*arguments)
        return
    if not has_shared():
        print(f"{SHARED} is not here: measuring on invented names.", file=sys.stderr)
    _tell(_clock(block))
    for figure in _BLOCKS[block](parser().parse_args(arguments)):
        _tell(figure if has_shared() else _of_invented_names(figure))
    _tell(_clock(block))


def _clock(block: str) -> Figure:
    """A fixed piece of work: what the machine does at this moment, and its load."""
    note = f"load {os.getloadavg()[0]:.1f}; 1.0 is the machine of docs/figures.md at its quickest"
    return Figure(block, "calibration", calibration(), note=note)


def _of_invented_names(figure: Figure) -> Figure:
    """Goals and peers' figures are told of real lists: here they would compare nothing."""
    return replace(figure, goal=None, peer="")


def _tell(figure: Figure) -> None:
    print(json.dumps(figure.to_json(), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
