"""What Prometheus reads: requests, tasks, and the length of the queues that people and workers have before them."""

import hmac
import time
from collections.abc import Callable, Iterator, Mapping
from ipaddress import ip_address
from typing import Any

from celery.signals import task_postrun, task_prerun
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
REQUESTS = Counter("gatehouse_requests", "Requests answered.", ["route", "method", "status"])
LATENCY = Histogram(
    "gatehouse_request_seconds",
    "Time to answer a request.",
    ["route", "method"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
TASKS = Counter("gatehouse_tasks", "Tasks that workers ended.", ["task", "outcome"])
TASK_SECONDS = Histogram(
    "gatehouse_task_seconds", "Time a task ran.", ["task"], buckets=(0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 120)
)
Gauge = Callable[[], Mapping[str, int]]
_gauges: dict[str, tuple[str, Gauge]] = {}


def count_request(*, route: str, method: str, status: int, seconds: float) -> None:
    """`method` is the caller's word, so an unknown one counts as `other`."""
    method = method if method in _METHODS else "other"
    REQUESTS.labels(route, method, str(status)).inc()
    LATENCY.labels(route, method).observe(seconds)


def gauge(name: str, description: str, read: Gauge) -> None:
    """Registers a question asked at each scrape: `read` gives a number by label, `{"": n}` where there is one."""
    _gauges[f"gatehouse_{name}"] = (description, read)


class Questions(Collector):
    """Asks every registered gauge; one whose table cannot be read is left out, so that the rest is still seen."""

    def collect(self) -> Iterator[Metric]:
        for name, (description, read) in sorted(_gauges.items()):
            family = GaugeMetricFamily(name, description, labels=["of"])
            try:
                for label, number in read().items():
                    family.add_metric([label], number)
            except DatabaseError:
                continue
            yield family

    def describe(self) -> list[Metric]:
        """Nothing: the database is not asked when this module is imported."""
        return []


REGISTRY.register(Questions())


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For loopback, and for who has GATEHOUSE_METRICS_TOKEN; nobody else learns that this address exists."""
    if not _may_read(request):
        return HttpResponse(status=404)
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _may_read(request: HttpRequest) -> bool:
    """A proxy on this machine is loopback too, so a forwarded request needs the token."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN and hmac.compare_digest(given.encode(), settings.METRICS_TOKEN.encode()):
        return True
    forwarded = any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP"))
    return not forwarded and _is_loopback(request.META.get("REMOTE_ADDR", ""))


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


@task_prerun.connect
def _start(task: Any = None, **_: object) -> None:
    task.request.gatehouse_started = time.perf_counter()


@task_postrun.connect
def _end(task: Any = None, state: str | None = None, **_: object) -> None:
    """`outcome` is Celery's state: success, failure or retry."""
    TASKS.labels(task.name, str(state or "unknown").lower()).inc()
    started = getattr(task.request, "gatehouse_started", None)
    if started is not None:
        TASK_SECONDS.labels(task.name).observe(time.perf_counter() - started)
