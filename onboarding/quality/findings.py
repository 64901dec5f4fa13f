"""What an engine has to say about a document: a stable code, a sentence, and where it was seen."""

from dataclasses import dataclass, replace

Box = tuple[int, int, int, int]
"""Left, top, width, height in pixels of the upright picture."""


@dataclass(frozen=True)
class Finding:
    """`detail` is written for the customer, says what to do, and holds no personal data."""

    code: str
    detail: str
    box: Box | None = None


def turned(finding: Finding, turns: int, size: tuple[int, int]) -> Finding:
    """The box as it lies after `turns` quarter turns counter-clockwise of a picture of `size` (width, height)."""
    if finding.box is None:
        return finding
    left, top, width, height = finding.box
    across, down = size
    for _ in range(turns % 4):
        left, top, width, height = top, across - left - width, height, width
        across, down = down, across
    return replace(finding, box=(left, top, width, height))
