"""What a distance means: labels, scores, thresholds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboarding.faces.model import Look, Model
from onboarding.faces.tables import LABELS

MODEL = Model(name="m", versions={}, labels=LABELS)
DISTANCES = st.floats(min_value=0, max_value=2)


@pytest.mark.parametrize(
    ("distance", "score", "fmr"),
    [
        (0.0, 1.0, 1e-4),
        (0.0525, 0.8, 1e-4),
        (0.0531, 0.79, 1e-3),
        (0.0645, 0.6, 1e-3),
        (0.081, 0.4, 1e-2),
        (2.0, 0.0, None),
    ],
)
def test_a_distance_has_its_score_and_its_label(distance: float, score: float, fmr: float | None) -> None:
    assert MODEL.score(distance) == pytest.approx(score, abs=5e-4)
    assert MODEL.fmr_at(distance) == fmr


@given(near=DISTANCES, far=DISTANCES)
def test_a_greater_distance_never_scores_higher(near: float, far: float) -> None:
    near, far = sorted((near, far))

    assert 0 <= MODEL.score(far) <= MODEL.score(near) <= 1


def test_a_false_match_rate_has_its_distance() -> None:
    assert [MODEL.distance_at(fmr) for fmr in (1e-4, 5e-4, 1e-3, 1e-2)] == [0.0525, 0.0525, 0.0645, 0.081]


def test_a_rate_below_all_labels_is_refused() -> None:
    with pytest.raises(ValueError, match="no distance measured"):
        MODEL.distance_at(1e-5)


@pytest.mark.parametrize("embedding", [(), (0.0, 0.0), (0.6, 0.9), (2.0,), (float("nan"), 1.0), (1e308, 1e308)])
def test_what_is_no_direction_is_no_face(embedding: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="an embedding has length 1"):
        Look((), embedding=embedding)
