"""The whole house on one machine: which programs `serve` and `demo` start, in which order, and when each is ready."""

import contextlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from compliance import environment
from compliance.policy import services as policy
from compliance.supervisor import (
    CannotServe,
    Program,
    Say,
    Supervisor,
    broker,
    only_one,
    port_is_free,
    stoppable,
    web,
    worker,
)

ENGINE_QUEUES = ("ocr", "faces", "screening")
LIGHT_QUEUES = ("default", "webhooks")


def workers(var: Path, *, preload: bool) -> tuple[Program, ...]:
    """One worker whose processes each hold an engine, and a light one that also keeps the clock."""
    engines = environment.number("ENGINE_PROCESSES", min(4, os.cpu_count() or 1))
    light = environment.number("LIGHT_PROCESSES", 2)
    return (
        worker("engines", queues=ENGINE_QUEUES, processes=engines, preload=preload),
        worker("light", queues=LIGHT_QUEUES, processes=light, clock_file=var / "clock"),
    )


@contextlib.contextmanager
def running(*, host: str, port: int, say: Say, preload: bool = True) -> Iterator[Supervisor]:
    """Migrates, starts everything, yields once the web server answers, and stops everything at the end."""
    if not port_is_free(host, port):
        raise CannotServe(f"Port {port} of {host} is taken: stop what listens there, or choose another with --port.")
    with stoppable(), only_one(settings.VAR):
        supervisor = Supervisor(logs=settings.VAR / "logs", say=say)
        try:
            _start(supervisor, host=host, port=port, preload=preload)
            yield supervisor
        finally:
            supervisor.stop()


def _start(supervisor: Supervisor, *, host: str, port: int, preload: bool) -> None:
    if settings.BROKER_IS_EMBEDDED or settings.CACHE_IS_EMBEDDED:
        settings.VALKEY_SOCKET.unlink(missing_ok=True)
        program = broker(socket_path=settings.VALKEY_SOCKET, data=settings.VAR / "valkey")
        supervisor.start(program, ready=lambda: _socket_answers(settings.VALKEY_SOCKET))
    call_command("migrate", verbosity=0, interactive=False)
    policy.load_shipped(at=timezone.now())
    for program in workers(settings.VAR, preload=preload):
        supervisor.start(program)
    processes = environment.number("WEB_PROCESSES", 1)
    supervisor.start(web(host=host, port=port, workers=processes), ready=lambda: _web_answers(host, port))


def _socket_answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe, contextlib.suppress(OSError):
        probe.connect(str(path))
        probe.sendall(b"PING\r\n")
        return probe.recv(5) == b"+PONG"
    return False


def _web_answers(host: str, port: int) -> bool:
    with contextlib.suppress(httpx.HTTPError):
        return httpx.get(f"http://{host}:{port}/healthz", timeout=2).status_code == httpx.codes.OK
    return False
