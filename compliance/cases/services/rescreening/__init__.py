"""Holding the customers against the lists: run by run, each killed and resumed without losing or doubling anything."""

from compliance.cases.services.rescreening.comparing import Compared, compare
from compliance.cases.services.rescreening.everything import screen_changed
from compliance.cases.services.rescreening.runs import (
    Progress,
    full_run,
    full_run_due,
    lists_known,
    open_runs,
    run,
    runs_due,
)

__all__ = [
    "Compared", "Progress", "compare", "full_run", "full_run_due", "lists_known", "open_runs", "run", "runs_due",
    "screen_changed",
]  # fmt: skip
