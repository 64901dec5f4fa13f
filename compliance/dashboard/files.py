"""A case and a customer as an officer's page shows them: the services' answers, put in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from compliance.cases import selectors as cases
from compliance.cases.models import AlertKind, Check, Proposal
from compliance.cases.selectors import AlertSeen, CaseDetail, CheckSeen, ProposalSeen
from compliance.dashboard import breakdowns, comparing, drawing, presenting
from compliance.dashboard.breakdowns import Sheet, Tree
from compliance.dashboard.comparing import Pair, Row, Side
from compliance.dashboard.desk import alert_words
from compliance.dashboard.drawing import FaceScale, Weight
from compliance.dashboard.moments import Moment, moments
from compliance.dashboard.presenting import Choice
from compliance.policy import services as policies
from compliance.policy.document import PolicyDocument
from compliance.risk import selectors as risk
from onboarding import selectors as onboarding
from onboarding.identity import Identity
from onboarding.models import Customer, Document, RelatedPerson
from screening import entries
from screening import selectors as screening
from screening.marking import WordPair
from screening.models import Match
from screening.records import Record


@dataclass(frozen=True, slots=True)
class MatchPage:
    """A resemblance: the listed party beside the customer or one of its people, and what made the score."""

    match: Match
    name: str
    record: Record | None
    pairs: tuple[Pair, ...]
    weights: tuple[Weight, ...]
    words: tuple[WordPair, ...] = ()

    @property
    def percent(self) -> int:
        return round(self.match.score * 100)


@dataclass(frozen=True, slots=True)
class CheckPage:
    """A check with what an officer looks at: the fields of a document, or two faces and their distance."""

    check: Check
    who: str
    """The related person it is about; empty for the customer itself."""
    document: str
    selfie: str
    rows: tuple[Row, ...]
    scale: FaceScale | None
    comparison: Mapping[str, Any]
    tree: Tree | None
    sheets: tuple[Sheet, ...]

    @property
    def box_document(self) -> str:
        return _box_text(self.comparison.get("box_a"))

    @property
    def box_selfie(self) -> str:
        return _box_text(self.comparison.get("box_b"))

    @property
    def state(self) -> str:
        if self.check.parked_at:
            return "parked"
        return self.check.outcome or "running"

    @property
    def state_words(self) -> str:
        return self.check.get_outcome_display() if self.check.outcome and not self.check.parked_at else self.state


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """A proposal with its note opened, its reason in the policy's words, and what confirming it does."""

    proposal: Proposal
    note: str
    reason: str
    effect: str

    @property
    def waits(self) -> bool:
        return self.proposal.confirmed_at is None and self.proposal.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class AlertPage:
    title: str
    seen: AlertSeen
    match: MatchPage | None
    check: CheckPage | None
    choices: tuple[Choice, ...]
    proposal: ProposalPage | None


@dataclass(frozen=True, slots=True)
class CasePage:
    detail: CaseDetail
    declared: Mapping[str, str]
    open_alerts: tuple[AlertPage, ...]
    settled_alerts: tuple[AlertPage, ...]
    checks: tuple[CheckPage, ...]
    on_case: ProposalPage | None
    proposals: tuple[ProposalPage, ...]
    choices: tuple[Choice, ...]
    factors: tuple[Weight, ...]
    timeline: tuple[Moment, ...]

    @property
    def current_documents(self) -> tuple[Document, ...]:
        return tuple(document for document in self.detail.documents if document.superseded_at is None)

    @property
    def questioned(self) -> frozenset[UUID]:
        """Checks that are shown with an open alert: the evidence below does not show them again."""
        return frozenset(alert.check.check.pk for alert in self.open_alerts if alert.check)


@dataclass(frozen=True, slots=True)
class CustomerPage:
    customer: Customer
    name: str
    declared: Mapping[str, str]
    documents: tuple[Document, ...]
    people: tuple[tuple[RelatedPerson, Identity], ...]
    demands: tuple[Any, ...]
    checks: tuple[CheckPage, ...]
    rating: Any
    factors: tuple[Weight, ...]
    cases: tuple[Any, ...]
    timeline: tuple[Moment, ...]


def case_page(*, case_id: UUID) -> CasePage:
    """Everything on one page. Raises UnknownId, CustomerErased."""
    policy = policies.current()
    detail = cases.case_detail(case_id=case_id)
    names = {person.pk: identity for person, identity in detail.people}
    declared = detail.identity.to_json()
    checks = {seen.check.pk: _check_page(seen, declared, names, detail.documents) for seen in detail.checks}
    proposals = tuple(_proposal_page(seen, policy) for seen in detail.proposals)
    waiting = {page.proposal.alert_id: page for page in proposals if page.waits}
    sides = {**names, detail.customer.pk: detail.identity}
    alerts = [_alert_page(seen, checks, waiting, sides, policy) for seen in detail.alerts]
    return CasePage(
        detail=detail,
        declared=_declared(declared),
        open_alerts=tuple(one for one in alerts if one.seen.alert.settled_at is None),
        settled_alerts=tuple(one for one in alerts if one.seen.alert.settled_at is not None),
        checks=tuple(page for page in checks.values() if page.check.round == detail.customer.round),
        on_case=waiting.get(None),
        proposals=proposals,
        choices=presenting.offers(detail.choices, policy),
        factors=_risk(detail.rating),
        timeline=moments(detail.timeline),
    )


def customer_page(customer: Customer) -> CustomerPage:
    identity = onboarding.identity(customer)
    declared = identity.to_json()
    rating = risk.current_rating(customer_id=customer.pk)
    people = tuple((person, onboarding.person_identity(person)) for person in onboarding.people(customer.pk))
    names = {person.pk: of for person, of in people}
    documents = tuple(onboarding.documents(customer.pk).order_by("-id"))
    return CustomerPage(
        customer=customer,
        name=identity.full_name,
        declared=_declared(declared),
        documents=documents,
        people=people,
        demands=tuple(onboarding.open_demands(customer.pk)),
        checks=tuple(_check_page(seen, declared, names, documents) for seen in cases.checks_seen(customer)),
        rating=rating,
        factors=_risk(rating),
        cases=tuple(customer.cases.order_by("-id")),
        timeline=moments(cases.timeline(customer)),
    )


def _alert_page(
    seen: AlertSeen,
    checks: Mapping[UUID, CheckPage],
    waiting: Mapping[UUID | None, ProposalPage],
    sides: Mapping[UUID, Identity],
    policy: PolicyDocument,
) -> AlertPage:
    alert = seen.alert
    return AlertPage(
        title=alert_words(alert),
        seen=seen,
        match=_match_page(seen.match, sides) if seen.match and alert.kind == AlertKind.MATCH else None,
        check=checks.get(alert.related_check_id) if alert.related_check_id else None,
        choices=presenting.offers(seen.choices, policy),
        proposal=waiting.get(alert.pk),
    )


def _match_page(match: Match, sides: Mapping[UUID, Identity]) -> MatchPage:
    found = screening.match_detail(match)
    side = sides.get(match.subject_id)
    pairs = comparing.match_pairs(Side.of(side), found.record, found.name) if side and found.record else ()
    words = entries.side_by_side(found.names, found.name)
    return MatchPage(match, found.name, found.record, pairs, drawing.explained(found.reasons), words)


def _check_page(
    seen: CheckSeen, declared: Mapping[str, Any], names: Mapping[UUID, Identity], documents: Sequence[Document]
) -> CheckPage:
    result = seen.result
    comparison = result.get("comparison") or {}
    person = names.get(seen.check.target)
    said = person.to_json() if person else declared
    tree = breakdowns.tree_of(seen.check, result)
    return CheckPage(
        check=seen.check,
        who=person.full_name if person else "",
        document=str(result.get("document") or ""),
        selfie=str(result.get("selfie") or ""),
        rows=tuple(comparing.field_rows(said, result.get("reading") or {})),
        scale=drawing.face_scale(comparison),
        comparison=comparison,
        tree=tree,
        sheets=breakdowns.sheets(result, tree, documents),
    )


def _proposal_page(seen: ProposalSeen, policy: PolicyDocument) -> ProposalPage:
    one = seen.proposal
    reason = policy.reasons.get(one.kind, {}).get(one.reason, presenting.words(one.reason))
    return ProposalPage(one, seen.note, reason, presenting.effect(one.kind))


def _declared(table: Mapping[str, Any]) -> Mapping[str, str]:
    """The declared particulars as lines to read."""
    shown = {name: ", ".join(value) if isinstance(value, list) else str(value) for name, value in table.items()}
    return {
        presenting.words(name): presenting.country(value) if name in {"country", "nationality"} else value
        for name, value in shown.items()
    }


def _risk(rating: Any) -> tuple[Weight, ...]:
    if rating is None:
        return ()
    return drawing.weights((one["factor"], one["score"], one.get("detail") or "") for one in rating.reasons)


def _box_text(box: Any) -> str:
    """`x,y,width,height` for the picture's address; nothing where no face was found."""
    if not box:
        return ""
    values = (box["left"], box["top"], box["width"], box["height"]) if isinstance(box, Mapping) else box
    return ",".join(str(int(value)) for value in values)
