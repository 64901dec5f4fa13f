"""Scores are tables: pure factors with weights, and a score that carries its reasons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from inspect import getdoc
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Finding:
    """What one factor saw: `value` 0 to 1 (how much the factor applies) and the particulars an officer reads."""

    value: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Factor(Generic[T]):
    """A pure question about `T`. Its docstring is the explanation an officer reads; `weight` is in score points."""

    ask: Callable[[T], Finding | None]
    weight: float

    @property
    def name(self) -> str:
        return self.ask.__name__

    @property
    def explanation(self) -> str:
        return _explanation(self.ask)


@cache
def _explanation(ask: Callable[..., Finding | None]) -> str:
    return getdoc(ask) or ask.__name__


@dataclass(frozen=True, slots=True)
class Reason:
    """One factor's contribution: `score` is weight × value."""

    factor: str
    score: float
    detail: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Score:
    """The sum of the reasons' scores, clamped to 0 … 1, and the reasons that moved it, strongest first."""

    value: float
    reasons: tuple[Reason, ...]


def score(subject: T, factors: Sequence[Factor[T]], *, base: float = 0.0) -> Score:
    """Asks every factor; one that returns None, or a value of 0, gives no reason."""
    reasons = []
    for factor in factors:
        finding = factor.ask(subject)
        if finding is not None and finding.value:
            reasons.append(Reason(factor.name, factor.weight * finding.value, finding.detail, factor.explanation))
    reasons.sort(key=lambda reason: (-abs(reason.score), reason.factor))
    return Score(_clamped(base + sum(reason.score for reason in reasons)), tuple(reasons))


def points(subject: T, factors: Sequence[Factor[T]], *, base: float = 0.0) -> float:
    """What `score` comes to, without the reasons, but for the order in which they are summed."""
    findings = ((factor, factor.ask(subject)) for factor in factors)
    return _clamped(base + sum(factor.weight * finding.value for factor, finding in findings if finding is not None))


def _clamped(total: float) -> float:
    return min(1.0, max(0.0, total))
