"""What an engine has to say about a picture: a stable code, where it was seen, and the figures behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from onboarding.quality.plain import refuse_unless_codes, refuse_unless_facts

Box = tuple[int, int, int, int]
"""Left, top, width, height in pixels of the upright picture."""


@dataclass(frozen=True)
class Finding:
    """Its words stand in the table of codes (`onboarding.verdict.codes`), which fills in `facts`, by their names there.

    Facts are measures and counts, never personal data. Raises ValueError for a code or a fact whose name is none.
    """

    code: str
    box: Box | None = None
    facts: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        refuse_unless_codes([self.code])
        refuse_unless_facts(self.facts)


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
