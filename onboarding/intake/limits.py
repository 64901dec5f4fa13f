"""The bounds of one upload."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Pictures are drawn no larger than `kept_side`, twice what the reader needs; pages together no larger than its
    square. `seconds` are of the CPU, for a decoder in a process of its own."""

    bytes: int = 12 * 1024 * 1024
    pixels: int = 50_000_000
    pages: int = 5
    side: int = 20_000
    least_side: int = 160
    kept_side: int = 4096
    seconds: int = 15


DEFAULT = Limits()
