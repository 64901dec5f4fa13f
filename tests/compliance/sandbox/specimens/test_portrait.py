"""The renderer: the same numbers give the same face, in its place."""

import numpy as np
import pytest

from compliance.sandbox.specimens import head, raster
from compliance.sandbox.specimens.look import Look, Shot
from compliance.sandbox.specimens.portrait import render

LOOK = Look(name="nobody", seed=1, sex="F", shape={"nose-volume": 0.5})


def test_a_look_and_a_shot_give_the_same_picture_every_time() -> None:
    one, two = (render(LOOK, Shot(seed=4), width=60, height=75) for _ in range(2))

    assert one.shape == (75, 60, 3)
    assert np.array_equal(one, two)


def test_the_eyes_stay_where_they_are_whatever_the_shape() -> None:
    model = head.load()
    eyes = np.unique(model.triangles[(model.parts == head.LEFT_EYE) | (model.parts == head.RIGHT_EYE)])

    bent = model.bend({"caucasian-male-old": 1.0, "head-fat": 0.8, "eye-scale": -0.5})

    assert bent[eyes].mean(axis=0) == pytest.approx(model.base[eyes].mean(axis=0), abs=1e-4)
    assert not np.allclose(bent, model.base, atol=0.05)


def test_a_name_without_side_or_way_bends_both_sides_by_its_sign() -> None:
    model = head.load()

    wider = model.bend({"eye-scale": 0.5})
    same = model.bend({"l-eye-scale-incr": 0.5, "r-eye-scale-incr": 0.5})

    assert np.allclose(wider, same)


def test_an_unknown_target_is_an_error() -> None:
    with pytest.raises(KeyError, match="horns"):
        head.load().bend({"horns": 1.0})


def test_the_nearer_of_two_triangles_is_seen() -> None:
    near = np.array([[0, 0, 1], [0, 20, 1], [20, 0, 1]], np.float32)
    far = near + np.array([0, 0, 5], np.float32)
    values = np.repeat(np.array([[1.0], [2.0]], np.float32), 3, axis=0)

    depth, carried = raster.draw(np.vstack([near, far]), np.array([[0, 1, 2], [3, 4, 5]]), values, width=20, height=20)

    assert depth[5, 5] == pytest.approx(1.0)
    assert carried[5, 5, 0] == pytest.approx(1.0)
    assert not np.isfinite(depth[19, 19])
