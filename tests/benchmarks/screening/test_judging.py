"""The arithmetic of the figures, on scores that can be counted by hand."""

import math

import numpy as np
import pytest

from tests.benchmarks.screening.figures import Figure, growth, table
from tests.benchmarks.screening.judging import Judged, rank_correlation
from tests.benchmarks.screening.queries import Asked, Questions

LISTED = [
    Asked("a", "person", "typo1", "k:1"),
    Asked("b", "person", "typo2", "k:2"),
    Asked("c", "person", "typo2", "k:3"),
]
UNLISTED = [Asked(str(place), "person", "us") for place in range(100)]
TRUE = np.array([0.9, 0.8, 0.6])
FALSE = np.array([0.85, 0.7, *[0.0] * 98])


def _judged() -> Judged:
    return Judged(Questions(LISTED, UNLISTED), TRUE, FALSE)


@pytest.mark.parametrize(("rate", "threshold", "recall"), [(0.0, 0.85, 1 / 3), (0.01, 0.7, 2 / 3), (0.02, 0.0, 1.0)])
def test_recall_counts_what_scores_above_the_first_false_hit_too_many(
    rate: float, threshold: float, recall: float
) -> None:
    assert _judged().threshold(rate) == threshold
    assert _judged().recall(rate) == pytest.approx(recall)


def test_recall_of_a_category_uses_the_threshold_of_all() -> None:
    assert _judged().recall_of("typo2", 0.01) == 0.5


@pytest.mark.parametrize(("recall", "rate"), [(0.3, 0.0), (0.6, 0.01), (1.0, 0.02)])
def test_the_false_positive_rate_at_a_recall_is_that_of_the_lowest_score_needed(recall: float, rate: float) -> None:
    assert _judged().false_at(recall) == rate


def test_equal_ranks_correlate_whatever_the_distances() -> None:
    assert rank_correlation([1, 2, 3], [10, 100, 1000]) == pytest.approx(1)
    assert rank_correlation([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)


def test_ties_share_their_mean_rank() -> None:
    assert rank_correlation([1, 1, 2], [1, 2, 3]) == pytest.approx(math.sqrt(3) / 2)


def test_growth_is_one_where_ten_times_the_size_costs_ten_times_as_much() -> None:
    assert growth(2, 20, 10) == pytest.approx(1)
    assert growth(2, 2, 10) == 0


@pytest.mark.parametrize(
    ("figure", "met"),
    [
        (Figure("b", "n", 0.9, goal=0.9), True),
        (Figure("b", "n", 0.8, goal=0.9), False),
        (Figure("b", "n", 3, goal=2, at_most=True), False),
        (Figure("b", "n", 1), None),
        (Figure("b", "n", goal=1), None),
    ],
    ids=["reached", "missed", "too much", "no goal", "left out"],
)
def test_a_figure_knows_whether_its_goal_is_met(figure: Figure, met: bool | None) -> None:
    assert figure.met is met


def test_the_table_marks_what_is_missed() -> None:
    lines = table([Figure("quality", "recall", 0.8, goal=0.9, peer="others .7")]).splitlines()

    assert lines[0] == "-- quality"
    assert lines[2].split() == ["recall", "0.800", "≥", "0.900", "MISSED", "others", ".7"]
