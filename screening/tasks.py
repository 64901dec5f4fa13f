"""The lists are asked after once an hour; what a new version means for customers is the conductor's to find out."""

import structlog
from celery import shared_task
from django.utils import timezone

from compliance.kernel.actors import system
from screening import selectors, services
from screening.services import ListRefused

_log = structlog.get_logger(__name__)


@shared_task
def refresh_due() -> None:
    """Sends for every list that was not asked after within the hour, one that was never loaded at once."""
    for source in selectors.refresh_due(at=timezone.now()):
        refresh.apply_async(kwargs={"source": source}, queue="screening")


@shared_task
def refresh(*, source: str) -> None:
    """One list from its publisher. A refusal is recorded and shown; the next hour tries again."""
    try:
        services.sync(source=source, path=None, at=timezone.now(), actor=system("refresh"))
    except ListRefused as refusal:
        _log.warning("list_refused", source=source, code=refusal.reason)
