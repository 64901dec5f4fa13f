"""A whole Gatehouse in processes of its own: on the embedded default, or on the servers that the environment names."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import httpx
import psycopg

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90
SERVER_SECONDS = 60  # in which a server makes or drops a database or a vhost
QUICK = ("-q", "--timeout", str(SERVER_SECONDS))


@dataclass(frozen=True, slots=True)
class House:
    """A running service: where it answers, its environment (for commands beside it), and its process."""

    base_url: str
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes]
    var: Path

    def manage(self, *arguments: str) -> str:
        """What a management command prints on standard output; it must end with 0."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=dict(self.environment),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def workers(self) -> list[int]:
        """The process ids of the Celery worker parents that the supervisor started."""
        children = _children(self.process.pid)
        return [pid for pid in children if b"celery" in _command(pid)]

    def kill_workers(self) -> int:
        """SIGKILL to every worker and its pool, as a machine that loses power would."""
        killed = 0
        for pid in self.workers():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
                killed += 1
        return killed


@contextlib.contextmanager
def own_environment(var: Path, **extra: str) -> Iterator[dict[str, str]]:
    """An environment that meets nobody: an empty `var`, and a PostgreSQL database and a RabbitMQ vhost where used."""
    environment = dict(os.environ) | {
        "GATEHOUSE_VAR": str(var),
        "GATEHOUSE_ALLOW_PRIVATE_WEBHOOKS": "1",
        "GATEHOUSE_REFRESH_LISTS": "0",
        "DJANGO_SETTINGS_MODULE": "compliance.settings",
        **extra,
    }
    with contextlib.ExitStack() as stack:
        if url := environment.get("GATEHOUSE_DATABASE_URL"):
            environment["GATEHOUSE_DATABASE_URL"] = stack.enter_context(_own_database(url))
        if (url := environment.get("GATEHOUSE_BROKER_URL", "")).startswith("amqp"):
            environment["GATEHOUSE_BROKER_URL"] = stack.enter_context(_own_vhost(url))
        yield environment


@contextlib.contextmanager
def running(var: Path, **extra: str) -> Iterator[House]:
    """`manage.py serve` from an empty `var`, stopped at the end."""
    with contextlib.ExitStack() as stack:
        environment = stack.enter_context(own_environment(var, **extra))
        port = _free_port()
        log = stack.enter_context((var / "serve.log").open("wb"))
        command = [sys.executable, "manage.py", "serve", "--port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        stack.callback(_stop, process)
        house = House(f"http://127.0.0.1:{port}", environment, process, var)
        _wait_for(house)
        yield house


def _wait_for(house: House) -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{house.base_url}/healthz", timeout=2).status_code == httpx.codes.OK:
                return
        alive = house.process.poll() is None
        assert alive and time.monotonic() < end, (house.var / "serve.log").read_text()  # noqa: PT018
        time.sleep(0.1)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(40)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def _own_database(url: str) -> Iterator[str]:
    name = f"gatehouse_journey_{uuid4().hex[:8]}"
    _on_the_server(url, f'CREATE DATABASE "{name}"')
    try:
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    finally:
        _on_the_server(url, f'DROP DATABASE "{name}" WITH (FORCE)')


def _on_the_server(url: str, statement: str) -> None:
    with psycopg.connect(
        url, autocommit=True, connect_timeout=SERVER_SECONDS, options=f"-c statement_timeout={SERVER_SECONDS}s"
    ) as connection:
        connection.execute(statement)


@contextlib.contextmanager
def _own_vhost(url: str) -> Iterator[str]:
    """A fresh vhost where this machine's rabbitmqctl may make one, else the given one as it is."""
    control = shutil.which("rabbitmqctl")
    name = f"journey{uuid4().hex[:8]}"
    user = urlsplit(url).username or "guest"
    if control is None or subprocess.run([control, *QUICK, "add_vhost", name], check=False).returncode:
        yield url
        return
    subprocess.run([control, *QUICK, "set_permissions", "-p", name, user, ".*", ".*", ".*"], check=True)
    try:
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    finally:
        subprocess.run([control, *QUICK, "delete_vhost", name], check=False)


def _children(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def _command(pid: int) -> bytes:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""
