"""The lists are asked after once an hour; what a new version means for customers is the conductor's to find out."""

import structlog
from celery import shared_task
from django.conf import settings
from django.utils import timezone

from compliance.kernel.actors import system
from screening import current, selectors, services
from screening.services import ListRefused

_log = structlog.get_logger(__name__)


@shared_task
def refresh_due() -> None:
    """Sends for every list that was not asked after within the hour, one that was never loaded at once."""
    for source in selectors.refresh_due(at=timezone.now(), named=settings.REFRESH_LISTS or ()):
        refresh.apply_async(kwargs={"source": source}, queue="screening")


@shared_task
def refresh(*, source: str) -> None:
    """One list from its publisher. A refusal is recorded and shown; the next hour tries again.

    Where much has changed, the index that all workers share is built here, before anybody asks for it.
    """
    try:
        result = services.sync(source=source, path=None, at=timezone.now(), actor=system("refresh"))
        if result.is_new:
            current.refresh()
    except ListRefused as refusal:
        _log.warning("list_refused", source=source, code=refusal.reason)
