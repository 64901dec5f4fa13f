"""What the engines make of sealed documents: slow, and never inside a transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, cast
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from compliance.policy import services as policies
from onboarding import selectors, storage
from onboarding.faces import engine as faces
from onboarding.models import Document, DocumentKind, Side
from onboarding.readings import Box, DocumentReading, FaceComparison, FieldReading, MrzReading, ReadingFinding

if TYPE_CHECKING:
    from onboarding.faces.model import Box as FaceBox
    from onboarding.ocr.mrz import Mrz
    from onboarding.ocr.reader import Field, Reading
    from onboarding.quality.findings import Finding

_OF_THE_FRONT_ALONE = frozenset({"mrz_missing"})
_OF_THE_BACK_ALONE = frozenset({"document_not_found", "mrz_missing"})


def read_document(*, document_id: UUID, on: date) -> DocumentReading:
    """Reads the document and, where the zone is not on its front, the current back. `on` is the day for expiry. Slow.

    Raises UnknownId, CustomerErased (410), SealBroken for a file that was altered.
    """
    document = selectors.document(document_id=document_id)
    front = _read(document, on, visual=True)
    back = _back_of(document)
    if front.mrz is not None or back is None:
        return _told(front, document.side)
    return _joined(front, _read(back, on, visual=False))


def compare_documents(*, id_document_id: UUID, selfie_id: UUID) -> FaceComparison:
    """The largest face of the identity document against that of the selfie, judged by the policy's distance. Slow."""
    portrait = _pixels(selectors.document(document_id=id_document_id))
    selfie = _pixels(selectors.document(document_id=selfie_id))
    compared = faces.compare(portrait, selfie, threshold=policies.current().thresholds.face_match)
    return FaceComparison(
        faces_a=compared.faces_a,
        faces_b=compared.faces_b,
        box_a=_face_box(compared.box_a),
        box_b=_face_box(compared.box_b),
        distance=compared.distance,
        score=compared.score,
        match=compared.match,
        model=compared.model,
        versions=dict(compared.versions),
    )


def load_engines() -> None:
    """Loads what reading and comparing need, some seconds of work, so that the first customer does not wait for it."""
    import_module("onboarding.ocr.reader")
    faces.matcher()


def _read(document: Document, on: date, *, visual: bool) -> "Reading":
    """The reader is loaded on first use: only a worker that reads should pay for OpenCV and the models."""
    reader = import_module("onboarding.ocr.reader")
    return cast("Reading", reader.read(_pixels(document), kind=document.kind, on=on, visual=visual))


def _joined(front: "Reading", back: "Reading") -> DocumentReading:
    """The print of the front and the zone of the back, held against each other."""
    findings = [finding for finding in back.findings if finding.code not in _OF_THE_BACK_ALONE]
    told = _told(front, Side.FRONT)
    if back.mrz is None:
        return _told(front, Side.FRONT, findings=(*front.findings, *findings))
    cross_check = import_module("onboarding.ocr.cross_check")
    findings += [finding for finding in front.findings if finding.code not in _OF_THE_FRONT_ALONE]
    findings += cross_check.mismatches(back.mrz, front.fields)
    behind = _told(back, Side.BACK, findings=findings)
    return DocumentReading(
        kind=told.kind,
        mrz=behind.mrz,
        fields={**behind.fields, **told.fields},
        findings=behind.findings,
        quality=told.quality,
        versions=told.versions,
        mrz_side=Side.BACK.value,
        turns={**told.turns, **behind.turns},
    )


def _told(reading: "Reading", side: str, *, findings: "Iterable[Finding] | None" = None) -> DocumentReading:
    told = reading.findings if findings is None else findings
    unique = {finding.code: ReadingFinding(finding.code, finding.detail) for finding in told}
    return DocumentReading(
        kind=reading.kind,
        mrz=_zone(reading.mrz),
        fields={name: _field(seen, side) for name, seen in reading.fields.items()},
        findings=tuple(unique.values()),
        quality=asdict(reading.quality),
        versions=dict(reading.versions),
        mrz_side=None if reading.mrz is None else str(side),
        turns={str(side): reading.turns},
    )


def _zone(mrz: "Mrz | None") -> MrzReading | None:
    if mrz is None:
        return None
    values: Mapping[str, object] = {name: getattr(mrz, name) for name in MrzReading.__dataclass_fields__}
    return MrzReading(**values | {"format": str(mrz.format), "lines": tuple(mrz.lines)})  # type: ignore[operator]


def _field(seen: "Field", side: str) -> FieldReading:
    return FieldReading(seen.value, seen.confidence, seen.box, seen.source, str(side))


def _face_box(box: "FaceBox | None") -> Box | None:
    return None if box is None else (box.left, box.top, box.width, box.height)


def _back_of(document: Document) -> Document | None:
    if document.side != Side.FRONT or document.kind == DocumentKind.SELFIE:
        return None
    sent = selectors.current_documents(document.customer_id, person_id=document.person_id)
    return next((one for one in sent if one.kind == document.kind and one.side == Side.BACK), None)


def _pixels(document: Document) -> NDArray[np.uint8]:
    """Rows × columns × blue, green, red."""
    with Image.open(BytesIO(storage.read(document)), formats=["JPEG"]) as image:
        return np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])
