"""The slow part of a step: one function per kind of check, which reads evidence and asks an engine. No transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from compliance.audit.services import JSON
from compliance.cases.comparison import Declared
from compliance.cases.models import Check, CheckKind
from compliance.cases.readings import document_codes, face_codes
from compliance.cases.subjects import subject_of
from compliance.kernel.actors import system
from compliance.policy.document import PolicyDocument
from onboarding import selectors
from onboarding import services as onboarding
from onboarding.identity import PersonIdentity
from onboarding.models import Customer, Document, DocumentKind, Side
from screening import services as screening
from screening.models import MatchStatus

_CONDUCTOR = system("conductor")
_IDENTITY_DOCUMENTS = (
    DocumentKind.PASSPORT,
    DocumentKind.IDENTITY_CARD,
    DocumentKind.RESIDENCE_PERMIT,
    DocumentKind.DRIVING_LICENCE,
)


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """`code` is stable; `detail` neutral, for it stays readable; `document_kind` is what a new one would mend."""

    code: str
    document_kind: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """`result` is sealed before it is stored; `versions` are of engines, models and lists."""

    findings: tuple[CheckFinding, ...] = ()
    result: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, JSON] = field(default_factory=dict)


def work_on(*, check: Check, customer: Customer, policy: PolicyDocument, at: datetime) -> Work:
    """Slow. A kind that no engine knows is for a human: a finding, not a failure."""
    engine = ENGINES.get(CheckKind(check.kind))
    if engine is None:
        return Work((CheckFinding(f"{check.kind}_by_hand"),))
    return engine(check, customer, policy, at)


def _document(check: Check, customer: Customer, policy: PolicyDocument, at: datetime) -> Work:
    """Reads the identity document and holds it against what was declared."""
    document = _identity_document(check, customer)
    if document is None:
        return Work((CheckFinding("document_missing"),))
    reading = onboarding.read_document(document_id=document.pk, on=at.date())
    codes = document_codes(
        reading, kind=document.kind, declared=_declared(check, customer), policy=policy, on=at.date()
    )
    found = tuple(CheckFinding(code, document.kind) for code in codes)
    return Work(found, {"document": str(document.pk), "reading": reading.to_json()}, dict(reading.versions))


def _face(check: Check, customer: Customer, policy: PolicyDocument, at: datetime) -> Work:
    """Compares the portrait in the identity document with the selfie."""
    document, selfie = _identity_document(check, customer), _newest(check, customer, (DocumentKind.SELFIE,))
    if document is None or selfie is None:
        return Work((CheckFinding("selfie_missing" if selfie is None else "document_missing"),))
    comparison = onboarding.compare_documents(id_document_id=document.pk, selfie_id=selfie.pk)
    found = tuple(
        CheckFinding(code, document.kind if code == "portrait_missing" else selfie.kind)
        for code in face_codes(comparison, policy.thresholds)
    )
    evidence = {"document": str(document.pk), "selfie": str(selfie.pk), "comparison": comparison.to_json()}
    return Work(found, evidence, dict(comparison.versions))


def _screening(check: Check, customer: Customer, policy: PolicyDocument, at: datetime) -> Work:
    """Holds the declared names against the lists in force. What it found is in the matches, told one by one."""
    subject = subject_of(customer, check.target)
    if subject is None:
        return Work()
    threshold = policy.thresholds.screening_review
    screened = screening.screen_subject(subject=subject, threshold=threshold, at=at, actor=_CONDUCTOR)
    onboarding.mark_screened(customers=[customer], at=at)
    open_ones = [match for match in screened.matches if match.status == MatchStatus.OPEN]
    found = (CheckFinding("watchlist_match", detail=str(len(open_ones))),) if open_ones else ()
    result = {"matches": [str(match.pk) for match in screened.matches]}
    return Work(found, result, {"lists": dict(screened.versions)})


ENGINES: Mapping[CheckKind, Callable[[Check, Customer, PolicyDocument, datetime], Work]] = {
    CheckKind.DOCUMENT: _document,
    CheckKind.FACE: _face,
    CheckKind.SCREENING: _screening,
}


def _identity_document(check: Check, customer: Customer) -> Document | None:
    return _newest(check, customer, _IDENTITY_DOCUMENTS)


def _newest(check: Check, customer: Customer, kinds: Sequence[str]) -> Document | None:
    """The front of the target's document of one of these kinds that was sent last."""
    person_id = None if check.target == customer.pk else check.target
    sent = selectors.current_documents(customer.pk, person_id=person_id)
    return max((one for one in sent if one.kind in kinds and one.side == Side.FRONT), key=_sent_at, default=None)


def _sent_at(document: Document) -> tuple[datetime, str]:
    return document.created_at, str(document.pk)


def _declared(check: Check, customer: Customer) -> Declared:
    person = next((one for one in selectors.people(customer.pk) if one.pk == check.target), None)
    identity = selectors.person_identity(person) if person else selectors.identity(customer)
    if not isinstance(identity, PersonIdentity):
        raise TypeError("an identity document belongs to a person")
    return Declared(identity.given_names, identity.family_name, identity.birth_date, identity.nationality)
