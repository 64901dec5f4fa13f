"""Which frames answer a challenge, and which do not."""

from itertools import pairwise

import pytest

from onboarding.faces.challenge import MOVES, Fault, Move, Seen, draw, fault, made, straight

AHEAD, LEFT, RIGHT = Seen(1, 1.0, 0.30), Seen(1, 24.0, 0.32), Seen(1, -21.0, 0.28)
SHUT = Seen(1, -2.0, 0.12)
ASKED = (Move.TURN_LEFT, Move.BLINK, Move.TURN_RIGHT, Move.TURN_LEFT)
ANSWER = (AHEAD, LEFT, AHEAD, SHUT, AHEAD, RIGHT, RIGHT, LEFT)


def test_the_moves_in_their_order_are_an_answer() -> None:
    assert made(ANSWER) == ASKED
    assert fault(ANSWER, ASKED) is None


@pytest.mark.parametrize(
    ("frames", "expected"),
    [
        ((), Fault.NO_STRAIGHT_FRAME),
        ((*ANSWER, Seen(0)), Fault.FACE_MISSING),
        ((*ANSWER, Seen(2, 0.0, 0.3)), Fault.FACES_SEVERAL),
        ((LEFT, RIGHT, LEFT, RIGHT, LEFT), Fault.NO_STRAIGHT_FRAME),
        ((AHEAD,) * 8, Fault.OTHER_MOVES),
        (ANSWER[::-1], Fault.OTHER_MOVES),
        ((*ANSWER, RIGHT), Fault.OTHER_MOVES),
        ((AHEAD, LEFT, RIGHT, SHUT, LEFT, RIGHT, SHUT, LEFT, AHEAD), Fault.OTHER_MOVES),
        (tuple(frame for frame in ANSWER if frame is not SHUT), Fault.OTHER_MOVES),
    ],
)
def test_other_frames_are_none(frames: tuple[Seen, ...], expected: Fault) -> None:
    assert fault(frames, ASKED) == expected


def test_narrow_eyes_that_stay_open_are_no_blink() -> None:
    narrow = (Seen(1, 0.0, 0.16), Seen(1, 2.0, 0.15), Seen(1, -3.0, 0.17), LEFT, Seen(1, 1.0, 0.14))

    assert made(narrow) == (Move.TURN_LEFT,)


def test_the_straightest_open_frame_is_the_one_to_compare() -> None:
    assert straight((Seen(1, 9.0, 0.3), Seen(1, 4.0, 0.3), Seen(1, 0.0, 0.1), LEFT)) == 1


def test_a_drawn_sequence_never_asks_for_the_same_move_twice_running() -> None:
    drawn = [draw() for _ in range(200)]

    assert {len(moves) for moves in drawn} == {MOVES}
    assert all(one != two for moves in drawn for one, two in pairwise(moves))
    assert len(set(drawn)) > 20
