"""The doors of the workers: what they publish once their transaction is committed."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from compliance.audit import services as audit
from compliance.audit.models import Pending
from compliance.celery import SCHEDULE, app
from compliance.kernel.actors import system
from compliance.webhooks import tasks
from compliance.webhooks.models import Delivery
from compliance.webhooks.services import endpoints
from tests import factories

pytestmark = pytest.mark.django_db
ACTOR = system("test")


@pytest.fixture
def event() -> None:
    partner = factories.partner()
    endpoints.create(partner_id=partner.pk, url="https://a.example/", kinds=(), actor=ACTOR, at=factories.AT)
    Pending.objects.all().delete()
    with transaction.atomic():
        audit.record(
            partner_id=partner.pk, kind="customer.verified", subject="x", actor=ACTOR, facts={}, at=factories.AT
        )


@pytest.mark.usefixtures("event")
def test_fan_out_tells_a_worker_of_each_delivery(
    sent_tasks: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        tasks.fan_out()

    delivery = Delivery.objects.get()
    assert sent_tasks == [("compliance.webhooks.tasks.deliver", {"delivery_id": str(delivery.pk)})]


@pytest.mark.usefixtures("event")
def test_the_sweeper_tells_again_what_was_lost(sent_tasks: list[Any], django_capture_on_commit_callbacks: Any) -> None:
    tasks.fan_out()
    sent_tasks.clear()
    Delivery.objects.update(sent_at=timezone.now() - timedelta(minutes=2))

    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep()

    assert [keywords for _, keywords in sent_tasks] == [{"delivery_id": str(Delivery.objects.get().pk)}]


@pytest.mark.parametrize("name", ["fan_out", "sweep", "deliver"])
def test_everything_about_webhooks_is_done_on_their_own_queue(name: str) -> None:
    task = f"compliance.webhooks.tasks.{name}"

    assert task in app.tasks
    assert app.amqp.router.route({}, task)["queue"].name == "webhooks"


def test_the_clock_empties_the_outbox_and_sweeps() -> None:
    assert SCHEDULE["webhooks.fan_out"]["schedule"] == 2.0
    assert SCHEDULE["webhooks.sweep"]["schedule"] == 5.0
