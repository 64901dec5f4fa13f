"""Our own network that reads a line of OCR-B: what stands there, how surely, and what else it might be."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from onboarding.ocr.lines import ALPHABET, FRAME, side_by_side

MODEL = Path(__file__).resolve().parent / "models" / "gatehouse_ocrb.onnx"
STEP = 64
"""Strips are widened to a multiple of so many pixels: for a width not seen before OpenCV plans anew."""
WIDEST = 3200
"""Pixels of a strip that are looked at: three times the longest line."""
LEAST = 0.004
"""A second choice less likely than this is none."""
SKIPPED = 1.6
"""The pitch is fixed: where the next character is this many pitches away, one was overlooked, as in LL."""
MOST_SKIPPED = 2

_own = threading.local()


@dataclass(frozen=True)
class Doubt:
    """Another letter that the network held possible at a place of the line, and how likely, 0 to 1."""

    place: int
    letter: str
    likely: float


@dataclass(frozen=True)
class Text:
    """What was read on one strip: confidence is the letters' mean, 0 to 1."""

    text: str
    confidence: float
    doubts: tuple[Doubt, ...] = ()


def read(strips: Sequence[NDArray[np.uint8]]) -> list[Text]:
    """Strips as `lines.to_height` gives them; about 5 ms of CPU each."""
    return [decoded(_likely(strip)) for strip in strips]


def _network() -> cv2.dnn.Net:
    """One a thread: a network keeps its input and is not to be shared."""
    if not hasattr(_own, "network"):
        _own.network = cv2.dnn.readNetFromONNX(str(MODEL))
    network: cv2.dnn.Net = _own.network
    return network


def _likely(strip: NDArray[np.uint8]) -> NDArray[np.float32]:
    """By frame, how likely is each class."""
    width = min(WIDEST, -(-strip.shape[1] // STEP) * STEP)
    network = _network()
    network.setInput(side_by_side([strip], width))
    answer = network.forward()[0].T[: -(-strip.shape[1] // FRAME)]
    raised = np.exp(answer - answer.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


def decoded(likely: NDArray[np.float32]) -> Text:
    """The likeliest class of each frame, repeated ones once, gaps left out (Graves 2006)."""
    peaks = list(_peaks(likely))
    if not peaks:
        return Text("", 0.0)
    text = "".join(ALPHABET[int(peak.argmax())] for peak in peaks)
    doubts = tuple(doubt for place, peak in enumerate(peaks) for doubt in _doubts(place, peak))
    return Text(text, float(np.mean([peak.max() for peak in peaks])), doubts)


def _peaks(likely: NDArray[np.float32]) -> Iterator[NDArray[np.float32]]:
    """Of each character the frame where it is surest, without the gap's class."""
    frames = _surest(likely)
    pitch = float(np.median(np.diff(frames))) if len(frames) > 1 else 0.0
    for frame, following in zip(frames, [*frames[1:], 0], strict=False):
        yield likely[frame, 1:]
        missed = round((following - frame) / pitch) - 1 if following - frame > SKIPPED * pitch else 0
        for number in range(1, min(missed, MOST_SKIPPED) + 1):
            yield likely[round(frame + number * (following - frame) / (missed + 1)), 1:]


def _surest(likely: NDArray[np.float32]) -> list[int]:
    best = likely.argmax(axis=1)
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    return [
        int(start) + int(likely[start:end, best[start]].argmax())
        for start, end in zip(starts, [*starts[1:], len(best)], strict=True)
        if best[start]
    ]


def _doubts(place: int, peak: NDArray[np.float32]) -> Iterator[Doubt]:
    for other in peak.argsort()[-4:-1][::-1]:
        if peak[other] > LEAST:
            yield Doubt(place, ALPHABET[int(other)], float(peak[other]))
