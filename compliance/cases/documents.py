"""From what was read in a document to what its check says, and to which nodes of the tree were judged: pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from compliance.cases.asking import asked_text
from compliance.cases.comparison import Declared, differences
from compliance.cases.names import Accepted, accept, names_seen
from compliance.policy.document import PolicyDocument
from onboarding.models import DocumentKind
from onboarding.readings import DocumentReading, ReadingFinding
from onboarding.verdict.particulars import OF_THE_PICTURE, Particulars, judged, particulars
from onboarding.verdict.rules import Bounds, broken

_UNSURE_NAMES = "mrz_names_uncertain"
_SPECIMEN = "specimen_mark"
"""Taken where the documents of Utopia are: every one of a sandbox bears it."""
_PLACES = (("name", "surname"), ("nationality", "nationality"), ("birth_date", "birth_date"))
"""(beginning of a code, the field it is about): `name_differs` is seen where the surname stands."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Findings, gravest first; `ran` are the nodes of the tree that could be judged."""

    findings: tuple[ReadingFinding, ...]
    ran: frozenset[str]


def judge(
    reading: DocumentReading, *, kind: str, declared: Declared, policy: PolicyDocument, bounds: Bounds, on: date
) -> Judged:
    """What the document says against what was declared, against the rules, and what is wrong with the document itself.

    Of a picture that has to be taken again, only what is wrong with it counts. A name that the zone shows unsurely and
    that another source shows too was read right.
    """
    told = (one for one in reading.findings if not (bounds.specimen_states and one.code == _SPECIMEN))
    seen = (*told, *_of_another_kind(reading, kind))
    if any(asked_text(finding.code, policy) is not None for finding in seen):
        return Judged(_once(seen), OF_THE_PICTURE)
    least = policy.thresholds.document_min_confidence
    zone_valid = reading.mrz is not None and reading.mrz.valid
    names = accept(declared, names_seen(reading, least), zone_valid=zone_valid)
    read = _read(reading, least, names)
    unproven = tuple(_names(names))
    compared = (*unproven, *differences(declared, read))
    found = (
        *(_placed(code, _field_of(code), reading) for code in compared),
        *(_placed(rule.code, rule.field, reading) for rule in broken(read, bounds, on=on)),
        *(finding for finding in seen if finding.code != _UNSURE_NAMES or unproven),
    )
    return Judged(_once(found), OF_THE_PICTURE | judged(read))


def _read(reading: DocumentReading, least_confidence: float, names: Accepted) -> Particulars:
    """With the name that was accepted."""
    read = particulars(reading.mrz, reading.fields, least_confidence=least_confidence, barcode=reading.barcode)
    surname, given_names = (names.name.surname, names.name.given_names) if names.name else ("", "")
    return replace(read, surname=surname, given_names=given_names)


def _of_another_kind(reading: DocumentReading, kind: str) -> Iterator[ReadingFinding]:
    letter = reading.mrz.document_code[:1] if reading.mrz else ""
    if reading.mrz is not None and (letter == "V" or (letter == "P") != (kind == DocumentKind.PASSPORT)):
        yield ReadingFinding("document_kind_differs", side=reading.mrz_side or "")


def _names(names: Accepted) -> Iterator[str]:
    if names.name is None:
        yield "name_unread"
        return
    if not names.declared:
        yield "name_differs"
    if not names.proven:
        yield "name_unproven"


def _field_of(code: str) -> str:
    return next((field for beginning, field in _PLACES if code.startswith(beginning)), "")


def _placed(code: str, field: str, reading: DocumentReading) -> ReadingFinding:
    """With the box of the field it is about, where that was found."""
    found = reading.fields.get(field)
    return ReadingFinding(code, box=found.box, side=found.side) if found else ReadingFinding(code)


def _once(found: Iterable[ReadingFinding]) -> tuple[ReadingFinding, ...]:
    """Each code once, with a box if any of them has one."""
    unique: dict[str, ReadingFinding] = {}
    for finding in found:
        known = unique.setdefault(finding.code, finding)
        if known.box is None and finding.box is not None:
            unique[finding.code] = replace(known, box=finding.box, side=finding.side)
    return tuple(unique.values())
