"""What of a reading is sure enough to be judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Particulars:
    """Empty or None for what was not read surely enough. Names in the letters of the zone where there is one."""

    document_code: str = ""
    issuing_state: str = ""
    document_number: str = ""
    personal_number: str = ""
    nationality: str = ""
    surname: str = ""
    given_names: str = ""
    birth_date: date | None = None
    issue_date: date | None = None
    expiry_date: date | None = None


class _Zone(Protocol):
    @property
    def valid(self) -> bool: ...
    @property
    def optional_data(self) -> str: ...


class _Field(Protocol):
    @property
    def value(self) -> str: ...
    @property
    def confidence(self) -> float: ...


_OF_THE_ZONE = (
    "document_code", "issuing_state", "document_number", "nationality", "birth_date", "expiry_date", "surname",
    "given_names",
)  # fmt: skip


def particulars(
    zone: _Zone | None,
    fields: Mapping[str, _Field],
    *,
    least_confidence: float,
    barcode: Mapping[str, str] | None = None,
) -> Particulars:
    """The machine-readable zone where its check digits agree, else what was read surely enough, else the barcode."""
    sure = {name: field.value for name, field in fields.items() if field.confidence >= least_confidence}
    read = {**(barcode or {}), **sure}
    if zone is not None and zone.valid:
        read |= {name: value for name in _OF_THE_ZONE if (value := getattr(zone, name))}
        read.setdefault("personal_number", zone.optional_data)
    return Particulars(
        document_code=read.get("document_code", ""),
        issuing_state=read.get("issuing_state", ""),
        document_number=read.get("document_number", ""),
        personal_number=read.get("personal_number", ""),
        nationality=read.get("nationality", ""),
        surname=read.get("surname", ""),
        given_names=read.get("given_names", ""),
        birth_date=_day(read.get("birth_date")),
        issue_date=_day(read.get("issue_date")),
        expiry_date=_day(read.get("expiry_date")),
    )


def judged(read: Particulars) -> frozenset[str]:
    """Nodes of the document's tree for which enough was read, beside those of the picture."""
    nodes = {
        "document/data_validation": read != Particulars(),
        "document/data_consistency": read != Particulars(),
        "document/data_comparison": bool(read.surname or read.given_names or read.birth_date),
        "document/validity": read.expiry_date is not None,
        "document/age": read.birth_date is not None,
        "document/compromised": bool(read.document_number),
    }
    return frozenset(node for node, enough in nodes.items() if enough)


OF_THE_PICTURE = frozenset({"document/evidence", "document/image_quality", "document/authenticity", "document/reading"})
"""Nodes that any picture of a document can be judged by."""


def _day(text: str | None) -> date | None:
    """None where the document leaves out the day or the month too."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
