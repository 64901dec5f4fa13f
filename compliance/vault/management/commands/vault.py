"""`manage.py vault rewrap`: after a new master key was put first, wraps every data key by it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from compliance.kernel.actors import system
from compliance.vault import services


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("rewrap", help="wrap every data key by the first of GATEHOUSE_MASTER_KEYS")

    def handle(self, **_: Any) -> None:
        try:
            count = services.rewrap(actor=system("operator"), at=timezone.now())
        except (services.MasterKeyMissing, services.SealBroken) as error:
            message = "A data key is wrapped by a master key that GATEHOUSE_MASTER_KEYS lacks, or was altered."
            raise CommandError(message, returncode=2) from error
        self.stdout.write(f"{count} data keys wrapped by the master key {next(iter(settings.MASTER_KEYS))}.")
