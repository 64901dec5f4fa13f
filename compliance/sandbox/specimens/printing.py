"""What all drawn documents share: labelled entries, printed portraits, scribbled signatures, and the zone's ground."""

from datetime import date
from typing import Final

import cv2
import numpy as np

from compliance.sandbox.specimens.sheet import SCALE, Picture, Sheet

LABEL: Final = (120, 88, 60)
SMALL, LARGE = 1.9, 3.3
MONTHS: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def spelled_day(day: date) -> str:
    return f"{day.day:02} {MONTHS[day.month - 1]} {day.year}"


def dotted_day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def entry(sheet: Sheet, name: str, label: str, value: str, at: tuple[float, float], *, size: float = LARGE) -> None:
    """A small label, and the value under it."""
    left, top = at
    sheet.write(label, left, top, SMALL, colour=LABEL)
    sheet.write(value, left, top + 2.3, size, name=name)


def band(sheet: Sheet, top: float) -> None:
    """The zone's own ground is plain, so that machines can read it."""
    rows = sheet.pixels[round(top * SCALE) :]
    rows[:] = np.clip(0.25 * rows.astype(np.float32) + 0.75 * np.array((240, 244, 242)), 0, 255).astype(np.uint8)


def specimen_mark(sheet: Sheet, left: float, top: float) -> None:
    sheet.write("SPECIMEN · NOT VALID", left, top, 2.1, colour=(60, 60, 190), weight=600)


def printed(portrait: Picture) -> Picture:
    """A portrait as documents have it: paler, less coloured."""
    grey = cv2.cvtColor(cv2.cvtColor(portrait, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    return np.asarray(cv2.addWeighted(portrait, 0.7, grey, 0.3, 6), np.uint8)


def signature(sheet: Sheet, left: float, top: float, seed: int) -> None:
    """A scribble that is nobody's."""
    random = np.random.default_rng([seed, 17])
    steps = np.linspace(0, 1, 160)
    waves = sum(
        random.uniform(0.3, 1.2) * np.sin(steps * random.uniform(8, 45) + random.uniform(0, 6)) for _ in range(4)
    )
    x = (left + 22 * steps + 0.8 * np.sin(steps * 40)) * SCALE
    y = (top + 2.5 + 0.9 * waves * (1 - 0.5 * steps)) * SCALE
    points = np.stack([x, y], axis=1).round().astype(np.int32)
    cv2.polylines(sheet.pixels, [points], isClosed=False, color=(110, 50, 30), thickness=3, lineType=cv2.LINE_AA)
