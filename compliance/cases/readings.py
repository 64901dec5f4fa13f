"""From what the engines of onboarding saw to what a check says: pure."""

from collections.abc import Iterator
from datetime import date

from compliance.cases.comparison import Declared, Read, findings
from compliance.policy.document import PolicyDocument, Thresholds
from onboarding.models import DocumentKind
from onboarding.readings import DocumentReading, FaceComparison

_UNSURE_NAMES = "mrz_names_uncertain"
_NAME_FINDINGS = frozenset({"name_differs", "name_unread"})


def document_codes(
    reading: DocumentReading, *, kind: str, declared: Declared, policy: PolicyDocument, on: date
) -> tuple[str, ...]:
    """What is wrong with the document itself, then what it says against what was declared; gravest first.

    Of a picture that has to be taken again, only what is wrong with it counts. A name that the zone shows unsurely and
    that is nevertheless the one declared was read right.
    """
    seen = [finding.code for finding in reading.findings]
    if reading.mrz is not None and (reading.mrz.document_code[:1] == "P") != (kind == DocumentKind.PASSPORT):
        seen.append("document_kind_differs")
    read = as_read(reading, policy.thresholds.document_min_confidence)
    validity = policy.thresholds.document_min_validity_days
    compared = findings(declared=declared, read=read, on=on, validity_days=validity)
    if not _NAME_FINDINGS & set(compared):
        seen = [code for code in seen if code != _UNSURE_NAMES]
    poor = any(policy.demand_text(code) is not None for code in seen)
    return tuple(dict.fromkeys(seen if poor else (*compared, *seen)))


def as_read(reading: DocumentReading, least_confidence: float) -> Read:
    """The machine-readable zone where its check digits agree, else the printed fields that were read surely enough."""
    zone = reading.mrz
    if zone is not None and zone.valid:
        return Read(zone.given_names, zone.surname, _day(zone.birth_date), _day(zone.expiry_date), zone.nationality)
    sure = {name: field.value for name, field in reading.fields.items() if field.confidence >= least_confidence}
    return Read(
        sure.get("given_names"),
        sure.get("surname"),
        _day(sure.get("birth_date")),
        _day(sure.get("expiry_date")),
        sure.get("nationality"),
    )


def face_codes(comparison: FaceComparison, thresholds: Thresholds) -> Iterator[str]:
    """What is wrong with the two pictures, or else with the likeness."""
    if not comparison.faces_a:
        yield "portrait_missing"
    if not comparison.faces_b:
        yield "selfie_no_face"
    if comparison.faces_b > 1:
        yield "selfie_many_faces"
    if comparison.distance is not None and comparison.faces_b == 1 and comparison.distance > thresholds.face_match:
        yield "face_differs" if comparison.distance > thresholds.face_review else "face_unsure"


def _day(text: str | None) -> date | None:
    """None where the document leaves out the day or the month too."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
