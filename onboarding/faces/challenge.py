"""Movements before the camera: which are asked for, and whether the frames of an answer show them. Pure."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Final

import numpy as np

MOVES: Final = 4
"""Of three kinds and never the same twice running: 24 sequences."""
LEAST_FRAMES, MOST_FRAMES = 5, 10
_TURNED: Final = 15.0
_STRAIGHT: Final = 10.0
_CLOSED: Final = 0.7
"""Eyes that are open to less than this part of how far that person opens them are shut."""


class Move(StrEnum):
    """As the person before the camera understands it: their own left, their own right."""

    TURN_LEFT = "turn_left"
    TURN_RIGHT = "turn_right"
    BLINK = "blink"


class Fault(StrEnum):
    """Why an answer does not count, for an officer."""

    FACE_MISSING = "face_missing"
    FACES_SEVERAL = "faces_several"
    NO_STRAIGHT_FRAME = "no_straight_frame"
    OTHER_MOVES = "other_moves"
    FACE_CHANGES = "face_changes"
    NOT_THE_SELFIE = "not_the_selfie"


@dataclass(frozen=True, slots=True)
class Seen:
    """What counts of one frame: the faces in it, and of the one that counts its yaw and how open its eyes are."""

    faces: int
    yaw: float = 0.0
    eyes: float = 0.0


def draw() -> tuple[Move, ...]:
    """A sequence that nobody can foresee."""
    moves: list[Move] = []
    while len(moves) < MOVES:
        moves.append(secrets.choice([move for move in Move if not moves or move != moves[-1]]))
    return tuple(moves)


def fault(frames: Sequence[Seen], moves: Sequence[str]) -> Fault | None:
    """None where the frames show exactly these moves in this order: one that shows all there are proves nothing."""
    if any(not frame.faces for frame in frames):
        return Fault.FACE_MISSING
    if any(frame.faces > 1 for frame in frames):
        return Fault.FACES_SEVERAL
    if straight(frames) is None:
        return Fault.NO_STRAIGHT_FRAME
    return None if made(frames) == tuple(moves) else Fault.OTHER_MOVES


def made(frames: Sequence[Seen]) -> tuple[Move, ...]:
    """The moves that the frames show; one that lasts for several frames counts once."""
    wide = _wide_open(frames)
    seen = [move for frame in frames if (move := _move(frame, wide)) is not None]
    return tuple(move for move, _ in groupby(seen))


def straight(frames: Sequence[Seen]) -> int | None:
    """The place of the frame that looks most straight ahead with open eyes; None where none does."""
    wide = _wide_open(frames)
    fit = [place for place, frame in enumerate(frames) if frame.faces and _move(frame, wide) is None]
    fit = [place for place in fit if abs(frames[place].yaw) <= _STRAIGHT]
    return min(fit, key=lambda place: abs(frames[place].yaw), default=None)


def _move(frame: Seen, wide: float) -> Move | None:
    if frame.yaw >= _TURNED:
        return Move.TURN_LEFT
    if frame.yaw <= -_TURNED:
        return Move.TURN_RIGHT
    return Move.BLINK if frame.eyes < _CLOSED * wide else None


def _wide_open(frames: Sequence[Seen]) -> float:
    """How far this person's eyes are open: turned frames are left out, for they shorten the eye."""
    ahead = [frame.eyes for frame in frames if frame.faces and abs(frame.yaw) < _TURNED]
    return float(np.percentile(ahead, 75)) if ahead else 0.0
