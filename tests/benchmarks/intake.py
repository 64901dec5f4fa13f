"""Ten thousand damaged files through the intake: each is taken or refused with a code, in bounded time and memory."""

import os
import random
import resource
import statistics
import time
from collections import Counter
from dataclasses import dataclass

from onboarding import engines
from onboarding.engines import Bounds, EngineFailed
from onboarding.intake import DEFAULT, accept
from onboarding.intake.picture import FORMATS
from tests.onboarding.intake.fuzzing import damaged, originals, outcome

FILES = int(os.environ.get("BENCH_FILES", "10000"))
WHOLE = 25
"""Of the files that get a process each, one in so many does; one warm process with the same bounds draws the rest."""
BOUNDS = Bounds(seconds=2 * DEFAULT.seconds, memory=1536 * 1024 * 1024)


@dataclass(frozen=True)
class Taken:
    kind: str
    outcome: str
    seconds: float


def main() -> None:
    begun = time.monotonic()
    all_taken = [_take(number) for number in range(FILES)]
    print(f"{FILES} files in {time.monotonic() - begun:.0f} s at load {os.getloadavg()[0]:.0f}")
    for kind in originals():
        _print(kind, [one for one in all_taken if one.kind == kind])
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"most memory: this process {own.ru_maxrss // 1024} MB, a decoder {children.ru_maxrss // 1024} MB")


def _take(number: int) -> Taken:
    """What is raised beside refusals ends the benchmark: there is nothing of that kind."""
    chance = random.Random(number)
    kind = chance.choice(list(originals()))
    upload, whole = damaged(kind, chance), chance.randrange(WHOLE) == 0
    begun = time.monotonic()
    code = outcome(lambda: accept(upload, declared=kind)) if kind in FORMATS or whole else _drawn(upload, kind)
    return Taken(kind, code, time.monotonic() - begun)


def _drawn(upload: bytes, kind: str) -> str:
    """As by `accept()`, without a new process for each; what ends the decoder is told apart."""
    try:
        return str(engines.ask("tests.onboarding.intake.fuzzing", "drawn", upload, kind, bounds=BOUNDS))
    except EngineFailed as failed:
        return type(failed).__name__


def _print(kind: str, those: list[Taken]) -> None:
    seconds = sorted(one.seconds for one in those)
    codes = ", ".join(f"{code} {count}" for code, count in Counter(one.outcome for one in those).most_common())
    print(f"{kind:16} {len(those):5}  median {statistics.median(seconds):.3f} s, longest {seconds[-1]:.1f} s: {codes}")
