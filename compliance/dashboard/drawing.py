"""Figures as shapes: where a face distance lies on its scale, how heavily each reason of a score weighs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from compliance.dashboard.presenting import words
from screening.subjects import HitReason

_SCALE_WIDTH = 460


@dataclass(frozen=True, slots=True)
class FaceScale:
    """Where a face distance lies on a scale up to twice `review`; smaller is more alike; `…_x` are drawn units."""

    distance: float
    match: float
    review: float

    @property
    def verdict(self) -> str:
        if self.distance <= self.match:
            return "the same person"
        return "unsure" if self.distance <= self.review else "another person"

    @property
    def at_x(self) -> int:
        return self._along(self.distance)

    @property
    def text_x(self) -> int:
        """Of the figure below the mark, kept inside of the picture."""
        return min(max(self.at_x, 20), _SCALE_WIDTH - 20)

    @property
    def match_x(self) -> int:
        return self._along(self.match)

    @property
    def review_x(self) -> int:
        return self._along(self.review)

    @property
    def unsure_width(self) -> int:
        return self.review_x - self.match_x

    @property
    def rest_width(self) -> int:
        return _SCALE_WIDTH - self.review_x

    def _along(self, distance: float) -> int:
        return round(min(max(distance / (2 * self.review), 0.0), 1.0) * _SCALE_WIDTH)


def face_scale(comparison: Mapping[str, Any]) -> FaceScale | None:
    """None where a face is missing, and for what was compared before its limits were written down."""
    distance, limits = comparison.get("distance"), (comparison.get("match_at"), comparison.get("review_at"))
    if None in (distance, *limits):
        return None
    return FaceScale(*(cast("float", value) for value in (distance, *limits)))


@dataclass(frozen=True, slots=True)
class Weight:
    """One reason of a score as a bar: `width` in per cent of the longest, `tone` good where it speaks against."""

    label: str
    detail: str
    score: float
    width: int
    tone: str
    explanation: str = ""
    """What the factor asks, in a sentence."""


def explained(reasons: Iterable[HitReason]) -> tuple[Weight, ...]:
    """The reasons of a hit as bars, strongest first, each with what it means."""
    ordered = sorted(reasons, key=lambda reason: -abs(reason.score))
    told = {reason.factor: reason.explanation for reason in ordered}
    drawn = weights((reason.factor, reason.score, reason.detail) for reason in ordered)
    return tuple(replace(one, explanation=told[factor]) for one, factor in zip(drawn, told, strict=True))


def weights(reasons: Iterable[tuple[str, float, str]]) -> tuple[Weight, ...]:
    """(factor, score, detail) → bars, strongest first."""
    ordered = sorted(reasons, key=lambda reason: -abs(reason[1]))
    longest = max((abs(score) for _, score, _ in ordered), default=0) or 1
    return tuple(
        Weight(words(factor), _plain(detail), score, round(abs(score) / longest * 100), "bad" if score > 0 else "good")
        for factor, score, detail in ordered
    )


def _plain(detail: str) -> str:
    """Details hold codes among their words."""
    return detail.replace("_", " ")
