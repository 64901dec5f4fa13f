"""manage.py policy show | check FILE | load | propose FILE --officer NAME | publish VERSION --officer NAME"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from compliance.kernel.errors import DomainError
from compliance.policy import selectors, services
from compliance.policy.parsing import PolicyInvalid, parse


class Command(BaseCommand):
    help = "The policy in force: show it, check a file, load the shipped one, propose and publish another."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        show = verbs.add_parser("show", help="the text in force, or of one version")
        show.add_argument("--policy-version", type=int)
        show.add_argument("--list", action="store_true", help="all versions, newest first")
        verbs.add_parser("check", help="every mistake of a file; exit 2 where it has any").add_argument(
            "file", type=Path
        )
        verbs.add_parser("load", help="put the release's own policy in force; safe to repeat")
        propose = verbs.add_parser("propose", help="store a file as the next version, for another officer to publish")
        propose.add_argument("file", type=Path)
        propose.add_argument("--officer", required=True)
        publish = verbs.add_parser("publish", help="put a proposed version in force")
        publish.add_argument("policy_version", type=int)
        publish.add_argument("--officer", required=True)

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['verb']}")(**options)
        except PolicyInvalid as error:
            raise CommandError("\n".join(error.mistakes), returncode=2) from error
        except DomainError as error:
            raise CommandError(error.detail, returncode=2) from error

    def _show(self, **options: Any) -> None:
        if options["list"]:
            for row in selectors.versions():
                state = f"published {row.published_at:%Y-%m-%d %H:%M}" if row.published_at else "proposed"
                self.stdout.write(
                    f"{row.version}\t{state}\t{'shipped' if row.shipped else 'officers'}\t{row.sha256[:12]}"
                )
            return
        self.stdout.write(services.text(version=options["policy_version"]), ending="")

    def _check(self, **options: Any) -> None:
        document = parse(_read(options["file"]))
        self.stderr.write(f"{document.title}: no mistakes.")

    def _load(self, **_options: Any) -> None:
        document = services.load_shipped(at=timezone.now())
        self.stderr.write(f"Policy version {document.version} is in force.")

    def _propose(self, **options: Any) -> None:
        content, officer = _read(options["file"]), _officer(options["officer"])
        row = services.propose(content=content, officer=officer, at=timezone.now())
        self.stderr.write(f"Proposed as version {row.version}: another officer publishes it.")

    def _publish(self, **options: Any) -> None:
        officer = _officer(options["officer"])
        document = services.publish(version=options["policy_version"], officer=officer, at=timezone.now())
        self.stderr.write(f"Policy version {document.version} is in force.")


def _read(path: Path) -> str:
    try:
        return sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read: {error}", returncode=2) from error


def _officer(username: str) -> AbstractUser:
    officer = get_user_model().objects.filter(username=username, is_active=True).first()
    if officer is None:
        raise CommandError(f"There is no active officer {username!r}.", returncode=2)
    return officer
