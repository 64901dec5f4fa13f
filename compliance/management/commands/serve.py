"""`manage.py serve`: web and workers until stopped."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from compliance import house
from compliance.supervisor import CannotServe, Stopped


class Command(BaseCommand):
    help = (
        "Starts the broker where none is configured, the web server and the workers; keeps them running until stopped."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, host: str, port: int, **_: Any) -> None:
        try:
            with house.running(host=host, port=port, say=self._say) as supervisor:
                self._say(f"Gatehouse serves on http://{host}:{port}/ (API documentation: /docs). Ctrl-C stops it.")
                code = supervisor.run()
                self._say("Stopping: work in hand is finished first.")
        except Stopped:
            self._say("Stopped before it served.")
            sys.exit(1)
        except CannotServe as error:
            self.stderr.write(str(error))
            sys.exit(2)
        sys.exit(code)

    def _say(self, words: str) -> None:
        self.stderr.write(words, self.style.NOTICE)
