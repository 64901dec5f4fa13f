"""Paints skin, brows, lips, eyes and hair by where a pixel lies on the unbent head."""

import cv2
import numpy as np
from numpy.typing import NDArray

from compliance.sandbox.specimens.head import BODY, EARS, EYE_HEIGHT, HAIR, LEFT_EYE, LIDS, LIPS, RIGHT_EYE
from compliance.sandbox.specimens.look import Colour, Look

Floats = NDArray[np.float32]

HAIRLINE_Z = (-0.7, 0.0, 0.30, 0.52, 0.70, 0.85, 1.05, 1.25, 1.45, 1.7)
HAIRLINE_Y = (6.35, 6.55, 6.95, 7.28, 7.02, 7.42, 7.72, 7.86, 7.93, 7.93)
"""Above this height the scalp has hair, by depth from the back of the head to the forehead; ears lie at .35 to .67."""


def noise(points: Floats, frequency: tuple[float, float] | float, seed: int) -> Floats:
    """Smooth noise from -1 to 1 around the head: `frequency` across and down, in cells a decimetre. Repeatable."""
    across, down = frequency if isinstance(frequency, tuple) else (frequency, frequency)
    angle = 0.8 * np.arctan2(points[:, 0], points[:, 2] - 0.4)
    return sheet(angle * across + 40, points[:, 1] * down, seed)


def sheet(columns: NDArray[np.floating], rows: NDArray[np.floating], seed: int) -> Floats:
    """The value at these places of an endless sheet of random cells, smoothly joined."""
    cells = np.random.default_rng(seed).uniform(-1, 1, (256, 256)).astype(np.float32)
    padding = -len(columns) % 1024 or 1024
    maps = [np.pad(np.mod(axis, 256).astype(np.float32), (0, padding)).reshape(-1, 1024) for axis in (columns, rows)]
    read = [
        cv2.remap(cells, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_WRAP)
        for x, y in zip(np.array_split(maps[0], _bands(maps[0])), np.array_split(maps[1], _bands(maps[1])), strict=True)
    ]
    return np.asarray(np.concatenate(read).ravel()[: len(columns)], np.float32)


def _bands(rows: Floats) -> int:
    """OpenCV reads no more than 32,766 rows at once."""
    return len(rows) // 30_000 + 1


def smooth(value: NDArray[np.floating], low: float, high: float) -> Floats:
    """0 below `low`, 1 above `high`, an S between; the other way round where `low` is the larger."""
    part = np.clip((value - low) / (high - low), 0, 1)
    return np.asarray(part * part * (3 - 2 * part), np.float32)


def scalp(base: Floats, look: Look) -> Floats:
    """How far above the hairline each point is: positive has hair."""
    line = np.interp(base[:, 2], HAIRLINE_Z, HAIRLINE_Y)
    front = smooth(base[:, 2], 0.8, 1.2)
    temple = np.clip(np.abs(base[:, 0]) - 0.35, 0, 1) * 0.5 * front
    behind_ear = smooth(np.abs(base[:, 0]), 0.74, 0.82) * smooth(base[:, 2], 0.75, 0.65) * 0.9
    return np.asarray(base[:, 1] - line - look.hairline * front - temple - behind_ear, np.float32)


def paint(base: Floats, part: NDArray[np.int64], masks: Floats, look: Look) -> tuple[Floats, Floats]:
    """Colour (linear light) and gloss (0 to 1) of each point."""
    colour, gloss = np.zeros((len(base), 3), np.float32), np.zeros(len(base), np.float32)
    body, hair, eyes = part == BODY, part == HAIR, (part == LEFT_EYE) | (part == RIGHT_EYE)
    colour[body], gloss[body] = _skin(base[body], masks[body], look)
    colour[hair], gloss[hair] = _hair(base[hair], look), 0.25
    colour[eyes], gloss[eyes] = _eye(base[eyes], look), 0.9
    return colour, gloss


def _mix(colour: Floats, other: Colour | Floats, share: Floats) -> Floats:
    share = share[:, None]
    return np.asarray(colour * (1 - share) + np.asarray(other, np.float32) * share, np.float32)


def _spot(base: Floats, x: float, y: float, radius: float) -> Floats:
    away = (np.abs(base[:, 0]) - x) ** 2 + (base[:, 1] - y) ** 2
    return np.asarray(np.exp(-away / radius**2) * smooth(base[:, 2], 0.6, 1.0), np.float32)


def _skin(base: Floats, masks: Floats, look: Look) -> tuple[Floats, Floats]:
    tone = np.array(look.skin, np.float32)
    mottled = (
        0.06 * noise(base, 5, look.seed) + 0.05 * noise(base, 17, look.seed + 1) + 0.06 * noise(base, 60, look.seed + 2)
    )
    colour = tone * (1 + mottled[:, None])
    flush = 0.6 * _spot(base, 0.5, 6.95, 0.32) + 0.7 * _spot(base, 0.0, 6.93, 0.16) + 0.5 * masks[:, EARS]
    colour = _mix(colour, tone * np.array([1.05, 0.72, 0.68], np.float32), np.clip(flush * look.ruddiness, 0, 1))
    colour = _mix(colour, tone * np.array([0.66, 0.52, 0.5], np.float32), 0.5 * _spot(base, 0.3, 7.1, 0.14))
    colour = _mix(colour, tone * np.array([0.7, 0.55, 0.52], np.float32), 0.45 * masks[:, LIDS])
    edge = np.exp(-((np.hypot(np.abs(base[:, 0]) - 0.3077, (base[:, 1] - EYE_HEIGHT) * 1.7) - 0.165) ** 2) / 0.0004)
    lash = edge * masks[:, LIDS] * {"F": 0.75, "M": 0.3}[look.sex]
    colour = _mix(colour, (0.02, 0.012, 0.01), np.asarray(lash, np.float32))
    spots = smooth(noise(base, 38, look.seed + 3), 0.45, 0.7) * (_spot(base, 0.35, 7.0, 0.5))
    colour = _mix(colour, tone * np.array([0.55, 0.38, 0.3], np.float32), look.freckles * spots)
    colour = _mix(colour, tone * np.array([0.6, 0.48, 0.45], np.float32), _creases(base, look))
    colour = _beard(colour, base, look)
    gloss = 0.35 + 0.25 * _spot(base, 0.0, 7.0, 0.25) + 0.2 * _spot(base, 0.0, 7.7, 0.5)
    lips = smooth(masks[:, LIPS], 0.35, 0.75)
    lined = 1 + 0.15 * noise(base, (50, 6), look.seed + 4)
    colour = _mix(colour, np.array(look.lips, np.float32) * lined[:, None], 0.85 * lips)
    parting = np.exp(-(((base[:, 1] - 6.605) / 0.012) ** 2)) * (np.abs(base[:, 0]) < 0.24) * (base[:, 2] > 1.3)
    colour = _mix(colour, (0.08, 0.02, 0.02), np.asarray(0.6 * parting, np.float32))
    colour = _mix(colour, look.brow or look.hair, _brows(base, look))
    hairy = smooth(scalp(base, look) + 0.05 * noise(base, 25, look.seed + 5), -0.04, 0.06)
    strength = {"bald": 0.12, "short": 1.0, "long": 1.0}[look.hair_length]
    colour = _mix(colour, _hair(base, look), hairy * strength)
    gloss = gloss * (1 - 0.6 * hairy * strength) + 0.3 * lips
    return _dressed(colour, np.asarray(gloss, np.float32), base, look)


def _creases(base: Floats, look: Look) -> Floats:
    """Lines that come with age: forehead, between nose and mouth, beside the eyes."""
    if not look.wrinkles:
        return np.zeros(len(base), np.float32)
    x, y = np.abs(base[:, 0]), base[:, 1] + 0.03 * noise(base, 4, look.seed + 6)
    lines = sum(np.exp(-(((y - at) / 0.012) ** 2)) * (x < 0.42) for at in (7.62, 7.72, 7.81))
    fold = np.exp(-(((x - 0.24 - (6.95 - y) * 0.45) / 0.018) ** 2)) * smooth(y, 6.5, 6.65) * smooth(y, 7.0, 6.9)
    feet = np.exp(-((((y - 7.24) - (x - 0.5) * 0.5 * np.sign(y - 7.24)) / 0.012) ** 2)) * (x > 0.5) * (x < 0.62)
    return np.asarray(
        np.clip(look.wrinkles * (0.5 * lines + 0.8 * fold + 0.5 * feet), 0, 1) * (base[:, 2] > 0.7), np.float32
    )


def _beard(colour: Floats, base: Floats, look: Look) -> Floats:
    if not look.beard:
        return colour
    x, y = np.abs(base[:, 0]), base[:, 1]
    upper = 6.55 + np.clip(x - 0.28, 0, 1) * 1.15
    jaw = smooth(upper - y, -0.02, 0.1) * smooth(y, 6.0, 6.2) * smooth(base[:, 2], 0.5, 0.8)
    lip = np.exp(-(((y - 6.78) / 0.06) ** 2)) * smooth(x, 0.36, 0.26)
    sides = smooth(x, 0.6, 0.7) * smooth(y, 7.3, 7.1) * smooth(base[:, 2], 0.62, 0.72)
    where = np.clip(jaw + lip + sides, 0, 1) * smooth(base[:, 2], 0.55, 0.75)
    grain = 0.65 + 0.35 * noise(base, (70, 28), look.seed + 7)
    return _mix(
        colour,
        np.array(look.hair, np.float32) * 0.9,
        np.asarray(np.clip(look.beard * where * grain, 0, 0.96), np.float32),
    )


def _brows(base: Floats, look: Look) -> Floats:
    x = np.abs(base[:, 0])
    along = np.clip((x - look.brow_gap) / 0.42, 0, 1)
    arch = (
        7.50
        + look.brow_height
        + look.brow_slope * (along - 0.5)
        + 0.09 * np.sin(np.pi * np.clip(along * 0.85 + 0.08, 0, 1))
    )
    thick = look.brow_thickness * (1.15 - 0.75 * along)
    strands = 1 + 0.45 * noise(base, (55, 90), look.seed + 8)
    inside = smooth(np.abs(base[:, 1] - arch) / (thick * strands), 1.25, 0.6)
    ends = smooth(x, look.brow_gap - 0.03, look.brow_gap + 0.04) * smooth(x, look.brow_gap + 0.46, look.brow_gap + 0.36)
    return np.asarray(0.88 * inside * ends * (base[:, 2] > 0.9), np.float32)


def _hair(base: Floats, look: Look) -> Floats:
    angle = np.asarray(np.arctan2(base[:, 0], base[:, 2] - 0.4), np.float32)
    wave = np.asarray(base[:, 1] * 1.6 + 0.5 * np.hypot(base[:, 0], base[:, 2]), np.float32)
    streaks = 0.35 * sheet(angle * 26, wave, look.seed + 9) + 0.35 * sheet(angle * 70, wave, look.seed + 10)
    return np.asarray(np.array(look.hair, np.float32) * (1 + streaks[:, None]), np.float32)


def _eye(base: Floats, look: Look) -> Floats:
    x, y = np.abs(base[:, 0]) - 0.3077, base[:, 1] - EYE_HEIGHT
    away = np.hypot(x, y)
    spokes = 0.3 * sheet(np.arctan2(y, x) * 9, away * 20, look.seed + 11)
    white = np.tile(np.array([0.62, 0.58, 0.56], np.float32), (len(base), 1))
    coloured = np.array(look.iris, np.float32) * (1 + spokes[:, None])
    colour = _mix(white, coloured, smooth(away, 0.070, 0.064))
    colour = _mix(colour, (0.01, 0.01, 0.01), 0.6 * smooth(away, 0.050, 0.066) * smooth(away, 0.075, 0.068))
    colour = _mix(colour, (0.004, 0.004, 0.004), smooth(away, 0.030, 0.025))
    return np.asarray(colour * (1 - 0.55 * smooth(y, 0.03, 0.10))[:, None], np.float32)


def _dressed(colour: Floats, gloss: Floats, base: Floats, look: Look) -> tuple[Floats, Floats]:
    """A plain round neck, and under it cloth."""
    neck = 5.62 - 0.17 * smooth(base[:, 2], 0.1, 0.7) + 0.4 * np.clip(np.abs(base[:, 0]) - 0.45, 0, 1)
    cloth = smooth(neck - base[:, 1], -0.01, 0.01)
    weave = 1 + 0.25 * noise(base, 40, look.seed + 12) + 0.15 * noise(base, 4, look.seed + 13)
    painted = _mix(colour, np.array(look.garment, np.float32) * weave[:, None], cloth)
    return painted, np.asarray(gloss * (1 - cloth), np.float32)
