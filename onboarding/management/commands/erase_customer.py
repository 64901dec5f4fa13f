"""manage.py erase_customer CUSTOMER --yes"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from compliance.kernel.actors import system
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import parse_id
from onboarding import services


class Command(BaseCommand):
    help = "Destroys the data key and the files of a draft, rejected or closed customer. There is no way back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("customer", help="cus_…")
        parser.add_argument("--yes", action="store_true", help="without this nothing happens")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not options["yes"]:
            raise CommandError("Erasure cannot be undone: say --yes.", returncode=2)
        try:
            customer_id = parse_id("cus", options["customer"])
            services.erase_customer(customer_id=customer_id, at=timezone.now(), actor=system("operator"))
        except DomainError as error:
            raise CommandError(error.detail, returncode=2) from error
        self.stderr.write(f"{options['customer']} is erased.")
