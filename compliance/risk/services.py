"""Rating a customer: the score, its reasons and the date of the next review, stored and recorded."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from compliance.audit import services as audit
from compliance.kernel.actors import Actor
from compliance.kernel.ids import public_id
from compliance.policy.document import PolicyDocument
from compliance.risk.evidence import Evidence
from compliance.risk.models import Rating
from compliance.risk.rating import assess, months_later
from onboarding.models import Customer


@transaction.atomic
def rate(*, customer_id: UUID, evidence: Evidence, policy: PolicyDocument, at: datetime, actor: Actor) -> Rating:
    """A new row each time, for a rating is never changed. Locks the customer."""
    customer = Customer.objects.select_for_update().get(pk=customer_id)
    assessment = assess(evidence=evidence, policy=policy)
    rating = Rating.objects.create(
        customer=customer,
        level=assessment.level,
        score=assessment.score,
        reasons=[asdict(reason) for reason in assessment.reasons],
        policy_version=policy.version,
        at=at,
        next_review_at=months_later(at, policy.review_months.of(assessment.level)),
    )
    audit.record(
        partner_id=customer.partner_id,
        kind="customer.rated",
        subject=public_id("cus", customer.id),
        actor=actor,
        facts={
            "level": str(assessment.level),
            "score": round(assessment.score, 4),
            "factors": {reason.factor: round(reason.score, 4) for reason in assessment.reasons},
            "policy_version": policy.version,
        },
        at=at,
    )
    return rating
