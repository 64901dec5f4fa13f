"""What comparing faces costs, how well it tells people apart, and what liveness misses, where `../shared/data` is."""

import importlib

from tests.benchmarks.screening.figures import table

BLOCKS = ("cost", "likeness", "liveness")


def main() -> None:
    for block in BLOCKS:
        module = importlib.import_module(f"{__name__}.{block}")
        print(table(list(module.figures())), flush=True)
