"""Others' figures: rapidfuzz measured here on the same queries, and what peers publish or were measured at before."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.fuzz import WRatio, ratio, token_sort_ratio
from rapidfuzz.process import cdist
from rapidfuzz.utils import default_process

from tests.benchmarks.screening.judging import Judged, Scores
from tests.benchmarks.screening.lists import Entries
from tests.benchmarks.screening.queries import Asked, Questions

_SHEET = "shared data's README"
_ISSUE = "the brief"
PUBLISHED = {
    "person_1": f"nomenklatura logic-v2 .940 ({_SHEET})",
    "person_05": f"nomenklatura logic-v2 .884 ({_SHEET})",
    "company_1": f"rapidfuzz ratio .924, logic-v2 .783 ({_SHEET})",
    "person_typo2": f".60 ({_ISSUE})",
    "company_typo2": f".47 ({_ISSUE})",
    "dated": f".08 % at recall .925 ({_ISSUE})",
    "ties": f"60 % ({_ISSUE})",
    "cyrillic_person": f".98 ({_ISSUE})",
    "arabic_person": f".24 ({_ISSUE})",
    "arabic_company": f".01 ({_ISSUE})",
    "single": f"logic-v2 2.2 ms p50, 68 ms p99, scoring alone ({_ISSUE})",
    "rate": f"logic-v2 95, yente ~4 by its own claim ({_ISSUE})",
    "million": f"none published ({_ISSUE})",
    "roster": f"record by record ({_ISSUE})",
}
SCORERS: dict[str, Callable[..., float]] = {
    "token_sort_ratio": token_sort_ratio,
    "ratio": ratio,
    "WRatio": WRatio,
}
_SLOW = {"WRatio": 5}
"""Asked only every so many queries: it takes twenty times as long as the others."""
_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Rival:
    """A scorer over all names of a kind, whole texts: `seconds` of CPU for a query."""

    name: str
    judged: Judged
    seconds: float

    @property
    def queries(self) -> int:
        return len(self.judged.true) + len(self.judged.false)


def rivals(entries: Entries, questions: Questions, kind: str) -> Iterator[Rival]:
    """rapidfuzz's scorers, the names of this kind alone in lower case and without punctuation, as its makers advise."""
    texts = [
        (place, default_process(name.text))
        for place, (_, record) in enumerate(entries)
        if (record.kind == "person") == (kind == "person")
        for name in record.names
    ]
    places = {key: place for place, (key, _) in enumerate(entries)}
    for name, scorer in SCORERS.items():
        asked = questions.every(_SLOW.get(name, 1))
        started = time.process_time()
        scored = _judge(asked, texts, places, scorer)
        spent = time.process_time() - started
        yield Rival(name, scored, spent / (len(scored.true) + len(scored.false)))


def _judge(
    asked: Questions, texts: Sequence[tuple[int, str]], places: dict[str, int], scorer: Callable[..., float]
) -> Judged:
    owners = np.array([owner for owner, _ in texts])
    names = [text for _, text in texts]
    true = [float(row[owners == places[one.key]].max(initial=0.0)) for one, row in _rows(asked.listed, names, scorer)]
    false = [float(row.max()) for _, row in _rows(asked.unlisted, names, scorer)]
    return Judged(asked, np.array(true), np.array(false))


def _rows(asked: Sequence[Asked], names: Sequence[str], scorer: Callable[..., float]) -> Iterator[tuple[Asked, Scores]]:
    for first in range(0, len(asked), _AT_ONCE):
        some = asked[first : first + _AT_ONCE]
        alike = cdist([default_process(one.text) for one in some], names, scorer=scorer, dtype=np.float32)
        yield from zip(some, alike, strict=True)
