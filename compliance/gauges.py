"""What an operator watches besides requests: work that waits, work that was given up, and the oldest screening."""

from collections.abc import Mapping

from django.utils import timezone

from compliance import metrics
from compliance.audit.models import Pending
from compliance.cases import selectors as cases
from compliance.cases.models import Check, RescreenRun
from compliance.webhooks.models import Delivery
from screening import selectors as screening


def _open_cases() -> Mapping[str, int]:
    rows = cases.queue()
    return {"": rows.count(), "overdue": rows.filter(due_at__lt=timezone.now()).count()}


def _open_jobs() -> Mapping[str, int]:
    return {
        "check": Check.objects.filter(finished_at=None, parked_at=None).count(),
        "rescreening": RescreenRun.objects.filter(finished_at=None, parked_at=None).count(),
        "delivery": Delivery.objects.filter(finished_at=None, parked_at=None).count(),
        "outbox": Pending.objects.count(),
    }


def _parked_jobs() -> Mapping[str, int]:
    """Given up after the last attempt."""
    return {
        "check": Check.objects.filter(parked_at__isnull=False, finished_at=None).count(),
        "rescreening": RescreenRun.objects.filter(parked_at__isnull=False, finished_at=None).count(),
        "delivery": Delivery.objects.filter(parked_at__isnull=False, finished_at=None).count(),
    }


def _oldest_screening() -> Mapping[str, int]:
    """Seconds since the live customer who has waited longest was last held against the lists."""
    now = timezone.now()
    oldest = cases.rescreening(now).oldest_screened_at
    return {"": round((now - oldest).total_seconds())} if oldest else {}


def _rescreening_customers() -> Mapping[str, int]:
    status = cases.rescreening(timezone.now())
    return {"done": status.done, "total": status.total, "never_screened": status.never_screened}


def _rescreening_waiting() -> Mapping[str, int]:
    return {"": cases.rescreening(timezone.now()).waiting}


def _failing_screenings() -> Mapping[str, int]:
    return cases.rescreening(timezone.now()).failing


def _failing_conclusions() -> Mapping[str, int]:
    return cases.failing_conclusions()


def matcher_not_named() -> Mapping[str, int]:
    return {"": int(bool(screening.matcher_not_named()))}


def list_age() -> Mapping[str, int]:
    """Seconds; a list that was never loaded has none."""
    rows = screening.list_status(at=timezone.now())
    return {row.source: round(row.age_hours * 3600) for row in rows if row.age_hours is not None}


def lists_refused() -> Mapping[str, int]:
    return {row.source: int(bool(row.refused_code)) for row in screening.list_status(at=timezone.now())}


def lists_stale() -> Mapping[str, int]:
    return {row.source: int(row.stale) for row in screening.list_status(at=timezone.now())}


def list_entries() -> Mapping[str, int]:
    return {row.source: row.entries for row in screening.list_status(at=timezone.now()) if row.number is not None}


def list_problems() -> Mapping[str, int]:
    return {row.source: row.problem_count for row in screening.list_status(at=timezone.now()) if row.number is not None}


def register() -> None:
    metrics.gauge("open_cases", "Cases that wait for an officer.", _open_cases)
    metrics.gauge("open_jobs", "Work that is not done yet.", _open_jobs)
    metrics.gauge("parked_jobs", "Work that was given up and waits for an operator.", _parked_jobs)
    metrics.gauge("oldest_screening_seconds", "Age of the oldest screening of a live customer.", _oldest_screening)
    metrics.gauge("rescreen_customers", "Of the latest rescreening, and never screened.", _rescreening_customers)
    metrics.gauge("rescreen_versions_waiting", "List versions that no run has finished.", _rescreening_waiting)
    metrics.gauge("rescreen_failing", "Customers whose screening keeps failing, by error.", _failing_screenings)
    metrics.gauge("conclude_failing", "Customers whose round cannot be concluded, by error.", _failing_conclusions)
    metrics.gauge(
        "matcher_not_named",
        "1 where the policy in force names another matcher than the one that screens: what that one loses is kept.",
        matcher_not_named,
    )
    metrics.gauge("list_age_seconds", "Time since a list was last known to be current.", list_age)
    metrics.gauge("list_refused", "1 where the last update of a list was refused.", lists_refused)
    metrics.gauge(
        "list_stale", "1 where a list is missing or older than policy allows: the gate is closed.", lists_stale
    )
    metrics.gauge("list_entries", "Parties on a list.", list_entries)
    metrics.gauge("list_problems", "What the version in force of a list could not say.", list_problems)
