"""What a specimen face looks like: the numbers behind one identity, and behind one picture of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Colour = tuple[float, float, float]
"""Red, green, blue from 0 to 1, as light (not gamma encoded)."""


@dataclass(frozen=True, slots=True)
class Look:
    """One identity. Lengths are decimetres of the base mesh; `shape` are target weights of `head.Head.bend`."""

    name: str
    seed: int
    sex: str
    shape: Mapping[str, float] = field(default_factory=dict)
    skin: Colour = (0.62, 0.36, 0.25)
    ruddiness: float = 0.5
    freckles: float = 0.0
    wrinkles: float = 0.0
    lips: Colour = (0.42, 0.14, 0.12)
    iris: Colour = (0.10, 0.06, 0.03)
    hair: Colour = (0.05, 0.03, 0.02)
    hair_length: str = "short"
    """bald, short or long."""
    hairline: float = 0.0
    """How far the forehead is higher (positive) or lower than usual."""
    hair_volume: float = 0.12
    brow: Colour | None = None
    brow_height: float = 0.0
    brow_thickness: float = 0.045
    brow_slope: float = 0.0
    brow_gap: float = 0.13
    beard: float = 0.0
    """0 clean shaven, .4 stubble, 1 full."""
    glasses: bool = False
    garment: Colour = (0.05, 0.07, 0.12)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of a face: how it is held and lit."""

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    smile: float = 0.0
    squint: float = 0.0
    light: tuple[float, float, float] = (0.35, 0.45, 0.8)
    """Where the key light comes from: to the person's left, up, towards the viewer."""
    key: float = 0.9
    fill: float = 0.55
    warmth: float = 0.0
    background: str = "plain"
    span: float = 4.2
    """How many decimetres the picture is high: smaller is closer."""
    seed: int = 0
