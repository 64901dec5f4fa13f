"""Customers on their way: submitted, with steps that have a result, with a list that names them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from compliance.audit.models import Event
from compliance.cases import services
from compliance.cases.decision import AlertDraft
from compliance.cases.models import Alert, AlertKind, Case, Check, Proposal, ProposalKind
from compliance.kernel.actors import system
from compliance.kernel.ids import public_id
from compliance.partners.models import Partner
from onboarding import lifecycle
from onboarding import services as onboarding
from onboarding.identity import Identity, PersonIdentity
from onboarding.models import Customer, Role, Status
from screening.models import Entry, ListVersion, Watchlist
from screening.records import BirthDate, ListedName, Record
from tests import factories
from tests.factories import AT

ACTOR = system("test")
LATER = AT + timedelta(hours=1)
SILVA = Record(
    ref="6908555",
    kind="person",
    names=(ListedName("Ana Maria Silva"),),
    birth_dates=(BirthDate("1990-04-12", "1990-04-12"),),
    countries=("PT",),
)
NAMESAKE = Record(
    ref="6908777",
    kind="person",
    names=(ListedName("Ana Maria Silva"),),
    birth_dates=(BirthDate("1961-01-01", "1961-12-31"),),
    countries=("PT",),
)
PEP = Record(
    ref="77", kind="person", names=SILVA.names, birth_dates=SILVA.birth_dates, countries=("PT",), topics=("pep",)
)
NOBODY = Record(ref="1", kind="person", names=(ListedName("Zebulon Quackenbush"),))


def clock() -> datetime:
    return AT


def publish(*records: Record, source: str = "un_sc", at: datetime = AT) -> ListVersion:
    """One more version of a list, with these parties and no other."""
    number = ListVersion.objects.filter(source=source).count() + 1
    old = Entry.objects.filter(source=source, until=None)
    new = [one for one in records if not old.filter(ref=one.ref, content_hash=one.content_hash()).exists()]
    gone = [row for row in old if row.content_hash not in {one.content_hash() for one in records}]
    version = ListVersion.objects.create(
        source=source,
        number=number,
        content_sha256=f"{number:064}",
        file_sha256=f"{number:064}",
        fetched_at=at,
        entry_count=len(records),
        added=len(new),
        changed=0,
        removed=len(gone),
    )
    Entry.objects.filter(pk__in=[row.pk for row in gone]).update(until=version)
    for one in new:
        Entry.objects.create(
            source=source,
            ref=one.ref,
            since=version,
            content_hash=one.content_hash(),
            match_hash=one.match_hash(),
            data=one.to_json(),
        )
    Watchlist.objects.update_or_create(source=source, defaults={"current": version, "checked_at": at})
    return version


def submitted(**changes: Any) -> Customer:
    """A person who has sent passport and selfie and was handed in."""
    customer = factories.customer(**changes)
    factories.document(customer, kind="passport")
    factories.document(customer, kind="selfie")
    return submit(customer)


def submit(customer: Customer, *, at: datetime = AT) -> Customer:
    return services.submit(customer_id=customer.pk, partner_id=customer.partner_id, at=at, actor=system("test"))


def run_round(customer: Customer) -> Customer:
    """Every open step of the round, as workers would."""
    for check in Check.objects.filter(customer=customer, finished_at=None, parked_at=None).order_by("id"):
        services.run_check(check_id=check.pk, clock=clock)
        services.conclude(customer_id=customer.pk, at=AT)
    return fresh(customer)


def verified(**changes: Any) -> Customer:
    return run_round(submitted(**changes))


def rescreen(*, chunk: int = 200) -> list[services.Progress]:
    """All that is due, as the workers do it."""
    done = []
    while runs := services.runs_due(at=AT):
        for row in runs:
            done += list(services.run(run_id=row.pk, clock=clock, chunk=chunk))
    return done


def rename(customer: Customer, family_name: str, **more: str) -> None:
    onboarding.update_customer(
        customer_id=customer.pk,
        partner_id=customer.partner_id,
        changes={"identity": {"family_name": family_name, **more}},
        expected_revision=None,
        at=AT,
        actor=ACTOR,
    )


def company_with(*people: Identity, of: Partner | None = None) -> Customer:
    """A verified company with these directors, put there by hand: its papers are not what is tested."""
    company = factories.customer(of=of, identity=factories.company_identity())
    for identity in people:
        assert isinstance(identity, PersonIdentity)
        onboarding.add_person(
            customer_id=company.pk,
            partner_id=company.partner_id,
            role=Role.DIRECTOR,
            identity=identity,
            share_percent=None,
            at=AT,
            actor=ACTOR,
        )
    Customer.objects.filter(pk=company.pk).update(status="verified", screened_at=AT, revision=2)
    return fresh(company)


def open_to_erasure(customer: Customer) -> None:
    """The relationship has ended."""
    lifecycle.advance(customer_id=customer.pk, to=Status.CLOSED, actor=ACTOR, reason="dormant", at=AT)


def fresh(customer: Customer) -> Customer:
    return Customer.objects.get(pk=customer.pk)


def case_of(customer: Customer) -> Case:
    return Case.objects.get(customer=customer, closed_at=None)


def alert_of(customer: Customer, kind: str) -> Alert:
    return Alert.objects.get(case__customer=customer, kind=kind, settled_at=None)


def officers() -> tuple[Any, Any]:
    return factories.officer("maker"), factories.officer("checker")


REASONS = {
    "true_match": "identifiers_agree",
    "false_positive": "birth_date_differs",
    "inconclusive": "data_missing",
    "allow_pair": "known_namesake",
    "accept_check": "seen_by_officer",
    "request_again": "not_legible",
    "retry_check": "engine_failed",
    "approve": "risk_acceptable",
    "reject": "risk_too_high",
    "restrict": "suspicion",
    "lift": "settled",
    "close": "dormant",
}


def propose(customer: Customer, kind: str, officer: Any, *, alert: Alert | None = None, note: str = "") -> Proposal:
    return services.propose(
        case_id=case_of(customer).pk,
        alert_id=alert.pk if alert else None,
        kind=ProposalKind(kind),
        reason=REASONS[kind],
        note=note,
        officer=officer,
        at=LATER,
    )


def decide(customer: Customer, kind: str, *, alert: Alert | None = None, by: Sequence[Any] | None = None) -> Customer:
    """Proposed by one officer and, where it takes two, confirmed by another."""
    maker, checker = by or officers()
    proposal = propose(customer, kind, maker, alert=alert)
    if proposal.confirmed_at is None:
        services.confirm(proposal_id=proposal.pk, officer=checker, at=LATER)
    return fresh(customer)


def kinds(customer: Customer) -> list[str]:
    """The customer's trail, as kinds of event in order."""
    subject = public_id("cus", customer.pk)
    return list(Event.objects.filter(subject=subject).order_by("seq").values_list("kind", flat=True))


def state() -> tuple[Any, ...]:
    """All that a refusal must leave as it was."""
    return (
        list(Customer.objects.order_by("pk").values()),
        list(Check.objects.order_by("pk").values()),
        list(Case.objects.order_by("pk").values()),
        list(Alert.objects.order_by("pk").values()),
        list(Proposal.objects.order_by("pk").values()),
        Event.objects.count(),
    )


def draft_of(alert: Alert) -> AlertDraft:
    return AlertDraft(AlertKind(alert.kind), alert.code, 90, alert.match_id, alert.related_check_id)


def payment_alert() -> AlertDraft:
    return AlertDraft(AlertKind.PAYMENT, "unusual_amount", 70)
