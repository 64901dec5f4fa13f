"""What is made of the network's answers, and that threads may ask it at the same time."""

from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
from numpy.typing import NDArray

from onboarding.ocr import network
from onboarding.ocr.find import Zone
from onboarding.ocr.lines import ALPHABET, LINE_HEIGHT, side_by_side
from onboarding.ocr.zone import LOOKS, read_strips, read_zone
from tests.onboarding.ocr.test_reader import ON, picture, truth


def answers(*frames: dict[str, float]) -> NDArray[np.float32]:
    """Each frame says how likely letters are; what is left is the gap's."""
    likely = np.zeros((len(frames), len(ALPHABET) + 1), dtype=np.float32)
    for row, frame in zip(likely, frames, strict=True):
        for letter, much in frame.items():
            row[ALPHABET.index(letter) + 1] = much
        row[0] = 1 - sum(frame.values())
    return likely


GAP: dict[str, float] = {}


def test_a_letter_seen_in_two_frames_is_one_and_after_a_gap_another() -> None:
    text = network.decoded(answers({"L": 0.9}, {"L": 0.8}, GAP, {"L": 0.9}, GAP, GAP, {"<": 0.9}))

    assert text.text == "LL<"
    assert round(text.confidence, 2) == 0.9


def test_an_answer_of_gaps_is_no_text() -> None:
    assert network.decoded(answers(GAP, GAP)) == network.Text("", 0.0)


def test_what_else_a_letter_may_be_is_told_with_its_place() -> None:
    text = network.decoded(answers({"A": 1.0}, GAP, {"0": 0.6, "O": 0.3, "Q": 0.001}))

    assert text.text == "A0"
    assert [(doubt.place, doubt.letter, round(doubt.likely, 2)) for doubt in text.doubts] == [(1, "O", 0.3)]


def test_a_letter_that_was_skipped_is_found_by_the_pitch() -> None:
    frames = [GAP, {"A": 0.9}, GAP, GAP, {"B": 0.9}, GAP, GAP, {"C": 0.9}, GAP, {"C": 0.1, "D": 0.2}, {"C": 0.2}, GAP]

    text = network.decoded(answers(*frames, GAP, {"E": 0.9}, GAP, GAP, {"F": 0.9}))

    assert text.text == "ABCCEF"


def test_a_short_strip_is_followed_by_grey_and_a_long_one_is_cut() -> None:
    strip = np.full((LINE_HEIGHT, 10), 255, dtype=np.uint8)

    blob = side_by_side([strip, np.zeros((LINE_HEIGHT, 30), dtype=np.uint8)], 16)

    assert blob.shape == (2, 1, LINE_HEIGHT, 16)
    assert blob[0, 0, 0].tolist() == [1.0] * 10 + [0.0] * 6
    assert blob[1, 0, 0].tolist() == [-1.0] * 16


def test_threads_read_alike_at_the_same_time() -> None:
    grey = np.asarray(cv2.cvtColor(picture("astrid-passport.jpg"), cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    reading = read_zone(grey, on=ON)
    assert reading is not None
    zone = Zone(reading.zone.turns, reading.bands)

    with ThreadPoolExecutor(4) as threads:
        read = list(threads.map(lambda _: read_strips(grey, [zone], LOOKS[:1]), range(12)))

    assert [[line[0].text for line in zones[0]] for zones in read] == [
        truth("astrid-passport.jpg")["mrz"]["lines"]
    ] * 12
