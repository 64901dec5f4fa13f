"""The workers' doors."""

import pytest

from compliance.cases import tasks
from compliance.cases.models import Check, RescreenRun
from compliance.celery import app
from onboarding.models import Status
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say

pytestmark = pytest.mark.django_db
Sent = list[tuple[str, dict[str, object]]]


def test_the_task_of_the_last_step_concludes(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    customer = scenes.submitted()

    for check in Check.objects.all():
        tasks.run_check(check_id=str(check.pk))
        tasks.run_check(check_id=str(check.pk))

    assert scenes.fresh(customer).status == Status.VERIFIED


def test_the_sweeper_sends_what_was_lost(sent_tasks: Sent) -> None:
    scenes.submitted()

    tasks.sweep()

    assert {name for name, _ in sent_tasks} == {"compliance.cases.tasks.run_check"}
    assert len(sent_tasks) == 3


def test_the_watch_begins_a_run_for_each_new_version(sent_tasks: Sent) -> None:
    scenes.publish(scenes.NOBODY)

    tasks.watch()

    row = RescreenRun.objects.get()
    assert sent_tasks == [("compliance.cases.tasks.rescreen", {"run_id": str(row.pk)})]
    tasks.rescreen(run_id=str(row.pk))
    row.refresh_from_db()
    assert row.finished_at is not None


def test_both_sweepers_are_on_the_clock() -> None:
    ours = {"compliance.cases.tasks.sweep", "compliance.cases.tasks.watch"}

    assert ours <= {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert ours <= set(app.tasks)
