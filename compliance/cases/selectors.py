"""Questions about cases: the queue, and everything that an officer needs on one page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet

from compliance.audit import selectors as audit
from compliance.audit.disclosure import PARTNER_KINDS
from compliance.audit.models import Event
from compliance.cases.models import Alert, Case, Check, FailingStep, Failure, Proposal, ProposalKind, RescreenRun
from compliance.cases.rules import choices
from compliance.cases.subjects import watched
from compliance.kernel.ids import UnknownId, public_id
from compliance.risk import selectors as risk
from compliance.risk.models import Rating
from compliance.vault import services as vault
from onboarding import selectors as onboarding
from onboarding.identity import Identity
from onboarding.models import Customer, Document, RelatedPerson
from screening.models import ListVersion, Match

_TIMELINE = 500


@dataclass(frozen=True, slots=True)
class CheckSeen:
    """A check with its result unsealed; an empty result where the step has none yet."""

    check: Check
    result: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AlertSeen:
    """An alert, the match or check behind it, and what an officer may propose on it now."""

    alert: Alert
    match: Match | None
    choices: tuple[ProposalKind, ...]
    proposal: Proposal | None
    """The one that waits for a second officer."""


@dataclass(frozen=True, slots=True)
class ProposalSeen:
    proposal: Proposal
    note: str


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """Holds personal data: for the officer's page alone. `choices` are for the case as a whole."""

    case: Case
    customer: Customer
    identity: Identity
    people: tuple[tuple[RelatedPerson, Identity], ...]
    documents: tuple[Document, ...]
    checks: tuple[CheckSeen, ...]
    alerts: tuple[AlertSeen, ...]
    proposals: tuple[ProposalSeen, ...]
    rating: Rating | None
    timeline: tuple[Event, ...]
    choices: tuple[ProposalKind, ...]


def queue(*, alert_kind: str = "", assignee_id: UUID | None = None, partner_id: UUID | None = None) -> QuerySet[Case]:
    """Open cases, the most pressing first, each with `open_alerts` and `waiting` (proposals for a second officer)."""
    rows = Case.objects.filter(closed_at=None).select_related("customer__partner", "assignee")
    if alert_kind:
        rows = rows.filter(pk__in=Alert.objects.filter(kind=alert_kind, settled_at=None).values("case"))
    if assignee_id is not None:
        rows = rows.filter(assignee_id=assignee_id)
    if partner_id is not None:
        rows = rows.filter(customer__partner_id=partner_id)
    return rows.annotate(
        open_alerts=Count("alerts", filter=Q(alerts__settled_at=None), distinct=True),
        waiting=Count("proposals", filter=Q(proposals__confirmed_at=None, proposals__withdrawn_at=None), distinct=True),
    ).order_by("-priority", "due_at", "id")


def waiting_for_second_officer() -> int:
    """How many open cases have a proposal that nobody has confirmed."""
    waiting = Proposal.objects.filter(confirmed_at=None, withdrawn_at=None, case__closed_at=None)
    return waiting.values("case").distinct().count()


def case_detail(*, case_id: UUID) -> CaseDetail:
    """Unseals identity, results and notes: about a dozen queries. Raises UnknownId, CustomerErased."""
    case = Case.objects.select_related("customer__partner", "assignee").filter(pk=case_id).first()
    if case is None:
        raise UnknownId
    customer = onboarding.customer_by_id(customer_id=case.customer_id)
    proposals = list(
        case.proposals.select_related("alert", "proposed_by", "confirmed_by", "withdrawn_by").order_by("id")
    )
    waiting = [one for one in proposals if one.confirmed_at is None and one.withdrawn_at is None]
    people = [(person, onboarding.person_identity(person)) for person in onboarding.people(customer.pk)]
    return CaseDetail(
        case=case,
        customer=customer,
        identity=onboarding.identity(customer),
        people=tuple(people),
        documents=tuple(onboarding.documents(customer.pk).order_by("-id")),
        checks=checks_seen(customer),
        alerts=_alerts_seen(case, customer, waiting),
        proposals=tuple(ProposalSeen(one, _note(one)) for one in proposals),
        rating=risk.current_rating(customer_id=customer.pk),
        timeline=tuple(timeline(customer)),
        choices=() if case.closed_at else choices(alert_kind=None, status=customer.status),
    )


def checks_seen(customer: Customer) -> tuple[CheckSeen, ...]:
    """Of all rounds, the latest first, with their results unsealed."""
    opener = vault.opener(subject_id=customer.pk)
    return tuple(
        CheckSeen(check, opener.unseal_json(context="check.result", sealed=check.result) if check.result else {})
        for check in Check.objects.filter(customer=customer).order_by("-round", "id")
    )


def timeline(customer: Customer) -> list[Event]:
    """Everything that happened to the customer, oldest first."""
    return audit.timeline(subject=public_id("cus", customer.pk), partner_id=customer.partner_id, limit=_TIMELINE)


def partner_timeline(customer: Customer) -> QuerySet[Event]:
    """What the partner may know of it; order and page are the caller's."""
    subject = public_id("cus", customer.pk)
    return Event.objects.filter(chain=customer.partner_id, subject=subject, kind__in=PARTNER_KINDS)


def recent_runs(limit: int = 10) -> list[RescreenRun]:
    """The latest rescreenings, newest first, with how far each is."""
    return list(RescreenRun.objects.order_by("-created_at", "-id")[:limit])


@dataclass(frozen=True, slots=True)
class RescreeningStatus:
    """How far the rescreening is, and how well the live customers (in review, verified, restricted) are covered.

    `run` is the one in progress, else the latest; `done` and `total` are its customers. `oldest_screened_at` is when
    the customer who has waited longest was last held against everything then in force; who never was is counted in
    `never_screened` instead. `failing` counts customers whose screening fails, by the name of the error: for them no
    list version since their own last screening counts. `waiting` are list versions that no run has finished.
    """

    run: RescreenRun | None
    done: int
    total: int
    oldest_screened_at: datetime | None
    never_screened: int
    failing: Mapping[str, int] = field(default_factory=dict)
    waiting: int = 0


def rescreening(at: datetime) -> RescreeningStatus:
    """As it stands at `at`; a handful of statements, none per customer."""
    live = onboarding.live_customers().filter(created_at__lte=at)
    screened = live.filter(screened_at__isnull=False).order_by("screened_at").values_list("screened_at", flat=True)
    failing = Failure.objects.filter(step=FailingStep.SCREENING, customer__in=watched().order_by())
    among = screened.filter(pk__in=failing.values("customer"))
    oldest = [_later(screened.exclude(pk__in=failing.values("customer")).first(), _all_held_at()), among.first()]
    run = RescreenRun.objects.filter(finished_at=None, parked_at=None).order_by("created_at", "id").first()
    run = run or RescreenRun.objects.order_by("-created_at", "-id").first()
    return RescreeningStatus(
        run=run,
        done=run.customers if run else 0,
        total=max(run.total, run.customers) if run else 0,
        oldest_screened_at=min(filter(None, oldest), default=None),
        never_screened=live.filter(screened_at=None).count(),
        failing=dict(failing.order_by().values_list("error").annotate(Count("pk"))),
        waiting=len(_uncovered()),
    )


def failing_conclusions() -> Mapping[str, int]:
    """Customers who are being checked and whose round cannot be concluded, by the name of the error."""
    rows = Failure.objects.filter(step=FailingStep.CONCLUDING).order_by()
    return dict(rows.values_list("error").annotate(Count("pk")))


def _all_held_at() -> datetime | None:
    """The beginning of the latest finished run before which every list version then in force had been run over.

    Each run holds everybody against what its version changed: together they are as good as one full screening.
    """
    uncovered = _uncovered()
    runs = RescreenRun.objects.filter(finished_at__isnull=False).order_by("-created_at")
    if uncovered:
        runs = runs.filter(created_at__lt=min(uncovered))
    return runs.values_list("created_at", flat=True).first()


def _uncovered() -> list[datetime]:
    """When the versions came that neither their own run nor a later one over everything has finished with."""
    finished = RescreenRun.objects.filter(finished_at__isnull=False)
    full = finished.filter(list_version=None).aggregate(Max("created_at"))["created_at__max"]
    rows = ListVersion.objects.exclude(pk__in=finished.filter(list_version__isnull=False).values("list_version"))
    return [came for came in rows.values_list("fetched_at", flat=True) if full is None or came > full]


def _later(moment: datetime | None, held: datetime | None) -> datetime | None:
    return max(moment, held) if moment and held else moment


def case_of_proposal(*, proposal_id: UUID) -> UUID:
    """The case that a proposal is about. Raises UnknownId."""
    found = Proposal.objects.filter(pk=proposal_id).values_list("case_id", flat=True).first()
    if found is None:
        raise UnknownId
    return found


def newest_case(*, customer_id: UUID) -> Case | None:
    """The customer's open case, else the one that was opened last."""
    rows = Case.objects.filter(customer_id=customer_id)
    return rows.order_by(F("closed_at").desc(nulls_first=True), "-id").first()


def _alerts_seen(case: Case, customer: Customer, waiting: Sequence[Proposal]) -> tuple[AlertSeen, ...]:
    alerts = list(case.alerts.select_related("related_check").order_by("settled_at", "id"))
    found = Match.objects.in_bulk([alert.match_id for alert in alerts if alert.match_id])
    by_alert = {proposal.alert_id: proposal for proposal in waiting}
    return tuple(
        AlertSeen(
            alert=alert,
            match=found.get(alert.match_id) if alert.match_id else None,
            choices=()
            if alert.settled_at or case.closed_at
            else choices(alert_kind=alert.kind, status=customer.status),
            proposal=by_alert.get(alert.pk),
        )
        for alert in alerts
    )


def _note(proposal: Proposal) -> str:
    if proposal.note is None:
        return ""
    return vault.unseal(
        subject_id=proposal.case.customer_id, context="proposal.note", sealed=bytes(proposal.note)
    ).decode()
