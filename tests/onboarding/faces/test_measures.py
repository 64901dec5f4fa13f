"""Pose, eyes, sharpness and cover of faces whose truth is known, for they were rendered or painted over."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from compliance.sandbox.specimens.faces import look as look_of
from compliance.sandbox.specimens.look import Shot
from compliance.sandbox.specimens.portrait import render
from onboarding.faces import engine, findings
from onboarding.faces.model import Face, Look, Picture, Pose
from onboarding.faces.portrait import choose
from onboarding.quality.findings import Finding
from tests.onboarding.faces.conftest import look_at


def face_of(name: str, *, yaw: float = 0.0, pitch: float = 0.0) -> Face:
    (face,) = engine.find(render(look_of(name), Shot(span=3.5, yaw=yaw, pitch=pitch), width=320, height=400))
    return face


@pytest.mark.parametrize("yaw", [-30.0, 0.0, 25.0])
def test_a_turned_face_tells_by_how_much_and_to_which_side(yaw: float) -> None:
    assert face_of("ada", yaw=yaw).pose.yaw == pytest.approx(yaw, abs=5)


def test_a_raised_face_is_raised_against_a_lowered_one() -> None:
    assert face_of("ada", pitch=15).pose.pitch - face_of("ada", pitch=-15).pose.pitch == pytest.approx(30, abs=6)


def masked(picture: Picture, face: Face) -> Picture:
    hull = cv2.convexHull(np.vstack([face.landmarks[3:14], face.landmarks[28]]).astype(np.int32))
    return np.asarray(cv2.fillConvexPoly(picture.copy(), hull, (210, 170, 90)), np.uint8)


def with_dark_glasses(picture: Picture, face: Face) -> Picture:
    hidden = picture.copy()
    for eye in (face.landmarks[36:42], face.landmarks[42:48]):
        (x, y), half = eye.mean(axis=0), np.ptp(eye[:, 0]) * 0.9
        cv2.ellipse(hidden, (int(x), int(y)), (int(half), int(half * 0.8)), 0, 0, 360, (20, 18, 18), -1)
    return hidden


def test_a_mask_or_dark_glasses_are_seen_and_a_bare_face_is_not_taken_for_one(astronaut: Picture, found: Look) -> None:
    (face,) = found.faces

    assert not face.covered
    assert [seen.covered for seen in engine.find(with_dark_glasses(astronaut, face))] == [True]
    assert [seen.covered for seen in engine.find(masked(astronaut, face))] == [True]


@pytest.mark.parametrize(
    ("changes", "code", "facts"),
    [
        (
            {"box": replace(look_at("viktor-selfie.jpg").faces[0].box, width=79, height=79)},
            "selfie_face_small",
            {"value": 79, "limit": 80},
        ),
        ({"pose": Pose(31.0, 0.0, 0.0)}, "face_turned", {"yaw": 31.0, "pitch": 0.0}),
        ({"pose": Pose(0.0, -29.0, 0.0)}, "face_turned", {"yaw": 0.0, "pitch": -29.0}),
        ({"sharpness": 14.9}, "face_blurred", {"value": 14.9, "limit": 15.0}),
        ({"covered": True}, "face_covered", {}),
    ],
)
def test_what_keeps_a_selfie_from_being_compared_is_a_finding(
    changes: dict[str, object], code: str, facts: dict[str, float]
) -> None:
    seen = look_at("viktor-selfie.jpg")
    face = replace(seen.faces[0], **changes)  # type: ignore[arg-type]

    assert list(findings.of_selfie(Look((face,), face))) == [Finding(code, facts=facts)]


def test_a_good_selfie_has_no_finding_an_empty_one_has_one_and_company_is_company() -> None:
    good = look_at("viktor-selfie.jpg")
    assert good.chosen is not None
    behind = replace(good.chosen, box=replace(good.chosen.box, width=40, height=40))

    assert list(findings.of_selfie(good)) == []
    assert list(findings.of_selfie(replace(good, faces=(good.chosen, behind)))) == []
    assert [finding.code for finding in findings.of_selfie(Look(()))] == ["selfie_no_face"]
    assert [finding.code for finding in findings.of_selfie(replace(good, faces=good.faces * 2))] == [
        "selfie_many_faces"
    ]


def test_a_pale_ghost_is_not_taken_for_the_portrait_even_where_it_is_as_large() -> None:
    portrait = cv2.imread("fixtures/documents/viktor-selfie.jpg")
    assert portrait is not None
    grey = cv2.cvtColor(cv2.cvtColor(portrait, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    ghost = np.clip(255 - (255 - grey.astype(np.float32)) * 0.35, 0, 255).astype(np.uint8)
    ghost = np.asarray(cv2.resize(ghost, None, fx=1.1, fy=1.1), np.uint8)[: portrait.shape[0]]
    page = np.ascontiguousarray(np.hstack([ghost, portrait]), np.uint8)

    faces = engine.find(page)
    chosen = choose(page, faces)

    assert len(faces) == 2
    assert chosen is not None
    assert chosen.box.left > ghost.shape[1]
