"""`manage.py officer create USERNAME`: a member of the compliance staff, from a shell."""

import json
from argparse import ArgumentParser
from getpass import getpass
from secrets import token_urlsafe
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from compliance.kernel.actors import system
from compliance.kernel.errors import DomainError
from compliance.partners import services
from compliance.partners.models import Officer


class Command(BaseCommand):
    help = "Creates officers. Every officer may work cases; --admin may also see the raw tables."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        create = verbs.add_parser("create", help="a new officer; the password is made and shown once, or asked for")
        create.add_argument("username")
        create.add_argument("--admin", action="store_true", help="may also see the raw tables")
        create.add_argument("--ask", action="store_true", help="ask for the password instead of making one")
        create.add_argument("--json", action="store_true", help="one JSON object on standard output, and nothing else")

    def handle(self, *_args: Any, username: str, **options: Any) -> None:
        password = getpass("Password: ") if options["ask"] else token_urlsafe(12)
        try:
            validate_password(password, Officer(username=username))
            Officer(username=username).clean_fields(exclude=["password"])
            services.create_officer(
                username=username, password=password, admin=options["admin"], at=timezone.now(), actor=system("shell")
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error
        except DomainError as error:
            raise CommandError(error.detail, returncode=2) from error
        line = {"username": username, "admin": options["admin"]} | ({} if options["ask"] else {"password": password})
        shown = "\n".join(f"{name:<14} {value}" for name, value in line.items())
        self.stdout.write(json.dumps(line) if options["json"] else shown)
