"""What goes stale on the ground: answers kept for repeated requests, and tokens that have run out."""

from celery import shared_task
from django.utils import timezone

from compliance.partners import idempotency


@shared_task
def purge() -> None:
    idempotency.purge(at=timezone.now())
