"""`manage.py lookback`: what a proposed policy, or the matcher at hand, changes for the customers; it changes nothing.

Exit code 2: there is nothing to look back on, or no such version.
"""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from compliance.cases import services
from compliance.kernel.errors import DomainError
from compliance.policy.models import Lookback
from screening import selectors as screening

_KINDS = ("gained_strong", "gained_review", "raised", "lowered", "lost_review", "lost_strong")


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--policy", type=int, metavar="N", help="a proposed version; the matcher, if not given")
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, **options: Any) -> None:
        try:
            row = services.begin(policy_version=options["policy"], at=timezone.now())
            for step in services.look_back(lookback_id=row.pk, clock=timezone.now):
                self.stderr.write(f"{step}: {step.customers} of {step.total} customers")
        except DomainError as error:
            raise CommandError(error.detail, returncode=2) from error
        row.refresh_from_db()
        self.stdout.write(json.dumps(_as_json(row)) if options["json"] else _text(row))
        if named := screening.matcher_not_named():
            new = row.matcher_version
            self.stderr.write(
                f"Matcher {new} screens, and the policy in force names {named}: what {new} loses is kept."
            )
            self.stderr.write(
                f'It lapses once two officers have published a policy with matcher = "{new}" (screening).'
            )


def _as_json(row: Lookback) -> dict[str, Any]:
    return {
        "lookback": str(row.pk),
        "policy": row.policy_id,
        "against": row.against,
        "matcher": row.matcher_version,
        "done": row.finished_at is not None,
        "customers": row.customers,
        "failed": row.failed,
        "counts": row.counts,
        "examples": row.examples,
    }


def _text(row: Lookback) -> str:
    if row.finished_at is None:
        return f"{row}: a worker is doing it, {row.customers} of {row.total} customers so far"
    lines = [f"{row}, against policy {row.against}: {row.customers} customers, {row.failed} could not be looked at"]
    for source, kinds in sorted(row.counts.items()):
        lines.append(f"  {source}: " + ", ".join(f"{kind} {kinds[kind]}" for kind in _KINDS if kind in kinds))
    return "\n".join(lines if row.counts else [*lines, "  nothing changes"])
