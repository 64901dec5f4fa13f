"""Which proposal may be made on what: one table, closed by default."""

from collections.abc import Mapping

from compliance.cases.models import AlertKind, ProposalKind
from onboarding.models import Status

P, S = ProposalKind, Status

ALONE = frozenset({P.REQUEST_AGAIN, P.RETRY_CHECK, P.INCONCLUSIVE})
"""What one officer may do: it lets nobody through and shuts nobody out. All else needs a second one."""

ON_ALERT: Mapping[AlertKind, frozenset[ProposalKind]] = {
    AlertKind.MATCH: frozenset({P.TRUE_MATCH, P.FALSE_POSITIVE, P.INCONCLUSIVE, P.ALLOW_PAIR}),
    AlertKind.CHECK: frozenset({P.ACCEPT_CHECK, P.REQUEST_AGAIN}),
    AlertKind.OPERATIONS: frozenset({P.RETRY_CHECK, P.REQUEST_AGAIN, P.ACCEPT_CHECK}),
    AlertKind.RISK: frozenset({P.APPROVE}),
    AlertKind.PAYMENT: frozenset({P.APPROVE}),
}
ON_CASE = frozenset({P.REQUEST_AGAIN, P.REJECT, P.RESTRICT, P.LIFT, P.CLOSE})

STATUSES: Mapping[ProposalKind, frozenset[Status]] = {
    P.TRUE_MATCH: frozenset({S.DRAFT, S.CHECKING, S.REVIEW, S.VERIFIED, S.RESTRICTED}),
    P.FALSE_POSITIVE: frozenset({S.DRAFT, S.CHECKING, S.REVIEW, S.VERIFIED, S.RESTRICTED}),
    P.INCONCLUSIVE: frozenset({S.DRAFT, S.CHECKING, S.REVIEW, S.VERIFIED, S.RESTRICTED}),
    P.ALLOW_PAIR: frozenset({S.DRAFT, S.CHECKING, S.REVIEW, S.VERIFIED, S.RESTRICTED}),
    P.ACCEPT_CHECK: frozenset({S.REVIEW, S.RESTRICTED}),
    P.REQUEST_AGAIN: frozenset({S.REVIEW}),
    P.RETRY_CHECK: frozenset({S.REVIEW}),
    P.APPROVE: frozenset({S.REVIEW, S.VERIFIED, S.RESTRICTED}),
    P.REJECT: frozenset({S.REVIEW, S.RESTRICTED}),
    P.RESTRICT: frozenset({S.REVIEW, S.VERIFIED}),
    P.LIFT: frozenset({S.RESTRICTED}),
    P.CLOSE: frozenset({S.VERIFIED, S.RESTRICTED}),
}
"""The customer's statuses in which a decision of this kind makes sense."""


def allowed_on(alert_kind: str | None) -> frozenset[ProposalKind]:
    """Kinds for an alert of this kind, or for the case as a whole where there is no alert."""
    return ON_CASE if alert_kind is None else ON_ALERT[AlertKind(alert_kind)]


def choices(*, alert_kind: str | None, status: str) -> tuple[ProposalKind, ...]:
    """What an officer may propose now, in the order of the kinds: what the dashboard offers as buttons."""
    allowed = allowed_on(alert_kind)
    return tuple(kind for kind in ProposalKind if kind in allowed and Status(status) in STATUSES[kind])
