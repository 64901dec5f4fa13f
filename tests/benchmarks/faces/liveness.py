"""What the passive liveness signals miss and stop (ISO/IEC 30107-3), on people and cameras that chose no bar."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onboarding.faces import engine, liveness
from tests.benchmarks.faces.pictures import FULL, LFW, LIVENESS, read
from tests.benchmarks.screening.figures import Figure

BLOCK = "faces: liveness"
SIGNALS = ("detail", "gamut")
"""Of prints; `grid` is of screens, of which there is no real picture here."""
UNTESTED = "screens but simulated ones, masks, cut-out prints, prints on matt paper, injected and generated faces"
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """One row a picture: the signals, whether it is a print, and whose it is."""

    signals: Numbers
    printed: NDArray[np.bool_]
    people: NDArray[np.str_]

    def of(self, which: NDArray[np.bool_]) -> "Sample":
        return Sample(self.signals[which], self.printed[which], self.people[which])


@dataclass(frozen=True)
class Bar:
    """Signals in units of the live ones' spread; together below `least` they look printed."""

    middle: Numbers
    spread: Numbers
    least: float

    def stops(self, signals: Numbers) -> NDArray[np.bool_]:
        return np.asarray(_together(signals, self.middle, self.spread) < self.least)


def figures() -> Iterator[Figure]:
    if not LIVENESS.exists():
        yield Figure(BLOCK, "prints", note="not here: ../shared/data/identity/liveness")
        return
    taken = sample()
    yield from _errors("prints, the shipped bar (chosen on them)", _shipped(taken.signals), taken)
    yield from _errors("prints, bar chosen on the other people", left_out(taken), taken)
    others = np.array([one for one in map(_signals, sorted(LFW.glob("*.jpg"))[:: 1 if FULL else 20]) if one])
    for name, stopped in (
        ("the shipped bar", _shipped(others)),
        ("a bar of the prints' camera", chosen(taken).stops(others)),
    ):
        share = float(np.mean(stopped))
        yield Figure(
            BLOCK, f"live, other cameras (LFW), {name}: BPCER", share, "%", 0.05, at_most=True, note=f"of {len(others)}"
        )
    yield Figure(BLOCK, "other attacks", note=f"not tested: {UNTESTED}")


def sample() -> Sample:
    """Live pictures and prints of one camera and one session; a print's subject is its person too."""
    seen = [(path, signals) for path in sorted(LIVENESS.glob("*/*.jpg")) if (signals := _signals(path))]
    return Sample(
        signals=np.array([signals for _, signals in seen]),
        printed=np.array([path.parent.name == "attack" for path, _ in seen]),
        people=np.array([path.name[:4] for path, _ in seen]),
    )


def _signals(path: Path) -> list[float]:
    """Empty where no face is found."""
    picture = read(path)
    face = engine.largest(picture)
    return [] if face is None else [liveness.signals(picture, face)[name] for name in SIGNALS]


def _shipped(signals: Numbers) -> NDArray[np.bool_]:
    return np.asarray(signals.sum(axis=1) < liveness.PRINT_BAR)


def left_out(taken: Sample) -> NDArray[np.bool_]:
    """Each person's pictures by the bar that all others chose."""
    stopped = np.zeros(len(taken.people), np.bool_)
    for person in np.unique(taken.people):
        theirs = taken.people == person
        stopped[theirs] = chosen(taken.of(~theirs)).stops(taken.signals[theirs])
    return stopped


def chosen(taken: Sample) -> Bar:
    """The bar whose larger error rate is least; of several the middle one."""
    live = taken.signals[~taken.printed]
    middle, spread = live.mean(axis=0), live.std(axis=0)
    values = np.unique(together := _together(taken.signals, middle, spread))
    between = (values[1:] + values[:-1]) / 2
    errors = [max(np.mean(together[taken.printed] >= bar), np.mean(together[~taken.printed] < bar)) for bar in between]
    return Bar(middle, spread, float(np.median(between[np.array(errors) <= min(errors)])))


def _together(signals: Numbers, middle: Numbers, spread: Numbers) -> Numbers:
    return np.asarray(((signals - middle) / spread).sum(axis=1))


def _errors(name: str, stopped: NDArray[np.bool_], taken: Sample) -> Iterator[Figure]:
    for rate, which, wrong in (("APCER", taken.printed, ~stopped), ("BPCER", ~taken.printed, stopped)):
        people, errors = len(np.unique(taken.people[which])), wrong[which]
        low, high = _between(errors, taken.people[which])
        note = f"{errors.sum()} of {len(errors)}, of {people} people; 95 % interval {low:.1%} to {high:.1%}"
        yield Figure(BLOCK, f"{name}: {rate}", float(errors.mean()), "%", 0.05, at_most=True, note=note)


def _between(errors: NDArray[np.bool_], people: NDArray[np.str_]) -> tuple[float, float]:
    """People drawn again a thousand times: pictures of one person err together."""
    random, who = np.random.default_rng(0), np.unique(people)
    wrong = np.array([errors[people == person].sum() for person in who])
    count = np.array([(people == person).sum() for person in who])
    drawn = random.integers(len(who), size=(1000, len(who)))
    low, high = np.percentile(wrong[drawn].sum(axis=1) / count[drawn].sum(axis=1), (2.5, 97.5))
    return float(low), float(high)
