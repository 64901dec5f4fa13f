"""What the engines make of sealed documents: slow, and never inside a transaction."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, cast
from uuid import UUID

from onboarding import selectors
from onboarding.models import Document, DocumentKind, Side
from onboarding.readings import DocumentReading, FieldReading, MrzReading, PaperReading, ReadingFinding
from onboarding.services.beside import ask
from onboarding.services.seeing import pixels

if TYPE_CHECKING:
    from onboarding.ocr.mrz import Mrz
    from onboarding.ocr.papers.reading import Paper
    from onboarding.ocr.reader import Field, Reading
    from onboarding.quality.findings import Finding

_OF_THE_FRONT_ALONE = frozenset({"mrz_missing"})
_OF_THE_BACK_ALONE = frozenset({"document_not_found", "mrz_missing"})


def read_document(*, document_id: UUID, on: date, before_each: Callable[[], object]) -> DocumentReading:
    """Reads the document and, where the zone is not on its front, the current back. `on` is the day for expiry. Slow.

    `before_each` is called before each side that is read: what it raises ends the reading.
    Raises UnknownId, CustomerErased (410), SealBroken for a file that was altered.
    """
    document = selectors.document(document_id=document_id)
    before_each()
    front = _read(document, on, visual=True)
    back = _back_of(document)
    if front.mrz is not None or back is None:
        return _told(front, document.side)
    before_each()
    return _joined(front, _read(back, on, visual=False))


def read_paper(*, document_id: UUID, on: date) -> PaperReading:
    """Reads a proof of address or a registry extract: its picture, and a PDF's text as far as the picture shows it.

    `on` is the day after which no paper can have been made. Slow. Raises UnknownId, CustomerErased (410), SealBroken.
    """
    document = selectors.document(document_id=document_id)
    text = selectors.text_of(document)
    paper = cast("Paper", ask("onboarding.ocr.papers.reading", "read", pixels(document), on=on, text=text))
    found = _findings(paper.findings, document.side)
    return PaperReading(document.kind, paper.lines, paper.source, paper.issued, paper.fields, found, paper.versions)


def _read(document: Document, on: date, *, visual: bool) -> "Reading":
    picture = pixels(document)
    return cast("Reading", ask("onboarding.ocr.reader", "read", picture, kind=document.kind, on=on, visual=visual))


def _joined(front: "Reading", back: "Reading") -> DocumentReading:
    """The print of the front and the zone or the barcode of the back, held against each other."""
    told, behind = _told(front, Side.FRONT), _told(back, Side.BACK)
    behind_alone = _findings(back.findings, Side.BACK, without=_OF_THE_BACK_ALONE)
    if back.mrz is None:
        return _with_barcode(front, back, told, behind, behind_alone)
    cross_check = import_module("onboarding.ocr.cross_check")
    return replace(
        told,
        mrz=behind.mrz,
        fields={**behind.fields, **told.fields},
        findings=_once(
            *behind_alone,
            *_findings(front.findings, Side.FRONT, without=_OF_THE_FRONT_ALONE),
            *_findings(cross_check.mismatches(back.mrz, front.fields), Side.FRONT),
        ),
        mrz_side=Side.BACK.value,
        turns={**told.turns, **behind.turns},
        barcode=behind.barcode,
    )


def _with_barcode(
    front: "Reading",
    back: "Reading",
    told: DocumentReading,
    behind: DocumentReading,
    behind_alone: tuple[ReadingFinding, ...],
) -> DocumentReading:
    """The front; where its print was read unsurely, and where it says nothing, the barcode of the back."""
    licence = import_module("onboarding.ocr.licence")
    code = back.barcode
    coded = licence.coded(code) if code and code.format == "pdf417" else licence.Coded(code, findings=behind_alone)
    found = [*behind_alone]
    if coded.card is not None:
        found += _findings(licence.mismatches(coded.card, front.fields), Side.FRONT)
    if front.kind == DocumentKind.DRIVING_LICENCE:
        found += _findings(licence.missing(coded, front.fields), Side.BACK)
    sure = {name: seen for name, seen in told.fields.items() if seen.confidence >= licence.DECENT}
    return replace(
        told,
        fields={**told.fields, **behind.fields, **sure},
        findings=_once(*told.findings, *found),
        turns={**told.turns, **behind.turns},
        barcode=behind.barcode or told.barcode,
    )


def _findings(
    found: "Iterable[Finding]", side: str, *, without: frozenset[str] = frozenset()
) -> tuple[ReadingFinding, ...]:
    return tuple(
        ReadingFinding(finding.code, finding.box, str(side), finding.facts)
        for finding in found
        if finding.code not in without
    )


def _once(*found: ReadingFinding) -> tuple[ReadingFinding, ...]:
    """Each code once: the side that showed it last is as good as the other."""
    return tuple({finding.code: finding for finding in found}.values())


def _told(reading: "Reading", side: str) -> DocumentReading:
    return DocumentReading(
        kind=reading.kind,
        mrz=_zone(reading.mrz),
        fields={name: _field(seen, side) for name, seen in reading.fields.items()},
        findings=_once(*_findings(reading.findings, side)),
        quality=asdict(reading.quality),
        versions=dict(reading.versions),
        mrz_side=None if reading.mrz is None else str(side),
        turns={str(side): reading.turns},
        barcode=dict(reading.card),
    )


def _zone(mrz: "Mrz | None") -> MrzReading | None:
    if mrz is None:
        return None
    values: Mapping[str, object] = {name: getattr(mrz, name) for name in MrzReading.__dataclass_fields__}
    return MrzReading(**values | {"format": str(mrz.format), "lines": tuple(mrz.lines)})  # type: ignore[operator]


def _field(seen: "Field", side: str) -> FieldReading:
    return FieldReading(seen.value, seen.confidence, seen.box, seen.source, str(side))


def _back_of(document: Document) -> Document | None:
    if document.side != Side.FRONT or document.kind == DocumentKind.SELFIE:
        return None
    sent = selectors.current_documents(document.customer_id, person_id=document.person_id)
    return next((one for one in sent if one.kind == document.kind and one.side == Side.BACK), None)
