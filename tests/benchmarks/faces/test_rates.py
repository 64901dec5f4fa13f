"""Labels and rates across two halves, on embeddings whose distances are known."""

from itertools import pairwise

import numpy as np
import pytest

from tests.benchmarks.faces.rates import NO_FACE, Half, accuracy, crossed, half, labelled, on_second, told

ALL = np.ones(3)


def at(degrees: float) -> tuple[float, float]:
    """On a circle: two embeddings are 1 − cos of the angle between them apart."""
    return float(np.cos(np.radians(degrees))), float(np.sin(np.radians(degrees)))


def apart(degrees: float) -> float:
    return float(1 - np.cos(np.radians(degrees)))


def row(a: str, b: str) -> dict[str, str]:
    return {"a": f"{a}.jpg", "b": f"{b}.jpg", "same": str(int(a[:-5] == b[:-5]))}


def people(**places: tuple[float | None, ...]) -> Half:
    """Of each person the angles of their pictures. Compared: the first two, and the first with the next one's."""
    found = {
        f"{name}_{number:04d}.jpg": None if angle is None else at(angle)
        for name, angles in places.items()
        for number, angle in enumerate(angles)
    }
    names = list(places)
    rows = [row(f"{name}_0000", f"{name}_0001") for name in names]
    rows += [row(f"{one}_0000", f"{two}_0000") for one, two in pairwise(names)]
    return half(found, rows)


def test_strangers_are_the_pictures_of_two_people_and_no_picture_twice() -> None:
    made = people(ada=(0, 10), bo=(50, 55), cy=(90, None))

    assert made.pictures.tolist() == [2, 2, 1]
    assert made.strangers(ALL) == 4 + 2 + 2
    assert made.strangers(np.array([2.0, 0, 1])) == 4
    assert made.alike.tolist() == pytest.approx([apart(35)])
    assert (made.one[0], made.two[0]) == (1, 2)


def test_a_face_that_is_not_found_is_a_distance_beyond_all() -> None:
    made = people(ada=(0, 10), bo=(50, 55), cy=(90, None))

    assert made.genuine.tolist() == pytest.approx([apart(10), apart(5), NO_FACE])
    assert made.impostor.tolist() == pytest.approx([apart(50), apart(40)])


def test_a_label_lets_no_more_strangers_through_than_its_rate() -> None:
    made = people(ada=(0, 10), bo=(50, 55), cy=(90, None))

    assert labelled(made, 1 / 8) == pytest.approx(apart(35))
    assert labelled(made, 0.12) == 0.0
    assert labelled(made, 1 / 8, np.array([1.0, 1, 2])) == 0.0


def test_each_half_is_judged_by_the_other_halfs_label() -> None:
    near = people(ada=(0, 10), bo=(20, 50), cy=(90, None))
    far = people(ada=(0, 10), bo=(50, 70), cy=(110, 300))

    seen = crossed((near, far), 1 / 8)

    assert labelled(near, 1 / 8) == pytest.approx(apart(10))
    assert labelled(far, 1 / 8) == pytest.approx(apart(40))
    assert seen.limit == pytest.approx((apart(10) + apart(40)) / 2)
    assert seen.false == pytest.approx((0 + 1 / 8) / 2)
    assert seen.true == pytest.approx((1 / 3 + 2 / 2) / 2)
    assert seen.true_of_all == pytest.approx((1 / 3 + 2 / 3) / 2)
    assert on_second((near, far), 1 / 8).values() == pytest.approx((apart(10), 0, 1 / 3, 1 / 3))
    assert on_second((far, near), 1 / 8).values() == pytest.approx((apart(40), 1 / 8, 2 / 2, 2 / 3))


def test_the_interval_holds_the_mean_and_is_the_same_each_time() -> None:
    random = np.random.default_rng(5)
    near, far = (
        people(
            **{f"p{who}": (angle, angle + random.normal(0, 8)) for who, angle in enumerate(random.uniform(0, 360, 20))}
        )
        for _ in range(2)
    )

    seen = told((near, far), 0.01, rounds=200)

    assert seen == told((near, far), 0.01, rounds=200)
    assert 0 < seen.mean.true < 1
    assert seen.low.true < seen.high.true
    for low, mean, high in zip(seen.low.values(), seen.mean.values(), seen.high.values(), strict=True):
        assert low <= mean <= high


def test_accuracy_is_taken_at_the_other_halfs_best_distance() -> None:
    near = people(ada=(0, 10), bo=(50, 55), cy=(90, None))
    far = people(ada=(0, 10), bo=(50, 90), cy=(140, 145))

    assert accuracy((near, far)) == pytest.approx((4 / 5 + 4 / 5) / 2)
