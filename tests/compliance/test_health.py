"""Is the process up, and may it be sent work."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from compliance import health
from compliance.celery import app


def test_a_process_that_answers_is_up_without_asking_anything() -> None:
    answer = Client().get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_with_database_migrations_and_broker_it_is_ready() -> None:
    answer = Client().get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
@pytest.mark.parametrize("missing", list(health.CONDITIONS))
def test_it_names_the_first_thing_that_is_missing(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(health.CONDITIONS, missing, lambda: False)

    answer = Client().get("/readyz")

    assert (answer.status_code, answer.json()) == (503, {"status": "unavailable", "reason": missing})


@pytest.mark.django_db
def test_a_migration_that_is_not_applied_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_migrated", False)
    MigrationRecorder(connection).record_unapplied("partners", "0001_initial")

    assert health.migrations_are_applied() is False

    MigrationRecorder(connection).record_applied("partners", "0001_initial")
    assert health.migrations_are_applied() is True


def test_a_broker_that_is_away_is_seen_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.conf, "broker_url", "redis+socket:///nowhere/valkey.sock")

    assert health.broker_answers() is False
