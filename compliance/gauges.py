"""What an operator watches besides requests: work that waits, work that was given up, and the oldest screening."""

from collections.abc import Mapping

from django.utils import timezone

from compliance import metrics
from compliance.audit.models import Pending
from compliance.cases import selectors as cases
from compliance.cases.models import Check, RescreenRun
from compliance.webhooks.models import Delivery
from onboarding import selectors as onboarding
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
    oldest = onboarding.live_customers().order_by("screened_at").values_list("screened_at", flat=True).first()
    return {"": round((timezone.now() - oldest).total_seconds())} if oldest else {}


def _list_age() -> Mapping[str, int]:
    rows = screening.list_status(at=timezone.now())
    return {row.source: round(row.age_hours * 3600) for row in rows if row.age_hours is not None}


def _lists_refused() -> Mapping[str, int]:
    return {row.source: int(bool(row.refused_code)) for row in screening.list_status(at=timezone.now())}


def register() -> None:
    metrics.gauge("open_cases", "Cases that wait for an officer.", _open_cases)
    metrics.gauge("open_jobs", "Work that is not done yet.", _open_jobs)
    metrics.gauge("parked_jobs", "Work that was given up and waits for an operator.", _parked_jobs)
    metrics.gauge("oldest_screening_seconds", "Age of the oldest screening of a live customer.", _oldest_screening)
    metrics.gauge("list_age_seconds", "Time since a list was last known to be current.", _list_age)
    metrics.gauge("list_refused", "1 where the last update of a list was refused.", _lists_refused)
