"""From scores to rates: recall where so many false positives are allowed, ties, and rank correlation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from screening.matching import Found, Index, search
from tests.benchmarks.screening.queries import Asked, Questions

Scores = NDArray[np.float64]
FLOOR = 0.5
"""Nobody would set a threshold as low as this."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Per query that must find an entry that entry's score; per query that must find nobody its best hit's."""

    asked: Questions
    true: Scores
    false: Scores

    def threshold(self, rate: float) -> float:
        """Above it at most this share of the names that are on no list have a hit."""
        ranked = np.sort(self.false)[::-1]
        return float(ranked[int(rate * len(ranked))]) if len(ranked) else 0.0

    def recall(self, rate: float) -> float:
        """0 to 1, at this false-positive rate."""
        return float((self.true > self.threshold(rate)).mean())

    def recall_of(self, category: str, rate: float) -> float:
        places = np.array([one.category == category for one in self.asked.listed])
        return float((self.true[places] > self.threshold(rate)).mean())

    def false_at(self, recall: float) -> float:
        """The false-positive rate at the highest threshold that still has this recall."""
        threshold = np.sort(self.true)[::-1][int(np.ceil(recall * len(self.true))) - 1]
        return float((self.false >= threshold).mean())

    def at(self, threshold: float) -> tuple[float, float]:
        """Recall and false-positive rate at a threshold."""
        return float((self.true >= threshold).mean()), float((self.false >= threshold).mean())

    def categories(self) -> list[str]:
        return sorted({one.category for one in self.asked.listed})


def judged(
    index: Index, questions: Questions, *, born: bool = False, countries: bool = False, floor: float = FLOOR
) -> Judged:
    """Scores below `floor` count as 0: the lower it is, the longer it takes."""

    def hits(one: Asked) -> list[Found]:
        return search(index, one.query(born=born, countries=countries), threshold=floor)

    true = [next((found.score for found in hits(one) if found.key == one.key), 0.0) for one in questions.listed]
    false = [max((found.score for found in hits(one)), default=0.0) for one in questions.unlisted]
    return Judged(questions, np.array(true, dtype=np.float64), np.array(false, dtype=np.float64))


@dataclass(frozen=True, slots=True)
class Ties:
    """Of the queries that have hits the share whose best ones score alike; of all hits the share that such are."""

    queries: float
    hits: float


def ties(index: Index, asked: Iterable[Asked], *, threshold: float) -> Ties:
    """Asked by name alone: nothing but the names can set hits apart."""
    answered = tied = hits = shared = 0
    for one in asked:
        scores = [round(found.score, 6) for found in search(index, one.query(), threshold=threshold)]
        top = scores.count(scores[0]) if scores else 0
        answered, hits = answered + bool(scores), hits + len(scores)
        tied, shared = tied + (top > 1), shared + (top if top > 1 else 0)
    return Ties(tied / max(answered, 1), shared / max(hits, 1))


def rank_correlation(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Spearman's rho, ties by their mean rank: -1 to 1."""
    return float(np.corrcoef(_ranks(ours), _ranks(theirs))[0, 1])


def _ranks(values: Sequence[float]) -> Scores:
    _, places, counts = np.unique(np.array(values), return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks: Scores = (ends - (counts - 1) / 2)[places]
    return ranks


def shares(numbers: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:.3f}" for name, value in numbers.items())
