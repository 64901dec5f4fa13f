"""Refuses UPDATE, DELETE, TRUNCATE and REPLACE of what is in the trail."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from compliance.audit.guard import lower_guard, raise_guard


def close(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in raise_guard(editor.connection.vendor):
        editor.execute(statement, params=None)


def reopen(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in lower_guard(editor.connection.vendor):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(close, reopen)]
