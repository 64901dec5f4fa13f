"""A fresh process that opens an index from disk and asks it: what a worker takes of time and memory."""

import json
import sys
import time
from pathlib import Path
from typing import Any

from screening.matching import Index, Query, search

THRESHOLD = 0.72


def main(folder: str, asked: str) -> None:
    """`asked` is a file of named sets of [name, kind], `single` asked twice; prints seconds and bytes as one object."""
    before = time.process_time(), memory()
    index = Index.open(Path(folder))
    opened = time.process_time()
    sets: dict[str, list[tuple[str, str]]] = json.loads(Path(asked).read_text(encoding="utf-8"))
    told: dict[str, Any] = {"open": opened - before[0]}
    passes = {"cold": sets.pop("single")}
    passes |= {"warm": passes["cold"], **sets}
    for name, questions in passes.items():
        told[name] = [_asked(index, Query((text,), kind)) for text, kind in questions]
    told |= {"bytes": memory(), "idle": before[1]}
    json.dump(told, sys.stdout)


def _asked(index: Index, query: Query) -> float:
    started = time.process_time()
    search(index, query, threshold=THRESHOLD)
    return time.process_time() - started


def memory() -> dict[str, int]:
    """Bytes of this process: `rss` all of them in memory, `private` those that are no file's."""
    text = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    rows = {line.split(":")[0]: int(line.split()[1]) * 1024 for line in text.splitlines()[1:]}
    return {"rss": rows["Rss"], "private": rows["Anonymous"]}
