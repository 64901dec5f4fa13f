"""What the engines saw, as plain values that can be sealed, shown and compared."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

Box = tuple[int, int, int, int]
"""Left, top, width, height in pixels."""


@dataclass(frozen=True, slots=True)
class MrzReading:
    """A machine-readable zone (ICAO 9303): dates as YYYY-MM-DD or None, `valid` where every check digit agrees."""

    format: str
    lines: tuple[str, ...]
    valid: bool
    document_code: str
    issuing_state: str
    document_number: str
    birth_date: str | None
    sex: str
    expiry_date: str | None
    nationality: str
    surname: str
    given_names: str
    optional_data: str


@dataclass(frozen=True, slots=True)
class FieldReading:
    """One field: `confidence` 0 to 1, `box` where it stands on the picture of `side`, `source` viz (printed) or mrz."""

    value: str
    confidence: float
    box: Box | None
    source: str = "viz"
    side: str = "front"


@dataclass(frozen=True, slots=True)
class ReadingFinding:
    """`code` is stable, `detail` a neutral sentence without personal data."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """What one document says, its back included where there is one; `kind` is what it looks like."""

    kind: str | None
    mrz: MrzReading | None
    fields: Mapping[str, FieldReading]
    findings: tuple[ReadingFinding, ...]
    quality: Mapping[str, float]
    versions: Mapping[str, str]
    mrz_side: str | None = None
    """On which side the zone was found: front or back."""
    turns: Mapping[str, int] = field(default_factory=dict)
    """Quarter turns counter-clockwise that set a side's picture upright: boxes are in the upright picture."""

    def to_json(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class FaceComparison:
    """The portrait in a document (a) against a selfie (b); the values are None where a face is missing."""

    faces_a: int
    faces_b: int
    box_a: Box | None
    box_b: Box | None
    distance: float | None
    score: float | None
    match: bool
    model: str
    versions: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        return asdict(self)
