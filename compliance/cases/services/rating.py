"""Gathering what a rating looks at, from the evidence apps and the latest checks, and asking for the rating."""

from datetime import datetime
from uuid import UUID

from compliance.cases import matches
from compliance.cases.models import Check, CheckKind, Outcome
from compliance.kernel.actors import Actor
from compliance.policy import services as policies
from compliance.policy.document import PolicyDocument
from compliance.risk import services as risk
from compliance.risk.evidence import Evidence
from compliance.risk.models import Rating
from onboarding import selectors as onboarding
from onboarding.identity import CompanyIdentity, Identity, PersonIdentity
from onboarding.models import Customer
from screening.models import UNSETTLED


def rate_customer(*, customer_id: UUID, policy: PolicyDocument | None = None, actor: Actor, at: datetime) -> Rating:
    """Rates on what is known now; by the policy in force unless the caller has one. Raises CustomerErased."""
    customer = onboarding.customer_by_id(customer_id=customer_id)
    return risk.rate(
        customer_id=customer_id,
        evidence=evidence_on(customer, at),
        policy=policy or policies.current(),
        at=at,
        actor=actor,
    )


def evidence_on(customer: Customer, at: datetime) -> Evidence:
    """Unseals the customer and its people. Raises KeyDestroyed where the customer was erased."""
    identity = onboarding.identity(customer)
    everyone = [identity, *(onboarding.person_identity(person) for person in onboarding.people(customer.pk))]
    known = matches.counting(customer_id=customer.pk)
    return Evidence(
        kind=customer.kind,
        product=customer.product,
        residences=frozenset(one.country for one in everyone),
        nationalities=frozenset(one.nationality for one in everyone if isinstance(one, PersonIdentity)),
        company_age_days=_age(identity, at),
        pep=matches.politically_exposed(known),
        sanction_match=matches.sanctioned(known),
        open_match=any(match.status in UNSETTLED for match in known),
        findings=_findings_left(customer),
    )


def _age(identity: Identity, at: datetime) -> int | None:
    if not isinstance(identity, CompanyIdentity) or identity.incorporation_date is None:
        return None
    return (at.date() - identity.incorporation_date).days


def _findings_left(customer: Customer) -> frozenset[str]:
    """Codes of this round's findings that no officer has accepted. Screening tells of its own by matches."""
    rows = (
        Check.objects.filter(
            customer=customer, round=customer.round, outcome__in=(Outcome.CONSIDER, Outcome.UNIDENTIFIED)
        )
        .exclude(kind=CheckKind.SCREENING)
        .exclude(alerts__disposition="accept_check")
    )
    return frozenset(finding["code"] for row in rows for finding in row.findings)
