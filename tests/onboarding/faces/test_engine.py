"""Faces of real pixels: who is told apart from whom, whatever way the picture lies."""

import subprocess
import sys

import cv2
import numpy as np
import pytest

from compliance.sandbox.people import PEOPLE, Specimen, Story
from onboarding.faces import engine
from onboarding.faces.model import Box, Look, Picture
from tests.onboarding.faces.conftest import look_at

HONEST = [person for person in PEOPLE if person.honest]
IMPOSTOR = next(person for person in PEOPLE if person.story is Story.IMPOSTOR)


def front(person: Specimen) -> str:
    side = "-front" if person.document_kind == "identity_card" else ""
    return f"{person.key}-{person.document_kind}{side}.jpg"


def overlap(one: Box, two: Box) -> float:
    """Intersection over union."""
    wide = min(one.left + one.width, two.left + two.width) - max(one.left, two.left)
    high = min(one.top + one.height, two.top + two.height) - max(one.top, two.top)
    shared = max(0, wide) * max(0, high)
    return shared / (one.area + two.area - shared)


def face_centre(box: Box) -> tuple[float, float]:
    return box.left + box.width / 2, box.top + box.height / 2


@pytest.mark.parametrize("person", HONEST, ids=lambda person: person.key)
def test_an_honest_persons_selfie_matches_the_portrait_on_their_document(person: Specimen) -> None:
    seen = engine.compare_looks(look_at(front(person)), look_at(f"{person.key}-selfie.jpg"))

    assert seen.faces_a == seen.faces_b == 1
    assert seen.match
    assert seen.distance is not None
    assert seen.distance < 0.0525
    assert seen.fmr == 1e-4


def test_a_selfie_of_somebody_else_does_not_match() -> None:
    seen = engine.compare_looks(look_at(front(IMPOSTOR)), look_at(f"{IMPOSTOR.key}-selfie.jpg"))

    assert not seen.match
    assert seen.distance is not None
    assert seen.distance > 0.081
    assert seen.score is not None
    assert seen.score < 0.4
    assert seen.fmr is None


def test_the_specimen_faces_are_all_told_apart() -> None:
    selfies = {person.selfie_face: look_at(f"{person.key}-selfie.jpg") for person in HONEST}
    names = sorted(selfies)

    matches = {
        (a, b)
        for place, a in enumerate(names)
        for b in names[place + 1 :]
        if engine.compare_looks(selfies[a], selfies[b]).match
    }

    assert len(names) == 9
    assert matches == set()


@pytest.mark.parametrize(
    ("code", "turned"),
    [(cv2.ROTATE_90_COUNTERCLOCKWISE, 90), (cv2.ROTATE_180, 180), (cv2.ROTATE_90_CLOCKWISE, 270)],
)
def test_a_picture_on_its_side_is_turned_and_its_box_turned_back(
    code: int, turned: int, astronaut: Picture, found: Look
) -> None:
    lying = np.asarray(cv2.rotate(astronaut, code), np.uint8)

    seen = engine.look(lying)

    (face,) = seen.faces

    left, top, right, bottom = (
        face.box.left,
        face.box.top,
        face.box.left + face.box.width,
        face.box.top + face.box.height,
    )
    marked = np.zeros(lying.shape, np.uint8)
    marked[top:bottom, left:right] = 255
    back = cv2.rotate(
        marked, {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}[turned]
    )
    rows, columns = np.nonzero(back[:, :, 0])
    upright = Box(int(columns.min()), int(rows.min()), int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1)
    assert face.turned == turned
    assert overlap(upright, found.faces[0].box) > 0.95
    assert engine.compare_looks(seen, found).distance == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("degrees", [-30, -20, 20, 30])
def test_a_face_that_leans_is_found_by_the_second_detector_and_set_straight(
    degrees: int, astronaut: Picture, found: Look
) -> None:
    leaning = cv2.getRotationMatrix2D((150, 150), -degrees, 1.0)
    picture = np.asarray(cv2.warpAffine(astronaut, leaning, (300, 300), borderMode=cv2.BORDER_REFLECT), np.uint8)

    seen = engine.look(picture)

    (face,) = seen.faces
    centre = leaning @ np.array((*face_centre(found.faces[0].box), 1))
    assert face.turned == 0
    assert np.hypot(*(np.subtract(face_centre(face.box), centre))) < 20
    assert face.pose.roll == pytest.approx(found.faces[0].pose.roll + degrees, abs=8)
    assert engine.compare_looks(seen, found).distance == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("name", ["tomas-identity_card-back.jpg", "camille-identity_card-back.jpg"])
def test_neither_detector_sees_a_face_on_the_back_of_a_card(name: str) -> None:
    assert look_at(name) == Look(())


def test_a_large_picture_is_searched_shrunk_and_its_box_is_in_its_own_pixels(astronaut: Picture, found: Look) -> None:
    large = np.asarray(cv2.resize(astronaut, None, fx=6, fy=6, interpolation=cv2.INTER_CUBIC), np.uint8)

    seen = engine.look(large)

    (face,) = seen.faces

    small = Box(face.box.left // 6, face.box.top // 6, face.box.width // 6, face.box.height // 6)
    assert overlap(small, found.faces[0].box) > 0.7
    assert engine.compare_looks(seen, found).match


def test_the_largest_of_two_faces_is_compared(astronaut: Picture, found: Look) -> None:
    selfie = cv2.imread("fixtures/documents/viktor-selfie.jpg")
    assert selfie is not None
    group = np.zeros((900, 1000, 3), np.uint8)
    group[:750, :600] = selfie
    group[:300, 650:950] = astronaut

    seen = engine.look(group)

    assert len(seen.faces) == 2
    assert seen.faces[0].size > seen.faces[1].size
    assert engine.compare_looks(seen, look_at("viktor-selfie.jpg")).match
    assert not engine.compare_looks(seen, found).match


def test_without_a_face_there_is_no_distance_and_no_match(found: Look) -> None:
    blank = np.full((200, 300, 3), 200, np.uint8)

    seen = engine.compare_looks(engine.look(blank), found)

    assert (seen.faces_a, seen.faces_b) == (0, 1)
    assert (seen.distance, seen.score, seen.match, seen.fmr, seen.box_a) == (None, None, False, None, None)
    assert seen.box_b == found.faces[0].box


def test_the_threshold_is_policys_where_policy_gives_one() -> None:
    portrait, selfie = look_at(front(HONEST[0])), look_at(f"{HONEST[0].key}-selfie.jpg")

    seen = engine.compare_looks(portrait, selfie, threshold=0.001)

    assert not seen.match
    assert seen.threshold == 0.001


def test_a_comparison_names_the_model_and_its_versions(found: Look) -> None:
    seen = engine.compare_looks(found, found)

    assert seen.distance == 0.0
    assert seen.score == 1.0
    assert seen.model == "dlib_face_recognition_resnet_v1.six_views"
    assert sorted(seen.versions) == ["dlib-bin", "face-recognition", "face-recognition-models"]


def test_asking_for_the_engine_does_not_load_the_networks_until_a_face_is_sought() -> None:
    code = "import sys; from onboarding.faces import engine; sys.exit('dlib' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
