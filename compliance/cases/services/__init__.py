"""What can happen to a check, a case and a proposal: everything that the doors and the floors above may call."""

from compliance.cases.services.concluding import conclude
from compliance.cases.services.opening import CaseClosed, assign, open_or_extend_case
from compliance.cases.services.proposing import (
    AlertSettled,
    ProposalNotAllowed,
    ProposalOpen,
    ProposalSettled,
    SameOfficer,
    UnknownReason,
    confirm,
    propose,
    withdraw,
)
from compliance.cases.services.rating import rate_customer
from compliance.cases.services.rescreening import Progress, full_run, lists_known, run, runs_due, screen_changed
from compliance.cases.services.running import run_check
from compliance.cases.services.submission import RequirementsDue, submit
from compliance.cases.services.sweeping import Lost, sweep

__all__ = [
    "AlertSettled", "CaseClosed", "Lost", "Progress", "ProposalNotAllowed", "ProposalOpen", "ProposalSettled",
    "RequirementsDue", "SameOfficer", "UnknownReason", "assign", "conclude", "confirm", "full_run", "lists_known",
    "open_or_extend_case",
    "propose", "rate_customer", "run", "run_check", "runs_due", "screen_changed", "submit", "sweep", "withdraw",
]  # fmt: skip
