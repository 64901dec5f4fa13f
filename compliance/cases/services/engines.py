"""The slow part of a step: one function per kind of check, which reads evidence and asks an engine. No transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from compliance.audit.services import JSON
from compliance.cases.comparison import Declared
from compliance.cases.documents import judge
from compliance.cases.models import Check, CheckKind
from compliance.cases.papers import DeclaredPaper, address_codes, registry_codes
from compliance.cases.readings import face_findings
from compliance.cases.subjects import subject_of
from compliance.kernel.actors import system
from compliance.partners.models import Mode
from compliance.policy.document import PolicyDocument
from onboarding import selectors
from onboarding import services as onboarding
from onboarding.identity import CompanyIdentity, Identity, PersonIdentity
from onboarding.models import Customer, Document, DocumentKind, Side
from onboarding.readings import Box, PaperReading
from onboarding.verdict.rules import Bounds
from screening import services as screening
from screening.models import UNSETTLED
from screening.services import Screened
from screening.subjects import Subject

_CONDUCTOR = system("conductor")
_IDENTITY_DOCUMENTS = (
    DocumentKind.PASSPORT,
    DocumentKind.IDENTITY_CARD,
    DocumentKind.RESIDENCE_PERMIT,
    DocumentKind.DRIVING_LICENCE,
)


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """`code` is stable; `document_kind` is what a new one would mend.

    `box` is on the upright picture of the document's `side`; `facts` are figures without personal data: they stay
    readable.
    """

    code: str
    document_kind: str = ""
    box: Box | None = None
    side: str = ""
    facts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Work:
    """`result` is sealed before it is stored; `versions` are of engines, models and lists.

    `ran` are the nodes of the tree of breakdowns that were judged, where the findings alone do not tell.
    """

    findings: tuple[CheckFinding, ...] = ()
    result: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, JSON] = field(default_factory=dict)
    ran: frozenset[str] | None = None


Keep = Callable[[], object]
"""Holds the step for longer: called before each question to an engine, and each other stretch that takes long."""


def work_on(*, check: Check, customer: Customer, policy: PolicyDocument, at: datetime, keep: Keep) -> Work:
    """Judged by this policy, whatever is published meanwhile. Slow.

    Raises what `keep` raises, EngineFailed, SealBroken, NoListInForce and whatever else an engine may.
    """
    return ENGINES[CheckKind(check.kind)](check, customer, policy, at, keep)


def _document(check: Check, customer: Customer, policy: PolicyDocument, at: datetime, keep: Keep) -> Work:
    """Reads the identity document, of a company its registry extract, and holds it against what was declared."""
    identity = _identity(check, customer)
    if isinstance(identity, CompanyIdentity):
        return _registry(check, customer, identity, policy, at)
    document = _identity_document(check, customer)
    if document is None:
        return Work((CheckFinding("document_missing"),))
    reading = onboarding.read_document(document_id=document.pk, on=at.date(), before_each=keep)
    judged = judge(
        reading,
        kind=document.kind,
        declared=_declared(identity),
        policy=policy,
        bounds=_bounds(customer, policy),
        on=at.date(),
    )
    found = tuple(CheckFinding(one.code, document.kind, one.box, one.side, one.facts) for one in judged.findings)
    number, state = reading.number
    onboarding.keep_number(document=document, number=number, state=state, at=at)
    evidence = {"document": str(document.pk), "reading": reading.to_json()}
    return Work(found, evidence, dict(reading.versions), judged.ran)


def _bounds(customer: Customer, policy: PolicyDocument) -> Bounds:
    thresholds = policy.thresholds
    return Bounds(
        minimum_age=thresholds.minimum_age,
        validity_days=thresholds.document_min_validity_days,
        specimen_states=customer.partner.mode == Mode.SANDBOX,
        compromised=selectors.is_compromised,
    )


def _registry(
    check: Check, customer: Customer, identity: CompanyIdentity, policy: PolicyDocument, at: datetime
) -> Work:
    document = _newest(check, customer, (DocumentKind.REGISTRY_EXTRACT,))
    if document is None:
        return Work((CheckFinding("registry_name_missing", DocumentKind.REGISTRY_EXTRACT),))
    reading = onboarding.read_paper(document_id=document.pk, on=at.date())
    declared = DeclaredPaper(identity.names, number=identity.registration_number)
    codes = registry_codes(reading, declared=declared, thresholds=policy.thresholds, on=at.date())
    return _paper_work(document, reading, [CheckFinding(code, document.kind) for code in codes])


def _address(check: Check, customer: Customer, policy: PolicyDocument, at: datetime, keep: Keep) -> Work:
    """Looks for the declared name and address on the proof of address. An address never declared is asked for."""
    document = _newest(check, customer, (DocumentKind.PROOF_OF_ADDRESS,))
    if document is None:
        return Work((CheckFinding("address_missing", DocumentKind.PROOF_OF_ADDRESS),))
    reading = onboarding.read_paper(document_id=document.pk, on=at.date())
    identity = _identity(check, customer)
    declared = DeclaredPaper(_addressed(identity), identity.address, country=identity.country)
    codes = address_codes(reading, declared=declared, thresholds=policy.thresholds, on=at.date())
    mended_by = {"address_missing": ""}
    return _paper_work(document, reading, [CheckFinding(code, mended_by.get(code, document.kind)) for code in codes])


def _paper_work(document: Document, reading: PaperReading, found: Sequence[CheckFinding]) -> Work:
    return Work(tuple(found), {"document": str(document.pk), "reading": reading.to_json()}, dict(reading.versions))


def _face(check: Check, customer: Customer, policy: PolicyDocument, at: datetime, keep: Keep) -> Work:
    """Compares the portrait in the identity document with the selfie."""
    document, selfie = _identity_document(check, customer), _newest(check, customer, (DocumentKind.SELFIE,))
    if document is None or selfie is None:
        return Work((CheckFinding("selfie_missing" if selfie is None else "document_missing"),))
    comparison = onboarding.compare_documents(
        id_document_id=document.pk, selfie_id=selfie.pk, rules=policy.faces, at=at, before_each=keep
    )
    found = tuple(
        CheckFinding(one.code, document.kind if one.code == "portrait_missing" else selfie.kind, facts=one.facts)
        for one in face_findings(comparison, policy.faces)
    )
    evidence = {"document": str(document.pk), "selfie": str(selfie.pk), "comparison": comparison.to_json()}
    return Work(found, evidence, dict(comparison.versions))


def _liveness(check: Check, customer: Customer, policy: PolicyDocument, at: datetime, keep: Keep) -> Work:
    """Whether a living person held the telephone: what the challenge shows, and the selfie where policy asks."""
    if check.target != customer.pk:
        return Work((CheckFinding("liveness_by_hand"),))
    selfie = _newest(check, customer, (DocumentKind.SELFIE,))
    if selfie is None:
        return Work((CheckFinding("selfie_missing"),))
    seen = onboarding.check_liveness(
        customer_id=customer.pk,
        selfie_id=selfie.pk,
        rules=policy.faces,
        since=check.created_at,
        at=at,
        before_each=keep,
    )
    found = tuple(CheckFinding(finding.code) for finding in seen.findings)
    return Work(found, {"selfie": str(selfie.pk), "liveness": seen.to_json()}, dict(seen.versions))


def _duplicates(check: Check, customer: Customer, policy: PolicyDocument, at: datetime, keep: Keep) -> Work:
    """Other customers of the partner with the same document or face: for an officer, never a refusal."""
    document, selfie = _identity_document(check, customer), _newest(check, customer, (DocumentKind.SELFIE,))
    documents = onboarding.find_same_document(document_id=document.pk, at=at, before_each=keep) if document else ()
    keep()
    sought = selfie if policy.faces.keep_templates else None
    faces = onboarding.find_same_face(selfie_id=sought.pk, rules=policy.faces, at=at) if sought else None
    found = [CheckFinding("duplicate_document", facts={"count": len(documents)})] if documents else []
    if faces is not None and faces.candidates:
        found.append(CheckFinding("duplicate_face", facts={"count": len(faces.candidates)}))
    result = {"documents": [asdict(one) for one in documents], "faces": faces.to_json() if faces else None}
    judged = {"duplicates/document": document is not None, "duplicates/face": faces is not None}
    return Work(tuple(found), result, ran=frozenset(node for node, done in judged.items() if done))


def _screening(check: Check, customer: Customer, policy: PolicyDocument, at: datetime, keep: Keep) -> Work:
    """Holds the declared names against the lists in force. What it found is in the matches, told one by one."""
    subject = subject_of(customer, check.target)
    if subject is None:
        return Work()
    screened = _screened(subject, policy, at)
    onboarding.mark_screened(customers=[customer], at=at)
    open_ones = [match for match in screened.matches if match.status in UNSETTLED]
    found = [CheckFinding("watchlist_match", facts={"count": len(open_ones)})] if open_ones else []
    if not screening.can_be_compared(subject=subject):
        found.append(CheckFinding("screening_by_hand"))
    result = {"matches": [str(match.pk) for match in screened.matches]}
    return Work(tuple(found), result, {"lists": dict(screened.versions)})


def _screened(subject: Subject, policy: PolicyDocument, at: datetime) -> Screened:
    """Against the lists in force; again, where a new version came meanwhile and its own run may have passed already.

    Written under the customer's lock, as by every run: what has expired is asked about once.
    """
    owner = Customer.objects.select_for_update().filter(pk=subject.owner_id)
    while True:
        screened = screening.screen_subject(
            subject=subject,
            bars=policy.bars(subject.partner_id),
            policy_version=policy.version,
            at=at,
            actor=_CONDUCTOR,
            lock=owner.get,
        )
        if not screening.moved_on(numbers=screened.versions):
            return screened


ENGINES: Mapping[CheckKind, Callable[[Check, Customer, PolicyDocument, datetime, Keep], Work]] = {
    CheckKind.DOCUMENT: _document,
    CheckKind.FACE: _face,
    CheckKind.ADDRESS: _address,
    CheckKind.LIVENESS: _liveness,
    CheckKind.DUPLICATES: _duplicates,
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


def _identity(check: Check, customer: Customer) -> Identity:
    person = next((one for one in selectors.people(customer.pk) if one.pk == check.target), None)
    return selectors.person_identity(person) if person else selectors.identity(customer)


def _addressed(identity: Identity) -> tuple[str, ...]:
    """Who writes to a person seldom writes all given names."""
    if not isinstance(identity, PersonIdentity):
        return identity.names
    first = identity.given_names.split()[:1]
    return (*identity.names, " ".join([*first, identity.family_name]))


def _declared(identity: PersonIdentity) -> Declared:
    return Declared(identity.given_names, identity.family_name, identity.birth_date, identity.nationality)
