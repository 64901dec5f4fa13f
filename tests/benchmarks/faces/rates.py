"""Match rates across two halves of people: a distance is labelled on one half and its rates are taken on the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Places = NDArray[np.intp]
NO_FACE = 9.0
"""The distance of a pair of which one picture shows no face: a failure to enrol (ISO/IEC 19795-1)."""
KEPT = 0.05
"""Of the pairs of strangers only the most alike are kept; no label reaches further."""


@dataclass(frozen=True)
class Half:
    """People of whom no other half has a picture. People are numbered; a weight is how often each is drawn."""

    pictures: Numbers
    """Of each person: how many show a face."""
    alike: Numbers
    """Distances of the most alike pairs of strangers, rising."""
    one: Places
    two: Places
    """Whose pictures the pairs of `alike` are."""
    genuine: Numbers
    """Distances of the published pairs of one person."""
    whose: Places
    impostor: Numbers
    """Of the published pairs of two."""

    @property
    def people(self) -> int:
        return len(self.pictures)

    def strangers(self, weights: Numbers) -> float:
        """How many pairs of strangers there are: each drawn person's pictures with each other one's."""
        drawn = weights * self.pictures
        return float((drawn.sum() ** 2 - (drawn**2).sum()) / 2)

    def below(self, weights: Numbers) -> Numbers:
        """Of each of `alike`: the share of all pairs of strangers that are at most as far apart."""
        return np.cumsum(weights[self.one] * weights[self.two]) / self.strangers(weights)


@dataclass(frozen=True)
class Rates:
    """At a distance that the other half's people have labelled."""

    limit: float
    false: float
    true: float
    """Of the pairs in which both faces were found."""
    true_of_all: float
    """A face that is not found counts as no match."""

    def values(self) -> tuple[float, ...]:
        return self.limit, self.false, self.true, self.true_of_all


@dataclass(frozen=True)
class Told:
    """The mean of both ways, the ends of its 95 % interval, and what the second half's people say alone."""

    mean: Rates
    low: Rates
    high: Rates
    second: Rates


def half(found: Mapping[str, Sequence[float] | None], rows: Sequence[Mapping[str, str]]) -> Half:
    """`found`: the embedding of each picture, named by its person; `rows` (a, b, same) say which are compared."""
    names = sorted({row[side] for row in rows for side in ("a", "b")})
    number = {person: place for place, person in enumerate(sorted({person_of(name) for name in names}))}
    seen = [name for name in names if found[name] is not None]
    who = np.array([number[person_of(name)] for name in seen])
    one, two, distances = _strangers(np.array([found[name] for name in seen]), who)
    genuine = [row for row in rows if row["same"] == "1"]
    return Half(
        pictures=np.bincount(who, minlength=len(number)).astype(np.float64),
        alike=distances,
        one=one,
        two=two,
        genuine=_published(found, genuine),
        whose=np.array([number[person_of(row["a"])] for row in genuine], np.intp),
        impostor=_published(found, [row for row in rows if row["same"] == "0"]),
    )


def person_of(name: str) -> str:
    """`Ada_Lovelace_0003.jpg` is a picture of Ada_Lovelace."""
    return name.rsplit("_", 1)[0]


def _strangers(rows: Numbers, who: Places) -> tuple[Places, Places, Numbers]:
    first, second = np.triu_indices(len(rows), 1)
    apart = who[first] != who[second]
    first, second = first[apart], second[apart]
    distances = (1 - rows @ rows.T)[first, second]
    order = np.argsort(distances)[: max(1, round(KEPT * len(distances)))]
    return who[first[order]], who[second[order]], distances[order]


def _published(found: Mapping[str, Sequence[float] | None], rows: Sequence[Mapping[str, str]]) -> Numbers:
    pairs = [(found[row["a"]], found[row["b"]]) for row in rows]
    return np.array([NO_FACE if a is None or b is None else 1 - float(np.dot(a, b)) for a, b in pairs])


def crossed(halves: tuple[Half, Half], rate: float, weights: tuple[Numbers, Numbers] | None = None) -> Rates:
    """Labelled on each half, taken on the other, the mean of both."""
    first, second = halves
    mine, theirs = weights or (np.ones(first.people), np.ones(second.people))
    ways = (_taken(second, labelled(first, rate, mine), theirs), _taken(first, labelled(second, rate, theirs), mine))
    return Rates(*(float(np.mean(both)) for both in zip(*(way.values() for way in ways), strict=True)))


def on_second(halves: tuple[Half, Half], rate: float) -> Rates:
    """Labelled on the first half, where methods may be chosen too, and taken on the second."""
    first, second = halves
    return _taken(second, labelled(first, rate), np.ones(second.people))


def labelled(chosen: Half, rate: float, weights: Numbers | None = None) -> float:
    """The largest distance at which no more than `rate` of the strangers are taken for one; 0 where there is none."""
    below = chosen.below(np.ones(chosen.people) if weights is None else weights)
    within = int(np.searchsorted(below, rate, side="right"))
    return float(chosen.alike[within - 1]) if within else 0.0


def _taken(judged: Half, limit: float, weights: Numbers) -> Rates:
    within = int(np.searchsorted(judged.alike, limit, side="right"))
    false = float(judged.below(weights)[within - 1]) if within else 0.0
    drawn, match = weights[judged.whose], judged.genuine <= limit
    matched, enrolled = float(drawn[match].sum()), float(drawn[judged.genuine < NO_FACE].sum())
    return Rates(limit, false, matched / enrolled, matched / float(drawn.sum()))


def told(halves: tuple[Half, Half], rate: float, *, rounds: int = 1000) -> Told:
    """With an interval by drawing the people of both halves again, labels and all (bootstrap over identities)."""
    random = np.random.default_rng(0)
    drawn = [
        crossed(halves, rate, (_draw(random, halves[0].people), _draw(random, halves[1].people))).values()
        for _ in range(rounds)
    ]
    low, high = np.percentile(np.array(drawn), (2.5, 97.5), axis=0)
    return Told(crossed(halves, rate), Rates(*map(float, low)), Rates(*map(float, high)), on_second(halves, rate))


def _draw(random: np.random.Generator, people: int) -> Numbers:
    return np.bincount(random.integers(people, size=people), minlength=people).astype(np.float64)


def accuracy(halves: tuple[Half, Half]) -> float:
    """Of the published pairs, at the distance that is best for the other half; no face is no match."""
    first, second = halves
    return float(np.mean([_right(second, _best(first)), _right(first, _best(second))]))


def _right(judged: Half, limit: float) -> float:
    right = (judged.genuine <= limit).sum() + (judged.impostor > limit).sum()
    return float(right / (len(judged.genuine) + len(judged.impostor)))


def _best(chosen: Half) -> float:
    """The middle of the distances, by ten-thousandths, at which most pairs are told rightly."""
    limits = np.arange(0.03, 0.15, 1e-4)
    right = np.array([_right(chosen, limit) for limit in limits])
    return float(np.median(limits[right == right.max()]))
