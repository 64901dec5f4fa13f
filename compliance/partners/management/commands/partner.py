"""`manage.py partner create|credential|revoke|suspend|resume|list`: partners and their credentials from a shell."""

import json
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from compliance.kernel.actors import system
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import parse_id, public_id
from compliance.partners import selectors, services
from compliance.partners.models import Mode, Partner
from compliance.partners.scopes import SCOPES

ACTOR = system("shell")


class Command(BaseCommand):
    help = "Creates partners and their credentials, and takes them away."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        create = verbs.add_parser("create", help="a new partner with its first credential, whose secret is shown once")
        create.add_argument("name")
        create.add_argument("--mode", choices=Mode.values, default=Mode.SANDBOX.value)
        credential = verbs.add_parser("credential", help="one more credential, whose secret is shown once")
        credential.add_argument("partner", help="par_…")
        for verb in (create, credential):
            verb.add_argument(
                "--scopes", nargs="+", default=list(SCOPES), metavar="SCOPE", help=f"all, or of {', '.join(SCOPES)}"
            )
        verbs.add_parser("revoke", help="end a credential and its tokens").add_argument("client_id")
        for name, text in (("suspend", "refuse every call of a partner"), ("resume", "let it call again")):
            verbs.add_parser(name, help=text).add_argument("partner", help="par_…")
        verbs.add_parser("list", help="every partner")
        for verb in verbs.choices.values():
            verb.add_argument(
                "--json", action="store_true", help="one JSON object a line on standard output, and nothing else"
            )

    def handle(self, *_args: Any, verb: str, **options: Any) -> None:
        try:
            lines = getattr(self, f"_{verb}")(options)
        except DomainError as error:
            raise CommandError(error.detail, returncode=2) from error
        for line in lines:
            self.stdout.write(json.dumps(line) if options["json"] else _table(line))

    def _create(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        with transaction.atomic():
            partner = services.create_partner(
                name=options["name"], mode=options["mode"], at=timezone.now(), actor=ACTOR
            )
            return [self._issue(partner.id, options["scopes"])]

    def _credential(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        return [self._issue(parse_id("par", options["partner"]), options["scopes"])]

    def _issue(self, partner_id: UUID, scopes: list[str]) -> dict[str, Any]:
        issued = services.issue_credential(partner_id=partner_id, scopes=tuple(scopes), at=timezone.now(), actor=ACTOR)
        line = _line(issued.credential.partner)
        return {**line, "client_id": issued.client_id, "client_secret": issued.client_secret, "scopes": scopes}

    def _revoke(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        credential = services.revoke_credential(client_id=options["client_id"], at=timezone.now(), actor=ACTOR)
        return [{"client_id": credential.client_id, "revoked": True}]

    def _suspend(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        partner_id = parse_id("par", options["partner"])
        return [_line(services.suspend(partner_id=partner_id, at=timezone.now(), actor=ACTOR))]

    def _resume(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        partner_id = parse_id("par", options["partner"])
        return [_line(services.resume(partner_id=partner_id, at=timezone.now(), actor=ACTOR))]

    def _list(self, _options: dict[str, Any]) -> list[dict[str, Any]]:
        return [_line(partner) for partner in selectors.partners()]


def _line(partner: Partner) -> dict[str, Any]:
    suspended = partner.suspended_at is not None
    return {"partner": public_id("par", partner.id), "name": partner.name, "mode": partner.mode, "suspended": suspended}


def _table(line: dict[str, Any]) -> str:
    shown = {name: " ".join(value) if isinstance(value, list) else value for name, value in line.items()}
    return "\n".join(f"{name.replace('_', ' '):<14} {value}" for name, value in shown.items()) + "\n"
