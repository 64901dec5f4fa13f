"""What every test may ask for: the database of the run, what the doors would have published, and the real services."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from celery.signals import before_task_publish
from django.conf import settings
from django.db import connection

from compliance.audit.guard import lower_guard, raise_guard
from compliance.celery import app
from tests.shared import SHARED


class ToldAtOnce:
    """In CI a failure is printed whole when it happens: what stops the run later, or cuts its log, can't hide it."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        reporter = self.config.pluginmanager.get_plugin("terminalreporter")
        if report.failed and reporter is not None:
            reporter.write_line(f"\nFAILED in CI: {report.nodeid} ({report.when})\n{report.longreprtext}")


def pytest_configure(config: pytest.Config) -> None:
    """Passwords of test officers are hashed the quick way: half a second each is for real ones."""
    if os.environ.get("CI") == "true" and not hasattr(config, "workerinput"):
        config.pluginmanager.register(ToldAtOnce(config))
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """The trail refuses to be emptied: only the flush after a transactional test lowers the guard, and raises it again.

    The statements become part of the flush's own transaction. There is no such switch in the application.
    """
    operations = type(connection.ops)  # of every connection: beside a browser's event loop there is a second one
    flush = operations.sql_flush

    def guarded(*arguments: Any, **options: Any) -> list[str]:
        statements = flush(*arguments, **options)
        return [*lower_guard(connection.vendor), *statements, *raise_guard(connection.vendor)] if statements else []

    operations.sql_flush = guarded  # type: ignore[method-assign]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long stories first, so that no core waits for one at the end; real data only where it is."""
    if not SHARED.exists():
        for item in items:
            if item.get_closest_marker("oracle"):
                item.add_marker(pytest.mark.skip(reason="the real data is not here (../shared/data)"))
    items.sort(key=lambda item: item.get_closest_marker("journey") is None)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """CI has every server: where the run is on them, a test that skipped is a failure, save for want of real data."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") != "true" or not os.environ.get("GATEHOUSE_DATABASE_URL") or reporter is None:
        return
    for report in reporter.stats.get("skipped", []):
        if "oracle" in report.keywords:
            continue
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line(f"SKIPPED in CI: {report.nodeid}: {report.longrepr}")


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A unit test publishes into kombu's in-process transport; journeys start a real broker of their own."""
    monkeypatch.setattr(app.conf, "broker_url", "memory://")


@pytest.fixture
def sent_tasks() -> Iterator[list[tuple[str, dict[str, object]]]]:
    """(task name, keyword arguments) of everything published during the test, in order."""
    sent: list[tuple[str, dict[str, object]]] = []

    def note(sender: str, body: tuple[list[object], dict[str, object], object], **_: object) -> None:
        sent.append((sender, body[1]))

    before_task_publish.connect(note, weak=False)
    yield sent
    before_task_publish.disconnect(note)


@pytest.fixture(autouse=True)
def _only_where_it_can_be_proven(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("postgresql") and connection.vendor != "postgresql":
        pytest.skip("locks and races are proven on PostgreSQL: set GATEHOUSE_DATABASE_URL")
