"""The bar that a sample chooses, and who is judged by whose."""

import numpy as np
import pytest

from tests.benchmarks.faces.liveness import Sample, chosen, left_out


def sample(*rows: tuple[str, bool, float]) -> Sample:
    """Whose, whether printed, and a value that both signals have."""
    return Sample(
        signals=np.array([(value, value) for _, _, value in rows]),
        printed=np.array([printed for _, printed, _ in rows]),
        people=np.array([person for person, _, _ in rows]),
    )


def test_the_bar_lies_between_prints_and_live_pictures() -> None:
    bar = chosen(sample(("a", False, 3.0), ("b", False, 5.0), ("a", True, 1.0), ("c", True, 0.0)))

    assert bar.middle == pytest.approx([4, 4])
    assert bar.spread == pytest.approx([1, 1])
    assert bar.least == pytest.approx(2 * (2 - 4))
    assert bar.stops(np.array([(1.9, 1.9), (2.1, 2.1)])).tolist() == [True, False]


def test_nobody_is_judged_by_a_bar_that_their_own_pictures_chose() -> None:
    taken = sample(
        ("a", False, 3.0),
        ("b", False, 5.0),
        ("d", False, 1.0),
        ("e", True, 0.0),
        ("f", True, 0.4),
        ("g", True, -1.0),
    )

    alone, with_others = chosen(taken).stops(taken.signals), left_out(taken)

    assert alone.tolist() == [False, False, False, True, True, True]
    assert with_others.tolist() == [False, False, True, True, True, True]
