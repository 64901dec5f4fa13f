"""What the customer is asked to send again, in the policy's words."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from compliance.cases.asking import asked_text
from compliance.cases.models import Alert, Case, Check, CheckKind
from compliance.kernel.actors import Actor
from compliance.policy.document import PolicyDocument
from onboarding import selectors
from onboarding import services as onboarding
from onboarding.models import DocumentKind
from onboarding.verdict.codes import code_of

_BY_OFFICER = "officer_request"


def demand_for(
    *, customer_id: UUID, checks: Iterable[Check], policy: PolicyDocument, actor: Actor, at: datetime
) -> None:
    """One demand for each finding that the customer can put right; the same finding twice is asked once."""
    for check in checks:
        for finding in check.findings:
            words = asked_text(finding["code"], policy, finding.get("facts"))
            if words is not None:
                _demand(
                    customer_id, finding["code"], words, finding["document_kind"], policy=policy, actor=actor, at=at
                )


def demand_again(*, case: Case, alert: Alert | None, policy: PolicyDocument, actor: Actor, at: datetime) -> None:
    """What an officer wants anew: the documents behind one alert, or all of the customer's."""
    for kind in _kinds_behind(case.customer_id, alert):
        words = asked_text(_BY_OFFICER, policy) or code_of(_BY_OFFICER).customer
        _demand(case.customer_id, _BY_OFFICER, words, kind, policy=policy, actor=actor, at=at)


def _kinds_behind(customer_id: UUID, alert: Alert | None) -> list[str]:
    current = selectors.current_documents(customer_id)
    check = alert.related_check if alert else None
    if check is None:
        return sorted({document.kind for document in current})
    if check.kind == CheckKind.FACE:
        return [DocumentKind.SELFIE]
    named = {finding["document_kind"] for finding in check.findings if finding["document_kind"]}
    return sorted(named or {document.kind for document in current if document.kind != DocumentKind.SELFIE})


def _demand(
    customer_id: UUID, code: str, words: str, document_kind: str, *, policy: PolicyDocument, actor: Actor, at: datetime
) -> None:
    onboarding.raise_demand(
        customer_id=customer_id,
        code=code,
        detail=words,
        document_kind=document_kind,
        due_at=at + timedelta(days=policy.demands.due_days),
        at=at,
        actor=actor,
    )
