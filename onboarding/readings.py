"""What the engines saw, as plain values that can be sealed, shown and compared."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

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
    """One field: `confidence` 0 to 1, `box` on the picture of `side`, `source` viz (printed), mrz or barcode."""

    value: str
    confidence: float
    box: Box | None
    source: str = "viz"
    side: str = "front"


@dataclass(frozen=True, slots=True)
class ReadingFinding:
    """`code` stands in the table of codes, `box` lies on the upright picture of `side`.

    `facts` are figures for the table's sentences, never personal data.
    """

    code: str
    box: Box | None = None
    side: str = ""
    facts: Mapping[str, float] = field(default_factory=dict)


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
    barcode: Mapping[str, str] = field(default_factory=dict)
    """What a barcode says, by the same names as `fields`."""

    @property
    def number(self) -> tuple[str, str]:
        """The document's number and issuing state, of the zone before the print; empty where neither shows them."""
        names = ("document_number", "issuing_state")
        if self.mrz is not None:
            return self.mrz.document_number, self.mrz.issuing_state
        number, state = (self.fields[name].value if name in self.fields else "" for name in names)
        return number, state

    def to_json(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class PaperReading:
    """A proof of address or a registry extract, line by line; `source` is text (a PDF's own text too) or picture.

    `issued` is the day on which the paper says that it was made. `fields` stand beside labels: of a registry extract
    company_name, registration_number, jurisdiction, status, directors.
    """

    kind: str
    lines: tuple[str, ...]
    source: str
    issued: date | None
    fields: Mapping[str, str]
    findings: tuple[ReadingFinding, ...]
    versions: Mapping[str, str]

    def to_json(self) -> dict[str, object]:
        return asdict(self) | {"issued": self.issued.isoformat() if self.issued else None}


@dataclass(frozen=True, slots=True)
class FaceComparison:
    """The portrait in a document (a) against a selfie (b); the values are None where a face is missing.

    `fmr` is the strictest false match rate that the distance meets, None beyond all that were measured; `match_at` and
    `review_at` are the distances of the policy's two rates. `findings` are about the selfie.
    """

    faces_a: int
    faces_b: int
    box_a: Box | None
    box_b: Box | None
    distance: float | None
    score: float | None
    match: bool
    model: str
    versions: Mapping[str, str] = field(default_factory=dict)
    fmr: float | None = None
    match_at: float = 0.0
    review_at: float = 0.0
    findings: tuple[ReadingFinding, ...] = ()

    def to_json(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Another customer of the same partner with the same document number, or with a face at this distance."""

    customer: str
    document: str
    distance: float | None = None


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Candidates, the most alike first; among `searched` strangers `expected_false_hits` are as alike by chance."""

    candidates: tuple[Duplicate, ...]
    searched: int
    fmr: float
    expected_false_hits: float

    def to_json(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class LivenessReading:
    """What speaks for and against a living person before the camera: codes, and the figures behind them."""

    findings: tuple[ReadingFinding, ...]
    result: Mapping[str, object] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        return asdict(self)
