"""The doors of the workers: events out of the outbox, deliveries over the wire, and what was lost sent again."""

from functools import partial
from uuid import UUID

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from compliance.webhooks.services import deliveries

_BATCH = 200


@shared_task
def fan_out() -> None:
    """Until the outbox is empty."""
    while True:
        with transaction.atomic():
            result = deliveries.fan_out(at=timezone.now(), limit=_BATCH)
            _tell(result.deliveries)
        if result.taken < _BATCH:
            return


@shared_task
def deliver(*, delivery_id: str) -> None:
    deliveries.deliver(delivery_id=UUID(delivery_id), at=timezone.now())


@shared_task
def sweep() -> None:
    """Retries that have come due, replays, and deliveries whose message was lost."""
    with transaction.atomic():
        _tell(deliveries.owed(at=timezone.now()))


def _tell(delivery_ids: tuple[UUID, ...]) -> None:
    for delivery_id in delivery_ids:
        transaction.on_commit(partial(deliver.delay, delivery_id=str(delivery_id)))
