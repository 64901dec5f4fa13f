"""The Celery app: queues per resource, broker options as measured, and the clock of the sweepers."""

import importlib
import os
from typing import Any

from celery import Celery
from celery.signals import worker_process_init, worker_process_shutdown
from django.conf import settings
from kombu import Queue

os.umask(0o077)  # whatever a worker writes is for its own account alone
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.settings")

# A lost message comes back after `visibility_timeout`, which is longer than any task: the sweeper heals sooner.
_VALKEY = {
    "visibility_timeout": 300,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    # A broker that accepts and never answers would hold a caller of the API for ever.
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
}
# Without publisher confirms 2,420 publishes were lost in one kill of the broker.
_RABBITMQ = {"confirm_publish": True}


def transport_options(broker_url: str) -> dict[str, Any]:
    return _RABBITMQ if broker_url.startswith(("amqp", "pyamqp")) else _VALKEY


def queues(broker_url: str) -> tuple[Queue, ...]:
    """Quorum queues on RabbitMQ, plain ones elsewhere."""
    arguments = {"x-queue-type": "quorum"} if broker_url.startswith(("amqp", "pyamqp")) else None
    return tuple(Queue(name, routing_key=name, queue_arguments=arguments) for name in settings.QUEUES)


# One queue per resource; what is not named here goes to `default`, and a caller that knows better says so.
ROUTES = {
    "compliance.cases.tasks.look_back": {"queue": "screening"},
    "compliance.cases.tasks.rescreen": {"queue": "screening"},
    "compliance.cases.tasks.rescreen_fully": {"queue": "screening"},
    "compliance.cases.tasks.watch": {"queue": "screening"},
    "compliance.webhooks.tasks.*": {"queue": "webhooks"},
}
DAY = 24 * 3600.0
# A tick that no worker took in time is dropped: the next one does its work.
SCHEDULE = {
    "cases.sweep": {"task": "compliance.cases.tasks.sweep", "schedule": 5.0, "options": {"expires": 10}},
    "cases.watch": {"task": "compliance.cases.tasks.watch", "schedule": 5.0, "options": {"expires": 10}},
    "cases.rescreen_fully": {
        "task": "compliance.cases.tasks.rescreen_fully",
        "schedule": 3600.0,  # asks whether the week is over
        "options": {"expires": 3600},
    },
    "audit.checkpoint": {"task": "compliance.audit.tasks.checkpoint", "schedule": DAY, "options": {"expires": DAY}},
    "onboarding.sweep_files": {"task": "onboarding.tasks.sweep_files", "schedule": DAY, "options": {"expires": DAY}},
    "onboarding.sweep_faces": {
        "task": "onboarding.tasks.sweep_faces",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "partners.purge": {"task": "compliance.partners.tasks.purge", "schedule": 3600.0, "options": {"expires": 3600}},
    "webhooks.fan_out": {"task": "compliance.webhooks.tasks.fan_out", "schedule": 2.0, "options": {"expires": 10}},
    "webhooks.sweep": {"task": "compliance.webhooks.tasks.sweep", "schedule": 5.0, "options": {"expires": 10}},
}
REFRESH = {
    "screening.refresh_due": {"task": "screening.tasks.refresh_due", "schedule": 60.0, "options": {"expires": 50}},
}


@worker_process_init.connect
def preload(**_: object) -> None:
    """Each process of the pool has the engines in a process beside it, which loads them meanwhile."""
    if settings.PRELOAD_ENGINES:
        importlib.import_module("onboarding.services").load_engines()


@worker_process_shutdown.connect
def unload(**_: object) -> None:
    """A process of the pool ends without Python's own farewells."""
    importlib.import_module("onboarding.services").end_engines()


app = Celery("gatehouse")
app.conf.update(settings.CELERY)
app.conf.broker_transport_options = transport_options(app.conf.broker_url)
app.conf.task_queues = queues(app.conf.broker_url)
app.conf.task_routes = ROUTES
app.conf.beat_schedule = SCHEDULE | (REFRESH if settings.REFRESH_LISTS is not None else {})
app.set_default()
app.autodiscover_tasks()
