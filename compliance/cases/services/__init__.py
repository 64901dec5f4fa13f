"""What can happen to a check, a case and a proposal: everything that the doors and the floors above may call."""

from compliance.cases.services.allowing import OffTheList, disallow
from compliance.cases.services.concluding import conclude
from compliance.cases.services.expiring import ask_expired
from compliance.cases.services.lookback import NothingToLookAt, begin, look_back, lookbacks_due, rescreen_after_change
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
from compliance.cases.services.rescreening import (
    Compared,
    Progress,
    compare,
    full_run,
    full_run_due,
    lists_known,
    open_runs,
    run,
    runs_due,
    screen_changed,
)
from compliance.cases.services.running import run_check
from compliance.cases.services.submission import RequirementsDue, submit
from compliance.cases.services.sweeping import Lost, sweep

__all__ = [
    "AlertSettled",
    "CaseClosed",
    "Compared",
    "Lost",
    "NothingToLookAt",
    "OffTheList",
    "Progress",
    "ProposalNotAllowed",
    "ProposalOpen",
    "ProposalSettled",
    "RequirementsDue",
    "SameOfficer",
    "UnknownReason",
    "ask_expired",
    "assign",
    "begin",
    "compare",
    "conclude",
    "confirm",
    "disallow",
    "full_run",
    "full_run_due",
    "lists_known",
    "look_back",
    "lookbacks_due",
    "open_or_extend_case",
    "open_runs",
    "propose",
    "rate_customer",
    "rescreen_after_change",
    "run",
    "run_check",
    "runs_due",
    "screen_changed",
    "submit",
    "sweep",
    "withdraw",
]  # fmt: skip
