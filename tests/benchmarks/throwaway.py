"""A migrated database for one benchmark, dropped afterwards: never the user's own."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.runner import DiscoverRunner


@contextmanager
def database() -> Iterator[str]:
    """Yields the vendor: SQLite in a file, as the embedded default has it, or a new database on the server."""
    with tempfile.TemporaryDirectory(prefix="gatehouse-bench-") as folder:
        name = f"bench_{os.getpid()}"
        connection.settings_dict["TEST"]["NAME"] = name if connection.vendor == "postgresql" else f"{folder}/{name}"
        runner = DiscoverRunner(verbosity=0, interactive=False)
        made = runner.setup_databases(serialized_aliases=set())
        try:
            yield connection.vendor
        finally:
            runner.teardown_databases(made)
